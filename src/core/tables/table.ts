/** The four files, by what they hold. The header decides, never the name. */
export type FileRole = 'actions' | 'transactions' | 'demographics' | 'products'

/** The four roles in the order in which an analyst meets them. */
export const FILE_ROLES: readonly FileRole[] = ['actions', 'transactions', 'demographics', 'products']

/**
 * What the numbers of a column mean.
 *
 * - `text`: codes into the dictionary; code 0 is "missing"
 * - `integer`: whole numbers; `amount`: numbers that may exceed 32 bits
 * - `day`: days since 1970-01-01; `minute`: minutes since midnight, `[0, 1440)`
 */
export type ColumnKind = 'text' | 'integer' | 'amount' | 'day' | 'minute'

/** Rows per chunk are `2 ** CHUNK_BITS`: growing never copies what is there, and a chunk fits the second-level cache. */
const CHUNK_BITS = 16
export const CHUNK_ROWS = 1 << CHUNK_BITS
const CHUNK_MASK = CHUNK_ROWS - 1

/** One chunk of a column, as narrow as its values allow. Every chunk but the last holds `CHUNK_ROWS` cells. */
export type Chunk = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array

/** Encodings that can be exchanged after a load: both are read as bytes and decoded when shown. */
export type ByteEncoding = 'utf-8' | 'euc-kr'

/**
 * The distinct texts of a column as bytes, laid out as Arrow does: text `c` is `bytes[offsets[c] .. offsets[c + 1])`.
 * Code 0 stands for "missing" and is empty.
 */
export interface StoredTexts {
  readonly encoding: ByteEncoding
  /** Shape `[size + 1]`. */
  readonly offsets: Uint32Array
  readonly bytes: Uint8Array
}

/** The distinct texts of a column. Code 0 stands for "missing" and has no text. */
export interface Dictionary {
  /** Codes are `[0, size)`, the missing one included. */
  readonly size: number
  /** The text of a code in `[1, size)`; the empty text for 0. */
  readonly textOf: (code: number) => string
  /** The code of a text, or 0 when it does not occur. */
  readonly codeOf: (text: string) => number
  /** The texts as bytes, to be moved, kept and decoded anew. */
  readonly stored: StoredTexts
}

/** One typed column. */
export interface Column {
  readonly name: string
  readonly kind: ColumnKind
  /** Rows. */
  readonly length: number
  readonly chunks: readonly Chunk[]
  /** Bit `row & 7` of byte `row >> 3` is set when the cell is missing; `null` when none is, and for `text` (code 0). */
  readonly missing: Uint8Array | null
  /** Cells without a value, whichever way they are marked. */
  readonly missingCount: number
  /** Only for `text`. */
  readonly dictionary: Dictionary | null
}

/** A file that a table came from. */
export interface TableSource {
  readonly fileName: string
  readonly sizeBytes: number
  /** Row of the table with which this file begins. */
  readonly firstRow: number
  /** Of the kept rows: `lineBreaks[2k]` is a row of the table, `lineBreaks[2k + 1]` its line; in between lines and rows rise together. */
  readonly lineBreaks: readonly number[]
}

/** One file as typed columns. Only rows that can be used are in it. */
export interface Table {
  readonly role: FileRole
  readonly rowCount: number
  readonly columns: ReadonlyMap<string, Column>
  /** One file, or more that were put one after the other. */
  readonly sources: readonly [TableSource, ...TableSource[]]
  /** Equal bytes read in equal ways give equal fingerprints: of the columns, so rows and texts, not of the file. */
  readonly fingerprint: string
}

/** The raw number of a cell: a code, day, minute, integer or amount. Ask `isMissing` first where it matters. */
export function cellAt(column: Column, row: number): number {
  return column.chunks[row >>> CHUNK_BITS]![row & CHUNK_MASK]!
}

/** Whether the bit of a row is set in a column's `missing`. */
export function isMarked(missing: Uint8Array | null, row: number): boolean {
  return missing !== null && (missing[row >>> 3]! & (1 << (row & 7))) !== 0
}

/** Whether a cell has no value. */
export function isMissing(column: Column, row: number): boolean {
  if (column.kind === 'text') return cellAt(column, row) === 0
  return isMarked(column.missing, row)
}

/** The text of a `text` cell, empty when missing. */
export function textAt(column: Column, row: number): string {
  return column.dictionary?.textOf(cellAt(column, row)) ?? ''
}
