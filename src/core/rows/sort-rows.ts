import { CHUNK_ROWS, type Column } from '../tables/table.ts'
import { sortKeys, type SortKeys } from './sort-keys.ts'

/** Bits per pass: 2,048 places that are written to fit the first-level cache and the page table; a rank takes two passes. */
const DIGIT_BITS = 11
const DIGITS = 1 << DIGIT_BITS

/** Places and, beside each, the word it is sorted by: carried along, so that all reads are in a row. */
interface Sorting {
  readonly places: Uint32Array
  readonly words: Uint32Array
}

const roomFor = (count: number): Sorting => ({ places: new Uint32Array(count), words: new Uint32Array(count) })

/** Sort by eleven bits of the words; stable. False when all share the digit, so that nothing had to move. */
function* digitPass(from: Sorting, to: Sorting, shift: number): Generator<undefined, boolean> {
  const { places, words } = from
  const count = words.length
  const next = new Uint32Array(DIGITS)
  for (let start = 0; start < count; start += CHUNK_ROWS) {
    const end = Math.min(start + CHUNK_ROWS, count)
    for (let at = start; at < end; at += 1) next[(words[at]! >>> shift) & (DIGITS - 1)]! += 1
    yield
  }
  if (next[(words[0]! >>> shift) & (DIGITS - 1)] === count) return false
  let begin = 0
  for (let digit = 0; digit < DIGITS; digit += 1) {
    const size = next[digit]!
    next[digit] = begin
    begin += size
  }
  for (let start = 0; start < count; start += CHUNK_ROWS) {
    const end = Math.min(start + CHUNK_ROWS, count)
    for (let at = start; at < end; at += 1) {
      const word = words[at]!
      const digit = (word >>> shift) & (DIGITS - 1)
      const target = next[digit]!
      next[digit] = target + 1
      to.words[target] = word
      to.places[target] = places[at]!
    }
    yield
  }
  return true
}

/** Sort by all bits of the words. Either of the two may hold the answer. */
function* sortByWords(from: Sorting, to: Sorting): Generator<undefined, readonly [done: Sorting, spare: Sorting]> {
  if (from.words.length < 2) return [from, to]
  let [done, spare] = [from, to]
  for (let shift = 0; shift < 32; shift += DIGIT_BITS)
    if (yield* digitPass(done, spare, shift)) [done, spare] = [spare, done]
  return [done, spare]
}

/**
 * Places `[0, n)` in rising order of their keys, equal keys in the order of the places; and beside each place the low word
 * of its key, or the high one where there is one. A radix sort, with stops.
 */
export function* sortPlaces({ low, high }: SortKeys): Generator<undefined, Sorting> {
  const start: Sorting = { places: new Uint32Array(low.length), words: low.slice() }
  for (let at = 0; at < low.length; at += 1) start.places[at] = at
  yield
  const [byLow, spare] = yield* sortByWords(start, roomFor(low.length))
  if (high === null) return byLow
  for (let at = 0; at < high.length; at += 1) byLow.words[at] = high[byLow.places[at]!]!
  yield
  const [byBoth] = yield* sortByWords(byLow, spare)
  return byBoth
}

/**
 * The rows of a selection in the order of one column: texts naturally, numbers by value, missing last in both directions,
 * ties in the order of the file. Shape `[rows]`.
 *
 * @param rows positions, rising; `null` for every row
 */
export function* sortRows(
  column: Column,
  rows: Uint32Array | null,
  descending: boolean,
): Generator<undefined, Uint32Array> {
  const { places } = yield* sortPlaces(yield* sortKeys(column, rows, descending))
  if (rows !== null) for (let at = 0; at < places.length; at += 1) places[at] = rows[places[at]!]!
  return places
}
