import type { ClientIndex } from '../positions.ts'
import { asClientIndex } from '../positions.ts'
import { compareNatural, sortNatural } from './natural-order.ts'
import type { Column, Dictionary, StoredTexts, Table } from './table.ts'

/** All clients of a data set: the union of the ids of its tables, in natural order. */
export interface ClientSpace {
  readonly count: number
  /** Text as in the files: `7` and `007` are two clients. */
  readonly ids: readonly string[]
  /** `null` for an id that no file has. */
  readonly indexOf: (clientId: string) => ClientIndex | null
  /** The client of each code of a dictionary of ids, shape `[dictionary size]`; 0 for code 0 and for ids that no file has. */
  readonly ofCodes: (dictionary: Dictionary) => Uint32Array
}

/** The column that names the client of each row. */
function clientColumn(table: Table): Column | null {
  return table.columns.get('clnt_id') ?? null
}

/** Digits of a number that a double holds exactly. */
const EXACT_DIGITS = 15
const NO_NUMBER = -1

/** The number that bytes spell in its only form, without leading zeros; else `NO_NUMBER`: then a text says more than its value. */
function numberAt(bytes: Uint8Array, start: number, end: number): number {
  if (end <= start || end - start > EXACT_DIGITS || (bytes[start] === 0x30 && end - start > 1)) return NO_NUMBER
  let value = 0
  for (let at = start; at < end; at += 1) {
    const digit = bytes[at]! - 0x30
    if (digit < 0 || digit > 9) return NO_NUMBER
    value = value * 10 + digit
  }
  return value
}

/** The number of each text, shape `[dictionary size]`; ids of numbers, which most are, never become strings before they are sorted. */
function numbersOf({ offsets, bytes }: StoredTexts): Float64Array {
  const numbers = new Float64Array(offsets.length - 1).fill(NO_NUMBER)
  for (let code = 1; code < numbers.length; code += 1)
    numbers[code] = numberAt(bytes, offsets[code]!, offsets[code + 1]!)
  return numbers
}

/** Numbers below are found in a table by value (4 MB at most), larger ones by halving. */
const TABLE_LIMIT = 2 ** 20

/** The first place of an ascending order that does not come before what is looked for. */
function firstAtLeast(length: number, compare: (place: number) => number): number {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (compare(middle) < 0) low = middle + 1
    else high = middle
  }
  return low
}

/** Distinct numbers, ascending, and the place of each; -1 for one that is not there. */
function rankNumbers(columns: readonly Float64Array[]) {
  const distinct: number[] = []
  const all = new Float64Array(columns.reduce((sum, numbers) => sum + numbers.length, 0))
  let filled = 0
  for (const numbers of columns) {
    all.set(numbers, filled)
    filled += numbers.length
  }
  let highest = NO_NUMBER
  for (let at = 0; at < all.length; at += 1) if (all[at]! > highest) highest = all[at]!
  if (highest >= TABLE_LIMIT) {
    all.sort()
    let last = NO_NUMBER
    for (let at = 0; at < all.length; at += 1) {
      if (all[at] === last) continue
      last = all[at]!
      distinct.push(last)
    }
    const rankOf = (value: number): number => {
      const rank = firstAtLeast(distinct.length, (place) => distinct[place]! - value)
      return distinct[rank] === value ? rank : -1
    }
    return { distinct, rankOf }
  }
  const ranks = new Int32Array(highest + 1)
  for (let at = 0; at < all.length; at += 1) if (all[at] !== NO_NUMBER) ranks[all[at]!] = 1
  for (let value = 0; value <= highest; value += 1) {
    if (ranks[value] === 1) distinct.push(value)
    ranks[value] = ranks[value] === 1 ? distinct.length - 1 : -1
  }
  return { distinct, rankOf: (value: number): number => ranks[value] ?? -1 }
}

/** Gather the clients of all tables. */
export function buildClientSpace(tables: Iterable<Table>): ClientSpace {
  const columns: Float64Array[] = []
  const otherIds = new Set<string>()
  for (const table of tables) {
    const dictionary = clientColumn(table)?.dictionary
    if (dictionary === undefined || dictionary === null) continue
    const numbers = numbersOf(dictionary.stored)
    columns.push(numbers)
    for (let code = 1; code < numbers.length; code += 1)
      if (numbers[code] === NO_NUMBER) otherIds.add(dictionary.textOf(code))
  }
  const { distinct, rankOf } = rankNumbers(columns)

  const ids: string[] = []
  const ofRank = new Uint32Array(distinct.length)
  const ofText = new Map<string, number>()
  const others = sortNatural([...otherIds])
  let taken = 0
  const takeOthers = (before: string | null): void => {
    for (; taken < others.length; taken += 1) {
      const text = others[taken]!
      if (before !== null && compareNatural(text, before) > 0) return
      ofText.set(text, ids.length)
      ids.push(text)
    }
  }
  distinct.forEach((number, rank) => {
    const id = String(number)
    takeOthers(id)
    ofRank[rank] = ids.length
    ids.push(id)
  })
  takeOthers(null)

  return {
    count: ids.length,
    ids,
    indexOf: (clientId) => {
      const index = firstAtLeast(ids.length, (place) => compareNatural(ids[place]!, clientId))
      return ids[index] === clientId ? asClientIndex(index) : null
    },
    ofCodes: (dictionary) => {
      const out = new Uint32Array(dictionary.size)
      const numbers = numbersOf(dictionary.stored)
      for (let code = 1; code < out.length; code += 1) {
        const number = numbers[code]!
        // An id that no file has has no rank either, and counts as client 0.
        out[code] = (number === NO_NUMBER ? ofText.get(dictionary.textOf(code)) : ofRank[rankOf(number)]) ?? 0
      }
      return out
    },
  }
}

/** The client of each text of a column of ids, shape `[dictionary size]`. */
export function clientOfCodes(column: Column, clients: ClientSpace): Uint32Array {
  return column.dictionary === null ? new Uint32Array(1) : clients.ofCodes(column.dictionary)
}

/** The client of each row of a table, shape `[rows]`. Every row of a table has one. */
export function clientOfRows(table: Table, clients: ClientSpace): Uint32Array {
  const out = new Uint32Array(table.rowCount)
  const column = clientColumn(table)
  if (column?.dictionary == null) return out
  const clientOfCode = clientOfCodes(column, clients)
  let row = 0
  for (const chunk of column.chunks) {
    for (let at = 0; at < chunk.length; at += 1) {
      out[row] = clientOfCode[chunk[at]!]!
      row += 1
    }
  }
  return out
}
