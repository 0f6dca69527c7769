import { cellValue } from './cell-bytes.ts'
import type { PlannedColumn } from './match-header.ts'
import { MISSING_CELL } from './parse-cell.ts'

const LF = 10
const CR = 13
const QUOTE = 34

/** What a row looks like. */
interface RowShape {
  /** A single byte. */
  readonly delimiter: number
  readonly width: number
  readonly columns: readonly PlannedColumn[]
}

/** Whether the cells of a line are there, and good, in the columns that a row cannot do without. */
function isRow(bytes: Uint8Array, ends: readonly number[], { width, columns }: RowShape): boolean {
  if (ends.length !== width + 1) return false
  return columns.every(({ index, field }) => {
    if (field.cell !== 'required') return true
    const start = ends[index]! + 1
    const end = ends[index + 1]!
    if (field.kind === 'text') return end > start
    const { value } = cellValue(field, bytes, start, end)
    return value !== MISSING_CELL && !Number.isNaN(value)
  })
}

/**
 * Whether a sound record over several lines is rows that a quote too many has swallowed: a quote that begins a cell and one that ends
 * a cell further down. Cut without regard to those quotes, its lines are rows.
 *
 * Text in quotes may look like a row, too, so more is asked for where less is known: in a ragged record one line before the last that
 * is as wide as a row; else, where rows have a date or a code, one line below the first with a good one in its place; else every line.
 *
 * @param start first byte of the record
 * @param end where its line end begins, or the file ends
 * @param count fields of the record
 */
export function swallowsRows(bytes: Uint8Array, start: number, end: number, count: number, shape: RowShape): boolean {
  const { delimiter, width, columns } = shape
  const isTold = columns.some(({ field }) => field.cell === 'required' && field.kind !== 'text')
  let isQuoted = false
  // A quote right behind a closing one is the second half of an escaped quote.
  let closedAt = -2
  // The quotes that are open were opened on a line before.
  let isCarried = false
  // Before each field of the line and behind its last one, quotes or not.
  let ends = [start - 1]
  // Separators in quotes that were opened on this line: they count only when the line ends in those quotes.
  let quoted: number[] = []
  let isFirstWide = false
  let lines = 0
  let rows = 0
  for (let at = start; at <= end; at += 1) {
    const byte = bytes[at]
    const isEnd = at === end
    if (isEnd || (isQuoted && (byte === LF || (byte === CR && bytes[at + 1] !== LF)))) {
      if (!isEnd) ends = ends.concat(quoted)
      ends.push(!isEnd && byte === LF && bytes[at - 1] === CR ? at - 1 : at)
      const isWide = ends.length === width + 1
      if (lines === 0) isFirstWide = isWide
      if (count !== width) {
        if (isWide && !isEnd) return true
      } else if (lines > 0 ? isRow(bytes, ends, shape) : isWide) {
        if (isTold && isFirstWide && lines > 0) return true
        rows += 1
      }
      lines += 1
      isCarried = true
      ends = [at]
      quoted = []
    } else if (byte === QUOTE) {
      if (isQuoted) {
        isQuoted = false
        closedAt = at
      } else if (at === closedAt + 1) isQuoted = true
      else if (at === start || bytes[at - 1] === delimiter) {
        isQuoted = true
        isCarried = false
        quoted = []
      }
    } else if (byte === delimiter) {
      if (isQuoted && !isCarried) quoted.push(at)
      else ends.push(at)
    }
  }
  // In one column any line is as wide as a row.
  return count === width && width > 1 && rows === lines
}
