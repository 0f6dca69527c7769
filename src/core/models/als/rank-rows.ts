import type { Csr } from '../../matrix/csr.ts'
import { selectTop } from '../../matrix/top-k.ts'

/** The best columns of many rows. */
export interface TopLists {
  /** Columns of each row, best first, shape `[rows, k]`; what lies beyond `counts` of a row means nothing. */
  readonly columns: Uint32Array
  /** Their scores in float64, same shape. */
  readonly scores: Float64Array
  /** Length of each list, at most `k`, shape `[rows]`. */
  readonly counts: Uint32Array
}

/**
 * Ranks columns `y` for rows `x` of one factor model: `score = xᵀy`, summed from the first factor to the last in float64.
 * Ties: higher score, then lower column. NaN is never chosen. Every ranker gives the same bits.
 */
export interface RowRanker {
  /** What computes here. */
  readonly kernel: string
  /** Rows to hand over between two pauses: some ten milliseconds, unless many columns make it more. */
  readonly sliceRows: number
  /**
   * @param rows row-major, shape `[rows, factors]`
   * @param leftOut columns that each row leaves out, a row for each; entries beyond the ranked columns do not matter
   */
  rank(rows: Float64Array, leftOut: Csr | null): TopLists
}

/**
 * Make ready to rank columns.
 *
 * @param columns `Y`, row-major, shape `[columns, factors]`; kept, not copied
 * @param k length of a list, from 1
 */
export type CreateRowRanker = (columns: Float64Array, factors: number, k: number) => RowRanker

/** Multiplications in a slice of rows. */
const SLICE_MULTIPLICATIONS = 10_000_000

/**
 * Scores of some columns for one row: the sums that every ranker must give bit by bit. Four columns at a time, since each of
 * their sums has to wait for its last term.
 *
 * @param wanted columns; the first `count` of them
 * @param out their scores, in the same order
 */
export function scoreColumns(
  rows: Float64Array,
  row: number,
  columns: Float64Array,
  wanted: Uint32Array,
  count: number,
  factors: number,
  out: Float64Array,
): void {
  const x = row * factors
  let at = 0
  for (; at + 4 <= count; at += 4) {
    // Signed places: with unsigned ones engines go by floating-point numbers.
    const y0 = (wanted[at]! * factors) | 0
    const y1 = (wanted[at + 1]! * factors) | 0
    const y2 = (wanted[at + 2]! * factors) | 0
    const y3 = (wanted[at + 3]! * factors) | 0
    let sum0 = 0
    let sum1 = 0
    let sum2 = 0
    let sum3 = 0
    for (let i = 0; i < factors; i++) {
      const value = rows[x + i]!
      sum0 += columns[y0 + i]! * value
      sum1 += columns[y1 + i]! * value
      sum2 += columns[y2 + i]! * value
      sum3 += columns[y3 + i]! * value
    }
    out[at] = sum0
    out[at + 1] = sum1
    out[at + 2] = sum2
    out[at + 3] = sum3
  }
  for (; at < count; at++) {
    const y = (wanted[at]! * factors) | 0
    let sum = 0
    for (let i = 0; i < factors; i++) sum += columns[y + i]! * rows[x + i]!
    out[at] = sum
  }
}

/** The ranking without a kernel: all scores of a row in float64, then the best of them. The oracle of the others. */
export const createPlainRanker: CreateRowRanker = (columns, factors, k) => {
  const columnCount = columns.length / factors
  const scores = new Float64Array(columnCount)
  const all = Uint32Array.from(scores.keys())
  const allowed = new Uint8Array(columnCount)
  return {
    kernel: 'typescript-float64',
    sliceRows: Math.max(1, Math.floor(SLICE_MULTIPLICATIONS / Math.max(1, columns.length))),
    rank(rows, leftOut) {
      const rowCount = rows.length / factors
      const lists = createTopLists(rowCount, k)
      for (let row = 0; row < rowCount; row++) {
        scoreColumns(rows, row, columns, all, columnCount, factors, scores)
        if (leftOut !== null) {
          allowed.fill(1)
          for (let at = leftOut.rowPtr[row]!; at < leftOut.rowPtr[row + 1]!; at++) allowed[leftOut.colIdx[at]!] = 0
        }
        const top = selectTop(scores, k, leftOut === null ? null : allowed)
        for (const column of top) insertRanked(lists, row, k, column, scores[column]!)
      }
      return lists
    },
  }
}

/** Lists of length 0. */
export const createTopLists = (rows: number, k: number): TopLists => ({
  columns: new Uint32Array(rows * k),
  scores: new Float64Array(rows * k),
  counts: new Uint32Array(rows),
})

/** Put a column where it belongs in the list of a row, in whatever order columns come; beyond `k` the last one falls out. */
export function insertRanked(
  { columns, scores, counts }: TopLists,
  row: number,
  k: number,
  column: number,
  score: number,
): void {
  const first = row * k
  const isBehind = (at: number): boolean => scores[at]! > score || (scores[at] === score && columns[at]! < column)
  let at = first + counts[row]!
  if (counts[row] === k) {
    at--
    if (isBehind(at)) return
  } else counts[row]!++
  for (; at > first && !isBehind(at - 1); at--) {
    scores[at] = scores[at - 1]!
    columns[at] = columns[at - 1]!
  }
  scores[at] = score
  columns[at] = column
}
