import { mirrorLower } from '../../matrix/gram.ts'
import type { AlsArithmetic, RowCosts, Side } from './arithmetic.ts'

/** Called between slices of work with the share of the task that is done, `[0, 1]`; may pause, may throw `cancelled`. */
export type OnSlice = (share: number) => Promise<void>

/**
 * Multiplications between two pauses. Plain TypeScript does about a thousand million of them a second,
 * so a slice lasts a few milliseconds; one very long row may stretch it.
 */
const SLICE_MULTIPLICATIONS = 4_000_000

/** Rows of a block of the Gram matrix. The grid is fixed: sums of floating point depend on how they are cut. */
const GRAM_ROWS = 4096

/** Costs of the exact solver: a factorization of rank f and, for each entry, one update of a triangle of f rows. */
export const exactCosts = (rank: number): RowCosts => ({
  row: (rank * rank * rank) / 6 + rank * rank,
  entry: (rank * rank) / 2,
  slice: SLICE_MULTIPLICATIONS,
})

/** Go through rows in slices of about the same cost. @param rowPtr shape `[rows + 1]` */
export async function inSlices(
  rowPtr: Uint32Array,
  costs: RowCosts,
  work: (start: number, end: number) => void,
  onSlice: OnSlice,
): Promise<void> {
  const rows = rowPtr.length - 1
  const total = rows * costs.row + rowPtr[rows]! * costs.entry
  let done = 0
  for (let start = 0; start < rows;) {
    let end = start
    let slice = 0
    for (; end < rows && slice < costs.slice; end++)
      slice += costs.row + (rowPtr[end + 1]! - rowPtr[end]!) * costs.entry
    work(start, end)
    start = end
    done += slice
    await onSlice(Math.min(1, done / total))
  }
}

/** One half-sweep: solve every row of one side against the fixed factors of the other. */
export async function halfSweep(
  arithmetic: AlsArithmetic,
  side: Side,
  base: Float64Array,
  ridges: Float64Array | null,
  onSlice: OnSlice,
): Promise<void> {
  const steps = arithmetic.prepare(side, base, ridges)
  while (steps.next().done !== true) await onSlice(0)
  await inSlices(
    arithmetic.rowPtr[side],
    arithmetic.costs,
    (start, end) => {
      arithmetic.solve(start, end)
    },
    onSlice,
  )
}

/**
 * Gram matrix of the factors of one side, `G = YᵀY`, with pauses between blocks of rows.
 *
 * @param out overwritten, row-major, shape `[rank, rank]`, symmetric
 */
export async function gramInSlices(
  arithmetic: Pick<AlsArithmetic, 'addGram'>,
  side: Side,
  rows: number,
  rank: number,
  out: Float64Array,
  pause: () => Promise<void>,
): Promise<void> {
  out.fill(0)
  for (let start = 0; start < rows; start += GRAM_ROWS) {
    arithmetic.addGram(side, start, Math.min(start + GRAM_ROWS, rows), out)
    await pause()
  }
  mirrorLower(out, rank)
}
