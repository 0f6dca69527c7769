import { isMissingWord, parseDayCell, parseMinuteCell, parseNumberCell } from './parse-cell.ts'
import type { FieldSchema } from './schema.ts'

/** The value of a cell as a number of the kind of its column; NaN when it is none. Texts are always values. */
function valueOf(field: FieldSchema, cell: string): number {
  if (field.kind === 'text') return 0
  if (field.kind === 'day') return parseDayCell(cell)
  if (field.kind === 'minute') return parseMinuteCell(cell)
  const value = parseNumberCell(cell, true)
  return field.max !== null && (value < 0 || value > field.max) ? Number.NaN : value
}

/** Whether a trimmed cell is missing, a value of its column, or neither. */
export function cellFit(field: FieldSchema, cell: string): 'missing' | 'good' | 'bad' {
  if (isMissingWord(cell)) return 'missing'
  return Number.isNaN(valueOf(field, cell)) ? 'bad' : 'good'
}

/** Columns whose texts are keys. In all known data they hold digits. */
const ID_COLUMNS = new Set(['clnt_id', 'sess_id', 'trans_id', 'pd_c'])

/** Whether a column holds keys of clients, sessions, transactions or products. */
export const isIdColumn = (field: FieldSchema): boolean => ID_COLUMNS.has(field.name)

/** Whether a text holds a digit. */
export const hasDigit = (text: string): boolean => /\d/.test(text)
