import { proxy, transfer } from 'comlink'
import type { DomainError } from '../core/domain-error.ts'
import type { ListOptions, RecommendationList } from '../core/explain/recommendation.ts'
import type { Csr } from '../core/matrix/csr.ts'
import type { ClientRow } from '../core/models/client-row.ts'
import type { AlsSettings, ServedModelId } from '../core/models/recipe.ts'
import type { EvidenceMatrix } from '../core/signals/evidence.ts'
import type { TaskProgress } from '../core/task-control.ts'
import type { Fold } from '../core/split/last-days-fold.ts'
import type { EvaluationResult, ModelApi, ModelSummary } from '../protocol/model-api.ts'
import { cancellableCall } from './cancellable-call.ts'
import type { SupervisedWorker } from './supervised-worker.ts'

/** The model worker as the stores see it. Matrices that are passed in are moved: do not use them afterwards. */
export interface ModelEngine {
  readonly defaultSettings: (evidence: {
    readonly clientCount: number
    readonly columnCount: number
    readonly entryCount: number
  }) => Promise<AlsSettings>
  readonly train: (
    evidence: EvidenceMatrix,
    settings: AlsSettings,
    onProgress: (progress: TaskProgress) => void,
    signal: AbortSignal,
  ) => Promise<ModelSummary>
  readonly evaluate: (
    evidence: EvidenceMatrix,
    truth: Csr,
    fold: Fold,
    settings: AlsSettings,
    onProgress: (progress: TaskProgress) => void,
    signal: AbortSignal,
  ) => Promise<EvaluationResult>
  readonly recommend: (model: ServedModelId, row: ClientRow, options: ListOptions) => Promise<RecommendationList>
  readonly recommendRange: (start: number, end: number, options: ListOptions) => Promise<readonly RecommendationList[]>
  readonly forget: () => Promise<void>
  /** The worker died and took the model with it; the next call starts an empty one. */
  readonly onLost: (listener: (error: DomainError) => void) => () => void
}

const csrBuffers = (csr: Csr): ArrayBufferLike[] => [csr.rowPtr.buffer, csr.colIdx.buffer, csr.values.buffer]

/** Move the buffers that can be moved: shared ones and repeats stay. */
function moved<T extends object>(value: T, buffers: readonly ArrayBufferLike[]): T {
  const movable = [...new Set(buffers)].filter((buffer): buffer is ArrayBuffer => buffer instanceof ArrayBuffer)
  return transfer(value, movable)
}

/** Put the page side of the model worker together. */
export function createModelEngine(worker: SupervisedWorker<ModelApi>): ModelEngine {
  const movedEvidence = (evidence: EvidenceMatrix): EvidenceMatrix =>
    moved(evidence, [...csrBuffers(evidence.csr), evidence.eventCounts.buffer])
  return {
    defaultSettings: (evidence) => worker.call((api) => api.defaultSettings(evidence)),
    train: (evidence, settings, onProgress, signal) =>
      cancellableCall(worker, signal, (api, runId) =>
        api.train(runId, movedEvidence(evidence), settings, proxy(onProgress)),
      ),
    evaluate: (evidence, truth, fold, settings, onProgress, signal) =>
      cancellableCall(worker, signal, (api, runId) =>
        api.evaluate(
          runId,
          movedEvidence(evidence),
          moved(truth, csrBuffers(truth)),
          fold,
          settings,
          proxy(onProgress),
        ),
      ),
    recommend: (model, row, options) => worker.call((api) => api.recommend(model, row, options)),
    recommendRange: (start, end, options) => worker.call((api) => api.recommendRange(start, end, options)),
    forget: () => worker.call((api) => api.forget()),
    onLost: (listener) => worker.onLost(listener),
  }
}
