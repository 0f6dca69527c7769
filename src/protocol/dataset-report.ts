import type { FileChoice, FixOutcome } from '../core/ingest/file-choice.ts'
import type { FileNote } from '../core/ingest/file-note.ts'
import type { IssuePolicies, RowIssueCode, RowIssueCount } from '../core/ingest/row-issue.ts'
import type { Day } from '../core/positions.ts'
import type { Repairs } from '../core/quality/repairs.ts'
import type { CodeJoin } from '../core/tables/categories.ts'
import type { ByteEncoding, ColumnKind, FileRole } from '../core/tables/table.ts'
import type { UsualPeriod } from '../core/tables/usual-period.ts'

/** Why a whole file was refused. Nothing that was loaded before is touched. */
export type RefusalCode =
  | 'empty-file'
  | 'header-only'
  | 'no-header'
  | 'not-a-table'
  | 'spreadsheet'
  | 'archive-damaged'
  | 'archive-too-large'
  | 'archive-without-table'
  | 'too-many-columns'
  | 'unknown-header'
  | 'missing-columns'
  | 'same-role-twice'
  | 'no-usable-row'
  | 'issue-blocked'
  | 'file-unreadable'

/** The first records of a file that could not be understood, for mapping by hand. */
export interface FilePreview {
  readonly delimiter: string
  /** Records as they stand, at most 6, each cut at 60 fields. */
  readonly records: readonly (readonly string[])[]
}

/** One refused file, with what was found and what would have been right. */
export interface FileRefusal {
  /** Name of the source: the key for a choice by hand. */
  readonly fileName: string
  readonly code: RefusalCode
  /** What the first bytes show, for example `PNG image`, or what is wrong with an archive; only where there is such a word. */
  readonly found?: string
  readonly role?: FileRole
  /** Column names that are needed and not there. */
  readonly missingColumns?: readonly string[]
  /** The header as read, at most 20 names. */
  readonly header?: readonly string[]
  /** Given when a choice by hand (role, columns, header, delimiter) can make the file usable. */
  readonly preview?: FilePreview
  /** The best guess, to start from. */
  readonly suggestion?: FileChoice
  /** Of `issue-blocked`: the kind that was met, and where first. */
  readonly issue?: { readonly code: RowIssueCode; readonly column: string | null; readonly line: number }
}

/** One column of a loaded file. */
export interface ColumnReport {
  readonly name: string
  readonly kind: ColumnKind
  /** Cells without a value. */
  readonly missingCount: number
  /** Cells that hold the word `unknown`. */
  readonly unknownCount: number
  /** Cells equal to 0, for amounts and counts; `null` for the others. */
  readonly zeroCount: number | null
}

/** What was understood of one file: the card on the Data screen. */
export interface FileReport {
  readonly role: FileRole
  readonly fileName: string
  readonly sizeBytes: number
  readonly encoding: string
  /** How the texts are decoded now; `null` where that cannot be exchanged without reading anew (UTF-16). */
  readonly byteEncoding: ByteEncoding | null
  readonly delimiter: string
  /** Names of all files behind it, in order: more than one when files were appended. */
  readonly sourceNames: readonly string[]
  /** What the analyst decided by hand, and what came of the fixes. */
  readonly policies: IssuePolicies
  readonly fixes: FixOutcome
  readonly notes: readonly FileNote[]
  /** Rows kept. */
  readonly rowCount: number
  /** Rows left out; every one is in `issues`. */
  readonly leftOutCount: number
  /** Columns in the file, known or not. */
  readonly fileColumnCount: number
  readonly columns: readonly ColumnReport[]
  /** Columns of the file that Recscope has no use for. */
  readonly ignoredColumns: readonly string[]
  /** Known columns that are not in the file, and do not stop it. */
  readonly absentColumns: readonly string[]
  /** Names of the columns, and the first rows as they stand in the file, at most 5. */
  readonly firstRows: { readonly header: readonly string[]; readonly rows: readonly (readonly string[])[] }
  /** First and last day, both inclusive; `null` for files without dates. */
  readonly period: { readonly firstDay: Day; readonly lastDay: Day } | null
  readonly issues: readonly RowIssueCount[]
  /** Bytes that the typed columns take. */
  readonly memoryBytes: number
}

/** A part of the page that a missing file or column turns off. */
export type FeatureOff =
  'searches' | 'purchases' | 'category-names' | 'demographics' | 'recommendations' | 'funnel' | 'online-purchase-link'

/** All that the page knows of the loaded data. */
export interface DatasetSummary {
  /** Rises by one with every change of the data. */
  readonly version: number
  /** Equal files and choices give equal fingerprints, whatever the order of the files. */
  readonly fingerprint: string
  readonly files: readonly FileReport[]
  /** Distinct client ids over all files. */
  readonly clientCount: number
  readonly productJoin: CodeJoin | null
  /** Over actions and transactions, both inclusive; wrong dates far outside are left out. */
  readonly period: { readonly firstDay: Day; readonly lastDay: Day } | null
  /** Rows whose day lies so far outside that it is taken for wrong; they are no evidence. `null` when there is none. */
  readonly farDays: UsualPeriod['far']
  /** Repairs that are on; they are part of the fingerprint. The reports of the files tell of what was read. */
  readonly repairs: Repairs
  readonly off: readonly FeatureOff[]
}

/** A file that took the place of another one. */
export interface ReplacedFile {
  readonly role: FileRole
  readonly fileName: string
  readonly beforeName: string
}

/** What a load found out about one source, used or refused. */
export interface SourceFound {
  readonly fileName: string
  /** Position of its file in the request. */
  readonly fileIndex: number
  /** `headerSignature` of what it shows by itself, without any choice; `null` where nothing can be seen. */
  readonly signature: string | null
  /** What was chosen for such a header before, and used now. */
  readonly recalled: FileChoice | null
}

/** What one load did: a summary of everything loaded now, and the files that were refused. */
export interface LoadOutcome {
  /** `null` when nothing is loaded, before and after. */
  readonly summary: DatasetSummary | null
  /** Roles that this load put in or replaced. */
  readonly loadedRoles: readonly FileRole[]
  readonly refusals: readonly FileRefusal[]
  /** Files that took the place of another of their role: the page offers to append them instead. */
  readonly replaced: readonly ReplacedFile[]
  /** Every source of the files of this load. */
  readonly sources: readonly SourceFound[]
  /** Milliseconds by the worker's clock from the first look at the files to the last row read, waits for the disk and the page included. */
  readonly readMs: number
  /** Milliseconds from there until the data answers: clients, categories, indexes, cards. 0 when nothing was put in. */
  readonly indexMs: number
}
