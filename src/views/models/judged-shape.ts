import type { DomainError } from '../../core/domain-error.ts'
import type { DatasetSummary } from '../../protocol/dataset-report.ts'
import type { ModelState, TrainedModel } from '../../state/model-store.ts'
import { sameAls, sameEvidence } from './settings-shape.ts'

/** How a result stands to what is loaded and set now. */
export type Freshness = 'current' | 'other-data' | 'other-settings'

/** Whether a model was made from what is loaded. */
export function modelFreshness(model: TrainedModel, summary: DatasetSummary | null): Freshness {
  return summary !== null && model.dataFingerprint !== summary.fingerprint ? 'other-data' : 'current'
}

/** Whether figures are about the loaded data and about the model that recommends now. */
export function evaluationFreshness(
  evaluation: NonNullable<ModelState['evaluation']>,
  model: TrainedModel | null,
  summary: DatasetSummary | null,
): Freshness {
  if (summary !== null && evaluation.dataFingerprint !== summary.fingerprint) return 'other-data'
  if (model === null) return 'current'
  const same = sameAls(evaluation.settings, model.summary.settings) && sameEvidence(evaluation.evidence, model.evidence)
  return same ? 'current' : 'other-settings'
}

/** Why there are no figures of the present model, or that nothing hinders them. */
export type Hindrance =
  | { readonly kind: 'none' | 'waiting' | 'cancelled' | 'no-purchases' }
  | { readonly kind: 'short-period'; readonly days: number; readonly needed: number }
  | { readonly kind: 'failed'; readonly error: DomainError }

/** What stands in the way of judging, from the state of the run and of the data. */
export function hindranceOf(summary: DatasetSummary, state: Pick<ModelState, 'training' | 'evaluating'>): Hindrance {
  const { training, evaluating } = state
  if (summary.off.includes('purchases') || summary.period === null) return { kind: 'no-purchases' }
  if (evaluating.phase === 'failed') return failure(evaluating.error)
  if (evaluating.phase === 'cancelled') return { kind: 'cancelled' }
  if (training.phase === 'running' || evaluating.phase === 'running') return { kind: 'waiting' }
  return { kind: 'none' }
}

function failure(error: DomainError): Hindrance {
  const { setting, value, periodDays } = error.details
  if (error.code === 'bad-setting' && setting === 'days' && typeof periodDays === 'number' && typeof value === 'number')
    return { kind: 'short-period', days: periodDays, needed: value }
  return { kind: 'failed', error }
}
