import Papa from 'papaparse'
import type { RowIssue } from '../core/ingest/row-issue.ts'
import { feedOf, keptRows, parseFeed, verbatimPlan, type PlacedRow } from './verbatim-records.ts'

type Row = readonly string[]

/** What our parser makes of a text. */
interface OurReading {
  readonly rows: readonly PlacedRow[]
  readonly issues: readonly RowIssue[]
}

/** Read a text in UTF-8 by the byte parser, fed `chunk` bytes at a time. */
export function readByBytes(text: string, delimiter: string, width: number, chunk = text.length * 3 + 1): OurReading {
  const bytes = new TextEncoder().encode(text)
  const encoding = { encoding: 'utf-8', bomBytes: 0, settled: true } as const
  const parsed = parseFeed(verbatimPlan(encoding, delimiter, width, bytes.length), feedOf(bytes, encoding, chunk))
  return { rows: keptRows(parsed), issues: parsed.intake.issues.kept() }
}

const papa = (text: string, delimiter: string, newline?: '\n'): Papa.ParseResult<string[]> =>
  Papa.parse<string[]>(text, { delimiter, ...(newline === undefined ? {} : { newline }) })

const oneLineEnd = (text: string): string => text.replaceAll(/\r\n?/g, '\n')

const isBlankRow = (row: Row): boolean => row.length === 1 && /^[ \t]*$/.test(row[0] ?? '')

/** Lines of a text, each with its line end. */
const linesOf = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? []

const isOdd = (row: Row): boolean => row.filter((cell) => cell.includes('"')).length > 1

/**
 * Whether the lines of a record have as many separators as rows, whatever stands in quotes: one of them when it is ragged, else all.
 */
export function swallowsRows(row: Row, delimiter: string, width: number): boolean {
  if (width === 1 && row.length === 1) return false
  const lines = oneLineEnd(row.join(delimiter)).split('\n')
  const isWide = (line: string): boolean => line.split(delimiter).length >= width
  return lines.length > 1 && (row.length === width ? lines.every(isWide) : lines.some(isWide))
}

/**
 * The rules by which the two differ, as in `docs/csv.md`. Each says of a text whether it can matter there; where none can, both must
 * give the same rows.
 */
export const RULES: Readonly<Record<string, (text: string, delimiter: string, width: number) => boolean>> = {
  'each line end counts': (text) =>
    new Set(text.match(/\r\n|\r|\n/g)).size > 1 || (text.includes('\r') && text.includes('"')),
  'no row behind the last line end': (text) => /[\r\n]$/.test(text),
  'blank lines are no rows': (text, _, width) =>
    width > 1 && linesOf(oneLineEnd(text)).some((line) => /^[ \t"]*\n?$/.test(line)),
  'ragged rows are left out': (text, delimiter, width) =>
    papa(oneLineEnd(text), delimiter, '\n').data.some((row) => row.length !== width),
  'broken quotes are one line': (text, delimiter) =>
    papa(oneLineEnd(text), delimiter, '\n').errors.some(({ type }) => type === 'Quotes'),
  'rows in quotes are swallowed rows': (text, delimiter, width) =>
    papa(oneLineEnd(text), delimiter, '\n').data.some((row) => swallowsRows(row, delimiter, width)),
  'quotes in two cells are a lost separator': (text, delimiter) =>
    papa(oneLineEnd(text), delimiter, '\n').data.some(isOdd),
  'blanks behind a closing quote at the end': (text) => /"[ \t]+$/.test(text),
}

/** Names of the rules that can matter for a text. */
export const rulesFor = (text: string, delimiter: string, width: number): string[] =>
  Object.entries(RULES)
    .filter(([, applies]) => applies(text, delimiter, width))
    .map(([name]) => name)

/** Why our parser may leave out the record that begins a text, for its quotes. */
function areQuotesBroken(text: string, delimiter: string, width: number): boolean {
  const { data, errors } = Papa.parse<string[]>(text, { delimiter, newline: '\n', preview: 1 })
  const [row = []] = data
  if (errors.some(({ type }) => type === 'Quotes') || isOdd(row)) return true
  return swallowsRows(row, delimiter, width)
}

/** What PapaParse makes of a piece without broken quotes, by the rules: rows of the right width, and how many are ragged. */
function piece(text: string, delimiter: string, width: number): { rows: Row[]; ragged: number } {
  if (text === '') return { rows: [], ragged: 0 }
  const { data } = papa(text.endsWith('\n') ? text : `${text}\n`, delimiter, '\n')
  const records = data.slice(0, -1).filter((row) => width === 1 || !isBlankRow(row))
  return {
    rows: records.filter((row) => row.length === width),
    ragged: records.filter((row) => row.length !== width).length,
  }
}

/**
 * Compare the byte parser with PapaParse on a text.
 *
 * Between records that our parser left out for their quotes (each of which must be broken by PapaParse's own account) both must
 * give the same rows, and as many ragged ones.
 *
 * @returns what no rule explains, `null` when there is nothing
 */
export function unexplained(text: string, delimiter: string, width: number, chunk?: number): string | null {
  const { rows, issues } = readByBytes(text, delimiter, width, chunk)
  const ours = rows.map(({ cells }) => cells)
  if (rulesFor(text, delimiter, width).length === 0) {
    const plain = papa(text, delimiter).data
    return JSON.stringify(plain) === JSON.stringify(ours) ? null : `without a rule: ${JSON.stringify({ plain, ours })}`
  }
  const lines = linesOf(oneLineEnd(text))
  const expected: Row[] = []
  let ragged = 0
  let from = 0
  const take = (to: number): void => {
    const found = piece(lines.slice(from, to).join(''), delimiter, width)
    expected.push(...found.rows)
    ragged += found.ragged
  }
  for (const { line, code } of issues) {
    if (code !== 'unterminated-quote' && code !== 'stray-quote') continue
    if (!areQuotesBroken(lines.slice(line - 1).join(''), delimiter, width)) return `line ${String(line)} is not broken`
    take(line - 1)
    from = line
  }
  take(lines.length)
  const told = issues.filter(({ code }) => ['missing-field', 'extra-field', 'truncated-row'].includes(code)).length
  const read = ours.map((row) => row.map(oneLineEnd))
  if (JSON.stringify(read) !== JSON.stringify(expected)) return JSON.stringify({ read, expected })
  return told === ragged ? null : `${String(told)} ragged rows told of ${String(ragged)}`
}
