import { expect, it, vi } from 'vitest'
import { asDay } from './core/positions.ts'
import { tallyFixture } from './core/signals/evidence-tally.fixture.ts'
import type { LeftOut } from './core/models/model-descriptor.ts'
import { fakeStores } from './fake-stores.fixture.ts'
import { joinStores } from './join-stores.ts'
import type { EvidenceAnswer, TruthAnswer } from './protocol/dataset-api.ts'
import type { DatasetSummary } from './protocol/dataset-report.ts'
import { USUAL_EXPORT, type ExportRecipe } from './state/export-store.ts'
import { deferred, fakeDatasetEngine, fakeModelEngine, settled } from './state/fake-engines.fixture.ts'
import type { TrainedModel } from './state/model-store.ts'

it('gives up a file of recommendations when another model takes over while it is written', async () => {
  const lists = deferred<readonly []>()
  const saved: string[] = []
  const datasetEngine = fakeDatasetEngine({ formatRecommendations: () => Promise.resolve(new Uint8Array(1)) })
  const modelEngine = fakeModelEngine({ recommendRange: () => lists.promise })
  const onSave = (name: string) => saved.push(name)
  const stores = fakeStores({ datasetEngine, modelEngine, hash: '#/models', onSave })
  joinStores(stores)
  const model = {
    evidenceId: 1,
    evidence: {},
    summary: { clientCount: 5, settings: {}, models: [] },
    dataFingerprint: 'a',
  }
  const recipe = model as unknown as ExportRecipe
  const writing = stores.exports.getState().saveRecommendations(recipe, USUAL_EXPORT)
  stores.model.setState({ model: { ...recipe, automatic: true, tally: tallyFixture } })
  lists.resolve([])
  await writing
  expect(saved).toEqual([])
  expect(stores.exports.getState().writing).toMatchObject({ phase: 'failed', error: { code: 'model-changed' } })
})

it('asks for no list of a model that is left out on this data, though a link names it', () => {
  const asked: unknown[] = []
  const stores = fakeStores({
    datasetEngine: fakeDatasetEngine({}),
    modelEngine: fakeModelEngine({}),
    hash: '#/client/7?model=bpr',
  })
  stores.dataset.setState({ summary: { fingerprint: 'a', version: 1 } as unknown as DatasetSummary })
  stores.recommendation.setState({
    ask: (question) => {
      asked.push(question?.model ?? null)
      return Promise.resolve()
    },
  })
  joinStores(stores)
  const models = (leftOut: LeftOut | null) =>
    ({
      evidenceId: 1,
      summary: {
        models: [
          { id: 'als', leftOut: null },
          { id: 'bpr', leftOut },
        ],
      },
    }) as unknown as TrainedModel
  stores.model.setState({ model: models({ reason: 'too-many-entries', count: 2, most: 1 }) })
  stores.model.setState({ model: models(null) })
  expect(asked.slice(-2)).toEqual([null, 'bpr'])
})

it('lets a refinement give way to a training, and to settings by hand', async () => {
  const signals: AbortSignal[] = []
  const stores = fakeStores({
    datasetEngine: fakeDatasetEngine({
      evidence: () => Promise.resolve({ evidenceId: 2 } as EvidenceAnswer),
      truth: () => Promise.resolve({ linesWithoutColumn: 0 } as TruthAnswer),
    }),
    modelEngine: fakeModelEngine({
      refine: (_evidence, _truth, _fold, _onProgress, signal) => {
        signals.push(signal)
        return new Promise(() => undefined)
      },
    }),
    hash: '#/models',
  })
  joinStores(stores)
  const { dataset, model, refine } = stores
  const period = { firstDay: asDay(100), lastDay: asDay(191) }
  const summary = { version: 1, fingerprint: 'a', files: [], clientCount: 5, period, off: ['recommendations'] }
  dataset.setState({ summary: summary as unknown as DatasetSummary })
  expect(refine.getState().outlook.kind).toBe('later')
  const size = { clientCount: 5, categoryCount: 3, keywordCount: 2, entryCount: 9 }
  const made = { evidenceId: 1, evidence: model.getState().evidence, automatic: true, tally: tallyFixture }
  const trainedSummary = { ...size, models: [], settings: {}, trainingMs: 1, crew: { threads: 1 } }
  model.setState({ model: { ...made, summary: trainedSummary, dataFingerprint: 'a' } as never })

  const refineNow = async () => {
    await vi.waitFor(() => {
      expect(refine.getState().outlook.kind).toBe('possible')
    })
    void refine.getState().refineNow()
    await settled()
    return signals.at(-1)!
  }
  const first = await refineNow()
  model.setState({ evidence: { ...model.getState().evidence } })
  expect(first.aborted).toBe(false)
  model.setState({ training: { phase: 'running', view: null, losses: [] } })
  expect(first.aborted).toBe(true)
  expect(refine.getState()).toMatchObject({ outlook: { kind: 'later' }, run: { phase: 'idle' } })

  model.setState({ training: { phase: 'idle' } })
  const second = await refineNow()
  expect(second).not.toBe(first)
  model.getState().setAls({ factors: 3 } as never)
  expect(second.aborted).toBe(true)
  model.getState().setAls(null)

  const third = await refineNow()
  dataset.setState({ summary: null })
  expect(third.aborted).toBe(true)
  expect(refine.getState()).toMatchObject({ outlook: { kind: 'later' }, result: null })
})
