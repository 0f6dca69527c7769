import { DomainError } from '../domain-error.ts'
import type { Column, Dictionary } from '../tables/table.ts'

/** How a filter compares; the same words as in the protocol. */
type FilterTest = 'equals' | 'contains' | 'at-least' | 'at-most' | 'missing' | 'present'

/** Rows whose cell passes a test. */
export interface RowFilter {
  readonly column: string
  readonly test: FilterTest
  /** Text, or a number in the unit of the column; not used by `missing` and `present`. */
  readonly value: string | number
}

/** A filter made ready for many cells. */
export type CellTest =
  /** Of texts: `passes[code]` is 1 when that text passes, code 0 being the missing one. */
  | { readonly kind: 'codes'; readonly passes: Uint8Array }
  /** Of numbers: `low <= cell <= high`; a missing cell fails. */
  | { readonly kind: 'range'; readonly low: number; readonly high: number }
  | { readonly kind: 'missing'; readonly wanted: boolean }

/** Texts between two stops: about two milliseconds of work. */
const TEXTS_PER_STEP = 16_384

/** One form for texts that a reader takes for the same: composed Hangul, small letters. */
const folded = (text: string): string => text.normalize('NFC').toLowerCase()

function badTest({ column, test, value }: RowFilter): DomainError {
  return new DomainError('bad-setting', `Column ${column} cannot be tested with ${test}`, { column, test, value })
}

function* passingTexts(dictionary: Dictionary, passes: (text: string) => boolean): Generator<undefined, Uint8Array> {
  const out = new Uint8Array(dictionary.size)
  for (let code = 1; code < dictionary.size; code += 1) {
    if (passes(dictionary.textOf(code))) out[code] = 1
    if (code % TEXTS_PER_STEP === 0) yield
  }
  return out
}

function* compileText(dictionary: Dictionary, filter: RowFilter): Generator<undefined, CellTest> {
  const value = String(filter.value)
  switch (filter.test) {
    case 'missing':
    case 'present': {
      const passes = new Uint8Array(dictionary.size).fill(filter.test === 'present' ? 1 : 0)
      passes[0] = filter.test === 'missing' ? 1 : 0
      return { kind: 'codes', passes }
    }
    case 'equals':
      return { kind: 'codes', passes: yield* passingTexts(dictionary, (text) => text === value) }
    case 'contains': {
      const wanted = folded(value)
      return { kind: 'codes', passes: yield* passingTexts(dictionary, (text) => folded(text).includes(wanted)) }
    }
    default:
      throw badTest(filter)
  }
}

function compileNumber(filter: RowFilter): CellTest {
  const { test, value } = filter
  if (test === 'missing' || test === 'present') return { kind: 'missing', wanted: test === 'missing' }
  if (typeof value !== 'number' || Number.isNaN(value)) throw badTest(filter)
  switch (test) {
    case 'equals':
      return { kind: 'range', low: value, high: value }
    case 'at-least':
      return { kind: 'range', low: value, high: Number.POSITIVE_INFINITY }
    case 'at-most':
      return { kind: 'range', low: Number.NEGATIVE_INFINITY, high: value }
    case 'contains':
      throw badTest(filter)
  }
}

/**
 * Make a filter ready for the cells of its column. `contains` looks into texts in any case and form of Hangul; `equals` is exact.
 *
 * @throws DomainError `bad-setting` for a test that the kind of column does not have, or a value that is no number where one is needed
 */
export function* compileTest(column: Column, filter: RowFilter): Generator<undefined, CellTest> {
  return column.dictionary === null ? compileNumber(filter) : yield* compileText(column.dictionary, filter)
}
