import { solveCholesky } from '../../matrix/cholesky.ts'
import type { RowSolver } from './row-solver.ts'
import { factorRowSystem, writeRowTarget } from './row-system.ts'

/**
 * The exact solution of each row by Cholesky: about `n·f²/2 + f³/6` multiplications for `n` entries and `f` factors.
 *
 * @param base `w0·G`, with λ on the diagonal where it is the same for every row, shape `[rank, rank]`
 * @param ridges λ of each row where a rule gives it its own, shape `[rows]`
 */
export function createExactSolver(
  rank: number,
  base: Float64Array,
  ridges: Float64Array | null,
  unobservedWeight: number,
): RowSolver {
  const lower = new Float64Array(rank * rank)
  return {
    solveRow(rows, row, fixed, solved) {
      factorRowSystem(rows, row, fixed, rank, base, ridges?.[row] ?? 0, unobservedWeight, lower)
      writeRowTarget(rows, row, fixed, rank, 0, Infinity, solved, row * rank)
      solveCholesky(lower, rank, solved, row * rank)
    },
  }
}
