import type { DatasetSummary } from '../protocol/dataset-report.ts'
import type { ModelState } from './model-store.ts'

/** Why there is nothing to refine: not now, settings of somebody's own, or no purchases to judge by. */
export type RefineHindrance = 'later' | 'by-hand' | 'no-purchases'

/** @returns `null` for a model of the loaded data whose settings Recscope chose, and nothing under way */
export function refineHindrance(
  summary: DatasetSummary | null,
  { als, training, evaluating, model }: Pick<ModelState, 'als' | 'training' | 'evaluating' | 'model'>,
): RefineHindrance | null {
  const isBusy = training.phase === 'running' || evaluating.phase === 'running'
  if (summary === null || model === null || isBusy || model.dataFingerprint !== summary.fingerprint) return 'later'
  if (als !== null || !model.automatic) return 'by-hand'
  return summary.period === null || summary.off.includes('purchases') ? 'no-purchases' : null
}
