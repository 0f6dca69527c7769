import { CHUNK_ROWS, type Column } from '../tables/table.ts'
import { lendCells, missingBit } from './chunk-cells.ts'
import { textRanks } from './text-ranks.ts'

/**
 * What rows are sorted by: unsigned whole numbers, which rise in the order wanted, are equal where cells are equal, and put
 * missing cells last. One entry per place of the selection.
 */
export interface SortKeys {
  readonly low: Uint32Array
  /** The upper 32 bits, where the lower ones do not suffice. */
  readonly high: Uint32Array | null
}

/** A double and its bits. */
const double = new Float64Array(1)
const words = new Uint32Array(double.buffer)
const HIGH_WORD = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 1 : 0

const SIGN = 0x80000000
/** Both words of a missing cell; of the numbers only a NaN has such bits. */
const LAST = 0xffffffff

/** Largest span of whole numbers that fits 32 bits beside the key of a missing cell. */
const WIDEST_SPAN = 2 ** 32 - 2

/** The smallest and largest value that is there and whether all are whole numbers below 2^53; `null` when all are missing. Stops after each chunk. */
export function* extentOf(
  column: Column,
): Generator<undefined, { readonly low: number; readonly high: number; readonly whole: boolean } | null> {
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  let whole = true
  const { missing } = column
  for (let index = 0; index < column.chunks.length; index += 1) {
    const chunk = column.chunks[index]!
    const cells = lendCells(chunk)
    for (let at = 0; at < chunk.length; at += 1) {
      if (missing !== null && missingBit(missing, index, at) === 1) continue
      const cell = cells[at]!
      if (cell < low) low = cell
      if (cell > high) high = cell
      if (whole && Math.floor(cell) !== cell) whole = false
    }
    yield
  }
  if (low > high) return null
  // Beyond 2^53 steps of 1 are no steps any more.
  const isSafe = low >= Number.MIN_SAFE_INTEGER && high <= Number.MAX_SAFE_INTEGER
  return { low, high, whole: whole && isSafe }
}

/** Call `take(cell, isMissing, place)` for every row of the selection, with `cell` as it is stored. Stops after each chunk. */
function* eachCell(
  { chunks, missing }: Column,
  rows: Uint32Array | null,
  take: (cell: number, isMissing: boolean, place: number) => void,
): Generator<undefined, void> {
  let place = 0
  for (let index = 0; index < chunks.length; index += 1) {
    const chunk = chunks[index]!
    const start = index * CHUNK_ROWS
    const end = start + chunk.length
    const cells = lendCells(chunk)
    const count = rows?.length ?? end
    for (; place < count; place += 1) {
      const row = rows === null ? place : rows[place]!
      if (row >= end) break
      const at = row - start
      take(cells[at]!, missing !== null && missingBit(missing, index, at) === 1, place)
    }
    yield
  }
}

/** Keys of whole numbers that span less than 32 bits. */
function* narrowKeys(
  column: Column,
  rows: Uint32Array | null,
  descending: boolean,
  { low, high }: { readonly low: number; readonly high: number },
): Generator<undefined, SortKeys> {
  const keys = new Uint32Array(rows?.length ?? column.length)
  const last = high - low + 1
  yield* eachCell(column, rows, (cell, isMissing, place) => {
    keys[place] = isMissing ? last : descending ? high - cell : cell - low
  })
  return { low: keys, high: null }
}

/** Keys of any numbers: the bits of a double rise with its value once the sign is turned. */
function* wideKeys(column: Column, rows: Uint32Array | null, descending: boolean): Generator<undefined, SortKeys> {
  const low = new Uint32Array(rows?.length ?? column.length)
  const high = new Uint32Array(low.length)
  yield* eachCell(column, rows, (cell, isMissing, place) => {
    // Adding 0 makes a negative zero a plain one.
    double[0] = cell + 0
    const top = words[HIGH_WORD]!
    const bottom = words[1 - HIGH_WORD]!
    const isNegative = top >= SIGN
    const turns = isNegative !== descending
    low[place] = isMissing ? LAST : turns ? ~bottom : bottom
    high[place] = isMissing ? LAST : (turns ? ~top : top) ^ (isNegative ? 0 : SIGN)
  })
  return { low, high }
}

/** Keys of texts by their rank in natural order. */
function* rankKeys(
  column: Column,
  rows: Uint32Array | null,
  descending: boolean,
  ranks: Uint32Array,
): Generator<undefined, SortKeys> {
  const keys = new Uint32Array(rows?.length ?? column.length)
  const last = ranks[0]!
  yield* eachCell(column, rows, (code, _isMissing, place) => {
    const rank = ranks[code]!
    keys[place] = descending && code !== 0 ? last - 1 - rank : rank
  })
  return { low: keys, high: null }
}

/** Ranks of the texts of a column, made once: a sort by the same column in another direction or selection needs them again. */
const ranksOfColumn = new WeakMap<Column, Uint32Array>()

/**
 * Keys to sort a selection of rows by one column: texts in natural order, numbers by value, missing cells last in both directions.
 *
 * @param rows positions, rising; `null` for every row
 */
export function* sortKeys(
  column: Column,
  rows: Uint32Array | null,
  descending: boolean,
): Generator<undefined, SortKeys> {
  if (column.dictionary !== null) {
    const ranks = ranksOfColumn.get(column) ?? (yield* textRanks(column.dictionary))
    ranksOfColumn.set(column, ranks)
    return yield* rankKeys(column, rows, descending, ranks)
  }
  const extent = yield* extentOf(column)
  if (extent === null) return { low: new Uint32Array(rows?.length ?? column.length), high: null }
  return extent.whole && extent.high - extent.low <= WIDEST_SPAN
    ? yield* narrowKeys(column, rows, descending, extent)
    : yield* wideKeys(column, rows, descending)
}
