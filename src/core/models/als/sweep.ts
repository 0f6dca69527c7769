import { addGram, mirrorLower } from '../../matrix/gram.ts'
import type { RowSolver } from './row-solver.ts'
import type { WeightedRows } from './weighted-rows.ts'

/** Called between slices of work with the share of the task that is done, `[0, 1]`; may pause, may throw `cancelled`. */
export type OnSlice = (share: number) => Promise<void>

/**
 * Multiplications between two pauses. Plain TypeScript does about a thousand million of them a second,
 * so a slice lasts a few milliseconds; one very long row may stretch it.
 */
const SLICE_MULTIPLICATIONS = 4_000_000

/**
 * One half-sweep: solve every row of one side against the fixed factors of the other.
 *
 * Rows without entries become zeros.
 *
 * @param fixed factors of the other side, row-major, shape `[columns, rank]`
 * @param solved factors of this side, row-major, shape `[rows, rank]`, overwritten
 */
export async function halfSweep(
  rows: WeightedRows,
  fixed: Float64Array,
  solved: Float64Array,
  rank: number,
  solver: RowSolver,
  onSlice: OnSlice,
): Promise<void> {
  // A factorization of rank f and, for each entry, one update of a triangle of f rows.
  const rowCost = (rank * rank * rank) / 6 + rank * rank
  const entryCost = (rank * rank) / 2
  const total = rows.rows * rowCost + rows.colIdx.length * entryCost
  let done = 0
  let row = 0
  while (row < rows.rows) {
    let slice = 0
    while (row < rows.rows && slice < SLICE_MULTIPLICATIONS) {
      const entries = rows.rowPtr[row + 1]! - rows.rowPtr[row]!
      if (entries === 0) solved.fill(0, row * rank, (row + 1) * rank)
      else solver.solveRow(rows, row, fixed, solved)
      slice += rowCost + entries * entryCost
      row++
    }
    done += slice
    await onSlice(Math.min(1, done / total))
  }
}

/**
 * Gram matrix of a factor table, `G = YᵀY`, with pauses between blocks of rows.
 *
 * @param factors `Y`, row-major, shape `[rows, rank]`
 * @param out overwritten, row-major, shape `[rank, rank]`, symmetric
 */
export async function gramInSlices(
  factors: Float64Array,
  rank: number,
  out: Float64Array,
  pause: () => Promise<void>,
): Promise<void> {
  out.fill(0)
  const rows = factors.length / rank
  const block = Math.max(1, Math.floor(SLICE_MULTIPLICATIONS / (rank * rank)))
  for (let start = 0; start < rows; start += block) {
    addGram(factors, rank, start, Math.min(start + block, rows), out)
    await pause()
  }
  mirrorLower(out, rank)
}
