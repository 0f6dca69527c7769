/**
 * A reason to doubt that a file was read as it was meant, where no schema says what its cells should be.
 *
 * - `empty-file`: there is nothing but line ends and blanks; `header-only`: one record, and no digit in it
 * - `preamble`: the first records are narrower than the table, or have one filled cell
 * - `comment-line`: the first cell of the first row, or of hardly any row, begins with a comment sign
 * - `no-header`: the first record has values where the rows below have them
 * - `second-header`: a row has words where nearly all other rows have digits, or repeats the first one
 * - `several-tables`: rows of another width follow one another
 * - `duplicate-label`, `blank-label`: a name of the first record stands twice, or is missing
 * - `one-column`: another separator cuts the lines evenly; `other-separator`: two separators do
 * - `other-separator-row`: one row has as many of another separator as it has of the right one
 * - `blank-after-separator`: all cells but the first begin with a blank, in all rows or in one
 * - `blank-after-quote`: blanks that were passed over stand between a closing quote and what follows
 * - `other-quotes`: a cell begins and ends with an apostrophe, or several do together, or with typographic quotes
 * - `backslash-escape`: a backslash seems to take the meaning from a quote or a separator
 * - `blank-lines`: a blank line of one column is a row with an empty cell
 * - `control-characters`, `damaged-letters`: letters that no table has
 * - `uncertain-encoding`: neither UTF-8 nor, by its letters, Korean text; `mixed-encodings`: a line of UTF-8 in a text of CP949
 */
export type DoubtCode =
  | 'empty-file'
  | 'header-only'
  | 'preamble'
  | 'comment-line'
  | 'no-header'
  | 'second-header'
  | 'several-tables'
  | 'duplicate-label'
  | 'blank-label'
  | 'one-column'
  | 'other-separator'
  | 'other-separator-row'
  | 'blank-after-separator'
  | 'blank-after-quote'
  | 'other-quotes'
  | 'backslash-escape'
  | 'blank-lines'
  | 'control-characters'
  | 'damaged-letters'
  | 'uncertain-encoding'
  | 'mixed-encodings'

/** One doubt: where it was raised first. */
export interface Doubt {
  readonly code: DoubtCode
  /** Index of the row among those that were read, `null` for the file as a whole. */
  readonly row: number | null
  /** What stands there. */
  readonly text: string
}

/** A file without a schema, as it was read. */
export interface DoubtedTable {
  /** All rows as they stand, the header too, ragged ones included. */
  readonly rows: readonly (readonly string[])[]
  /** Fields that a row should have. */
  readonly width: number
  readonly delimiter: string
  /** The bytes that were parsed, without a byte order mark, in an encoding that keeps ASCII. */
  readonly bytes: Uint8Array
}
