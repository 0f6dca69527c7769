import type { StartSweeps } from './arithmetic.ts'
import type { CreateSideSolver } from './side-solver.ts'

/** What computes a training: its iterations, and the exact half-sweep that ends it. */
export interface AlsKernels {
  readonly startSweeps: StartSweeps
  readonly createExactRows: CreateSideSolver
}
