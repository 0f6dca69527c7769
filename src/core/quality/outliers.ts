import { CHUNK_ROWS, isMarked, type Column } from '../tables/table.ts'
import type { OutlierColumn, Steps } from './finding.ts'

/**
 * Outliers are values above this many times the 99th percentile of the positive values. Percentile and not mean, since one
 * 10^11 moves every mean; times and not plus, since prices spread over orders of magnitude. Amounts spread wider than counts.
 */
export const OUTLIER_TIMES: Readonly<Record<OutlierColumn, number>> = { buy_am: 1000, buy_ct: 100 }

/** With fewer positive values the percentile says nothing. */
const LEAST_VALUES = 50

/** Share of the positive values that may be outliers without moving the limit. */
const UPPER_SHARE = 0.01

/** Buckets by the upper 16 bits of a number: sign, exponent and 4 bits of the rest, in the order of the values. */
const BUCKETS = 1 << 15

/** Values far beyond all others in one column. */
export interface Outliers {
  /** `null` with too few values to tell. */
  readonly limit: number | null
  /** Ascending. */
  readonly rows: Uint32Array
  /** Sums of the outliers and of all values. */
  readonly sum: number
  readonly sumOfAll: number
}

/** Rows of a chunk, as one kind of array: loops over chunks of five kinds are several times slower. */
const cells = new Float64Array(CHUNK_ROWS)
const halves = new Uint16Array(cells.buffer)
/** The upper 16 bits of number `at` stand at `4 * at + TOP`. */
const TOP = 3

/**
 * The value that stands at `rankOf(count)` among the `count` positive values in ascending order; `null` when that is below 0.
 * Exact: the bucket of the rank is found by counting, and only what lies in it is sorted.
 */
function* positiveAtRank(column: Column, rankOf: (count: number) => number): Steps<number | null> {
  const sizes = new Uint32Array(BUCKETS)
  let count = 0
  for (const chunk of column.chunks) {
    cells.set(chunk)
    for (let at = 0; at < chunk.length; at += 1) {
      if (cells[at]! <= 0) continue
      sizes[halves[4 * at + TOP]!]! += 1
      count += 1
    }
    yield
  }
  let rank = rankOf(count)
  if (rank < 0) return null
  let bucket = 0
  while (rank >= sizes[bucket]!) {
    rank -= sizes[bucket]!
    bucket += 1
  }
  const inBucket = new Float64Array(sizes[bucket]!)
  let filled = 0
  for (const chunk of column.chunks) {
    cells.set(chunk)
    for (let at = 0; at < chunk.length; at += 1) {
      if (cells[at]! <= 0 || halves[4 * at + TOP] !== bucket) continue
      inBucket[filled] = cells[at]!
      filled += 1
    }
    yield
  }
  return inBucket.sort()[rank]!
}

/**
 * Find the values of a column that are far beyond all others: above `times` times the 99th percentile of the positive
 * values (the value at rank `floor(0.99 * (n - 1))`). Missing cells are stored as 0 and so are never among them.
 *
 * @param column numbers
 */
export function* findOutliers(column: Column, times: number): Steps<Outliers> {
  const percentile = yield* positiveAtRank(column, (count) =>
    count < LEAST_VALUES ? -1 : Math.floor((1 - UPPER_SHARE) * (count - 1)),
  )
  const limit = percentile === null ? null : percentile * times
  const rows: number[] = []
  let sum = 0
  let sumOfAll = 0
  for (let index = 0; index < column.chunks.length; index += 1) {
    const chunk = column.chunks[index]!
    cells.set(chunk)
    for (let at = 0; at < chunk.length; at += 1) {
      const value = cells[at]!
      sumOfAll += value
      if (limit === null || value <= limit || isMarked(column.missing, index * CHUNK_ROWS + at)) continue
      rows.push(index * CHUNK_ROWS + at)
      sum += value
    }
    yield
  }
  return { limit, rows: Uint32Array.from(rows), sum, sumOfAll }
}
