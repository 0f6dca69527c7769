import type { StartSweeps } from './arithmetic.ts'
import type { CreateRowRanker } from './rank-rows.ts'
import type { CreateSideSolver } from './side-solver.ts'

/** What computes a training: its iterations, the exact half-sweep that ends it, and the lists of many clients. */
export interface AlsKernels {
  readonly startSweeps: StartSweeps
  readonly createExactRows: CreateSideSolver
  /** Ranks many clients at once; plain float64 unless given. */
  readonly createRanker?: CreateRowRanker
}
