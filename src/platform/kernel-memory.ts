import { wasm } from 'kernel:plain-rows'
import { dayTable } from '../core/ingest/cell-bytes.ts'
import type { CellRange } from '../core/ingest/column-builder.ts'
import type { IngestPlan } from '../core/ingest/plan-ingest.ts'
import { CELL_KIND, type PlainCells } from '../core/ingest/row-reader.ts'
import { batchCells } from '../core/ingest/table-builder.ts'
import { compileKernel } from './compile-kernel.ts'

// The layout of the memory as `kernel/plain-rows.assembly.ts` has it: words of the head, words of a column, bytes of the caches.
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
const LOW = 10
const HIGH = 11
const ZERO_COUNT = 12
const HEAD_BYTES = 64
const KIND = 0
const LEAST = 1
const MOST = 2
const SHORT_CACHE = 3
const LONG_CACHE = 4
const COLUMN_BYTES = 64
const SHORT_CACHE_BYTES = 16 << 15
const LONG_CACHE_BYTES = 64 << 14
/** Bytes of the file that fit in. */
export const KERNEL_BLOCK_BYTES = (2 << 20) + 64 * 1024
/** Readable bytes before and after them. */
const SLACK_BYTES = 128
const PAGE_BYTES = 64 * 1024
const WORD = Int32Array.BYTES_PER_ELEMENT

interface Exports {
  readonly read: (start: number, limit: number) => number
  readonly range: (start: number, count: number) => void
}

/** Code of the text at `[from, to)` of a cell in a row of the batch, with its `hashBytes`; negative: the row is not plain. */
export type Learn = (cell: number, from: number, to: number, hash: number, row: number) => number

/** What the loop must know to go on, and leaves behind. */
interface LoopState {
  stride: number
  room: number
  row: number
  lineEnds: number
}

/** The compiled kernel, `null` where it does not run. */
export const kernelModule = (): WebAssembly.Module | null => compileKernel(wasm)

/** One instance of the kernel with its memory, which never grows. Addresses are byte offsets into it. */
export class KernelMemory {
  readonly bytes: Uint8Array
  readonly cells: Int32Array<ArrayBuffer>
  /** Where the bytes of the file stand. */
  readonly block: number
  /** To be set before `read`. */
  learn: Learn = () => -1
  readonly #head: Int32Array
  readonly #exports: Exports

  constructor(module: WebAssembly.Module, plan: IngestPlan) {
    const texts = plan.columns.filter(({ field }) => field.kind === 'text').length
    const days = HEAD_BYTES + COLUMN_BYTES * plan.width
    const cells = days + dayTable().byteLength + texts * (SHORT_CACHE_BYTES + LONG_CACHE_BYTES)
    const cellCount = batchCells(plan.width)
    this.block = cells + cellCount * WORD + SLACK_BYTES
    const pages = Math.ceil((this.block + KERNEL_BLOCK_BYTES + SLACK_BYTES) / PAGE_BYTES)
    const memory = new WebAssembly.Memory({ initial: pages })
    this.bytes = new Uint8Array(memory.buffer)
    this.cells = new Int32Array(memory.buffer, cells, cellCount)
    this.#head = new Int32Array(memory.buffer, 0, HEAD_BYTES / WORD)
    this.#head[WIDTH] = plan.width
    this.#head[DELIMITER] = plan.delimiter.charCodeAt(0)
    this.#head[DAYS] = days
    this.#head[COLUMNS] = HEAD_BYTES
    this.#head[CELLS] = cells
    new Int32Array(memory.buffer).set(dayTable(), days / WORD)
    const learn: Learn = (cell, from, to, hash, row) => this.learn(cell, from, to, hash, row)
    const { exports } = new WebAssembly.Instance(module, { env: { memory }, host: { learn } })
    this.#exports = exports as unknown as Exports
  }

  /** Say what plain cells may be. */
  setCells({ kinds, least, most }: PlainCells): void {
    let cache = this.#head[DAYS]! + dayTable().byteLength
    for (let cell = 0; cell < kinds.length; cell += 1) {
      const column = new Int32Array(this.bytes.buffer, HEAD_BYTES + COLUMN_BYTES * cell, COLUMN_BYTES / WORD)
      column[KIND] = kinds[cell]!
      column[LEAST] = least[cell]!
      column[MOST] = most[cell]!
      if (kinds[cell] !== CELL_KIND.text) continue
      column[SHORT_CACHE] = cache
      column[LONG_CACHE] = cache + SHORT_CACHE_BYTES
      cache += SHORT_CACHE_BYTES + LONG_CACHE_BYTES
    }
  }

  /** Take plain rows from `start` on; the state is brought up to date. @returns where it stopped, and whether the batch is full */
  read(start: number, limit: number, state: LoopState): { readonly at: number; readonly isFull: boolean } {
    const head = this.#head
    head[STRIDE] = state.stride
    head[ROOM] = state.room
    head[ROW] = state.row
    head[LINE_ENDS] = state.lineEnds
    const at = this.#exports.read(start, limit)
    state.row = head[ROW]
    state.lineEnds = head[LINE_ENDS]
    return { at, isFull: head[IS_FULL] === 1 }
  }

  /** Pass through cells of the batch. */
  range(cells: Int32Array<ArrayBuffer>, count: number): CellRange {
    this.#exports.range(cells.byteOffset, count)
    return { low: this.#head[LOW]!, high: this.#head[HIGH]!, zeros: this.#head[ZERO_COUNT]! }
  }
}
