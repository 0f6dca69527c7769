import type { AlsSettings } from '../core/models/recipe.ts'
import type { TrainingPlace } from '../protocol/training-place.ts'
import type { Capabilities } from './capabilities.ts'
import { LentWorkers, type Borrower } from './lent-workers.ts'
import type { WorkerHandle } from './supervised-worker.ts'

/** More threads wait for each other longer than they compute at the sizes of a shop. */
const MOST_THREADS = 8

/** Multiplications of a training below which another worker starts later than the training ends. */
const WORTH_SHARING = 4e9

/** What the helpers need from outside. */
interface TrainingHelpersHost {
  readonly capabilities: Pick<Capabilities, 'cores' | 'isIsolated'>
  readonly startWorker: () => WorkerHandle
}

/** Size of a training, to tell whether sharing pays. */
export interface TrainingSize {
  readonly rows: number
  readonly cols: number
  readonly entries: number
}

/** Workers that help the model worker with trainings. */
export interface TrainingHelpers {
  /** Threads of a large training where the analyst has not chosen a number. */
  readonly automaticThreads: number
  /**
   * Where a training would run.
   * @param chosen threads that the analyst wants; `null` leaves it to the size of the training
   */
  readonly placeFor: (chosen: number | null, size: TrainingSize, settings: AlsSettings) => TrainingPlace
  /**
   * Start and lend what a training needs.
   * @param chosen as for `placeFor`
   */
  readonly lend: (borrower: Borrower, chosen: number | null, size: TrainingSize, settings: AlsSettings) => TrainingPlace
  /** Stop all: the borrower is gone. */
  readonly stop: () => void
}

const multiplications = ({ rows, cols, entries }: TrainingSize, { factors, iterations }: AlsSettings): number =>
  iterations * factors * (32 * entries + 2 * factors * (rows + cols))

/** Helpers for trainings, as many as there are cores; a dead one is replaced. */
export function createTrainingHelpers({ capabilities, startWorker }: TrainingHelpersHost): TrainingHelpers {
  // A helper answers pings every few milliseconds while it works.
  const patience = { pingEveryMs: 1_000, silentAfterMs: 5_000 }
  const workers = new LentWorkers({ name: 'training', startWorker, patience, replaces: true })
  const automaticThreads = Math.max(1, Math.min(MOST_THREADS, capabilities.cores))
  const placeFor: TrainingHelpers['placeFor'] = (chosen, size, settings) => {
    const pays = multiplications(size, settings) >= WORTH_SHARING
    const threads = Math.max(1, Math.min(MOST_THREADS, chosen ?? (pays ? automaticThreads : 1)))
    return { threads, sharesMemory: capabilities.isIsolated }
  }
  return {
    automaticThreads,
    placeFor,
    lend: (borrower, chosen, size, settings) => {
      const place = placeFor(chosen, size, settings)
      workers.lend(borrower, place.threads - 1)
      return place
    },
    stop: () => {
      workers.stop()
    },
  }
}
