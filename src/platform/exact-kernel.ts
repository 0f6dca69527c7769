import { wasm } from 'kernel:als-exact'
import type { RowCosts } from '../core/models/als/arithmetic.ts'
import { createPlainExactRows } from '../core/models/als/plain-side-solver.ts'
import { singularRow } from '../core/models/als/row-system.ts'
import type { CreateSideSolver, SideSolver } from '../core/models/als/side-solver.ts'
import { exactCosts } from '../core/models/als/sweep.ts'
import type { WeightedRows } from '../core/models/als/weighted-rows.ts'
import { Layout, memoryOf } from './als-plan.ts'

/** Columns of a panel, as `kernel/als-exact.assembly.ts` has them; factors are filled up with zeros to a multiple. */
const PANEL = 4
const DOUBLE = Float64Array.BYTES_PER_ELEMENT
/** Rows whose answers are taken out at once. */
const BATCH_ROWS = 128
/** Times that the kernel does what plain TypeScript does in a slice. */
const SPEED = 3
/**
 * Where a pivot of base keeps less than this share of its diagonal element, all rows take the primal form: it alone
 * notices a row whose own system has no answer to working precision.
 */
const SMALLEST_BASE_SHARE = 1e-6
/** Above this share of entries to factors the primal form is the faster one, as measured at 32 to 128 factors. */
const DUAL_SHARE = 0.75

interface Exports {
  readonly factorBase: (matrix: number, f: number, work: number) => number
  readonly solve: (...numbers: readonly number[]) => number
}

let compiled: WebAssembly.Module | null | undefined

/** The compiled kernel, `null` where the browser has no WebAssembly with vectors or the host's policy forbids it. */
export function exactModule(): WebAssembly.Module | null {
  if (compiled === undefined) {
    try {
      compiled = new WebAssembly.Module(wasm)
    } catch {
      compiled = null
    }
  }
  return compiled
}

/**
 * Exact rows in the kernel, in float64, one thread; in plain TypeScript where it does not run.
 *
 * A row of at most three entries for four factors whose confidences are all above w0 is solved in the dual form, unless
 * rows have a λ each or base is near to singular. Both forms agree to rounding; which one a row takes never depends on other
 * rows.
 * `prepare` copies what it is given.
 *
 * @throws DomainError `out-of-memory`
 */
export function createKernelExactRows(module: WebAssembly.Module | null = exactModule()): CreateSideSolver {
  return module === null
    ? createPlainExactRows
    : (rank, rows, others, w0) => new KernelExactRows(module, rank, rows, others, w0)
}

class KernelExactRows implements SideSolver {
  readonly kernel = 'wasm-float64'
  readonly costs: RowCosts
  readonly #rank: number
  /** Factors with the zeros that fill them up. */
  readonly #f: number
  readonly #w0: number
  readonly #others: number
  readonly #memory: ArrayBuffer
  readonly #exports: Exports
  /** Where things stand. */
  readonly #at: Readonly<
    Record<
      | 'pointers'
      | 'indices'
      | 'confidences'
      | 'fixed'
      | 'whitened'
      | 'isWhite'
      | 'base'
      | 'factored'
      | 'ridges'
      | 'out'
      | 'work',
      number
    >
  >
  #hasRidges = false
  #dualMost = 0

  constructor(module: WebAssembly.Module, rank: number, rows: WeightedRows, others: number, w0: number) {
    const f = Math.ceil(rank / PANEL) * PANEL
    const costs = exactCosts(rank)
    this.costs = { ...costs, slice: costs.slice * SPEED }
    this.#rank = rank
    this.#f = f
    this.#w0 = w0
    this.#others = others
    const layout = new Layout()
    this.#at = {
      pointers: layout.take(rows.rowPtr.byteLength),
      indices: layout.take(rows.colIdx.byteLength),
      confidences: layout.take(rows.colIdx.length * DOUBLE),
      fixed: layout.take(others * f * DOUBLE),
      whitened: layout.take(others * f * DOUBLE),
      isWhite: layout.take(others),
      base: layout.take(f * f * DOUBLE),
      factored: layout.take(f * f * DOUBLE),
      ridges: layout.take(rows.rows * DOUBLE),
      out: layout.take(BATCH_ROWS * f * DOUBLE),
      work: layout.take(32 + 8 * f + 16 * f * f + 512 * f),
    }
    const memory = memoryOf(layout.end, 'own')
    this.#memory = memory.buffer
    this.#exports = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Exports
    new Uint32Array(this.#memory, this.#at.pointers, rows.rowPtr.length).set(rows.rowPtr)
    new Uint32Array(this.#memory, this.#at.indices, rows.colIdx.length).set(rows.colIdx)
    this.#doubles(this.#at.confidences, rows.confidence.length).set(rows.confidence)
  }

  #doubles(at: number, length: number): Float64Array {
    return new Float64Array(this.#memory, at, length)
  }

  prepare(fixed: Float64Array, base: Float64Array, ridges: Float64Array | null): void {
    const rank = this.#rank
    const f = this.#f
    const table = this.#doubles(this.#at.fixed, this.#others * f)
    if (f === rank) table.set(fixed)
    else
      for (let row = 0; row < this.#others; row += 1) table.set(fixed.subarray(row * rank, (row + 1) * rank), row * f)
    new Uint8Array(this.#memory, this.#at.isWhite, this.#others).fill(0)

    // Zeros that fill up stay zeros: their system is the identity.
    const panels = this.#doubles(this.#at.base, f * f)
    for (let i = 0; i < f; i += 1)
      for (let j = 0; j < f; j += 1)
        panels[this.#element(i, j)] = i < rank && j < rank ? base[i * rank + j]! : i === j ? 1 : 0

    this.#hasRidges = ridges !== null
    if (ridges !== null) this.#doubles(this.#at.ridges, ridges.length).set(ridges)
    this.#dualMost = ridges === null && this.#factorBase() ? Math.floor(DUAL_SHARE * rank) : 0
  }

  /** Where an element of a matrix in panels stands. */
  #element(i: number, j: number): number {
    return (Math.floor(j / PANEL) * this.#f + i) * PANEL + (j % PANEL)
  }

  /** @returns whether the dual form may rest on it */
  #factorBase(): boolean {
    const f = this.#f
    const { base, factored, work } = this.#at
    const matrix = this.#doubles(base, f * f)
    const upper = this.#doubles(factored, f * f)
    upper.set(matrix)
    if (this.#exports.factorBase(factored, f, work) >= 0) return false
    for (let i = 0; i < f; i += 1) {
      const at = this.#element(i, i)
      // The diagonal of U holds reciprocals.
      if (1 / upper[at]! ** 2 < matrix[at]! * SMALLEST_BASE_SHARE) return false
    }
    return true
  }

  solve(start: number, end: number, out: Float64Array): void {
    const rank = this.#rank
    const f = this.#f
    const at = this.#at
    const table = this.#doubles(at.out, BATCH_ROWS * f)
    for (let first = start; first < end; first += BATCH_ROWS) {
      const last = Math.min(end, first + BATCH_ROWS)
      const rows = [at.pointers, at.indices, at.confidences, at.fixed, at.whitened, at.isWhite, at.base, at.factored]
      const ridges = this.#hasRidges ? at.ridges : 0
      const range = [ridges, this.#dualMost, f, this.#w0, first, last, at.out, at.work]
      const failed = this.#exports.solve(...rows, ...range)
      if (failed >= 0) throw singularRow(failed, new Int32Array(this.#memory, at.work, 1)[0]!)
      if (f === rank) out.set(table.subarray(0, (last - first) * f), first * rank)
      else
        for (let row = first; row < last; row += 1)
          out.set(table.subarray((row - first) * f, (row - first) * f + rank), row * rank)
    }
  }
}
