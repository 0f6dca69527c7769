import type { DecodeText } from '../tables/dictionary.ts'
import { tableFingerprint } from '../tables/table-fingerprint.ts'
import { CHUNK_ROWS, type ByteEncoding, type Column, type Table } from '../tables/table.ts'
import { CELL_MISSING, ColumnBuilder, type ScanCells } from './column-builder.ts'
import type { IngestPlan } from './plan-ingest.ts'
import type { TextOptions } from './text-dictionary.ts'

/** Rows that the batch has room for at first, so that a small file takes little. */
const FIRST_ROOM = 1024

/** Cells of a batch: few enough for the second-level cache. */
const BATCH_CELLS = 128 * 1024

/** Rows of a batch for rows of some width: a power of two, so that a chunk is a multiple of them. */
const batchRows = (width: number): number =>
  Math.min(CHUNK_ROWS >> 3, 2 ** Math.max(0, Math.floor(Math.log2(BATCH_CELLS / width))))

/** Cells between the columns of the batch: the same row of all columns must not fall into one set of the cache. */
const STAGGER = 24

/** Cells of a batch that has its full room, for rows of some width. */
export const batchCells = (width: number): number => width * (batchRows(width) + STAGGER)

/** How texts are taken. */
export interface TableTexts {
  readonly encoding: () => ByteEncoding | null
  /** Bytes of a text in the file's encoding; for names of columns. */
  readonly encode: (text: string) => Uint8Array
  readonly verbatim: boolean
}

/** Memory other than the usual one. */
export interface BatchMemory {
  /** `batchCells` of the plan's width, all 0. */
  readonly cells: Int32Array<ArrayBuffer>
  /** A quicker pass through that memory. */
  readonly scan: ScanCells
}

/**
 * Grows the columns of one file together, a batch of rows at a time, and remembers the lines of the rows.
 * The parser writes a row's cells at `row` of each column's batch, and then commits it.
 */
export class TableBuilder {
  readonly columns: readonly ColumnBuilder[]
  /** Rows in the batch. */
  row = 0
  /** Rows that the batch has room for. */
  room: number
  /** The batch, shape `[width x stride]`: the column that is read from place `i` of a row has `[i * stride, i * stride + room)`. */
  cells: Int32Array<ArrayBuffer>
  stride: number
  #flushedRows = 0
  readonly #mostRows: number
  readonly #plan: IngestPlan
  readonly #lineBreaks: number[] = []
  #lineLead = Number.NaN

  /** @param memory where the batch is to be; with it, the batch is large from the start and stays where it is */
  constructor(plan: IngestPlan, texts: TableTexts, memory?: BatchMemory) {
    this.#plan = plan
    this.columns = plan.columns.map(({ field, source }) => {
      const options: TextOptions = {
        encoding: texts.encoding,
        ownName: field.cell === 'required' && !texts.verbatim ? texts.encode(source) : null,
        verbatim: texts.verbatim,
      }
      return new ColumnBuilder(field, options, memory?.scan)
    })
    this.#mostRows = batchRows(plan.width)
    this.room = memory === undefined ? Math.min(FIRST_ROOM, this.#mostRows) : this.#mostRows
    this.stride = memory === undefined ? this.room : this.#mostRows + STAGGER
    this.cells = memory?.cells ?? new Int32Array(plan.width * this.stride)
    this.#share()
  }

  /** Rows committed so far. */
  get rowCount(): number {
    return this.#flushedRows + this.row
  }

  /** The batch is full: make it larger, or hand it over and begin the next. */
  makeRoom(): void {
    if (this.room < this.#mostRows) {
      const { cells, stride, room } = this
      this.room = this.#mostRows
      this.stride = this.#mostRows + STAGGER
      this.cells = new Int32Array(this.#plan.width * this.stride)
      for (let at = 0; at < this.#plan.width; at += 1)
        this.cells.set(cells.subarray(at * stride, at * stride + room), at * this.stride)
      this.#share()
      return
    }
    this.#flush()
  }

  #share(): void {
    this.columns.forEach((column, at) => {
      const first = this.#plan.columns[at]!.index * this.stride
      column.batch = this.cells.subarray(first, first + this.room)
    })
  }

  #flush(): void {
    for (const column of this.columns) column.flush(this.row)
    this.#flushedRows += this.row
    this.row = 0
  }

  /** The next row to be committed stands on this line. To be called where rows and lines may have parted. */
  noteLine(line: number): void {
    const { rowCount } = this
    const lead = line - rowCount
    if (lead === this.#lineLead) return
    this.#lineLead = lead
    if (this.#lineBreaks.at(-2) === rowCount) this.#lineBreaks.splice(-2)
    this.#lineBreaks.push(rowCount, line)
  }

  /** Write a cell without a value into the row that is being taken. */
  putMissing(column: ColumnBuilder): void {
    column.batch[this.row] = column.texts === null ? CELL_MISSING : 0
  }

  /** The finished table; the builder is not used after. */
  build(encoding: ByteEncoding, decode: DecodeText): Table {
    if (this.row > 0) this.#flush()
    const rowCount = this.#flushedRows
    const columns = new Map<string, Column>()
    for (const column of this.columns) columns.set(column.field.name, column.build(rowCount, encoding, decode))
    const { fileName, sizeBytes, role } = this.#plan
    const lineBreaks = this.#lineBreaks.at(-2) === rowCount ? this.#lineBreaks.slice(0, -2) : this.#lineBreaks
    const source = { fileName, sizeBytes, firstRow: 0, lineBreaks }
    return {
      role,
      rowCount,
      columns,
      sources: [source],
      fingerprint: tableFingerprint(role, rowCount, columns.values()),
    }
  }
}
