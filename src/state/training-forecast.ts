import { estimateTraining, type TrainingEstimate } from '../core/models/als/estimate.ts'
import type { EvidenceSize } from '../core/models/als/default-settings.ts'
import type { TrainingRates } from '../core/models/als/training-work.ts'
import { PRESETS } from '../core/models/presets.ts'
import type { AlsSettings } from '../core/models/recipe.ts'
import type { DatasetSummary } from '../protocol/dataset-report.ts'
import type { ModelSummary } from '../protocol/model-api.ts'
import type { TrainingPlace } from '../protocol/training-place.ts'
import type { TrainedModel } from './model-store.ts'

/** Shares of the action rows that become searches, and of the searches that become columns and entries: those of the real files, rounded up. */
const SEARCH_SHARE = 0.25
const KEYWORD_SHARE = 0.08
/** Categories that the largest catalogue has. */
const CATEGORIES = 2000

/** Size of the evidence that a model was trained on. */
const sizeOfModel = ({ clientCount, categoryCount, keywordCount, entryCount }: ModelSummary): EvidenceSize => ({
  clientCount,
  columnCount: categoryCount + keywordCount,
  entryCount,
})

/** A training as the next estimate takes it: how long it took, and with how many threads. */
export const finishedTraining = (summary: ModelSummary) => ({
  size: sizeOfModel(summary),
  settings: summary.settings,
  place: { threads: summary.crew.threads, sharesMemory: summary.crew.transport === 'shared' },
  ms: summary.trainingMs,
})

/** A guess from the counts of the files, while no evidence was built from them: rather too large. */
function sizeOfData({ files, clientCount }: DatasetSummary): EvidenceSize {
  const rowsOf = (role: string) => files.find((file) => file.role === role)?.rowCount ?? 0
  const searches = rowsOf('actions') * SEARCH_SHARE
  return {
    clientCount,
    columnCount: CATEGORIES + Math.ceil(searches * KEYWORD_SHARE),
    entryCount: Math.ceil(rowsOf('transactions') + searches),
  }
}

/**
 * What the next training will take: of the size of the model's evidence where it was made from the loaded data.
 *
 * @param als `null` while Recscope chooses
 * @param placeOf the threads that a training will have
 * @param rates of this device, `null` before it was calibrated
 */
export function forecastTraining(
  summary: DatasetSummary,
  als: AlsSettings | null,
  model: TrainedModel | null,
  placeOf: (size: EvidenceSize, settings: AlsSettings) => TrainingPlace,
  rates: TrainingRates | null,
): TrainingEstimate {
  const isOfData = model !== null && model.dataFingerprint === summary.fingerprint
  const size = isOfData ? sizeOfModel(model.summary) : sizeOfData(summary)
  const last = model === null ? null : finishedTraining(model.summary)
  const settings = als ?? PRESETS['best-default'].als(size)
  return estimateTraining(size, settings, placeOf(size, settings), last, rates)
}
