import type { ListRequest, RecommendationList } from '../core/explain/recommendation.ts'
import type { Csr } from '../core/matrix/csr.ts'
import type { ClientRow } from '../core/models/client-row.ts'
import type { FoldMetrics } from '../core/metrics/evaluate-fold.ts'
import type { TrainingRates } from '../core/models/als/training-work.ts'
import type { ModelChoice } from '../core/models/fit-model.ts'
import type { AlsSettings, ModelId } from '../core/models/recipe.ts'
import type { Refinement, RefineProgress } from '../core/models/refine/refine-als.ts'
import type { Fold } from '../core/split/last-days-fold.ts'
import type { TaskProgress } from '../core/task-control.ts'
import type { EvidenceMatrix } from '../core/signals/evidence.ts'
import type { CrewRecord, TrainingPlace } from './training-place.ts'
import type { WorkerLife } from './worker-life.ts'

/** A finished training. */
export interface ModelSummary {
  readonly settings: AlsSettings
  /** The models whose lists can be asked for on this evidence, in the order of tables, and those that are left out. */
  readonly models: readonly ModelChoice[]
  /** Training loss after each full iteration, shape `[iterations]`. */
  readonly losses: readonly number[]
  readonly kernel: string
  /** Clients with any evidence, of all rows. */
  readonly activeClientCount: number
  readonly clientCount: number
  readonly categoryCount: number
  readonly keywordCount: number
  readonly entryCount: number
  /** Entries whose confidence is below the weight of a cell without evidence: they count less than none. */
  readonly belowUnobservedCount: number
  readonly trainingMs: number
  readonly crew: CrewRecord
}

/** Metrics of all models on the last days. */
export interface EvaluationResult extends FoldMetrics {
  readonly fold: Fold
  readonly settings: AlsSettings
}

/** What came of trying settings around Best default on the first of the rolling folds. */
export interface RefinementResult extends Refinement {
  readonly fold: Fold
}

/**
 * The model worker as the page sees it. It owns matrices and factors and speaks in positions, never in ids or names.
 *
 * Path of a training:
 *   views/models -> state/model-store -> engine/dataset-engine (evidence) -> engine/model-engine
 *     -> workers/model.worker -> core/models/als -> core/matrix
 */
export interface ModelApi extends WorkerLife {
  /** The settings that Recscope would choose for evidence of this size. */
  readonly defaultSettings: (evidence: {
    readonly clientCount: number
    readonly columnCount: number
    readonly entryCount: number
  }) => AlsSettings
  /** Measure how fast this machine trains: some tens of milliseconds. `null` when a run is under way or begins meanwhile. */
  readonly calibrate: () => Promise<TrainingRates | null>
  /** Where the trainings that begin from now on are computed. */
  readonly setPlace: (place: TrainingPlace) => void
  /** Another worker is lent for trainings, at the other end of this port; a training under way takes it in. */
  readonly addHelper: (helperId: number, port: MessagePort) => void
  /** That worker died. */
  readonly helperLost: (helperId: number) => void
  /**
   * Train ALS on evidence (moved) and keep it as the model that recommends. The old model stays until the new one is ready.
   * Every tick is awaited, so none follows the result.
   * @throws DomainError `cancelled`; `singular-system` when a row cannot be solved; `bad-setting`; `empty-evidence`;
   * `too-large` before anything is allocated, when it would need more than `memoryLimitBytes`
   */
  readonly train: (
    runId: number,
    evidence: EvidenceMatrix,
    settings: AlsSettings,
    onProgress: (progress: TaskProgress) => void | Promise<void>,
    memoryLimitBytes: number,
  ) => Promise<ModelSummary>
  /**
   * Train on the days before the fold and judge on the fold: every model of `FoldMetrics`.
   * @throws DomainError `cancelled`, `singular-system`, `bad-setting`, `empty-evidence`, `too-large`
   */
  readonly evaluate: (
    runId: number,
    evidence: EvidenceMatrix,
    truth: Csr,
    fold: Fold,
    settings: AlsSettings,
    onProgress: (progress: TaskProgress) => void | Promise<void>,
    memoryLimitBytes: number,
  ) => Promise<EvaluationResult>
  /**
   * Try settings around Best default on the days before the fold and compare them on the fold. It runs in the model worker's own
   * thread and pauses every few milliseconds, so that every other call is answered meanwhile; trainings find all helpers free.
   * @throws DomainError `cancelled`, `singular-system`, `empty-evidence`; `too-large` before anything is allocated, when the
   * largest of the trainings would need more than `memoryLimitBytes`
   */
  readonly refine: (
    runId: number,
    evidence: EvidenceMatrix,
    truth: Csr,
    fold: Fold,
    onProgress: (progress: RefineProgress) => void | Promise<void>,
    memoryLimitBytes: number,
  ) => Promise<RefinementResult>
  /** Stop a run within one slice; an unknown id is ignored. */
  readonly cancel: (runId: number) => void
  /**
   * Fit a model on the evidence of the training, all its days, and keep it until the next training; at once for one that is here.
   * @throws DomainError `no-model`, `cancelled`; `bad-setting` for a model that is left out on this evidence
   */
  readonly fitModel: (
    runId: number,
    model: ModelId,
    onProgress: (progress: TaskProgress) => void | Promise<void>,
  ) => Promise<void>
  /**
   * The list for one row, a real client's or an edited one's; ALS also near a column, or both.
   * @throws DomainError `no-model`, also for one that was not fitted; `bad-setting` for a way that this model does not have, or that names no column
   */
  readonly recommend: (model: ModelId, row: ClientRow, request: ListRequest) => RecommendationList
  /**
   * Lists for the clients `[start, end)` of the trained matrix, without shares (`explanation` keeps its sums).
   * @param families the rows of `DatasetApi.familyRows` for these clients; `null` leaves that route out
   * @throws DomainError as `recommend`
   */
  readonly recommendRange: (
    model: ModelId,
    start: number,
    end: number,
    request: ListRequest,
    families: Csr | null,
  ) => readonly RecommendationList[]
  /** Drop the model and stop every run. */
  readonly forget: () => void
}
