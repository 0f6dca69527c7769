import { METRIC_KS, type MetricConvention, type MetricName, type MetricValue } from '../../core/metrics/metric.ts'
import { testAlsSettings } from '../../core/models/als/settings.fixture.ts'
import type { AlsSettings, ModelId } from '../../core/models/recipe.ts'
import { asDay } from '../../core/positions.ts'
import { DEFAULT_EVIDENCE } from '../../core/signals/default-evidence.ts'
import { tallyFixture } from '../../core/signals/evidence-tally.fixture.ts'
import type { DatasetSummary } from '../../protocol/dataset-report.ts'
import type { Verdict } from '../../core/metrics/verdict.ts'
import type { EvaluationResult, ModelSummary } from '../../protocol/model-api.ts'
import type { TrainedModel } from '../../state/model-store.ts'

/** 17 September 2019. */
const TEST_START = 18156

const SHAPES: readonly { readonly metric: MetricName; readonly convention: MetricConvention; readonly base: number }[] =
  [
    { metric: 'MAP', convention: 'ours', base: 0.14 },
    { metric: 'MAP', convention: 'ml_metrics', base: 0.0036 },
    { metric: 'NDCG', convention: 'ours', base: 0.2021 },
    { metric: 'Recall', convention: 'ours', base: 0.26 },
    { metric: 'Precision', convention: 'ours', base: 0.09 },
    { metric: 'Hit rate', convention: 'ours', base: 0.48 },
    { metric: 'Coverage', convention: 'ours', base: 0.4 },
  ]

const POPULATION = 72_399
const CLIENTS = 1842

/** Figures of each model as a share of those of ALS. */
const STRENGTHS: Readonly<Record<ModelId, number>> = {
  als: 1,
  popular: 0.7065,
  'recent-popular': 0.72,
  'segment-popular': 0.73,
  'own-frequent': 0.61,
  'own-frequent-fill': 0.87,
  'item-knn-cosine': 0.9,
  'item-knn-tfidf': 0.91,
  'item-knn-bm25': 0.88,
  ease: 1.02,
  bpr: 0.83,
}

function values(model: ModelId, strength: number): readonly MetricValue[] {
  return SHAPES.flatMap(({ metric, convention, base }) =>
    METRIC_KS.map((k): MetricValue => {
      const growth = metric === 'Precision' ? 1.6 - 0.26 * Math.log(k) : 0.35 + 0.28 * Math.log(k)
      const share = model === 'popular' && metric === 'Coverage' ? 0.03 : strength
      const value = base * growth * share
      const spread = metric === 'Coverage' ? null : value * 0.07
      return {
        metric,
        convention,
        k,
        value,
        low: spread === null ? null : value - spread,
        high: spread === null ? null : value + spread,
        clients: convention === 'ours' ? CLIENTS : POPULATION,
      }
    }),
  )
}

/** Settings of a trained model. */
export const alsFixture: AlsSettings = testAlsSettings({
  solver: 'exact',
  factors: 64,
  iterations: 15,
  seed: 42,
  objective: { alpha: 15, lambda: 100 },
})

/** An evaluation in which ALS wins, with every model at every metric, convention and K. */
export function evaluationFixture(verdict: Partial<Verdict> = {}) {
  const won: Verdict = {
    metric: 'NDCG',
    k: 10,
    als: 0.201,
    popular: 0.142,
    difference: 0.059,
    low: 0.046,
    high: 0.072,
    word: 'better',
  }
  const result: EvaluationResult = {
    fold: {
      training: { startDay: asDay(TEST_START - 78), endDay: asDay(TEST_START) },
      test: { startDay: asDay(TEST_START), endDay: asDay(TEST_START + 14) },
    },
    settings: alsFixture,
    models: Object.entries(STRENGTHS).map(([id, strength]) => {
      const model = id as ModelId
      return { model, values: values(model, strength) }
    }),
    leftOut: [],
    verdict: { ...won, ...verdict },
    clientsWithTruth: CLIENTS,
    population: POPULATION,
  }
  return { ...result, linesWithoutColumn: 0, dataFingerprint: 'd4c1f00dbeef', evidence: DEFAULT_EVIDENCE }
}

/** Losses that fall and settle, shape `[15]`. */
export const lossesFixture: readonly number[] = Array.from({ length: 15 }, (_, i) => 0.0412 + 0.06 * Math.exp(-i / 1.6))

/** A trained model on the data of `summaryFixture`. */
export function modelFixture(change: Partial<TrainedModel> = {}): TrainedModel {
  const summary: ModelSummary = {
    settings: alsFixture,
    models: [],
    losses: lossesFixture,
    kernel: 'typescript-float64',
    activeClientCount: 60_321,
    clientCount: POPULATION,
    categoryCount: 1667,
    keywordCount: 23_001,
    entryCount: 651_230,
    belowUnobservedCount: 0,
    trainingMs: 14_230,
    crew: { threads: 1, lost: 0, transport: 'moved' },
  }
  const made = { evidenceId: 1, evidence: DEFAULT_EVIDENCE, tally: tallyFixture, automatic: true }
  return { ...made, summary, dataFingerprint: 'd4c1f00dbeef', ...change }
}

/** Everything loaded, 1 July to 30 September 2019. */
export function summaryFixture(change: Partial<DatasetSummary> = {}): DatasetSummary {
  return {
    version: 1,
    fingerprint: 'd4c1f00dbeef',
    files: [],
    clientCount: POPULATION,
    productJoin: null,
    period: { firstDay: asDay(TEST_START - 78), lastDay: asDay(TEST_START + 13) },
    farDays: null,
    repairs: { dropDuplicateLines: false, emptyOutlierAmounts: false },
    off: [],
    ...change,
  }
}
