import type { FileRole } from '../tables/table.ts'
import type { EncodingChoice } from './choose-encoding.ts'
import type { CellFix, FileChoice } from './file-choice.ts'
import type { FileNote } from './file-note.ts'
import { commonWidth, guessByPosition, MAX_COLUMNS } from './find-header.ts'
import { matchByHand, type HeaderMatch, type PlannedColumn } from './match-header.ts'
import { passNameRows, readHeader, roleByHand, type NamedRows } from './read-header.ts'
import type { IssuePolicies } from './row-issue.ts'
import type { SniffedRecord } from './sniffed-record.ts'
import { headerNotes, indexNotes } from './sniff-notes.ts'

/** What the first bytes of a file showed. */
export interface Sniff {
  readonly fileName: string
  readonly sizeBytes: number
  readonly encoding: EncodingChoice
  readonly delimiter: string
  /** The first records that are not blank, preamble and header included. */
  readonly records: readonly SniffedRecord[]
  /** What follows the last of them. */
  readonly rest: Pick<SniffedRecord, 'byteStart' | 'line'>
  readonly hasMixedLineEnds: boolean
  /** Whether the records are all that the file holds. */
  readonly isWhole: boolean
}

/** How one file will be read: plain data, shown to the analyst before and after. */
export interface IngestPlan {
  readonly fileName: string
  readonly sizeBytes: number
  readonly role: FileRole
  readonly encoding: EncodingChoice
  readonly delimiter: string
  /** Names as they stand in the file, trimmed; made up (`column 1`) where the file has no header. */
  readonly header: readonly string[]
  /** Fields that a row has. */
  readonly width: number
  readonly columns: readonly PlannedColumn[]
  readonly ignoredColumns: readonly string[]
  readonly absentColumns: readonly string[]
  /** The first rows as they stand, at most `FIRST_ROWS`. */
  readonly firstRows: readonly (readonly string[])[]
  /** Where the first data row begins: bytes after the byte order mark, in UTF-8 for a file in UTF-16. Preamble and header lie before. */
  readonly dataStart: number
  /** Physical line of the first data row, from 1. */
  readonly dataLine: number
  /** What the first bytes showed. */
  readonly notes: readonly FileNote[]
  readonly policies: IssuePolicies
  readonly fixes: readonly CellFix[]
}

/** Why a file cannot be planned. */
export interface PlanRefusal {
  readonly code: 'empty-file' | 'header-only' | 'no-header' | 'unknown-header' | 'missing-columns' | 'too-many-columns'
  readonly role?: FileRole
  readonly missingColumns?: readonly string[]
  readonly header?: readonly string[]
  /** The number of columns, when there are too many. */
  readonly found?: string
  /** The presumed header and the records below it; the first record of the file where there is no header. */
  readonly preview?: { readonly delimiter: string; readonly records: readonly (readonly string[])[] }
  /** The best guess, to start from. */
  readonly suggestion?: FileChoice
}

/** Whether a file can be read, and how. */
export type PlanOutcome = { readonly plan: IngestPlan } | { readonly refusal: PlanRefusal }

/** Rows that are kept for a look. */
export const FIRST_ROWS = 5
const SHOWN_NAMES = 20
const SHOWN_RECORDS = 6
const SHOWN_FIELDS = 60
const SHOWN_LETTERS = 200

const shown = (cells: readonly string[], count: number): string[] =>
  cells.slice(0, count).map((cell) => cell.slice(0, SHOWN_LETTERS))

function refuse(sniff: Sniff, records: readonly (readonly string[])[], refusal: PlanRefusal): PlanOutcome {
  return {
    refusal: {
      ...refusal,
      header: shown(records[0] ?? [], SHOWN_NAMES),
      preview: {
        delimiter: sniff.delimiter,
        records: records.slice(0, SHOWN_RECORDS).map((record) => shown(record, SHOWN_FIELDS)),
      },
    },
  }
}

/** A choice that also keeps what was decided by hand before. */
const suggest = (
  choice: FileChoice | null,
  guess: { readonly role: FileRole; readonly columns: Readonly<Record<string, number>> },
  hasHeader: boolean,
): { readonly suggestion: FileChoice } => ({
  suggestion: { ...choice, role: guess.role, columns: guess.columns, hasHeader },
})

const tooManyColumns = (count: number): PlanOutcome => ({ refusal: { code: 'too-many-columns', found: String(count) } })

function planOf(
  sniff: Sniff,
  choice: FileChoice | null,
  match: HeaderMatch,
  named: NamedRows,
  notes: readonly FileNote[],
): PlanOutcome {
  const { header, rows } = named
  const first = rows[0] ?? sniff.rest
  const lineEnds: FileNote[] = sniff.hasMixedLineEnds ? [{ code: 'mixed-line-ends' }] : []
  const cells = rows.map((row) => row.cells)
  return {
    plan: {
      fileName: sniff.fileName,
      sizeBytes: sniff.sizeBytes,
      role: match.role,
      encoding: sniff.encoding,
      delimiter: sniff.delimiter,
      header,
      width: header.length,
      columns: match.columns,
      ignoredColumns: match.ignoredColumns,
      absentColumns: match.absentColumns,
      firstRows: cells.slice(0, FIRST_ROWS),
      dataStart: first.byteStart,
      dataLine: first.line,
      notes: [...notes, ...indexNotes(header, match.columns, cells), ...lineEnds],
      policies: choice?.policies ?? {},
      fixes: choice?.fixes ?? [],
    },
  }
}

/** The analyst said that the first row is data already. */
function planWithoutHeader(sniff: Sniff, choice: FileChoice): PlanOutcome {
  const rows = sniff.records.map((record) => record.cells)
  const width = commonWidth(rows)
  if (width > MAX_COLUMNS) return tooManyColumns(width)
  const header = Array.from({ length: width }, (_, index) => `column ${index + 1}`)
  const guess = guessByPosition(rows, choice.role)
  const columns = choice.columns ?? guess?.columns
  const role = choice.role ?? (choice.columns === undefined ? guess?.role : roleByHand(choice.columns))
  const suggestion = guess === null ? {} : suggest(choice, guess, false)
  if (columns === undefined || role === undefined) return refuse(sniff, rows, { code: 'no-header', ...suggestion })
  const match = matchByHand(role, header, columns)
  const { missingColumns } = match
  if (missingColumns.length > 0)
    return refuse(sniff, rows, { code: 'missing-columns', role, missingColumns, ...suggestion })
  return planOf(sniff, choice, match, { header, rows: sniff.records, notes: [] }, [{ code: 'no-header' }])
}

/**
 * Turn what a file's first bytes showed, and what the analyst decided by hand, into a plan, or into the reason why there is none.
 * Nothing is taken from names that are merely similar: they are suggested, and the analyst confirms.
 */
export function planIngest(sniff: Sniff, choice: FileChoice | null): PlanOutcome {
  if (sniff.records.length === 0) return { refusal: { code: 'empty-file' } }
  if (choice?.hasHeader === false) return planWithoutHeader(sniff, choice)
  const reading = readHeader(sniff.records, choice)
  const { header, rows, found } = reading
  if (header.length > MAX_COLUMNS) return tooManyColumns(header.length)
  const records = [header, ...rows.map((row) => row.cells)]
  if (found.kind === 'no-header')
    return refuse(sniff, records, { code: 'no-header', role: found.guess.role, ...suggest(choice, found.guess, false) })
  const suggestion = found.guess === null ? {} : suggest(choice, found.guess, true)
  if (found.kind === 'unknown') return refuse(sniff, records, { code: 'unknown-header', ...suggestion })
  const { match } = found
  const { role, missingColumns } = match
  if (missingColumns.length > 0)
    return refuse(sniff, records, { code: 'missing-columns', role, missingColumns, ...suggestion })
  const named = passNameRows(header, rows, match.columns)
  if (named.rows.length === 0 && sniff.isWhole)
    return { refusal: { code: 'header-only', role, header: shown(header, SHOWN_NAMES) } }
  return planOf(sniff, choice, match, named, [...headerNotes(header, reading.preambleLines), ...named.notes])
}
