import Papa from 'papaparse'
import type { RowIssueCode } from '../core/ingest/row-issue.ts'

/** What PapaParse answers; its own types leave it open. */
interface Parsed {
  readonly data: string[][]
  readonly errors: readonly { readonly row: number }[]
  readonly meta: { readonly cursor: number }
}

type Newline = '\n' | '\r'

/** Cut text that ends with a line end into records; a last one whose quotes are still open is left over. */
function parseLines(text: string, delimiter: string, newline: Newline): Parsed {
  return new Papa.Parser({ delimiter, newline }).parse(text, 0, true) as Parsed
}

/** The whole records at the start of a text. */
export interface SplitText {
  readonly rows: readonly string[][]
  /** Line of each record inside the text, from 0; `null` when every record is one line. */
  readonly lines: readonly number[] | null
  /** Records whose quotes are broken. */
  readonly damaged: ReadonlyMap<number, RowIssueCode> | null
  /** Lines that were used up; the rest waits for more text. */
  readonly lineCount: number
  /** Whether no text is left over. */
  readonly isComplete: boolean
}

/**
 * Characters that a record over several lines may have. A quote that is never closed would otherwise swallow the file;
 * a row of these files has under 300.
 */
export const MAX_RECORD_CHARS = 65_536

/** Lines looked at after a broken quote, so that many of them do not make the work grow with its square. */
const CAREFUL_LINES = 16

function countOf(text: string, mark: string): number {
  let count = 0
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) count += 1
  return count
}

/** Position after `lines` line ends from `start`, at most the end of the text. */
function afterLines(text: string, newline: string, start: number, lines: number): number {
  let at = start
  for (let line = 0; line < lines; line += 1) {
    const end = text.indexOf(newline, at)
    if (end < 0) return text.length
    at = end + 1
  }
  return at
}

const lengthOf = (row: readonly string[]): number => row.reduce((sum, cell) => sum + cell.length + 1, 0)

/**
 * Cut text into records with PapaParse, and keep broken quotes from doing harm.
 *
 * A record over several lines is believed when its quotes are sound, its fields are as many as the header's, and it is no longer
 * than `MAX_RECORD_CHARS`. Otherwise its first line alone is damaged and reading goes on with the next line.
 * So is a one-line record with text after a closing quote. A line with an odd number of quotes is called `unterminated-quote`,
 * one with an even number `stray-quote`. A quote inside a cell that does not begin with one is text like any other.
 * All of this depends on the record alone, never on where the text was cut.
 *
 * @param text whole lines, each with its line end
 * @param width fields of the header
 * @param isLast whether nothing follows, so that an open quote stays open
 */
export function splitRecords(
  text: string,
  delimiter: string,
  newline: Newline,
  width: number,
  isLast: boolean,
): SplitText {
  if (!text.includes('"')) {
    const rows = parseLines(text, delimiter, newline).data
    return { rows, lines: null, damaged: null, lineCount: rows.length, isComplete: true }
  }
  const rows: string[][] = []
  const lines: number[] = []
  const damaged = new Map<number, RowIssueCode>()
  let position = 0
  let line = 0
  let window = Number.POSITIVE_INFINITY

  const damageLine = () => {
    const next = afterLines(text, newline, position, 1)
    const isClosed = countOf(text.slice(position, next), '"') % 2 === 0
    damaged.set(rows.length, isClosed ? 'stray-quote' : 'unterminated-quote')
    rows.push([])
    lines.push(line)
    line += 1
    position = next
    window = CAREFUL_LINES
  }

  /** Takes the records of one window; false when it met one that is not to be believed. */
  const take = (data: string[][], faulty: ReadonlySet<number>, consumed: string): boolean => {
    const oneLineEach = countOf(consumed, newline) === data.length
    for (const [index, row] of data.entries()) {
      const span = oneLineEach ? 1 : 1 + row.reduce((sum, cell) => sum + countOf(cell, newline), 0)
      const isFaulty = faulty.has(index)
      if (span > 1 && (isFaulty || row.length !== width || lengthOf(row) > MAX_RECORD_CHARS)) {
        damageLine()
        return false
      }
      if (isFaulty) damaged.set(rows.length, 'stray-quote')
      rows.push(row)
      lines.push(line)
      line += span
      if (!oneLineEach || faulty.size > 0) position = afterLines(text, newline, position, span)
    }
    return true
  }

  while (position < text.length) {
    const end = window === Number.POSITIVE_INFINITY ? text.length : afterLines(text, newline, position, window)
    const part = text.slice(position, end)
    const { data, errors, meta } = parseLines(part, delimiter, newline)
    const faulty = new Set(errors.map((error) => error.row))
    const start = position
    if (!take(data, faulty, part.slice(0, meta.cursor))) continue
    position = start + meta.cursor
    const openChars = end - position
    if (openChars === 0) {
      window *= 4
    } else if (faulty.has(data.length) || openChars > MAX_RECORD_CHARS || (isLast && end === text.length)) {
      damageLine()
    } else if (end < text.length) {
      window *= 4
    } else {
      break
    }
  }
  const oneLineEach = lines.at(-1) === rows.length - 1
  return {
    rows,
    lines: oneLineEach ? null : lines,
    damaged: damaged.size > 0 ? damaged : null,
    lineCount: line,
    isComplete: position >= text.length,
  }
}

/** The separator that cuts the first lines of a text most evenly; a comma when none does. */
export function guessDelimiter(text: string, newline: Newline): string {
  const { meta } = Papa.parse<string[]>(text, { preview: 20, newline, delimitersToGuess: [',', '\t', ';', '|'] })
  return [',', '\t', ';', '|'].includes(meta.delimiter) ? meta.delimiter : ','
}
