import type { ParsedFile } from '../core/ingest/byte-parser.ts'
import { chooseEncoding, encodingName } from '../core/ingest/choose-encoding.ts'
import { dialectDoubts, isHardlyKorean, utf8LineInCp949 } from '../core/ingest/dialect-doubts.ts'
import { commonWidth, MAX_COLUMNS } from '../core/ingest/find-header.ts'
import { findRecords } from '../core/ingest/first-records.ts'
import { looseRecord } from '../core/ingest/loose-fields.ts'
import type { IngestPlan } from '../core/ingest/plan-ingest.ts'
import { recogniseBytes } from '../core/ingest/recognise-bytes.ts'
import { afterLineEnd, nextLineEnd, RecordScan } from '../core/ingest/record-scan.ts'
import type { RowIssue } from '../core/ingest/row-issue.ts'
import { decodeBytes } from './decode-bytes.ts'
import { guessDelimiter } from './sniff-records.ts'
import { feedOf, keptRows, parseFeed, verbatimPlan, type PlacedRow } from './verbatim-records.ts'

/** Bytes that are looked at to tell the encoding, as for any dropped file. */
const SNIFF_BYTES = 256 * 1024

/** How to read a file of which nothing is known. */
export interface CsvOptions {
  /** Bytes that the parser is fed at a time, at least 1; all at once unless said. The answer never depends on it. */
  readonly chunk?: number
  /** The names that the first record should have. */
  readonly header?: readonly string[]
  /** The separator, a single ASCII letter; guessed unless said. */
  readonly delimiter?: string
}

/** Something that is told about a file. */
export interface CsvError {
  /** A kind of row issue, note or doubt of `docs/csv.md`, or `wrong-header`, `not-a-table`, `too-many-columns`. */
  readonly code: string
  /** Physical line from 1, and bytes before the record in the file as it is; `null` for the file as a whole. */
  readonly line: number | null
  readonly byteOffset: number | null
  /** Column from 1, `null` for a row or the file as a whole. */
  readonly column: number | null
  /** The row as it stands, or what is meant. */
  readonly raw: string
}

/** A file as rows of strings. */
export interface CsvReading {
  /** All records that are not blank, the first one too, as they stand: nothing is trimmed, `NA` is a text. */
  readonly rows: string[][]
  readonly errors: readonly CsvError[]
  readonly delimiter: string
  readonly encoding: string
}

/** Records that show how wide the table is. */
const WIDTH_RECORDS = 10_000

function widthOf(bytes: Uint8Array, delimiter: string): number {
  const separator = delimiter.charCodeAt(0)
  const scan = new RecordScan(separator)
  const widths = findRecords(bytes, separator, WIDTH_RECORDS, true).records.flatMap(({ start, end }) =>
    scan.scan(bytes, start, end, true) === 'sound' ? [{ length: scan.count }] : [],
  )
  return Math.max(1, commonWidth(widths))
}

/** Where the physical lines begin. */
function lineStarts(bytes: Uint8Array): number[] {
  const starts = [0]
  for (let end = nextLineEnd(bytes, 0, bytes.length); end >= 0; end = nextLineEnd(bytes, starts.at(-1)!, bytes.length))
    starts.push(afterLineEnd(bytes, end, bytes.length))
  return starts
}

/**
 * The rows that the parser left out, cut as well as can be: each of them is told. A record whose quotes are broken may go on over
 * lines of which something is told too, but never over a row that is good.
 *
 * @param kept rows that the parser took
 * @returns all rows, in the order of the file
 */
function allRows(bytes: Uint8Array, plan: IngestPlan, parsed: ParsedFile, kept: readonly PlacedRow[]): PlacedRow[] {
  const scan = new RecordScan(plan.delimiter.charCodeAt(0))
  const starts = lineStarts(bytes)
  const issues = parsed.intake.issues.kept()
  const toldLines = new Set(issues.map(({ line }) => line))
  const goodLines = new Set(kept.map(({ line }) => line).filter((line) => !toldLines.has(line)))
  const decode = (part: Uint8Array): string => decodeBytes(part, parsed.encoding)
  const rows: PlacedRow[] = []
  const takenLines = new Set<number>()
  const add = (line: number, lines: number, cells: string[]): void => {
    rows.push({ line, cells })
    for (let each = line; each < line + lines; each += 1) takenLines.add(each)
  }
  for (const { line, code, column } of issues) {
    if (column !== null || takenLines.has(line)) continue
    const start = starts[line - 1] ?? bytes.length
    const isSound = scan.scan(bytes, start, bytes.length, true) === 'sound' && code !== 'record-too-long'
    const inside = Array.from({ length: isSound ? scan.lines - 1 : 0 }, (_, more) => line + 1 + more)
    if (isSound && !inside.some((each) => goodLines.has(each))) {
      const fields = Array.from({ length: scan.count }, (_, field) =>
        decode(scan.sources[field]!.subarray(scan.starts[field], scan.ends[field])),
      )
      add(line, scan.lines, fields)
      continue
    }
    const lineAt = (more: number): string | null => {
      const from = starts[line - 1 + more]
      if (from === undefined || from === bytes.length || (more > 0 && goodLines.has(line + more))) return null
      return decode(bytes.subarray(from, starts[line + more] ?? bytes.length))
    }
    const { cells, lines } = looseRecord(lineAt, plan.delimiter, plan.width)
    add(line, lines, cells)
  }
  return [...kept.filter(({ line }) => !takenLines.has(line)), ...rows].sort((a, b) => a.line - b.line)
}

const told = (code: string, raw: string, place: Partial<CsvError> = {}): CsvError => ({
  code,
  line: null,
  byteOffset: null,
  column: null,
  raw,
  ...place,
})

const issueError = ({ code, line, byteOffset, column, raw }: RowIssue): CsvError =>
  told(code, raw, { line, byteOffset, column: column === null ? null : Number(column) })

/** Kinds that notes and doubts have in common are told once. */
function errorsOf(parsed: ParsedFile, rows: readonly PlacedRow[], plan: IngestPlan, bytes: Uint8Array): CsvError[] {
  const notes = parsed.notes.map(({ code, text, count, byteOffset }) =>
    told(code, text ?? String(count ?? ''), byteOffset === undefined ? {} : { byteOffset }),
  )
  const table = { rows: rows.map(({ cells }) => cells), width: plan.width, delimiter: plan.delimiter, bytes }
  const doubts = dialectDoubts(table).map(({ code, row, text }) =>
    told(code, text, row === null ? {} : { line: rows[row]?.line ?? null }),
  )
  return [...parsed.intake.issues.kept().map(issueError), ...notes, ...doubts, ...encodingErrors(parsed, bytes)]
}

/** Reasons to doubt that a text is in CP949, which anything that is not UTF-8 is taken for. */
function encodingErrors({ encoding }: ParsedFile, bytes: Uint8Array): CsvError[] {
  if (encoding !== 'euc-kr') return []
  const errors = isHardlyKorean(bytes) ? [told('uncertain-encoding', encodingName(encoding, 0))] : []
  const line = utf8LineInCp949(bytes)
  return line === 0 ? errors : [...errors, told('mixed-encodings', encodingName('utf-8', 0), { line })]
}

function nothing(code: string, raw: string): CsvReading {
  return { rows: [], errors: [told(code, raw)], delimiter: ',', encoding: '' }
}

/**
 * Read a delimited file of which nothing is known, the way the product reads the files of a shop: the same guess at encoding and
 * separator, and the same parser, with every column a text that is kept as it stands. For conformance suites; the product itself
 * does not use it. Whatever may not be right is told.
 *
 * Left out are blank lines (told), but in a file of one column a blank line is a row with an empty cell (told too). A line end
 * after the last record begins no row. Rows that the product leaves out are cut as well as can be, and told.
 */
export function parseCsv(bytes: Uint8Array, options: CsvOptions = {}): CsvReading {
  const head = bytes.subarray(0, SNIFF_BYTES)
  const isWhole = head.length === bytes.length
  if (head.length === 0) return nothing('empty-file', '')
  const foreign = recogniseBytes(head)
  if (foreign !== null) return nothing(foreign.code, foreign.found)
  // NUL bytes make no other format: they are read, and told as letters that no table has.
  const encoding = chooseEncoding(head, isWhole) ?? { encoding: 'utf-8', bomBytes: 0, settled: true }
  const feed = feedOf(bytes.subarray(encoding.bomBytes), encoding, Math.max(1, options.chunk ?? bytes.length))
  const sniffed = encoding.encoding === 'euc-kr' ? 'euc-kr' : 'utf-8'
  const delimiter = options.delimiter ?? guessDelimiter({ bytes: feed.bytes, encoding: sniffed, isWhole })
  const width = options.header?.length ?? widthOf(feed.bytes, delimiter)
  if (width > MAX_COLUMNS) return nothing('too-many-columns', String(width))
  const plan = verbatimPlan(encoding, delimiter, width, bytes.length)
  const parsed = parseFeed(plan, feed)
  const placed = allRows(feed.bytes, plan, parsed, keptRows(parsed))
  const rows = placed.map(({ cells }) => cells)
  const [first] = rows
  const isExpected = options.header?.every((name, at) => name === first?.[at]) ?? true
  const header =
    isExpected && first !== undefined ? [] : [told('wrong-header', first?.join(delimiter) ?? '', { line: 1 })]
  return {
    rows,
    errors: [...header, ...errorsOf(parsed, placed, plan, feed.bytes)],
    delimiter,
    encoding: encodingName(
      encoding.encoding.startsWith('utf-16') ? encoding.encoding : parsed.encoding,
      encoding.bomBytes,
    ),
  }
}
