import type { WeightedRows } from './weighted-rows.ts'

/**
 * Solves the system of one row against the fixed factors of the other side.
 *
 * `solved` holds all rows; row `row` is read (as a warm start, where the solver uses one) and overwritten.
 * Rows without entries are no business of a solver: the sweep sets them to zero.
 */
export interface RowSolver {
  readonly solveRow: (rows: WeightedRows, row: number, fixed: Float64Array, solved: Float64Array) => void
}
