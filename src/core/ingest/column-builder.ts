import { createDictionary, type DecodeText } from '../tables/dictionary.ts'
import { CHUNK_ROWS, type ByteEncoding, type Chunk, type Column } from '../tables/table.ts'
import type { FieldSchema } from './schema.ts'
import { TextDictionary, type TextOptions } from './text-dictionary.ts'

/** In the batch: a cell without a value. */
export const CELL_MISSING = -0x80000000
/** In the batch: the value stands among the wide ones. */
const CELL_WIDE = -0x7fffffff
/** Values from here to 2^31 - 1 stand in the batch as they are. */
const LEAST_PLAIN = -0x7ffffffe

/** What is known of the values of a chunk. */
interface Range {
  low: number
  high: number
  isWhole: boolean
}

type ChunkType = new (length: number) => Chunk

/** The narrowest array for values of a range. */
function typeFor({ low, high, isWhole }: Range): ChunkType {
  if (!isWhole) return Float64Array
  if (low < 0) return low >= -0x80000000 && high <= 0x7fffffff ? Int32Array : Float64Array
  if (high <= 0xff) return Uint8Array
  if (high <= 0xffff) return Uint16Array
  return high <= 0xffffffff ? Uint32Array : Float64Array
}

/** The narrowest array that holds the values exactly. */
export function narrow(values: Float64Array): Chunk {
  const range: Range = { low: 0, high: 0, isWhole: true }
  for (const value of values) {
    if (value < range.low) range.low = value
    else if (value > range.high) range.high = value
    if (range.isWhole && value !== Math.floor(value)) range.isWhole = false
  }
  const chunk = new (typeFor(range))(values.length)
  chunk.set(values)
  return chunk
}

/**
 * One typed column in the making: a batch of 32-bit cells that the parser writes into, and chunks behind it, each as narrow as
 * its values allow. A chunk is widened while it is filled, and never copied after that.
 */
export class ColumnBuilder {
  readonly field: FieldSchema
  /** Only for `text`. */
  readonly texts: TextDictionary | null
  /** Values (codes for texts), `CELL_MISSING`, or a mark for a wide one, by row in the batch; memory of the table's builder. */
  batch: Int32Array<ArrayBuffer> = new Int32Array()
  /** Values of the batch that are no 32-bit integers. */
  #wide: Float64Array | null = null
  readonly #chunks: Chunk[] = []
  readonly #scan: ScanCells
  #open: Chunk = new Uint8Array()
  /** Rows in the open chunk. */
  #filled = 0
  #range: Range = { low: 0, high: 0, isWhole: true }
  #missing: Uint8Array | null = null
  #missingCount = 0

  constructor(field: FieldSchema, options: TextOptions, scan: ScanCells = scanCells) {
    this.field = field
    this.#scan = scan
    this.texts = field.kind === 'text' ? new TextDictionary(options) : null
  }

  /** Write any number. @param at row in the batch */
  put(at: number, value: number): void {
    if (value >= LEAST_PLAIN && value <= 0x7fffffff && value === Math.floor(value)) {
      this.batch[at] = value
      return
    }
    if (this.#wide === null || this.#wide.length < this.batch.length) {
      const wide = new Float64Array(this.batch.length)
      if (this.#wide !== null) wide.set(this.#wide)
      this.#wide = wide
    }
    this.#wide[at] = value
    this.batch[at] = CELL_WIDE
  }

  /** Take the first rows of the batch over. They must not reach beyond the end of a chunk. */
  flush(rows: number): void {
    const { batch } = this
    const first = this.#chunks.length * CHUNK_ROWS + this.#filled
    const range = this.#range
    const { low, high, zeros } = this.#scan(batch, rows)
    range.high = Math.max(range.high, high)
    if (this.texts !== null) this.#missingCount += zeros
    else {
      if (low < LEAST_PLAIN) this.#markMissing(first, rows)
      range.low = Math.min(range.low, low < LEAST_PLAIN ? lowestPlain(batch, rows) : low)
    }
    const values = this.#wide === null ? batch.subarray(0, rows) : this.#widened(rows)
    this.#fit(this.#filled + rows)
    this.#open.set(values, this.#filled)
    this.#filled += rows
    if (this.#filled === CHUNK_ROWS) this.#close()
  }

  /** Make the open chunk wide and long enough for its values. */
  #fit(rows: number): void {
    const open = this.#open
    const type = typeFor(this.#range)
    const room = rows <= open.length ? open.length : chunkRoom(rows)
    if (open instanceof type && open.length === room) return
    const larger = new type(room)
    larger.set(open.subarray(0, this.#filled))
    this.#open = larger
  }

  /** The batch with its wide values. */
  #widened(rows: number): Float64Array {
    const wide = this.#wide
    this.#wide = null
    const range = this.#range
    return Float64Array.from(this.batch.subarray(0, rows), (plain, at) => {
      if (plain !== CELL_WIDE || wide === null) return plain
      const value = wide[at]!
      range.low = Math.min(range.low, value)
      range.high = Math.max(range.high, value)
      range.isWhole &&= value === Math.floor(value)
      return value
    })
  }

  #close(): void {
    this.#chunks.push(this.#filled === this.#open.length ? this.#open : this.#open.slice(0, this.#filled))
    this.#open = new Uint8Array()
    this.#filled = 0
    this.#range = { low: 0, high: 0, isWhole: true }
  }

  #markMissing(first: number, rows: number): void {
    const { batch } = this
    for (let at = 0; at < rows; at += 1) {
      if (batch[at] !== CELL_MISSING) continue
      this.#mark(first + at)
      batch[at] = 0
      this.#missingCount += 1
    }
  }

  #mark(row: number): void {
    const byte = row >>> 3
    if (this.#missing === null || byte >= this.#missing.length) {
      const larger = new Uint8Array(Math.max(1024, (byte + 1) * 2))
      if (this.#missing !== null) larger.set(this.#missing)
      this.#missing = larger
    }
    this.#missing[byte]! |= 1 << (row & 7)
  }

  /** The finished column; the builder is not used after. @param length rows */
  build(length: number, encoding: ByteEncoding, decode: DecodeText): Column {
    if (this.#filled > 0) this.#close()
    let missing: Uint8Array | null = null
    if (this.#missing !== null) {
      missing = new Uint8Array((length + 7) >>> 3)
      missing.set(this.#missing.subarray(0, missing.length))
    }
    return {
      name: this.field.name,
      kind: this.field.kind,
      length,
      chunks: this.#chunks,
      missing,
      missingCount: this.#missingCount,
      dictionary: this.texts === null ? null : createDictionary(this.texts.build(encoding), decode),
    }
  }
}

/** Room of a chunk that has to hold some rows: small at first, so that a small file takes little. */
const chunkRoom = (rows: number): number => (rows <= FIRST_ROOM ? FIRST_ROOM : CHUNK_ROWS)
const FIRST_ROOM = 1024

/** What is seen in passing through cells. */
export interface CellRange {
  /** The lowest cell, at most 0. */
  readonly low: number
  /** The highest cell, at least 0. */
  readonly high: number
  /** Cells that are 0. */
  readonly zeros: number
}

/** Pass through the first `count` cells of a batch. */
export type ScanCells = (cells: Int32Array<ArrayBuffer>, count: number) => CellRange

/** The usual pass. */
export const scanCells: ScanCells = (cells, count) => {
  let low = 0
  let high = 0
  let zeros = 0
  for (let at = 0; at < count; at += 1) {
    const cell = cells[at]!
    low = Math.min(low, cell)
    high = Math.max(high, cell)
    zeros += cell === 0 ? 1 : 0
  }
  return { low, high, zeros }
}

/** The lowest of the values that stand for themselves. */
function lowestPlain(cells: Int32Array, count: number): number {
  let low = 0
  for (let at = 0; at < count; at += 1) if (cells[at]! < low && cells[at]! >= LEAST_PLAIN) low = cells[at]!
  return low
}
