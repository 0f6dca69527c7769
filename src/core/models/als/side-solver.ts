import type { RowCosts } from './arithmetic.ts'
import type { WeightedRows } from './weighted-rows.ts'

/**
 * Solves the rows of one side: `A x = b` with `A = base + ridge·I + Σ (|c| − w0) y yᵀ` and `b = Σ_{c>0} c y`.
 * Rows are independent of each other, so no cut changes a bit. Rows without entries become zeros.
 */
export interface SideSolver {
  /** What computes here, for recipes. */
  readonly kernel: string
  readonly costs: RowCosts
  /**
   * Make ready for a half-sweep. The three are kept or copied: they must not change before its last `solve`.
   * @param fixed `Y`, the factors of the other side, row-major, shape `[others, rank]`
   * @param base `w0·G`, with λ on its diagonal where λ is the same for every row; shape `[rank, rank]`, symmetric
   * @param ridges λ of each row where they differ, shape `[rows]`; a row with 0 prefers nothing and becomes zeros
   */
  prepare(fixed: Float64Array, base: Float64Array, ridges: Float64Array | null): void
  /**
   * Solve rows `[start, end)`.
   * @param solved all rows, row-major, shape `[rows, rank]`: read there as a warm start by the solvers that use one, and overwritten
   * @throws DomainError `singular-system` with the row
   */
  solve(start: number, end: number, solved: Float64Array): void
}

/**
 * Set up the solver of one side.
 * @param others rows of the other side
 */
export type CreateSideSolver = (
  rank: number,
  rows: WeightedRows,
  others: number,
  unobservedWeight: number,
) => SideSolver
