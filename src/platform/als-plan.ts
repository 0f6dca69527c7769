import { DomainError } from '../core/domain-error.ts'
import type { Side } from '../core/models/als/arithmetic.ts'
import { hasOwnRidges } from '../core/models/als/ridges.ts'
import type { WeightedRows } from '../core/models/als/weighted-rows.ts'
import type { AlsSettings } from '../core/models/recipe.ts'
import type { AlsBuild, MemoryKind } from './als-builds.ts'

/** Factors are filled up with zeros to a multiple of this. */
const LANES = 8
const BATCH_ROWS = 16
/** Products take rows by fours, beyond the last one too. */
const ROWS_BEYOND = 3
/** What an instance remembers of a batch. */
const HEAD_BYTES = 128
const FLOAT = Float32Array.BYTES_PER_ELEMENT
const PAGE_BYTES = 64 * 1024
/** The compiler's own data lies below. */
const FIRST_ADDRESS = PAGE_BYTES

/** Where the rows of one side stand in the memory. */
export interface RowsPlace {
  readonly rows: number
  readonly entries: number
  readonly pointers: number
  readonly indices: number
  readonly confidences: number
  readonly factors: number
}

/** Where everything of a training stands in a memory: plain data, so that other threads can be told. Addresses are byte offsets. */
export interface AlsPlan {
  readonly build: AlsBuild
  readonly isFast: boolean
  readonly rank: number
  /** Factors with the zeros that fill them up. */
  readonly f: number
  readonly w0: number
  readonly places: Readonly<Record<Side, RowsPlace>>
  /** The fixed factors while a side is solved: those of the other side, or these whitened. */
  readonly tables: Readonly<Record<Side, number>>
  /** Parity: the base. Fast: the way to white coordinates; the way back, the way of the fixed side, the diagonal there. */
  readonly matrix: number
  readonly fromWhite: number
  readonly ofFixed: number
  readonly diagonal: number
  /** Where a rule gives each row its own ridge: those of the side that is solved; else 0. */
  readonly ridges: number
  /** A work area for each thread. */
  readonly works: readonly number[]
  /** Room for the sums of all blocks of a grid. */
  readonly sums: number
  /** Factors of the side that is being solved, as they were before. */
  readonly before: number
  readonly bytes: number
}

/** How much is wanted beside the numbers themselves. */
export interface PlanWishes {
  readonly threads: number
  /** Whether rows that a thread left half solved must be put back. */
  readonly keepsBefore: boolean
  /** Bytes for the sums of all blocks of a grid. */
  readonly sumsBytes: number
  /** Rows of the fixed factors when they are sent: this thread holds only a part of the rows. `null` when it holds all. */
  readonly sentRows: number | null
}

/** Factors with the zeros that fill them up to whole vectors. */
export const filledRank = (rank: number): number => Math.ceil(rank / LANES) * LANES

/** Lays things out one behind the other, 16 bytes aligned. */
export class Layout {
  end = FIRST_ADDRESS

  take(bytes: number): number {
    const at = this.end
    this.end = Math.ceil((at + bytes) / 16) * 16
    return at
  }

  table(rows: number, f: number): number {
    return this.take((rows + ROWS_BEYOND) * f * FLOAT)
  }

  place({ rows, rowPtr, colIdx }: WeightedRows, f: number): RowsPlace {
    return {
      rows,
      entries: colIdx.length,
      pointers: this.take(rowPtr.byteLength),
      indices: this.take(colIdx.byteLength),
      confidences: this.take(colIdx.length * FLOAT),
      factors: this.table(rows, f),
    }
  }
}

/** Lay out the memory of a training. @param sides the rows that this memory holds: all of them, or one thread's part */
export function planAls(
  build: AlsBuild,
  { factors: rank, objective, solver }: AlsSettings,
  sides: Readonly<Record<Side, WeightedRows>>,
  { threads, keepsBefore, sumsBytes, sentRows }: PlanWishes,
): AlsPlan {
  const f = filledRank(rank)
  const isFast = solver === 'fast'
  const layout = new Layout()
  const places = { clients: layout.place(sides.clients, f), columns: layout.place(sides.columns, f) }
  const most = Math.max(places.clients.rows, places.columns.rows)
  const tables = (): AlsPlan['tables'] => {
    if (sentRows === null && !isFast) return { clients: places.columns.factors, columns: places.clients.factors }
    const table = layout.table(sentRows ?? most, f)
    return { clients: table, columns: table }
  }
  const plan = {
    build,
    isFast,
    rank,
    f,
    w0: objective.unobservedWeight,
    places,
    tables: tables(),
    matrix: layout.take(f * f * FLOAT),
    fromWhite: layout.take(f * f * FLOAT),
    ofFixed: layout.take(f * f * FLOAT),
    diagonal: layout.take(f * FLOAT),
    ridges: hasOwnRidges(objective) ? layout.take(most * FLOAT) : 0,
    // The head, then four batches of rows while rows are solved; a whole matrix in between.
    works: Array.from({ length: threads }, () => layout.take(HEAD_BYTES + Math.max(4 * BATCH_ROWS, f) * f * FLOAT)),
    sums: layout.take(sumsBytes),
    before: keepsBefore ? layout.table(most, f) : 0,
  }
  return { ...plan, bytes: layout.end }
}

/** Where the work area of a thread begins behind its head. */
export const workOf = ({ works }: AlsPlan, thread: number): number => works[thread]! + HEAD_BYTES

/** @throws DomainError `out-of-memory` */
export function memoryOf(bytes: number, kind: MemoryKind): WebAssembly.Memory {
  const pages = Math.ceil(bytes / PAGE_BYTES)
  try {
    return new WebAssembly.Memory(
      kind === 'shared' ? { initial: pages, maximum: pages, shared: true } : { initial: pages },
    )
  } catch {
    throw new DomainError('out-of-memory', `Training needs ${String(bytes)} bytes at once: take fewer factors`, {
      bytes,
    })
  }
}
