import { wasm as relaxedWasm } from 'kernel:als.relaxed'
import { wasm } from 'kernel:als'
import { DomainError } from '../core/domain-error.ts'
import { transpose } from '../core/matrix/transpose.ts'
import type { AlsArithmetic, AlsFactors, CreateArithmetic, RowCosts, Side } from '../core/models/als/arithmetic.ts'
import { ridgeSum } from '../core/models/als/loss.ts'
import { createPlainArithmetic } from '../core/models/als/plain-arithmetic.ts'
import { hasOwnRidges } from '../core/models/als/ridges.ts'
import { weightedRows, type WeightedRows } from '../core/models/als/weighted-rows.ts'
import { choleskyWhitening, eigenWhitening } from '../core/models/als/whitening.ts'
import type { AlsSettings } from '../core/models/recipe.ts'
import type { Csr } from '../core/matrix/csr.ts'

/** Steps of conjugate gradient a row: the default of `implicit`; in whitened coordinates practically exact. */
const STEPS = 3
/** Factors are filled up with zeros to a multiple of this. */
const LANES = 8
const BATCH_ROWS = 16
const FLOAT = Float32Array.BYTES_PER_ELEMENT
const PAGE_BYTES = 64 * 1024
/** The compiler's own data lies below. */
const FIRST_ADDRESS = PAGE_BYTES
/** Multiplications and additions of some milliseconds. */
const SLICE_OPERATIONS = 60_000_000
/** Rows that are whitened between two pauses. */
const WHITEN_ROWS = 4096
const FULL = 0
const UPPER = 1

interface Exports {
  readonly gram: (table: number, start: number, end: number, f: number, out: number) => void
  readonly transform: (
    table: number,
    start: number,
    end: number,
    f: number,
    matrix: number,
    out: number,
    shape: number,
  ) => void
  readonly solveParity: (...numbers: readonly number[]) => void
  readonly solveFast: (...numbers: readonly number[]) => void
  readonly solveFastRidges: (...numbers: readonly number[]) => void
  readonly entrySums: (...numbers: readonly number[]) => void
}

/** A build of the kernel, as it is named in recipes. */
export type AlsBuild = 'wasm-simd' | 'wasm-relaxed-simd'

const BUILDS: Readonly<Record<AlsBuild, Uint8Array<ArrayBuffer>>> = {
  'wasm-relaxed-simd': relaxedWasm,
  'wasm-simd': wasm,
}

const compiled = new Map<AlsBuild, WebAssembly.Module | null>()

function moduleOf(build: AlsBuild): WebAssembly.Module | null {
  let module = compiled.get(build)
  if (module === undefined) {
    try {
      module = WebAssembly.validate(BUILDS[build]) ? new WebAssembly.Module(BUILDS[build]) : null
    } catch {
      // No WebAssembly here, or the host's policy forbids it.
      module = null
    }
    compiled.set(build, module)
  }
  return module
}

/** The best build that runs here, `null` without any. */
export function bestBuild(): AlsBuild | null {
  return (Object.keys(BUILDS) as AlsBuild[]).find((build) => moduleOf(build) !== null) ?? null
}

/** Where one side stands in the memory. */
interface Place {
  readonly pointers: number
  readonly indices: number
  readonly confidences: number
  readonly factors: number
}

/** Lays things out one behind the other, 16 bytes aligned. */
class Layout {
  end = FIRST_ADDRESS

  take(bytes: number): number {
    const at = this.end
    this.end = Math.ceil((at + bytes) / 16) * 16
    return at
  }

  side(rows: WeightedRows, f: number): Place {
    return {
      pointers: this.take(rows.rowPtr.byteLength),
      indices: this.take(rows.colIdx.byteLength),
      confidences: this.take(rows.colIdx.length * FLOAT),
      // Products take rows by fours, beyond the last one too.
      factors: this.take((rows.rows + 3) * f * FLOAT),
    }
  }
}

/**
 * ALS in the kernel, in float32, one thread: `parity` and `fast`. `exact`, and everything where no build runs, stays in float64.
 *
 * @param build the build to take; the best one unless said
 */
export function createKernelArithmetic(build: AlsBuild | null = bestBuild()): CreateArithmetic {
  const module = build === null ? null : moduleOf(build)
  return (csr, settings, initial) =>
    build === null || module === null || settings.solver === 'exact'
      ? createPlainArithmetic(csr, settings, initial)
      : new KernelArithmetic(build, module, csr, settings, initial)
}

/** @throws DomainError `out-of-memory` */
function memoryOf(bytes: number): WebAssembly.Memory {
  try {
    return new WebAssembly.Memory({ initial: Math.ceil(bytes / PAGE_BYTES) })
  } catch {
    throw new DomainError('out-of-memory', `Training needs ${String(bytes)} bytes at once: take fewer factors`, {
      bytes,
    })
  }
}

class KernelArithmetic implements AlsArithmetic {
  readonly kernel: string
  readonly costs: RowCosts
  readonly rowPtr: Readonly<Record<Side, Uint32Array>>
  readonly #rows: Readonly<Record<Side, number>>
  readonly #rank: number
  /** Factors with the zeros that fill them up. */
  readonly #f: number
  readonly #w0: number
  readonly #isFast: boolean
  readonly #memory: ArrayBuffer
  readonly #exports: Exports
  readonly #places: Readonly<Record<Side, Place>>
  readonly #matrix: number
  /** Fast: the way to white coordinates stands in the place of parity's matrix; the way back, and the way of the fixed side. */
  readonly #fromWhite: number
  readonly #ofFixed: number
  readonly #diagonal: number
  /** The fixed side in white coordinates. */
  readonly #whitened: number
  /** Where a rule gives each row its own ridge: those of the side that is solved; else 0. */
  readonly #ridges: number
  readonly #work: number
  #side: Side = 'clients'

  constructor(build: AlsBuild, module: WebAssembly.Module, csr: Csr, settings: AlsSettings, initial: AlsFactors) {
    const { factors: rank, objective, solver } = settings
    const f = Math.ceil(rank / LANES) * LANES
    this.kernel = build
    this.#rank = rank
    this.#f = f
    this.#w0 = objective.unobservedWeight
    this.#isFast = solver === 'fast'
    const sides = { clients: weightedRows(csr, objective), columns: weightedRows(transpose(csr), objective) }
    this.rowPtr = { clients: sides.clients.rowPtr, columns: sides.columns.rowPtr }
    this.#rows = { clients: csr.rows, columns: csr.cols }
    this.costs = {
      row: 2 * f * f * (this.#isFast ? 1 : STEPS + 1),
      entry: 4 * f * (STEPS + 1),
      slice: SLICE_OPERATIONS,
    }
    const layout = new Layout()
    this.#places = { clients: layout.side(sides.clients, f), columns: layout.side(sides.columns, f) }
    this.#matrix = layout.take(f * f * FLOAT)
    this.#fromWhite = layout.take(f * f * FLOAT)
    this.#ofFixed = layout.take(f * f * FLOAT)
    this.#diagonal = layout.take(f * FLOAT)
    const most = Math.max(csr.rows, csr.cols)
    this.#whitened = layout.take(this.#isFast ? (most + 3) * f * FLOAT : 0)
    this.#ridges = hasOwnRidges(objective) ? layout.take(most * FLOAT) : 0
    // Four batches of rows while rows are solved; a whole matrix in between.
    this.#work = layout.take(Math.max(4 * BATCH_ROWS, f) * f * FLOAT)
    const memory = memoryOf(layout.end)
    this.#memory = memory.buffer
    this.#exports = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Exports
    for (const side of ['clients', 'columns'] as const) this.#write(side, sides[side], initial[side])
  }

  #floats(at: number, length: number): Float32Array {
    return new Float32Array(this.#memory, at, length)
  }

  #write(side: Side, { rowPtr, colIdx, confidence }: WeightedRows, table: Float64Array): void {
    const { pointers, indices, confidences, factors } = this.#places[side]
    new Uint32Array(this.#memory, pointers, rowPtr.length).set(rowPtr)
    new Uint32Array(this.#memory, indices, colIdx.length).set(colIdx)
    this.#floats(confidences, confidence.length).set(confidence)
    const out = this.#floats(factors, this.#rows[side] * this.#f)
    for (let row = 0; row < this.#rows[side]; row += 1)
      out.set(table.subarray(row * this.#rank, (row + 1) * this.#rank), row * this.#f)
  }

  addGram(side: Side, start: number, end: number, out: Float64Array): void {
    const f = this.#f
    const rank = this.#rank
    this.#exports.gram(this.#places[side].factors, start, end, f, this.#work)
    const block = this.#floats(this.#work, f * f)
    for (let i = 0; i < rank; i += 1) for (let j = 0; j <= i; j += 1) out[i * rank + j]! += block[i * f + j]!
  }

  *prepare(side: Side, base: Float64Array, ridges: Float64Array | null): Generator<undefined, void> {
    this.#side = side
    if (ridges !== null) {
      const out = this.#floats(this.#ridges, ridges.length)
      // 0 means a row that becomes zeros; a small ridge may round to it.
      for (let row = 0; row < ridges.length; row += 1) out[row] = ridges[row] === 0 ? -1 : ridges[row]!
    }
    if (this.#isFast) yield* this.#whiten(side === 'clients' ? 'columns' : 'clients', base)
    else this.#writeSquare(this.#matrix, base)
  }

  /** Write a matrix of shape `[rank, rank]` or `[f, f]`. Filling zeros stay zeros whatever meets them. */
  #writeSquare(at: number, matrix: Float64Array): void {
    const f = this.#f
    const size = matrix.length === f * f ? f : this.#rank
    const out = this.#floats(at, f * f).fill(0)
    for (let i = 0; i < size; i += 1) out.set(matrix.subarray(i * size, (i + 1) * size), i * f)
  }

  *#whiten(fixed: Side, base: Float64Array): Generator<undefined, void> {
    const f = this.#f
    const isOwn = this.#ridges !== 0
    const whitening = isOwn ? yield* eigenWhitening(base, this.#rank, f) : choleskyWhitening(base, this.#rank, f)
    this.#writeSquare(this.#matrix, whitening.toWhite)
    this.#writeSquare(this.#fromWhite, whitening.fromWhite)
    this.#writeSquare(this.#ofFixed, whitening.ofFixed)
    this.#floats(this.#diagonal, f).set(whitening.diagonal)
    const { factors } = this.#places[fixed]
    for (let start = 0; start < this.#rows[fixed]; start += WHITEN_ROWS) {
      const end = Math.min(start + WHITEN_ROWS, this.#rows[fixed])
      this.#exports.transform(factors, start, end, f, this.#ofFixed, this.#whitened, isOwn ? FULL : UPPER)
      yield
    }
  }

  solve(start: number, end: number): void {
    const { pointers, indices, confidences, factors } = this.#places[this.#side]
    const rows = [pointers, indices, confidences, factors]
    const range = [this.#f, this.#w0, start, end, STEPS, this.#work]
    const white = [this.#whitened, this.#matrix, this.#fromWhite]
    if (!this.#isFast) {
      const fixed = this.#places[this.#side === 'clients' ? 'columns' : 'clients'].factors
      this.#exports.solveParity(...rows, fixed, this.#matrix, this.#ridges, ...range)
    } else if (this.#ridges === 0) this.#exports.solveFast(...rows, ...white, ...range)
    else this.#exports.solveFastRidges(...rows, ...white, this.#diagonal, this.#ridges, ...range)
  }

  ridgeSum(side: Side, start: number, end: number, ridges: Float64Array): number {
    const table = this.#floats(this.#places[side].factors, this.#rows[side] * this.#f)
    return ridgeSum(table, this.#f, start, end, ridges)
  }

  addEntrySums(start: number, end: number, sums: { fit: number; confidence: number }): void {
    const { pointers, indices, confidences, factors } = this.#places.clients
    const { factors: columns } = this.#places.columns
    const range = [this.#f, this.#w0, start, end, this.#work]
    this.#exports.entrySums(pointers, indices, confidences, factors, columns, ...range)
    const [fit, confidence] = new Float64Array(this.#memory, this.#work, 2)
    sums.fit += fit!
    sums.confidence += confidence!
  }

  factors(): AlsFactors {
    return { clients: this.#read('clients'), columns: this.#read('columns') }
  }

  #read(side: Side): Float64Array {
    const f = this.#f
    const rank = this.#rank
    const table = this.#floats(this.#places[side].factors, this.#rows[side] * f)
    const out = new Float64Array(this.#rows[side] * rank)
    for (let row = 0; row < this.#rows[side]; row += 1) out.set(table.subarray(row * f, row * f + rank), row * rank)
    return out
  }
}
