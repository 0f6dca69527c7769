import type { ByteEncoding, FileRole } from '../tables/table.ts'
import type { IssuePolicies } from './row-issue.ts'

/** One cell or row that the analyst put right. Replayed whenever the file is read; lists of them are exported and imported. */
export interface CellFix {
  /** Where the record begins: `RowIssue.byteOffset`. */
  readonly byteOffset: number
  /** Name of the column in the file, or `null` when the whole row is replaced. */
  readonly column: string | null
  /** What stood there (`RowIssue.value`, or `raw` for a whole row): the fix is left out where something else stands. */
  readonly before: string
  /** The new cell, unquoted; or the new row, as it would stand in the file. */
  readonly after: string
}

/**
 * What the analyst decided by hand about one file; whatever is not given is found out from the file.
 * Plain data: it crosses worker borders and is kept per header signature (without the fixes).
 */
export interface FileChoice {
  readonly role?: FileRole
  /** Position in the row, from 0, of each known column (`FieldSchema.name`); columns that are not named are not read. */
  readonly columns?: Readonly<Record<string, number>>
  /** False when the first row is data already. */
  readonly hasHeader?: boolean
  readonly delimiter?: string
  readonly encoding?: ByteEncoding
  readonly policies?: IssuePolicies
  readonly fixes?: readonly CellFix[]
  /** What to do when another file of the role is there, in this load or before: `replace` unless said. */
  readonly join?: 'append' | 'replace'
}

/** Choices by name of the source (a file, or `archive.zip/inner.csv`). */
export type FileChoices = Readonly<Record<string, FileChoice>>

/** How many fixes found their cell, and how many did not. */
export interface FixOutcome {
  readonly applied: number
  readonly missed: number
}

/** The part of a choice that belongs to a header and not to one file; `null` when there is none. */
export function headerChoice({ role, columns, hasHeader, delimiter }: FileChoice): FileChoice | null {
  const choice: FileChoice = {
    ...(role === undefined ? {} : { role }),
    ...(columns === undefined ? {} : { columns }),
    ...(hasHeader === undefined ? {} : { hasHeader }),
    ...(delimiter === undefined ? {} : { delimiter }),
  }
  return Object.keys(choice).length === 0 ? null : choice
}
