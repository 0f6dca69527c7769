import type { Csr } from '../matrix/csr.ts'
import type { ClientSegments } from '../signals/client-segments.ts'
import type { Recommender } from './recommender.ts'

/** What a model may learn from. */
export interface TrainingData {
  /** Clients by columns, categories first. */
  readonly csr: Csr
  readonly categoryCount: number
  readonly segments: ClientSegments
  /** Seed of whatever is drawn. */
  readonly seed: number
}

/** Why a model is not fitted on some data: there is more of something than it takes on. */
export interface LeftOut {
  readonly reason: 'too-many-categories' | 'too-many-entries'
  /** How much there is, and the most that there may be. */
  readonly count: number
  readonly most: number
}

/**
 * What the folder of a model says of it: all that has to be known to judge it beside the others. `registry.ts` lists them.
 *
 * A new model is a folder with one of these, its line in the registry, and its name in both languages.
 */
export interface ModelDescriptor<Id extends string = string> {
  /** Stable, and the same as that of the recommender. */
  readonly id: Id
  /** Why the model is not fitted on this data; `null` when it is. Without it, it always is. */
  readonly leftOut?: (data: TrainingData) => LeftOut | null
  /**
   * Fit the model with the settings that it starts with.
   * @param onProgress called every few milliseconds with the share that is done; may pause, may throw `cancelled`
   */
  readonly fit: (data: TrainingData, onProgress: (share: number) => Promise<void>) => Recommender | Promise<Recommender>
}

/** For `leftOut`: why data with `count` of something is too large for a model that takes at most `most`, or `null`. */
export const tooMany = (reason: LeftOut['reason'], count: number, most: number): LeftOut | null =>
  count > most ? { reason, count, most } : null
