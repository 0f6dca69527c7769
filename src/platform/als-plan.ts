import { DomainError } from '../core/domain-error.ts'
import type { Side } from '../core/models/als/arithmetic.ts'
import { cgStepsOf } from '../core/models/als/cg-steps.ts'
import { hasOwnRidges } from '../core/models/als/ridges.ts'
import { gridOf } from '../core/models/als/sweep.ts'
import type { Sides } from '../core/models/als/sides.ts'
import type { WeightedRows } from '../core/models/als/weighted-rows.ts'
import type { AlsSettings } from '../core/models/recipe.ts'
import type { AlsBuild, KernelBuild, MemoryKind } from './als-builds.ts'

/** Factors are filled up with zeros to a multiple of this. */
const LANES = 8
const BATCH_ROWS = 16
/** Products take rows by fours, beyond the last one too. */
const ROWS_BEYOND = 3
/** Two sums of the loss as float64. */
export const LOSS_BYTES = 16
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
export interface KernelPlan {
  readonly build: KernelBuild
  readonly rank: number
  /** Factors with the zeros that fill them up. */
  readonly f: number
  readonly w0: number
  readonly places: Readonly<Record<Side, RowsPlace>>
  /** Room for the sums of all blocks of a grid. */
  readonly sums: number
  /** Factors of the side that is being solved, as they were before; 0 where nobody reads them. */
  readonly before: number
  readonly bytes: number
}

/** The plan of the float32 kernel. */
export interface AlsPlan extends KernelPlan {
  readonly build: AlsBuild
  readonly isFast: boolean
  /** Steps of conjugate gradient a row. */
  readonly steps: number
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
}

/** How much is wanted beside the numbers themselves. */
export interface PlanWishes {
  readonly threads: number
  /** Whether the threads share the memory: then rows that one left half solved can be put back. */
  readonly isShared: boolean
  /** Rows of the fixed factors when they are sent: this thread holds only a part of the rows. `null` when it holds all. */
  readonly sentRows: number | null
}

/** Factors with the zeros that fill them up to whole vectors. */
const filledRank = (rank: number): number => Math.ceil(rank / LANES) * LANES

/** Lays things out one behind the other, 16 bytes aligned. */
export class Layout {
  end = FIRST_ADDRESS

  take(bytes: number): number {
    const at = this.end
    this.end = Math.ceil((at + bytes) / 16) * 16
    return at
  }

  /** @param cell bytes of a number */
  table(rows: number, f: number, cell: number): number {
    return this.take((rows + ROWS_BEYOND) * f * cell)
  }

  place({ rows, rowPtr, colIdx }: WeightedRows, f: number, cell: number): RowsPlace {
    return {
      rows,
      entries: colIdx.length,
      pointers: this.take(rowPtr.byteLength),
      indices: this.take(colIdx.byteLength),
      confidences: this.take(colIdx.length * cell),
      factors: this.table(rows, f, cell),
    }
  }

  /** Room for the sums of all blocks of the grid over so many rows. */
  sums(rows: number, f: number, cell: number): number {
    return this.take((gridOf(rows).length - 1) * Math.max(f * f * cell, LOSS_BYTES))
  }
}

/** Lay out the memory of a training. @param sides the rows that this memory holds: all of them, or one thread's part */
export function planAls(
  build: AlsBuild,
  settings: AlsSettings,
  sides: Sides,
  { threads, isShared, sentRows }: PlanWishes,
): AlsPlan {
  const { factors: rank, objective, solver } = settings
  const f = filledRank(rank)
  const isFast = solver === 'fast'
  const layout = new Layout()
  const places = { clients: layout.place(sides.clients, f, FLOAT), columns: layout.place(sides.columns, f, FLOAT) }
  const most = Math.max(places.clients.rows, places.columns.rows)
  const tables = (): AlsPlan['tables'] => {
    if (sentRows === null && !isFast) return { clients: places.columns.factors, columns: places.clients.factors }
    const table = layout.table(sentRows ?? most, f, FLOAT)
    return { clients: table, columns: table }
  }
  const plan = {
    build,
    isFast,
    steps: cgStepsOf(settings),
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
    sums: isShared ? layout.sums(most, f, FLOAT) : 0,
    before: isShared ? layout.table(most, f, FLOAT) : 0,
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
