/**
 * What is worth knowing about a file as a whole, and is no problem of one row.
 *
 * - `preamble`: `count` lines above the header were passed over
 * - `second-header`: the row under the header (`text`) names columns too, and was passed over
 * - `no-header`: the file has no header; its columns were taken by position
 * - `duplicate-label`: column name `text` stands `count` times; the first is read
 * - `index-column`: column `text` only counts the rows, and is not read
 * - `mixed-line-ends`: lines end in more than one way
 * - `blank-lines`: `count` empty lines were passed over
 * - `cut-off`: the file ends inside a row, at byte `byteOffset`
 * - `spreadsheet-limit`: exactly the rows that a spreadsheet keeps: the rest may have been cut off
 * - `fractions`: whole-number column `text` also holds fractions, `count` cells
 * - `other-encoding`: the texts look like encoding `text` more than like the one that was used
 * - `kept-issues-cut`: more issues than are kept one by one; all are counted
 */
export type FileNoteCode =
  | 'preamble'
  | 'second-header'
  | 'no-header'
  | 'duplicate-label'
  | 'index-column'
  | 'mixed-line-ends'
  | 'blank-lines'
  | 'cut-off'
  | 'spreadsheet-limit'
  | 'fractions'
  | 'other-encoding'
  | 'kept-issues-cut'

/** One thing worth knowing about a file. */
export interface FileNote {
  readonly code: FileNoteCode
  readonly count?: number
  readonly text?: string
  readonly byteOffset?: number
}
