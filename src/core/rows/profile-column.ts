import { compareNatural } from '../tables/natural-order.ts'
import { cellAt, CHUNK_ROWS, type Column, type Dictionary } from '../tables/table.ts'
import { lendCells, missingBit } from './chunk-cells.ts'
import { extentOf, sortKeys } from './sort-keys.ts'
import { sortPlaces } from './sort-rows.ts'

/** What a column holds, over all rows. */
interface Profile {
  readonly distinct: number
  /** The most frequent values, ties in the order of the values. */
  readonly top: readonly ValueCount[]
  /** Of numbers, days and minutes. */
  readonly range: { readonly low: number; readonly high: number } | null
}

interface ValueCount {
  readonly value: string | number
  readonly count: number
}

/** Values that are listed: enough to list every action code. */
const TOP_VALUES = 10

/** Spans of whole numbers that are counted in a table of 8 MB; wider ones are sorted, for a map would take more of both. */
const COUNTED_SPAN = 1 << 21

/** Texts between two stops. */
const TEXTS_PER_STEP = 16_384

/** The first `TOP_VALUES` by count, then by value, of values that are offered one after the other. */
class TopValues {
  readonly #top: ValueCount[] = []
  readonly #isBefore: (a: ValueCount, b: ValueCount) => boolean
  #distinct = 0

  constructor(compare: (a: string | number, b: string | number) => number) {
    this.#isBefore = (a, b) => a.count > b.count || (a.count === b.count && compare(a.value, b.value) < 0)
  }

  /** @param valueOf asked only for values that are frequent enough, since most are not */
  offer(count: number, valueOf: () => string | number): void {
    this.#distinct += 1
    const last = this.#top[TOP_VALUES - 1]
    if (last !== undefined && count < last.count) return
    const entry = { value: valueOf(), count }
    const at = this.#top.findIndex((other) => this.#isBefore(entry, other))
    this.#top.splice(at === -1 ? this.#top.length : at, 0, entry)
    if (this.#top.length > TOP_VALUES) this.#top.pop()
  }

  profile(range: Profile['range']): Profile {
    return { distinct: this.#distinct, top: this.#top, range }
  }
}

const compareNumbers = (a: string | number, b: string | number): number => Number(a) - Number(b)
const compareTexts = (a: string | number, b: string | number): number => compareNatural(String(a), String(b))

/** How often each whole number of `[low, low + size)` occurs; cells that are marked as missing are left out. Stops after each chunk. */
function* countCells({ chunks, missing }: Column, low: number, size: number): Generator<undefined, Uint32Array> {
  const counts = new Uint32Array(size)
  for (let index = 0; index < chunks.length; index += 1) {
    const chunk = chunks[index]!
    const cells = lendCells(chunk)
    for (let at = 0; at < chunk.length; at += 1)
      if (missing === null || missingBit(missing, index, at) === 0) counts[cells[at]! - low]! += 1
    yield
  }
  return counts
}

function* profileTexts(column: Column, dictionary: Dictionary): Generator<undefined, Profile> {
  const counts = yield* countCells(column, 0, dictionary.size)
  // Two entries can read the same, where an encoding has letters broken.
  const byText = new Map<string, number>()
  for (let code = 1; code < dictionary.size; code += 1) {
    if (code % TEXTS_PER_STEP === 0) yield
    const count = counts[code]!
    if (count === 0) continue
    const text = dictionary.textOf(code)
    byText.set(text, (byText.get(text) ?? 0) + count)
  }
  yield
  const top = new TopValues(compareTexts)
  for (const [text, count] of byText) top.offer(count, () => text)
  return top.profile(null)
}

function* profileCounted(column: Column, low: number, high: number): Generator<undefined, Profile> {
  const counts = yield* countCells(column, low, high - low + 1)
  const top = new TopValues(compareNumbers)
  for (let value = low; value <= high; value += 1)
    if (counts[value - low]! > 0) top.offer(counts[value - low]!, () => value)
  return top.profile({ low, high })
}

/** Zero has one sign. */
const unsigned = (value: number): number => value + 0

function* profileSorted(column: Column, low: number, high: number): Generator<undefined, Profile> {
  const keys = yield* sortKeys(column, null, false)
  const { places, words } = yield* sortPlaces(keys)
  const top = new TopValues(compareNumbers)
  // Missing cells are the last.
  const count = column.length - column.missingCount
  let start = 0
  for (let at = 1; at <= count; at += 1) {
    if (at % CHUNK_ROWS === 0) yield
    const isSame =
      at < count &&
      words[at] === words[at - 1] &&
      (keys.high === null || keys.low[places[at]!] === keys.low[places[at - 1]!])
    if (isSame) continue
    const place = places[start]!
    top.offer(at - start, () => unsigned(cellAt(column, place)))
    start = at
  }
  return top.profile({ low: unsigned(low), high: unsigned(high) })
}

/** Distinct values, the most frequent ones and the range of a column, over all rows. Stops every few milliseconds. */
export function* profileColumn(column: Column): Generator<undefined, Profile> {
  if (column.dictionary !== null) return yield* profileTexts(column, column.dictionary)
  const extent = yield* extentOf(column)
  if (extent === null) return { distinct: 0, top: [], range: null }
  const { low, high, whole } = extent
  return whole && high - low < COUNTED_SPAN
    ? yield* profileCounted(column, low, high)
    : yield* profileSorted(column, low, high)
}
