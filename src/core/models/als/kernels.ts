import type { StartSweeps } from './arithmetic.ts'
import type { CreateRowRanker } from './rank-rows.ts'

/** What computes a training: its iterations, the exact half-sweep that ends it, and the lists of many clients. */
export interface AlsKernels {
  readonly startSweeps: StartSweeps
  /**
   * Begin the half-sweep that ends a training: exact, in float64, whatever the solver.
   * Of its sides only the clients are solved; the columns are those it was started with.
   */
  readonly startFinalSweep: StartSweeps
  /** Ranks many clients at once; plain float64 unless given. */
  readonly createRanker?: CreateRowRanker
}
