import { expect, it } from 'vitest'
import { tallyFixture } from './core/signals/evidence-tally.fixture.ts'
import type { LeftOut } from './core/models/model-descriptor.ts'
import { fakeStores } from './fake-stores.fixture.ts'
import { joinStores } from './join-stores.ts'
import { deferred, fakeDatasetEngine, fakeModelEngine } from './state/fake-engines.fixture.ts'
import type { TrainedModel } from './state/model-store.ts'
import type { DatasetSummary } from './protocol/dataset-report.ts'
import { USUAL_EXPORT, type ExportRecipe } from './state/export-store.ts'

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
