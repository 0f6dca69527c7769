import type { FileRole } from '../tables/table.ts'
import type { EncodingChoice } from './choose-encoding.ts'
import { matchHeader, type PlannedColumn } from './match-header.ts'

/** What the first bytes of a file showed. */
export interface Sniff {
  readonly fileName: string
  readonly sizeBytes: number
  readonly encoding: EncodingChoice
  readonly delimiter: string
  readonly newline: '\n' | '\r'
  /** The first records that are not blank, the header included, as they stand. */
  readonly records: readonly (readonly string[])[]
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
  readonly newline: '\n' | '\r'
  /** Names as they stand in the file, trimmed. */
  readonly header: readonly string[]
  readonly columns: readonly PlannedColumn[]
  readonly ignoredColumns: readonly string[]
  readonly absentColumns: readonly string[]
  /** The first rows as they stand, at most `FIRST_ROWS`. */
  readonly firstRows: readonly (readonly string[])[]
}

/** Why a file cannot be planned. */
export interface PlanRefusal {
  readonly code: 'empty-file' | 'header-only' | 'unknown-header' | 'missing-columns'
  readonly role?: FileRole
  readonly missingColumns?: readonly string[]
  readonly header?: readonly string[]
}

/** Whether a file can be read, and how. */
export type PlanOutcome = { readonly plan: IngestPlan } | { readonly refusal: PlanRefusal }

/** Rows that are kept for a look. */
export const FIRST_ROWS = 5
const SHOWN_NAMES = 20

/** Turn what a file's first bytes showed into a plan, or into the reason why there is none. */
export function planIngest(sniff: Sniff): PlanOutcome {
  const [first, ...rows] = sniff.records
  if (first === undefined) return { refusal: { code: 'empty-file' } }
  const header = first.map((name) => name.trim())
  const shown = header.slice(0, SHOWN_NAMES)
  const match = matchHeader(header)
  if (match === null) return { refusal: { code: 'unknown-header', header: shown } }
  const { role, missingColumns } = match
  if (missingColumns.length > 0) return { refusal: { code: 'missing-columns', role, missingColumns, header: shown } }
  if (rows.length === 0 && sniff.isWhole) return { refusal: { code: 'header-only', role, header: shown } }
  return {
    plan: {
      fileName: sniff.fileName,
      sizeBytes: sniff.sizeBytes,
      role,
      encoding: sniff.encoding,
      delimiter: sniff.delimiter,
      newline: sniff.newline,
      header,
      columns: match.columns,
      ignoredColumns: match.ignoredColumns,
      absentColumns: match.absentColumns,
      firstRows: rows.slice(0, FIRST_ROWS),
    },
  }
}
