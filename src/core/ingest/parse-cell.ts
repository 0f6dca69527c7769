/** A cell without a value: empty, or one of the words that stand for that. */
export const MISSING_CELL = Number.POSITIVE_INFINITY
/** A cell whose text is no value of its kind. */
export const BAD_CELL = Number.NaN

/** What stands in a decoded text for bytes that are no letter of the encoding (U+FFFD). */
export const BROKEN_LETTER = '\uFFFD'

/**
 * Whether a trimmed text stands for "no value": empty, `NA`, `NaN`, `null` in any case.
 * `unknown` is none of them: it is a value of the data.
 */
export function isMissingWord(text: string): boolean {
  if (text.length > 4) return false
  if (text === '') return true
  const word = text.toLowerCase()
  return word === 'na' || word === 'nan' || word === 'null'
}

/** Whether a text is the word `unknown`, which is never a category. */
export const isUnknownWord = (text: string): boolean => text.length === 7 && text.toLowerCase() === 'unknown'

const WHOLE = /^[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.0*)?$/
const DECIMAL = /^[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d*)?(?:[eE][+-]?\d{1,3})?$/

/**
 * A number: digits, with or without a sign, separators in groups of three and `.0`.
 *
 * @param decimals whether other fractions and exponents pass too (amounts)
 * @returns `MISSING_CELL`, `BAD_CELL`, or the number; beyond 2^53 it is bad, for it would be another one
 */
export function parseNumberCell(cell: string, decimals: boolean): number {
  const length = cell.length
  if (length > 0 && length <= 9) {
    let value = 0
    let at = 0
    for (; at < length; at += 1) {
      const digit = cell.charCodeAt(at) - 48
      if (digit < 0 || digit > 9) break
      value = value * 10 + digit
    }
    if (at === length) return value
  }
  const text = cell.trim()
  if (isMissingWord(text)) return MISSING_CELL
  if (!(decimals ? DECIMAL : WHOLE).test(text)) return BAD_CELL
  const value = Number(text.replaceAll(',', ''))
  if (Math.abs(value) > Number.MAX_SAFE_INTEGER) return BAD_CELL
  return value === 0 ? 0 : value
}

const FIRST_YEAR = 1900
const LAST_YEAR = 2199

/** Days from 1970-01-01 to a date of the Gregorian calendar, or `BAD_CELL` when there is no such date from 1900 to 2199. */
export function dayOf(year: number, month: number, dayOfMonth: number): number {
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || dayOfMonth < 1) return BAD_CELL
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const monthLength =
    month === 2 ? (leap ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
  if (dayOfMonth > monthLength) return BAD_CELL
  // The year is taken to begin in March, so that the leap day is its last: Hinnant, "chrono-compatible low-level date algorithms".
  const shifted = month <= 2 ? year - 1 : year
  const era = Math.floor(shifted / 400)
  const yearOfEra = shifted - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + dayOfMonth - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

const COMPACT_DATE = /^(\d{4})(\d{2})(\d{2})(?:\.0*)?$/
const SEPARATED_DATE = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/
const TIME_PART = /[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?$/

/**
 * A date, year first: `20190913`, `2019-09-13`, `2019/09/13`, `2019.09.13`, each with or without a time, which is ignored.
 * Other orders are bad: nobody can tell 01/02 from 02/01.
 *
 * @returns `MISSING_CELL`, `BAD_CELL`, or days since 1970-01-01
 */
export function parseDayCell(cell: string): number {
  const text = cell.trim()
  if (isMissingWord(text)) return MISSING_CELL
  const date = text.replace(TIME_PART, '')
  const compact = COMPACT_DATE.exec(date)
  if (compact !== null) return dayOf(Number(compact[1]), Number(compact[2]), Number(compact[3]))
  const separated = SEPARATED_DATE.exec(date)
  if (separated !== null) return dayOf(Number(separated[1]), Number(separated[3]), Number(separated[4]))
  return BAD_CELL
}

const CLOCK = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?$/
const COMPACT_TIME = /^(\d{1,6})(?:\.0*)?$/

/**
 * A time of day: `01:16`, `1:16:05`, `0116`, `116`, `011605`; seconds are dropped.
 *
 * @returns `MISSING_CELL`, `BAD_CELL`, or minutes since midnight, `[0, 1440)`
 */
export function parseMinuteCell(cell: string): number {
  const text = cell.trim()
  if (isMissingWord(text)) return MISSING_CELL
  let hours: number
  let minutes: number
  let seconds = 0
  const clock = CLOCK.exec(text)
  if (clock !== null) {
    hours = Number(clock[1])
    minutes = Number(clock[2])
    seconds = Number(clock[3] ?? 0)
  } else {
    const compact = COMPACT_TIME.exec(text)?.[1]
    if (compact === undefined) return BAD_CELL
    let digits = Number(compact)
    if (compact.length > 4) {
      seconds = digits % 100
      digits = Math.floor(digits / 100)
    }
    hours = Math.floor(digits / 100)
    minutes = digits % 100
  }
  return hours < 24 && minutes < 60 && seconds < 60 ? hours * 60 + minutes : BAD_CELL
}
