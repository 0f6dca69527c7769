import { DomainError } from '../core/domain-error.ts'
import { estimateTraining } from '../core/models/als/estimate.ts'
import type { EvidenceSize } from '../core/models/als/default-settings.ts'
import { ONE_THREAD } from '../core/models/als/estimate-bytes.ts'
import type { TrainingRates } from '../core/models/als/training-work.ts'
import { refineGrid } from '../core/models/refine/refine-grid.ts'
import { asDay } from '../core/positions.ts'
import type { EvidenceSettings } from '../core/signals/evidence.ts'
import type { Fold } from '../core/split/last-days-fold.ts'
import { rollingFolds } from '../core/split/rolling-folds.ts'
import type { DatasetSummary } from '../protocol/dataset-report.ts'
import type { ModelState, TrainedModel } from './model-store.ts'
import { refineHindrance, type RefineHindrance } from './refine-hindrance.ts'
import { finishedTraining } from './training-forecast.ts'

/** What takes longer is not begun by itself: it would keep a laptop warm for figures that nobody asked for. Milliseconds. */
const LONGEST_UNASKED_MS = 120_000

/** What a refinement would be about. */
export interface RefineSubject {
  /** The same for the same data and evidence settings: then the result is the same too. */
  readonly key: string
  readonly dataFingerprint: string
  readonly evidence: EvidenceSettings
  /** Of the model's evidence, that of all days: what the settings that are found will be applied to. */
  readonly size: EvidenceSize
  /** The first of the rolling folds. */
  readonly fold: Fold
  readonly estimateMs: number
  /** It lies between `estimateMs / spread` and `estimateMs · spread`, as a rule. */
  readonly spread: number
  /** Whether it is short enough to begin while the page is idle. */
  readonly startsAlone: boolean
}

/** Whether the settings of the model can be refined, and why not. */
export type RefineOutlook =
  /** `later`: no model of this data yet, or a run is under way; `by-hand`: the model's settings were not chosen by Recscope. */
  | { readonly kind: RefineHindrance }
  | { readonly kind: 'short-period'; readonly days: number; readonly needed: number }
  | { readonly kind: 'possible'; readonly subject: RefineSubject }

type Asked = Pick<ModelState, 'als' | 'training' | 'evaluating' | 'model' | 'rates'>

/** Whether there is something to refine: a model of the loaded data whose settings Recscope chose, and nothing under way. */
export function refineOutlook(summary: DatasetSummary | null, state: Asked): RefineOutlook {
  const hindrance = refineHindrance(summary, state)
  if (hindrance !== null) return { kind: hindrance }
  const { model } = state
  const period = summary?.period ?? null
  if (model === null || period === null) return { kind: 'later' }
  try {
    const [fold] = rollingFolds({ startDay: period.firstDay, endDay: asDay(period.lastDay + 1) })
    return { kind: 'possible', subject: subjectOf(model, fold, state.rates) }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    const { periodDays, value } = error.details
    return { kind: 'short-period', days: Number(periodDays), needed: Number(value) + 1 }
  }
}

function subjectOf(
  { summary, evidence, dataFingerprint }: TrainedModel,
  fold: Fold,
  rates: TrainingRates | null,
): RefineSubject {
  const last = finishedTraining(summary)
  const { size } = last
  const estimates = refineGrid(size).map(({ settings }) => estimateTraining(size, settings, ONE_THREAD, last, rates))
  const estimateMs = estimates.reduce((sum, { ms }) => sum + ms, 0)
  const key = JSON.stringify([dataFingerprint, Object.entries(evidence).sort(([a], [b]) => (a < b ? -1 : 1))])
  return {
    key,
    dataFingerprint,
    evidence,
    size,
    fold,
    estimateMs,
    spread: estimates[0]?.spread ?? 1,
    startsAlone: estimateMs <= LONGEST_UNASKED_MS,
  }
}
