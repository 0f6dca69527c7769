import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  BAD_CELL,
  dayOf,
  isMissingWord,
  isUnknownWord,
  MISSING_CELL,
  parseDayCell,
  parseMinuteCell,
  parseNumberCell,
} from './parse-cell.ts'

const day = Date.UTC(2019, 8, 13) / 86_400_000

describe('cells', () => {
  it('reads a date in each of the spellings, with or without a time', () => {
    const spellings = ['20190913', '2019-09-13', '2019/09/13', '2019.09.13', ' 2019-09-13 ', '2019-9-13', '20190913.0']
    for (const text of spellings) expect(parseDayCell(text), text).toBe(day)
    expect(parseDayCell('2019-09-13 01:16:05')).toBe(day)
    expect(parseDayCell('2019-09-13T00:00:00.000Z')).toBe(day)
  })

  it('refuses dates that are not in the calendar or not year first', () => {
    for (const text of ['20190931', '20190229', '2019-13-01', '13/09/2019', '01/02/2019', '2019-09/13', '0', 'soon'])
      expect(parseDayCell(text), text).toBe(BAD_CELL)
    expect(parseDayCell('20200229')).toBe(Date.UTC(2020, 1, 29) / 86_400_000)
    expect(parseDayCell('20000229')).not.toBe(BAD_CELL)
    expect(parseDayCell('21000229')).toBe(BAD_CELL)
  })

  it('counts days as the calendar of the language does', () => {
    fc.assert(
      fc.property(fc.integer({ min: -25_567, max: 84_000 }), (days) => {
        const date = new Date(days * 86_400_000)
        expect(dayOf(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate())).toBe(days)
      }),
    )
  })

  it('reads a time with a colon, padded or bare, and drops seconds', () => {
    for (const text of ['01:16', '1:16', '0116', '116', '1:16:05', '011605', '116.0'])
      expect(parseMinuteCell(text), text).toBe(76)
    expect(parseMinuteCell('0')).toBe(0)
    expect(parseMinuteCell('23:59')).toBe(1439)
    for (const text of ['24:00', '0160', '1:7', 'noon', '-1']) expect(parseMinuteCell(text), text).toBe(BAD_CELL)
  })

  it('reads whole numbers with a sign, separators in threes, and a needless fraction', () => {
    expect(parseNumberCell('34.0', false)).toBe(34)
    expect(parseNumberCell('1,234', false)).toBe(1234)
    expect(parseNumberCell('-1,234,567.00', false)).toBe(-1_234_567)
    expect(parseNumberCell(' 7\r', false)).toBe(7)
    expect(parseNumberCell('-0', false)).toBe(0)
    for (const text of ['1,23', '12,34,567', '1.5', '1e3', '0x10', '１２', '-', '1 2'])
      expect(parseNumberCell(text, false), text).toBe(BAD_CELL)
  })

  it('keeps amounts beyond 32 bits exactly and refuses what a number cannot hold', () => {
    expect(parseNumberCell('100000016899', true)).toBe(100_000_016_899)
    expect(parseNumberCell('12.5', true)).toBe(12.5)
    expect(parseNumberCell('9007199254740993', true)).toBe(BAD_CELL)
  })

  it('tells missing words from the word unknown', () => {
    for (const text of ['', 'NA', 'na', 'NaN', 'nan', 'NULL', 'null']) expect(isMissingWord(text), text).toBe(true)
    for (const text of ['unknown', '0', '-', 'nana', 'none']) expect(isMissingWord(text), text).toBe(false)
    expect(isUnknownWord('unknown')).toBe(true)
    expect(parseNumberCell(' NaN ', false)).toBe(MISSING_CELL)
    expect(parseDayCell('')).toBe(MISSING_CELL)
  })

  it('reads any whole number that it is given as text', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (value) => {
        expect(parseNumberCell(String(value), false)).toBe(value + 0)
      }),
    )
  })
})
