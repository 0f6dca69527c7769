import type { IngestPlan } from './plan-ingest.ts'
import { CELL_MISSING } from './column-builder.ts'
import type { BatchMemory, TableBuilder } from './table-builder.ts'

/** Bytes after the end of the data that must be there to be read (their value does not matter): the readers look ahead. */
export const GUARD_BYTES = 32

/**
 * The fast path: takes rows of plain cells into the batch of a table's builder. The first record with anything else stops it, and
 * is read again by the careful path, which knows all that this one does and more.
 */
export interface RowReader {
  /** Rows that the last `read` has taken. */
  readonly count: number
  /** Kinds of line ends met so far: 1 for LF, 2 for CRLF, 4 for CR, added up. */
  readonly lineEnds: number
  /** The bytes that the next calls of `read` are about: `[start, end)`, and `GUARD_BYTES` more. */
  begin(bytes: Uint8Array, start: number, end: number): void
  /**
   * Take plain records from `start` on.
   * @param limit the end of a record
   * @returns where the first record stands that is not plain, or `limit`
   */
  read(start: number, limit: number): number
}

/** Machine code for the fast path, and the memory that it works in. Serves one parse. */
export interface RowKernel extends BatchMemory {
  /** @param learnedRow by column: the row (1 more, of the whole table) that last brought a new text */
  open(builder: TableBuilder, learnedRow: Float64Array, verbatim: boolean): RowReader
}

/** Kinds of plain cells as numbers; 0 is a column that is not kept. */
export const CELL_KIND = { integer: 1, amount: 2, day: 3, minute: 4, text: 5 } as const

/** What plain cells may be, by position in the row. */
export interface PlainCells {
  readonly kinds: Uint8Array
  /** The place of a position among the plan's columns. */
  readonly columnAt: Int32Array
  /** Bounds of plain values. */
  readonly least: Int32Array
  readonly most: Int32Array
}

export function plainCells(plan: IngestPlan, verbatim: boolean): PlainCells {
  const kinds = new Uint8Array(plan.width)
  const columnAt = new Int32Array(plan.width)
  const least = new Int32Array(plan.width).fill(CELL_MISSING)
  const most = new Int32Array(plan.width).fill(0x7fffffff)
  plan.columns.forEach(({ index, field }, at) => {
    kinds[index] = CELL_KIND[field.kind]
    columnAt[index] = at
    const isRequired = field.cell === 'required'
    if (field.kind === 'text') least[index] = isRequired ? 1 : 0
    else if (isRequired || field.max !== null) least[index] = field.max === null ? CELL_MISSING + 1 : 0
    if (field.max !== null) most[index] = field.max
  })
  // A blank line is no row, but of one column it looks like one: let the careful path tell.
  if (plan.width === 1 && !verbatim) least[0] = Math.max(1, least[0]!)
  return { kinds, columnAt, least, most }
}
