import { dayOf, MISSING_CELL, parseDayCell, parseMinuteCell, parseNumberCell, BAD_CELL } from './parse-cell.ts'
import type { FieldSchema } from './schema.ts'

/** Longer cells are no numbers, dates or times: nothing that long is decoded to find out. */
const MAX_CELL_BYTES = 64

/** Days since 1970-01-01 by `(year - 1900) * 416 + month * 32 + day of month`; `NO_DAY` where the calendar has no such day. */
export const NO_DAY = 0x7fffffff
export const FIRST_LOOKUP_YEAR = 1900
export const LOOKUP_YEARS = 300

let days: Int32Array | null = null

/** The table of all days from 1900 to 2199, made at the first use. */
export function dayTable(): Int32Array {
  if (days !== null) return days
  days = new Int32Array(LOOKUP_YEARS * 416).fill(NO_DAY)
  for (let year = 0; year < LOOKUP_YEARS; year += 1) {
    for (let month = 1; month <= 12; month += 1) {
      for (let day = 1; day <= 31; day += 1) {
        const value = dayOf(FIRST_LOOKUP_YEAR + year, month, day)
        if (!Number.isNaN(value)) days[year * 416 + month * 32 + day] = value
      }
    }
  }
  return days
}

/** A cell of a kind that is no text, and whether it is a fraction where whole numbers are meant. */
export interface CellValue {
  /** The value, `MISSING_CELL` or `BAD_CELL`. */
  readonly value: number
  readonly isFraction: boolean
}

const plain = (value: number): CellValue => ({ value, isFraction: false })

/** The value of a cell that is no text, with every form that is accepted. The careful twin of the fast path. */
export function cellValue(field: FieldSchema, bytes: Uint8Array, start: number, end: number): CellValue {
  if (end - start > MAX_CELL_BYTES) return plain(BAD_CELL)
  let cell = ''
  for (let at = start; at < end; at += 1) cell += String.fromCharCode(bytes[at]!)
  if (field.kind === 'day') return plain(parseDayCell(cell))
  if (field.kind === 'minute') return plain(parseMinuteCell(cell))
  if (field.kind === 'amount') return plain(parseNumberCell(cell, true))
  const value = parseNumberCell(cell, false)
  const { max } = field
  if (max !== null) return plain(value === MISSING_CELL || (value >= 0 && value <= max) ? value : BAD_CELL)
  if (!Number.isNaN(value)) return plain(value)
  const fraction = parseNumberCell(cell, true)
  return { value: fraction, isFraction: !Number.isNaN(fraction) }
}
