import { PlainRows } from '../core/ingest/plain-rows.ts'
import type { IngestPlan } from '../core/ingest/plan-ingest.ts'
import { GUARD_BYTES, plainCells, type RowKernel, type RowReader } from '../core/ingest/row-reader.ts'
import type { TableBuilder } from '../core/ingest/table-builder.ts'
import { KERNEL_BLOCK_BYTES, KernelMemory, kernelModule } from './kernel-memory.ts'

/** Smaller files are read before the kernel's memory is at hand. */
const LEAST_BYTES = 512 * 1024
/** Wider rows are left to the plain loop: every column, and above all every text column, takes memory here. */
const MOST_CELLS = 512
const MOST_TEXTS = 32

/** The machine-code fast path for one parse. @returns `null` where the plain loop serves as well, or nothing else works */
export function createRowKernel(plan: IngestPlan, leastBytes = LEAST_BYTES): RowKernel | null {
  const texts = plan.columns.filter(({ field }) => field.kind === 'text')
  if (plan.sizeBytes < leastBytes || plan.width > MOST_CELLS || texts.length > MOST_TEXTS) return null
  const module = kernelModule()
  if (module === null) return null
  const memory = new KernelMemory(module, plan)
  return {
    cells: memory.cells,
    scan: (cells, count) => memory.range(cells, count),
    open: (builder, learnedRow, verbatim) => new KernelRows(plan, builder, learnedRow, verbatim, memory),
  }
}

/** Rows of plain cells, read by the kernel. What it does not know yet of a dictionary it asks here. */
class KernelRows implements RowReader {
  readonly #builder: TableBuilder
  /** For stretches that are too long for the kernel's memory: a record of a megabyte, and what came before it. */
  readonly #plain: PlainRows
  readonly #memory: KernelMemory
  readonly #state = { stride: 0, room: 0, row: 0, lineEnds: 0 }
  /** Address of a byte less its position in the bytes at hand. */
  #shift = 0
  #isLong = false
  count = 0

  constructor(
    plan: IngestPlan,
    builder: TableBuilder,
    learnedRow: Float64Array,
    verbatim: boolean,
    memory: KernelMemory,
  ) {
    this.#builder = builder
    this.#memory = memory
    this.#plain = new PlainRows(plan, builder, learnedRow, verbatim)
    const cells = plainCells(plan, verbatim)
    memory.setCells(cells)
    const { bytes } = memory
    memory.learn = (cell, from, to, hash, row) => {
      const at = cells.columnAt[cell]!
      const texts = builder.columns[at]!.texts!
      const before = texts.size
      const code = texts.lookup(bytes, from, to, hash)
      // The builder knows the rows that the kernel has taken only when the kernel comes back.
      if (texts.size > before) learnedRow[at] = builder.rowCount - builder.row + row + 1
      return code
    }
  }

  get lineEnds(): number {
    return this.#state.lineEnds | this.#plain.lineEnds
  }

  begin(bytes: Uint8Array, start: number, end: number): void {
    this.#isLong = end - start > KERNEL_BLOCK_BYTES - GUARD_BYTES
    if (this.#isLong) this.#plain.begin(bytes)
    else {
      this.#memory.bytes.set(bytes.subarray(start, end + GUARD_BYTES), this.#memory.block)
      this.#shift = this.#memory.block - start
    }
  }

  read(start: number, limit: number): number {
    const builder = this.#builder
    const first = builder.rowCount
    if (this.#isLong) {
      const next = this.#plain.read(start, limit)
      this.count = builder.rowCount - first
      return next
    }
    const state = this.#state
    for (let from = start; ;) {
      state.stride = builder.stride
      state.room = builder.room
      state.row = builder.row
      const { at, isFull } = this.#memory.read(from + this.#shift, limit + this.#shift, state)
      builder.row = state.row
      from = at - this.#shift
      if (!isFull) {
        this.count = builder.rowCount - first
        return from
      }
      builder.makeRoom()
    }
  }
}
