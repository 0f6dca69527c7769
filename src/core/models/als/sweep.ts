import { mirrorLower } from '../../matrix/gram.ts'
import type { AlsArithmetic, AlsSweeps, CreateArithmetic, OnSlice, RowCosts, Side, StartSweeps } from './arithmetic.ts'
import type { EntrySums } from './loss.ts'

/**
 * Multiplications between two pauses. Plain TypeScript does about a thousand million of them a second,
 * so a slice lasts a few milliseconds; one very long row may stretch it.
 */
const SLICE_MULTIPLICATIONS = 4_000_000

/** Rows of a block of what is added up. The grid is fixed: sums of floating point depend on how they are cut. */
export const GRID_ROWS = 4096

/** Blocks of as many rows each, the last one may be shorter: where each begins, and at last where all end. */
export function gridOf(rows: number, blockRows = GRID_ROWS): Uint32Array {
  const blocks = Math.ceil(rows / blockRows)
  return Uint32Array.from({ length: blocks + 1 }, (_, block) => Math.min(rows, block * blockRows))
}

/** Costs of the exact solver: a factorization of rank f and, for each entry, one update of a triangle of f rows. */
export const exactCosts = (rank: number): RowCosts => ({
  row: (rank * rank * rank) / 6 + rank * rank,
  entry: (rank * rank) / 2,
  slice: SLICE_MULTIPLICATIONS,
})

/**
 * Cut rows into slices of about the same cost.
 *
 * @param rowPtr shape `[rows + 1]`
 * @param cost after which a slice ends
 * @returns where each slice begins, and at last where all end
 */
export function sliceRows(rowPtr: Uint32Array, { row, entry }: RowCosts, cost: number): Uint32Array {
  const rows = rowPtr.length - 1
  const starts = [0]
  let slice = 0
  for (let end = 1; end <= rows; end++) {
    slice += row + (rowPtr[end]! - rowPtr[end - 1]!) * entry
    if (slice < cost && end < rows) continue
    starts.push(end)
    slice = 0
  }
  return Uint32Array.from(starts)
}

/** Go through rows in slices. @param starts where each begins, and at last where all end */
export async function inSlices(
  starts: Uint32Array,
  work: (start: number, end: number) => void,
  onSlice: OnSlice,
): Promise<void> {
  for (let slice = 1; slice < starts.length; slice++) {
    work(starts[slice - 1]!, starts[slice]!)
    await onSlice(slice / (starts.length - 1))
  }
}

/**
 * Gram matrix of the factors of one side, `G = YᵀY`, with pauses between blocks of rows.
 *
 * @param out overwritten, row-major, shape `[rank, rank]`, symmetric
 */
async function gramInSlices(
  addGram: (start: number, end: number, out: Float64Array) => void,
  rows: number,
  rank: number,
  out: Float64Array,
  onSlice: OnSlice,
): Promise<void> {
  out.fill(0)
  await inSlices(
    gridOf(rows),
    (start, end) => {
      addGram(start, end, out)
    },
    onSlice,
  )
  mirrorLower(out, rank)
}

/** The sweeps of an arithmetic in this thread. */
export function sweepsOf(arithmetic: AlsArithmetic, rank: number): AlsSweeps {
  const { rowPtr, costs } = arithmetic
  const rowsOf = (side: Side) => rowPtr[side].length - 1
  return {
    kernel: arithmetic.kernel,
    gram: (side, out, onSlice) =>
      gramInSlices(
        (start, end, sum) => {
          arithmetic.addGram(side, start, end, sum)
        },
        rowsOf(side),
        rank,
        out,
        onSlice,
      ),
    halfSweep: async (side, base, ridges, onSlice) => {
      const steps = arithmetic.prepare(side, base, ridges)
      while (steps.next().done !== true) await onSlice(0)
      await inSlices(
        sliceRows(rowPtr[side], costs, costs.slice),
        (start, end) => {
          arithmetic.solve(start, end)
        },
        onSlice,
      )
    },
    entrySums: async (onSlice) => {
      const sums: EntrySums = { fit: 0, confidence: 0 }
      await inSlices(
        gridOf(rowsOf('clients')),
        (start, end) => {
          arithmetic.addEntrySums(start, end, sums)
        },
        onSlice,
      )
      return sums
    },
    ridgeSum: async (side, ridges, onSlice) => {
      let sum = 0
      await inSlices(
        gridOf(rowsOf(side)),
        (start, end) => {
          sum += arithmetic.ridgeSum(side, start, end, ridges)
        },
        onSlice,
      )
      return sum
    },
    factors: () => arithmetic.factors(),
    close: () => undefined,
  }
}

/** Sweeps in this thread. */
export const localSweeps =
  (createArithmetic: CreateArithmetic): StartSweeps =>
  (csr, settings, initial) =>
    sweepsOf(createArithmetic(csr, settings, initial), settings.factors)
