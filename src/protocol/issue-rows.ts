import type { RowIssue, RowIssueCode } from '../core/ingest/row-issue.ts'
import type { FileRole } from '../core/tables/table.ts'

/** Some of the row issues that were kept, newest question wins. */
export interface IssueRowsRequest {
  /** `null` for all. */
  readonly role: FileRole | null
  readonly code: RowIssueCode | null
  /** Looked for in column, value and raw row, in any case. */
  readonly text: string
  readonly start: number
  readonly end: number
}

/** A row issue and the role of its file. */
export interface IssueRow extends RowIssue {
  readonly role: FileRole
}

/** The answer: a window of the issues that match. */
export interface IssueRowsWindow {
  readonly total: number
  readonly start: number
  readonly rows: readonly IssueRow[]
  /** Issues counted in all files, kept one by one or not. */
  readonly counted: number
  /** Issues kept one by one. */
  readonly kept: number
}
