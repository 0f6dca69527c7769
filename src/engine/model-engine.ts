import { proxy, transfer, type Remote } from 'comlink'
import type { DomainError } from '../core/domain-error.ts'
import type { ListRequest, RecommendationList } from '../core/explain/recommendation.ts'
import type { Csr } from '../core/matrix/csr.ts'
import type { ClientRow } from '../core/models/client-row.ts'
import type { TrainingRates } from '../core/models/als/training-work.ts'
import type { AlsSettings, ModelId } from '../core/models/recipe.ts'
import type { RefineProgress } from '../core/models/refine/refine-als.ts'
import type { EvidenceMatrix } from '../core/signals/evidence.ts'
import type { TaskProgress } from '../core/task-control.ts'
import type { Fold } from '../core/split/last-days-fold.ts'
import type { EvaluationResult, ModelApi, ModelSummary, RefinementResult } from '../protocol/model-api.ts'
import { trainingLimitOf } from '../core/models/als/estimate.ts'
import { cancellableCall } from './cancellable-call.ts'
import type { Capabilities } from './capabilities.ts'
import type { Borrower } from './lent-workers.ts'
import type { SupervisedWorker } from './supervised-worker.ts'
import type { TrainingHelpers } from './training-helpers.ts'

/** The model worker as the stores see it. Matrices that are passed in are moved: do not use them afterwards. */
export interface ModelEngine {
  /** What a training may take; more is refused. */
  readonly memoryLimitBytes: number
  readonly defaultSettings: (evidence: {
    readonly clientCount: number
    readonly columnCount: number
    readonly entryCount: number
  }) => Promise<AlsSettings>
  /** How fast this machine trains; `null` while a run is under way. */
  readonly calibrate: () => Promise<TrainingRates | null>
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
  readonly refine: (
    evidence: EvidenceMatrix,
    truth: Csr,
    fold: Fold,
    onProgress: (progress: RefineProgress) => void,
    signal: AbortSignal,
  ) => Promise<RefinementResult>
  readonly fitModel: (
    model: ModelId,
    onProgress: (progress: TaskProgress) => void,
    signal: AbortSignal,
  ) => Promise<void>
  readonly recommend: (model: ModelId, row: ClientRow, request: ListRequest) => Promise<RecommendationList>
  readonly recommendRange: (
    model: ModelId,
    start: number,
    end: number,
    request: ListRequest,
    families: Csr | null,
  ) => Promise<readonly RecommendationList[]>
  readonly forget: () => Promise<void>
  /** Threads of a large training where nobody has chosen a number. */
  readonly automaticThreads: number
  /** Where a training would run. @param chosen threads; `null` leaves it to the size */
  readonly placeFor: TrainingHelpers['placeFor']
  /** Threads of the trainings to come; `null` leaves it to their size. */
  readonly setThreads: (threads: number | null) => void
  /** A worker that helped with a training died. The training goes on, and another one takes its place. */
  readonly onHelperLost: (listener: () => void) => () => void
  /** The worker died and took the model with it; the next call starts an empty one. */
  readonly onLost: (listener: (error: DomainError) => void) => () => void
}

const csrBuffers = (csr: Csr): ArrayBufferLike[] => [csr.rowPtr.buffer, csr.colIdx.buffer, csr.values.buffer]

/** Move the buffers that can be moved: shared ones and repeats stay. */
function moved<T extends object>(value: T, buffers: readonly ArrayBufferLike[]): T {
  const movable = [...new Set(buffers)].filter((buffer): buffer is ArrayBuffer => buffer instanceof ArrayBuffer)
  return transfer(value, movable)
}

/** Put the page side of the model worker together. @param helpers workers that help with trainings; they follow the worker's life */
export function createModelEngine(
  worker: SupervisedWorker<ModelApi>,
  helpers: TrainingHelpers,
  { memoryBytes }: Pick<Capabilities, 'memoryBytes'>,
): ModelEngine {
  const memoryLimitBytes = trainingLimitOf(memoryBytes)
  let chosenThreads: number | null = null
  const lostListeners = new Set<() => void>()
  const borrower: Borrower = {
    add: (helperId, port) => {
      const add = (api: Remote<ModelApi>) =>
        (api.addHelper as (id: number, port: MessagePort) => Promise<void>)(helperId, transfer(port, [port]))
      void worker.call(add).catch(() => undefined)
    },
    lost: (helperId) => {
      void worker.call((api) => api.helperLost(helperId)).catch(() => undefined)
      for (const listener of lostListeners) listener()
    },
  }
  worker.onLost(() => {
    helpers.stop()
  })
  /** Calls reach the worker in their order: the place is set before the training begins. */
  const choosePlace = ({ rows, cols, colIdx }: Csr, settings: AlsSettings) => {
    const place = helpers.lend(borrower, chosenThreads, { rows, cols, entries: colIdx.length }, settings)
    void worker.call((api) => api.setPlace(place)).catch(() => undefined)
  }
  const movedEvidence = (evidence: EvidenceMatrix): EvidenceMatrix =>
    moved(evidence, [...csrBuffers(evidence.csr), evidence.eventCounts.buffer])
  return {
    memoryLimitBytes,
    defaultSettings: (evidence) => worker.call((api) => api.defaultSettings(evidence)),
    calibrate: () => worker.call((api) => api.calibrate()),
    train: (evidence, settings, onProgress, signal) =>
      cancellableCall(worker, signal, (api, runId) => {
        choosePlace(evidence.csr, settings)
        return api.train(runId, movedEvidence(evidence), settings, proxy(onProgress), memoryLimitBytes)
      }),
    evaluate: (evidence, truth, fold, settings, onProgress, signal) =>
      cancellableCall(worker, signal, (api, runId) => {
        choosePlace(evidence.csr, settings)
        return api.evaluate(
          runId,
          movedEvidence(evidence),
          moved(truth, csrBuffers(truth)),
          fold,
          settings,
          proxy(onProgress),
          memoryLimitBytes,
        )
      }),
    fitModel: (model, onProgress, signal) =>
      cancellableCall(worker, signal, (api, runId) => api.fitModel(runId, model, proxy(onProgress))),
    refine: (evidence, truth, fold, onProgress, signal) =>
      cancellableCall(worker, signal, (api, runId) =>
        api.refine(
          runId,
          movedEvidence(evidence),
          moved(truth, csrBuffers(truth)),
          fold,
          proxy(onProgress),
          memoryLimitBytes,
        ),
      ),
    recommend: (model, row, request) => worker.call((api) => api.recommend(model, row, request)),
    recommendRange: (model, start, end, request, families) =>
      worker.call((api) => api.recommendRange(model, start, end, request, families)),
    forget: () => worker.call((api) => api.forget()),
    automaticThreads: helpers.automaticThreads,
    placeFor: helpers.placeFor,
    setThreads: (threads) => {
      chosenThreads = threads
    },
    onHelperLost: (listener) => {
      lostListeners.add(listener)
      return () => lostListeners.delete(listener)
    },
    onLost: (listener) => worker.onLost(listener),
  }
}
