import { encodingName } from '../../core/ingest/choose-encoding.ts'
import type { FileNote } from '../../core/ingest/file-note.ts'
import { FIRST_ROWS, type IngestPlan } from '../../core/ingest/plan-ingest.ts'
import type { RowIssueCount } from '../../core/ingest/row-issue.ts'
import { FIELDS } from '../../core/ingest/schema.ts'
import type { TableReading } from '../../core/ingest/table-reader.ts'
import { asDay } from '../../core/positions.ts'
import { codeOfAscii, columnBytes, countEqual, rangeOf } from '../../core/tables/column-scan.ts'
import { dayColumnOf } from '../../core/tables/dataset.ts'
import {
  cellAt,
  isMissing,
  textAt,
  type ByteEncoding,
  type Column,
  type FileRole,
  type Table,
} from '../../core/tables/table.ts'
import type { ColumnReport, FileReport } from '../../protocol/dataset-report.ts'

/** What is known of one source besides its rows: how it was read, and what came of it. Plain data. */
export interface LoadedPart {
  readonly plan: IngestPlan
  readonly reading: Omit<TableReading, 'table'>
}

/** What is loaded for one role: one source, or several that were put one after the other. */
export interface LoadedFile {
  readonly role: FileRole
  /** The rows of all parts, as they were read. */
  readonly table: Table
  /** In the order of `table.sources`. */
  readonly parts: readonly [LoadedPart, ...LoadedPart[]]
  /** The encoding that was chosen after the load; `null` while texts are decoded as they were read. */
  readonly redecoded: ByteEncoding | null
}

/** A loaded file from one reading. */
export function loadedFile(plan: IngestPlan, { table, ...reading }: TableReading): LoadedFile {
  return { role: plan.role, table, parts: [{ plan, reading }], redecoded: null }
}

/** The encoding of the texts; `null` where it cannot be exchanged without reading anew: texts that were transcoded are no longer the file's bytes. */
export function byteEncodingOf({ table, parts }: LoadedFile): ByteEncoding | null {
  if (parts.length > 1 || parts[0].plan.encoding.encoding.startsWith('utf-16')) return null
  for (const { dictionary } of table.columns.values()) if (dictionary !== null) return dictionary.stored.encoding
  return 'utf-8'
}

function columnReport(column: Column, countsZero: boolean): ColumnReport {
  const unknown = column.dictionary === null ? 0 : codeOfAscii(column.dictionary.stored, 'unknown')
  return {
    name: column.name,
    kind: column.kind,
    missingCount: column.missingCount,
    unknownCount: unknown === 0 ? 0 : countEqual(column, unknown),
    zeroCount: countsZero ? countEqual(column, 0) : null,
  }
}

function filePeriod(table: Table): FileReport['period'] {
  const days = dayColumnOf(table)
  const range = days === undefined ? null : rangeOf(days)
  return range === null ? null : { firstDay: asDay(range.low), lastDay: asDay(range.high) }
}

const MS_PER_DAY = 86_400_000
const twoDigits = (value: number): string => String(value).padStart(2, '0')

function cellText(column: Column, row: number): string {
  if (isMissing(column, row)) return ''
  const value = cellAt(column, row)
  switch (column.kind) {
    case 'text':
      return textAt(column, row)
    case 'day':
      return new Date(value * MS_PER_DAY).toISOString().slice(0, 10)
    case 'minute':
      return `${twoDigits(Math.floor(value / 60))}:${twoDigits(value % 60)}`
    case 'integer':
    case 'amount':
      return String(value)
  }
}

/** The first rows as they were understood: what another encoding, mapping or policy changes is seen at once. */
function firstRows({ table, parts }: LoadedFile): FileReport['firstRows'] {
  const planned = [...parts[0].plan.columns].sort((a, b) => a.index - b.index)
  const columns = planned.flatMap(({ source, field }) => {
    const column = table.columns.get(field.name)
    return column === undefined ? [] : [{ source, column }]
  })
  const count = Math.min(FIRST_ROWS, table.rowCount)
  return {
    header: columns.map(({ source }) => source),
    rows: Array.from({ length: count }, (_, row) => columns.map(({ column }) => cellText(column, row))),
  }
}

/** Lines that a sheet of today and of old has room for. */
const SHEET_LINES: readonly number[] = [1_048_576, 65_536]

/** What is above the data may have been cut off before the file was saved: one line less is telling too. */
function fillsSheet({ plan, reading: { rowsSeen } }: LoadedPart): boolean {
  return [rowsSeen, rowsSeen + 1, rowsSeen + plan.dataLine - 1].some((lines) => SHEET_LINES.includes(lines))
}

const partNotes = (part: LoadedPart): readonly FileNote[] =>
  fillsSheet(part)
    ? [...part.reading.notes, { code: 'spreadsheet-limit', count: part.reading.rowsSeen }]
    : part.reading.notes

/** Cases of each kind and column that are shown. */
const EXAMPLES = 5

/** The counts of all parts, those of one kind, column and policy added up, the most frequent first. */
function addedIssues(parts: readonly LoadedPart[]): readonly RowIssueCount[] {
  const tallies = new Map<string, RowIssueCount>()
  for (const issue of parts.flatMap(({ reading }) => reading.issues)) {
    const key = `${issue.code} ${issue.policy} ${issue.column ?? ''}`
    const before = tallies.get(key)
    tallies.set(
      key,
      before === undefined
        ? issue
        : {
            ...before,
            count: before.count + issue.count,
            examples: [...before.examples, ...issue.examples].slice(0, EXAMPLES),
          },
    )
  }
  return [...tallies.values()].sort((a, b) => b.count - a.count)
}

const distinct = (texts: readonly string[]): readonly string[] => [...new Set(texts)]
const sumOf = (parts: readonly LoadedPart[], of: (part: LoadedPart) => number): number =>
  parts.reduce((sum, part) => sum + of(part), 0)

/** The card of a file on the Data screen. */
export function fileReport(file: LoadedFile): FileReport {
  const { role, table, parts, redecoded } = file
  const plans = parts.map(({ plan }) => plan)
  const sourceNames = plans.map((plan) => plan.fileName)
  const zeroNames = new Set(FIELDS[role].filter((field) => field.countsZero).map((field) => field.name))
  const columns = [...table.columns.values()]
  const encodings =
    redecoded === null
      ? parts.map(({ reading }) => reading.encoding)
      : [encodingName(redecoded, parts[0].plan.encoding.bomBytes)]
  return {
    role,
    fileName: sourceNames.join(' + '),
    sizeBytes: sumOf(parts, ({ plan }) => plan.sizeBytes),
    encoding: distinct(encodings).join(', '),
    byteEncoding: byteEncodingOf(file),
    delimiter: parts[0].plan.delimiter,
    sourceNames,
    policies: Object.assign({}, ...plans.map((plan) => plan.policies)) as IngestPlan['policies'],
    fixes: {
      applied: sumOf(parts, ({ reading }) => reading.fixes.applied),
      missed: sumOf(parts, ({ reading }) => reading.fixes.missed),
    },
    notes: parts.flatMap(partNotes),
    rowCount: table.rowCount,
    leftOutCount: sumOf(parts, ({ reading }) => reading.rowsSeen) - table.rowCount,
    fileColumnCount: Math.max(...plans.map((plan) => plan.width)),
    columns: columns.map((column) => columnReport(column, zeroNames.has(column.name))),
    ignoredColumns: distinct(plans.flatMap((plan) => plan.ignoredColumns)),
    absentColumns: parts[0].plan.absentColumns.filter((name) => !table.columns.has(name)),
    firstRows: firstRows(file),
    period: filePeriod(table),
    issues: addedIssues(parts),
    memoryBytes: columns.reduce((sum, column) => sum + columnBytes(column), 0),
  }
}
