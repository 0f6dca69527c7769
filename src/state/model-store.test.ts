import { describe, expect, it } from 'vitest'
import { DomainError } from '../core/domain-error.ts'
import { testAlsSettings } from '../core/models/als/settings.fixture.ts'
import type { AlsSettings } from '../core/models/recipe.ts'
import { asDay, type DayWindow } from '../core/positions.ts'
import { tallyFixture } from '../core/signals/evidence-tally.fixture.ts'
import type { EvidenceSettings } from '../core/signals/evidence.ts'
import type { TaskProgress } from '../core/task-control.ts'
import type { EvidenceAnswer } from '../protocol/dataset-api.ts'
import type { DatasetSummary } from '../protocol/dataset-report.ts'
import type { EvaluationResult, ModelSummary } from '../protocol/model-api.ts'
import { fakeDatasetEngine, fakeModelEngine, settled } from './fake-engines.fixture.ts'
import { createModelStore } from './model-store.ts'

const ALS = testAlsSettings({ solver: 'parity', iterations: 2, seed: 1, objective: { alpha: 1, lambda: 10 } })

const summaryOf = (fingerprint: string, off: DatasetSummary['off'] = []): DatasetSummary => ({
  version: 1,
  fingerprint,
  files: [],
  clientCount: 3,
  productJoin: null,
  period: { firstDay: asDay(100), lastDay: asDay(191) },
  farDays: null,
  repairs: { dropDuplicateLines: false, emptyOutlierAmounts: false },
  off,
})

const evidenceOf = (evidenceId: number, settings: EvidenceSettings, window: DayWindow): EvidenceAnswer => ({
  evidenceId,
  evidence: {
    csr: {
      rows: 3,
      cols: 4,
      rowPtr: new Uint32Array(4),
      colIdx: new Uint32Array(0),
      values: new Float32Array(0),
    },
    columnSpace: {
      level: 3,
      categoryCount: 2,
      categoryCodes: ['1', '2'],
      keywords: ['a', 'b'],
      foldedKeywords: new Map(),
    },
    window,
    segments: { ofClient: new Int32Array(), labels: [] },
    caps: { purchases: 1, searches: 1 },
    settings,
    tally: tallyFixture,
    eventCounts: new Uint32Array(0),
  },
})

const trainedWith = (settings: AlsSettings): ModelSummary => ({
  settings,
  models: [],
  losses: [3, 2],
  kernel: 'test',
  activeClientCount: 2,
  clientCount: 3,
  categoryCount: 2,
  keywordCount: 2,
  entryCount: 0,
  belowUnobservedCount: 0,
  trainingMs: 1,
  crew: { threads: 1, lost: 0, transport: 'moved' },
})

/** A store whose trainings end when `finish` is called, and what the engines were asked. */
function setUp() {
  const windows: (DayWindow | null)[] = []
  const trainings: { settings: AlsSettings; tick: (progress: TaskProgress) => void; finish: () => void }[] = []
  const held: number[] = []
  let evidenceId = 0
  const datasetEngine = fakeDatasetEngine({
    evidence: (settings, window) => {
      windows.push(window)
      evidenceId += 1
      const all = { startDay: asDay(100), endDay: asDay(192) }
      return Promise.resolve(evidenceOf(evidenceId, settings, window ?? all))
    },
    holdEvidence: (id) => {
      held.push(id)
      return Promise.resolve()
    },
    truth: () =>
      Promise.resolve({
        truth: evidenceOf(0, store.getState().evidence, { startDay: asDay(0), endDay: asDay(1) }).evidence.csr,
        linesWithoutColumn: 0,
      }),
  })
  const calibrations: (() => void)[] = []
  const modelEngine = fakeModelEngine({
    defaultSettings: () => Promise.resolve(ALS),
    calibrate: () =>
      new Promise((resolve) => {
        calibrations.push(() => {
          resolve({ kernel: 2e7, exact: 2e6 })
        })
      }),
    train: (_evidence, settings, tick, signal) =>
      new Promise((resolve, reject) => {
        trainings.push({
          settings,
          tick,
          finish: () => {
            resolve(trainedWith(settings))
          },
        })
        signal.addEventListener('abort', () => {
          reject(new DomainError('cancelled', 'stopped'))
        })
      }),
    evaluate: (_evidence, _truth, fold, settings): Promise<EvaluationResult> =>
      Promise.resolve({
        fold,
        settings,
        models: [],
        leftOut: [],
        verdict: {
          metric: 'NDCG',
          k: 10,
          als: 0.2,
          popular: 0.1,
          difference: 0.1,
          low: 0.05,
          high: 0.15,
          word: 'better',
        },
        clientsWithTruth: 3,
        population: 3,
      }),
  })
  const store = createModelStore({ datasetEngine, modelEngine, now: () => 0 })
  return { store, windows, trainings, held, calibrations }
}

describe('the calibration', () => {
  it('is done once, and never while a run is under way', async () => {
    const { store, trainings, calibrations } = setUp()
    store.getState().dataChanged(summaryOf('one'))
    await store.getState().calibrate()
    await settled()
    expect(calibrations).toHaveLength(0)
    trainings[0]?.finish()
    await settled()
    expect(calibrations).toHaveLength(1)
    expect(store.getState().rates).toBeNull()
    calibrations[0]?.()
    await settled()
    expect(store.getState().rates).toEqual({ kernel: 2e7, exact: 2e6 })
    await store.getState().calibrate()
    expect(calibrations).toHaveLength(1)
  })
})

describe('the model store', () => {
  it('trains by itself once data is there, then judges on the last 14 days without showing them to the training', async () => {
    const { store, windows, trainings } = setUp()
    store.getState().dataChanged(summaryOf('one'))
    await settled()
    expect(store.getState().training.phase).toBe('running')
    trainings[0]?.finish()
    await settled()
    expect(store.getState()).toMatchObject({
      training: { phase: 'idle' },
      model: { dataFingerprint: 'one', summary: { settings: ALS } },
      evaluation: { dataFingerprint: 'one', fold: { test: { startDay: 178, endDay: 192 } } },
    })
    expect(windows).toEqual([null, { startDay: 100, endDay: 178 }])
  })

  it('does not train again when equal data is loaded again', async () => {
    const { store, trainings } = setUp()
    store.getState().dataChanged(summaryOf('one'))
    await settled()
    trainings[0]?.finish()
    await settled()
    store.getState().dataChanged(summaryOf('one'))
    await settled()
    expect(trainings).toHaveLength(1)
  })

  it('keeps the older model, with the data it was made from, while it trains on other data', async () => {
    const { store, trainings } = setUp()
    store.getState().dataChanged(summaryOf('one'))
    await settled()
    trainings[0]?.finish()
    await settled()
    store.getState().dataChanged(summaryOf('two'))
    await settled()
    expect(store.getState().training.phase).toBe('running')
    expect(store.getState().model?.dataFingerprint).toBe('one')
    trainings[1]?.finish()
    await settled()
    expect(store.getState().model?.dataFingerprint).toBe('two')
  })

  it('collects one loss per full iteration', async () => {
    const { store, trainings } = setUp()
    store.getState().dataChanged(summaryOf('one'))
    await settled()
    const tick = (done: number, loss?: number) => {
      trainings[0]?.tick({
        stage: 'training',
        done,
        total: 2,
        unit: 'iterations',
        ...(loss === undefined ? {} : { loss }),
      })
    }
    tick(0.5)
    tick(1, 3)
    tick(1.5, 3)
    tick(2, 2)
    expect(store.getState().training).toMatchObject({ losses: [3, 2], view: { share: 1 } })
  })

  it('says that it was cancelled and can be started again', async () => {
    const { store, trainings } = setUp()
    store.getState().dataChanged(summaryOf('one'))
    await settled()
    store.getState().cancelTraining()
    await settled()
    expect(store.getState().training.phase).toBe('cancelled')
    void store.getState().train()
    await settled()
    trainings[1]?.finish()
    await settled()
    expect(store.getState().model).not.toBeNull()
  })

  it('uses the settings of the analyst instead of its own', async () => {
    const { store, trainings } = setUp()
    const mine = { ...ALS, factors: 3 }
    store.getState().setAls(mine)
    store.getState().dataChanged(summaryOf('one'))
    await settled()
    expect(trainings[0]?.settings).toEqual(mine)
  })

  it('does not train when there is nothing to learn from, and drops the model with the data', async () => {
    const { store, trainings } = setUp()
    store.getState().dataChanged(summaryOf('one', ['recommendations']))
    await settled()
    expect(trainings).toHaveLength(0)
    store.getState().dataChanged(summaryOf('two'))
    await settled()
    trainings[0]?.finish()
    await settled()
    store.getState().dataChanged(null)
    expect(store.getState()).toMatchObject({ model: null, evaluation: null, training: { phase: 'idle' } })
  })

  it('has the evidence of the model that recommends held, and of no other', async () => {
    const { store, trainings, held } = setUp()
    store.getState().dataChanged(summaryOf('one'))
    await settled()
    trainings[0]?.finish()
    await settled()
    void store.getState().train()
    await settled()
    store.getState().cancelTraining()
    await settled()
    expect(held).toEqual([store.getState().model?.evidenceId])
  })

  it('takes a model that was ready before its successor could stop it, and goes on showing the successor', async () => {
    const { store, trainings } = setUp()
    store.getState().dataChanged(summaryOf('one'))
    await settled()
    trainings[0]?.finish()
    store.getState().dataChanged(summaryOf('two'))
    await Promise.resolve()
    await Promise.resolve()
    expect(store.getState()).toMatchObject({ training: { phase: 'running' }, model: { dataFingerprint: 'one' } })
    await settled()
    expect(store.getState().training.phase).toBe('running')
    trainings[1]?.finish()
    await settled()
    expect(store.getState()).toMatchObject({ training: { phase: 'idle' }, model: { dataFingerprint: 'two' } })
  })

  it('is not left training by a cancel that comes too late', async () => {
    const { store, trainings } = setUp()
    store.getState().dataChanged(summaryOf('one'))
    await settled()
    trainings[0]?.finish()
    store.getState().cancelTraining()
    await settled()
    expect(store.getState()).toMatchObject({ training: { phase: 'idle' }, model: { dataFingerprint: 'one' } })
  })

  it('brings no model back after the files were forgotten', async () => {
    const { store, trainings } = setUp()
    store.getState().dataChanged(summaryOf('one'))
    await settled()
    trainings[0]?.finish()
    store.getState().dataChanged(null)
    await settled()
    expect(store.getState()).toMatchObject({ model: null, training: { phase: 'idle' } })
  })
})
