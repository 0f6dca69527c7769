import { wasm } from 'kernel:plain-rows'
import { dayTable } from '../core/ingest/cell-bytes.ts'
import type { IngestPlan } from '../core/ingest/plan-ingest.ts'
import { CELL_KIND, GUARD_BYTES, plainCells, type RowKernel, type RowReader } from '../core/ingest/row-reader.ts'
import { PlainRows } from '../core/ingest/plain-rows.ts'
import type { TableBuilder } from '../core/ingest/table-builder.ts'
import { hashBytes } from '../core/ingest/text-dictionary.ts'

/** Smaller files are read before the kernel's memory is at hand. */
const LEAST_BYTES = 512 * 1024
/** Wider rows are left to the plain loop: every text column takes memory here. */
const MOST_CELLS = 512
const MOST_TEXTS = 32

// The layout of the memory, as `kernel/plain-rows.assembly.ts` has it: words of the head, words of a column, bytes of the caches.
const WIDTH = 0
const DELIMITER = 1
const DAYS = 2
const COLUMNS = 3
const CELLS = 4
const STRIDE = 5
const ROOM = 6
const ROW = 7
const LINE_ENDS = 8
const IS_FULL = 9
const HEAD_BYTES = 64
const KIND = 0
const LEAST = 1
const MOST = 2
const SHORT_CACHE = 3
const LONG_CACHE = 4
const COLUMN_BYTES = 64
const SHORT_CACHE_BYTES = 16 << 15
const LONG_CACHE_BYTES = 64 << 14
/** Bytes of the file that are read at a time; a longer stretch is left to the plain loop. */
const BLOCK_BYTES = (2 << 20) + 64 * 1024
/** Readable bytes before and after them. */
const SLACK_BYTES = 128
const PAGE_BYTES = 64 * 1024

interface Exports {
  readonly read: (start: number, limit: number) => number
}

let compiled: WebAssembly.Module | null | undefined

/** The compiled kernel, `null` where the browser has no WebAssembly with vectors or the host's policy forbids it. */
function kernelModule(): WebAssembly.Module | null {
  if (compiled === undefined) {
    try {
      compiled = new WebAssembly.Module(wasm)
    } catch {
      compiled = null
    }
  }
  return compiled
}

/** The machine-code fast path for one parse. @returns `null` where the plain loop serves as well, or nothing else works */
export function createRowKernel(plan: IngestPlan): RowKernel | null {
  const texts = plan.columns.filter(({ field }) => field.kind === 'text')
  if (plan.sizeBytes < LEAST_BYTES || plan.width > MOST_CELLS || texts.length > MOST_TEXTS) return null
  const module = kernelModule()
  if (module === null) return null
  const columns = HEAD_BYTES
  const days = columns + COLUMN_BYTES * plan.width
  const caches = days + dayTable().byteLength
  const cells = caches + texts.length * (SHORT_CACHE_BYTES + LONG_CACHE_BYTES)
  let memory: WebAssembly.Memory | null = null
  let block = 0
  return {
    cells: (count) => {
      block = cells + count * Int32Array.BYTES_PER_ELEMENT + SLACK_BYTES
      const bytes = block + BLOCK_BYTES + SLACK_BYTES
      memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / PAGE_BYTES) })
      return new Int32Array(memory.buffer, cells, count)
    },
    open: (plan, builder, learnedRow, verbatim) => {
      if (memory === null) throw new Error('The batch has no memory yet')
      const head = new Int32Array(memory.buffer, 0, HEAD_BYTES / Int32Array.BYTES_PER_ELEMENT)
      head[WIDTH] = plan.width
      head[DELIMITER] = plan.delimiter.charCodeAt(0)
      head[DAYS] = days
      head[COLUMNS] = columns
      head[CELLS] = cells
      new Int32Array(memory.buffer).set(dayTable(), days / Int32Array.BYTES_PER_ELEMENT)
      return new KernelRows(plan, builder, learnedRow, verbatim, { module, memory, caches, block })
    },
  }
}

/** What the kernel works in: where the caches of the text columns begin, and the bytes of the file. */
interface Workplace {
  readonly module: WebAssembly.Module
  readonly memory: WebAssembly.Memory
  readonly caches: number
  readonly block: number
}

/** Rows of plain cells, read by the kernel. What it does not know yet of a dictionary it asks here. */
class KernelRows implements RowReader {
  readonly #builder: TableBuilder
  readonly #plain: PlainRows
  readonly #head: Int32Array
  readonly #memory: Uint8Array
  readonly #block: number
  readonly #read: Exports['read']
  /** Address of a byte less its position in the bytes at hand. */
  #shift = 0
  /** The stretch is too long for the memory here. */
  #isLong = false
  count = 0
  #lineEnds = 0

  constructor(
    plan: IngestPlan,
    builder: TableBuilder,
    learnedRow: Float64Array,
    verbatim: boolean,
    { module, memory, caches, block }: Workplace,
  ) {
    this.#builder = builder
    this.#plain = new PlainRows(plan, builder, learnedRow, verbatim)
    this.#head = new Int32Array(memory.buffer, 0, HEAD_BYTES / Int32Array.BYTES_PER_ELEMENT)
    this.#memory = new Uint8Array(memory.buffer)
    this.#block = block
    const { kinds, columnAt, least, most } = plainCells(plan, verbatim)
    let cache = caches
    for (let cell = 0; cell < plan.width; cell += 1) {
      const column = new Int32Array(memory.buffer, HEAD_BYTES + COLUMN_BYTES * cell, COLUMN_BYTES / 4)
      column[KIND] = kinds[cell]!
      column[LEAST] = least[cell]!
      column[MOST] = most[cell]!
      if (kinds[cell] !== CELL_KIND.text) continue
      column[SHORT_CACHE] = cache
      column[LONG_CACHE] = cache + SHORT_CACHE_BYTES
      cache += SHORT_CACHE_BYTES + LONG_CACHE_BYTES
    }
    const dictionaries = Array.from(columnAt, (at) => builder.columns[at]!.texts)
    const learn = (cell: number, from: number, to: number, row: number): number => {
      const texts = dictionaries[cell]!
      const before = texts.size
      const code = texts.lookup(this.#memory, from, to, hashBytes(this.#memory, from, to))
      if (texts.size > before) learnedRow[columnAt[cell]!] = builder.rowCount - builder.row + row + 1
      return code
    }
    const instance = new WebAssembly.Instance(module, { env: { memory }, host: { learn } })
    this.#read = (instance.exports as unknown as Exports).read
  }

  get lineEnds(): number {
    return this.#lineEnds | this.#plain.lineEnds
  }

  begin(bytes: Uint8Array, start: number, end: number): void {
    this.#isLong = end - start > BLOCK_BYTES
    if (this.#isLong) {
      this.#plain.begin(bytes)
      return
    }
    this.#memory.set(bytes.subarray(start, end + GUARD_BYTES), this.#block)
    this.#shift = this.#block - start
  }

  read(start: number, limit: number): number {
    if (this.#isLong) {
      const next = this.#plain.read(start, limit)
      this.count = this.#plain.count
      return next
    }
    const head = this.#head
    const builder = this.#builder
    const first = builder.rowCount
    for (let at = start; ; builder.makeRoom()) {
      head[STRIDE] = builder.stride
      head[ROOM] = builder.room
      head[ROW] = builder.row
      head[LINE_ENDS] = this.#lineEnds
      at = this.#read(at + this.#shift, limit + this.#shift) - this.#shift
      builder.row = head[ROW]
      this.#lineEnds = head[LINE_ENDS]
      if (head[IS_FULL] === 1) continue
      this.count = builder.rowCount - first
      return at
    }
  }
}
