/**
 * What is wrong with a row or a cell. A row issue never stops a load: it is counted, kept and shown.
 *
 * The `*-cell` kinds leave the row in the table with that cell missing; the others leave the row out.
 */
export type RowIssueCode =
  | 'missing-field'
  | 'extra-field'
  | 'missing-id'
  | 'bad-date'
  | 'bad-code'
  | 'stray-quote'
  | 'unterminated-quote'
  | 'bad-number-cell'
  | 'bad-date-cell'
  | 'bad-time-cell'
  | 'bad-code-cell'
  | 'bad-text-cell'

/** One problem of one row, with all that is needed to find it in the file. */
export interface RowIssue {
  readonly file: string
  /** Physical line in the file, the header is line 1. */
  readonly line: number
  /** Bytes before the line, in the file as it is on disk. */
  readonly byteOffset: number
  /** Column of the file, or `null` when the whole row is meant. */
  readonly column: string | null
  readonly code: RowIssueCode
  /** The cell as it stands, cut at 200 characters. */
  readonly value: string
  /** The row as it stands, cut at 1,000 characters. */
  readonly raw: string
}

/** How often one kind of problem was met in one column, with the first few cases. */
export interface RowIssueCount {
  readonly code: RowIssueCode
  readonly column: string | null
  readonly count: number
  /** Whether the row was left out, or kept with the cell missing. */
  readonly effect: 'row-left-out' | 'cell-missing'
  readonly examples: readonly RowIssue[]
}

/** Whether a kind leaves the row in the table. */
export const keepsRow = (code: RowIssueCode): boolean => code.endsWith('-cell')
