import { DomainError } from '../core/domain-error.ts'
import type { Csr } from '../core/matrix/csr.ts'
import { transpose } from '../core/matrix/transpose.ts'
import type { AlsArithmetic, AlsFactors, CreateArithmetic, RowCosts, Side } from '../core/models/als/arithmetic.ts'
import { ridgeSum } from '../core/models/als/loss.ts'
import { createPlainArithmetic } from '../core/models/als/plain-arithmetic.ts'
import { GRID_ROWS } from '../core/models/als/sweep.ts'
import { weightedRows, type WeightedRows } from '../core/models/als/weighted-rows.ts'
import { choleskyWhitening, eigenWhitening } from '../core/models/als/whitening.ts'
import type { AlsSettings } from '../core/models/recipe.ts'
import { bestBuild, moduleOf, type AlsBuild, type MemoryKind } from './als-builds.ts'
import { memoryOf, planAls, workOf, type AlsPlan } from './als-plan.ts'

/** Steps of conjugate gradient a row: the default of `implicit`; in whitened coordinates practically exact. */
const STEPS = 3
/** Multiplications and additions of some milliseconds. */
const SLICE_OPERATIONS = 60_000_000
const FULL = 0
const UPPER = 1
const SIDES = ['clients', 'columns'] as const

interface Exports {
  readonly useHead: (at: number) => void
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

/** Both sides of a matrix as the kernel reads them. */
export const sidesOf = (csr: Csr, { objective }: AlsSettings): Record<Side, WeightedRows> => ({
  clients: weightedRows(csr, objective),
  columns: weightedRows(transpose(csr), objective),
})

/** What rows cost in the kernel, in multiplications and additions. */
export const kernelCosts = (f: number, isFast: boolean): RowCosts => ({
  row: 2 * f * f * (isFast ? 1 : STEPS + 1),
  entry: 4 * f * (STEPS + 1),
  slice: SLICE_OPERATIONS,
})

/** The side that is fixed while this one is solved. */
export const otherSide = (side: Side): Side => (side === 'clients' ? 'columns' : 'clients')

/**
 * ALS in the kernel, in float32, one thread: `parity` and `fast`. `exact`, and everything where no build runs, stays in float64.
 *
 * @param build the build to take; the best one unless said
 */
export function createKernelArithmetic(build: AlsBuild | null = bestBuild()): CreateArithmetic {
  return (csr, settings, initial) => {
    if (build === null || settings.solver === 'exact') return createPlainArithmetic(csr, settings, initial)
    const sides = sidesOf(csr, settings)
    const plan = planAls(build, settings, sides, { threads: 1, keepsBefore: false, sumsBytes: 0, sentRows: null })
    const kernel = new AlsKernel(plan, memoryOf(plan.bytes, 'own'), 'own', 0)
    kernel.writeRows(sides)
    kernel.writeFactors(initial)
    return new KernelArithmetic(kernel, sides)
  }
}

/** One instance of the kernel over a memory, its own or one that it shares. */
export class AlsKernel {
  readonly plan: AlsPlan
  readonly #exports: Exports
  readonly #memory: ArrayBufferLike
  readonly #work: number

  /**
   * @param thread which work area is this one's
   * @throws DomainError `unexpected` where the build does not run
   */
  constructor(plan: AlsPlan, memory: WebAssembly.Memory, kind: MemoryKind, thread: number) {
    const module = moduleOf(plan.build, kind)
    if (module === null) throw new DomainError('unexpected', `${plan.build} does not run here`)
    this.plan = plan
    this.#memory = memory.buffer
    this.#exports = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Exports
    this.#exports.useHead(plan.works[thread]!)
    this.#work = workOf(plan, thread)
  }

  floats(at: number, length: number): Float32Array {
    return new Float32Array(this.#memory, at, length)
  }

  doubles(at: number, length: number): Float64Array {
    return new Float64Array(this.#memory, at, length)
  }

  /** Write the entries of all rows. */
  writeRows(sides: Readonly<Record<Side, WeightedRows>>): void {
    for (const side of SIDES) {
      const { rowPtr, colIdx, confidence } = sides[side]
      const { pointers, indices, confidences } = this.plan.places[side]
      new Uint32Array(this.#memory, pointers, rowPtr.length).set(rowPtr)
      new Uint32Array(this.#memory, indices, colIdx.length).set(colIdx)
      this.floats(confidences, confidence.length).set(confidence)
    }
  }

  /** Write factors, filled up with zeros. */
  writeFactors(factors: AlsFactors): void {
    const { rank, f, places } = this.plan
    for (const side of SIDES) {
      const out = this.table(side)
      for (let row = 0; row < places[side].rows; row += 1)
        out.set(factors[side].subarray(row * rank, (row + 1) * rank), row * f)
    }
  }

  /** The factors of a side as they stand in the memory, shape `[rows, f]`. */
  table(side: Side): Float32Array {
    const { places, f } = this.plan
    return this.floats(places[side].factors, places[side].rows * f)
  }

  /** Lower triangle of the Gram matrix of rows `[start, end)`, shape `[f, f]`, overwritten. */
  gram(side: Side, start: number, end: number, out = this.#work): Float32Array {
    const { f, places } = this.plan
    this.#exports.gram(places[side].factors, start, end, f, out)
    return this.floats(out, f * f)
  }

  /** Add a Gram matrix of the kernel to one without filling zeros. */
  addTriangle(block: Float32Array, out: Float64Array): void {
    const { f, rank } = this.plan
    for (let i = 0; i < rank; i += 1) for (let j = 0; j <= i; j += 1) out[i * rank + j]! += block[i * f + j]!
  }

  /**
   * Write the matrices and ridges of a half-sweep. A step is some milliseconds.
   * @throws DomainError `singular-system`
   */
  *setBase(base: Float64Array, ridges: Float64Array | null): Generator<undefined, void> {
    const { f, rank, isFast, matrix, fromWhite, ofFixed, diagonal } = this.plan
    if (ridges !== null) this.setRidges(ridges)
    if (!isFast) {
      this.#writeSquare(matrix, base)
      return
    }
    const whitening = this.plan.ridges === 0 ? choleskyWhitening(base, rank, f) : yield* eigenWhitening(base, rank, f)
    this.#writeSquare(matrix, whitening.toWhite)
    this.#writeSquare(fromWhite, whitening.fromWhite)
    this.#writeSquare(ofFixed, whitening.ofFixed)
    this.floats(diagonal, f).set(whitening.diagonal)
  }

  /** Write the ridges of the side that is solved. */
  setRidges(ridges: Float64Array): void {
    const out = this.floats(this.plan.ridges, ridges.length)
    // 0 means a row that becomes zeros; a small ridge may round to it.
    for (let row = 0; row < ridges.length; row += 1) out[row] = ridges[row] === 0 ? -1 : ridges[row]!
  }

  /** Write a matrix of shape `[rank, rank]` or `[f, f]`. Filling zeros stay zeros whatever meets them. */
  #writeSquare(at: number, matrix: Float64Array): void {
    const { f, rank } = this.plan
    const size = matrix.length === f * f ? f : rank
    const out = this.floats(at, f * f).fill(0)
    for (let i = 0; i < size; i += 1) out.set(matrix.subarray(i * size, (i + 1) * size), i * f)
  }

  /** Whiten rows `[start, end)` of the side that is fixed while `side` is solved. */
  whiten(side: Side, start: number, end: number): void {
    const { f, places, ofFixed, ridges, tables } = this.plan
    const { factors } = places[otherSide(side)]
    this.#exports.transform(factors, start, end, f, ofFixed, tables[side], ridges === 0 ? UPPER : FULL)
  }

  /** Solve rows `[start, end)`. */
  solve(side: Side, start: number, end: number): void {
    const { f, w0, isFast, places, tables, matrix, fromWhite, diagonal, ridges } = this.plan
    const { pointers, indices, confidences, factors } = places[side]
    const rows = [pointers, indices, confidences, factors, tables[side], matrix]
    const range = [f, w0, start, end, STEPS, this.#work]
    if (!isFast) this.#exports.solveParity(...rows, ridges, ...range)
    else if (ridges === 0) this.#exports.solveFast(...rows, fromWhite, ...range)
    else this.#exports.solveFastRidges(...rows, fromWhite, diagonal, ridges, ...range)
  }

  /** The sums of the loss over the entries of clients `[start, end)`: fit and confidence. */
  entrySums(start: number, end: number, out = this.#work): Float64Array {
    const { f, w0, places } = this.plan
    const { pointers, indices, confidences, factors } = places.clients
    const range = [f, w0, start, end, out]
    this.#exports.entrySums(pointers, indices, confidences, factors, places.columns.factors, ...range)
    return this.doubles(out, 2)
  }

  /** The factors without filling zeros. */
  factors(): AlsFactors {
    return { clients: this.#read('clients'), columns: this.#read('columns') }
  }

  #read(side: Side): Float64Array {
    const { f, rank, places } = this.plan
    const { rows } = places[side]
    const table = this.table(side)
    const out = new Float64Array(rows * rank)
    for (let row = 0; row < rows; row += 1) out.set(table.subarray(row * f, row * f + rank), row * rank)
    return out
  }
}

/** The arithmetic of one thread that has the memory for itself. */
export class KernelArithmetic implements AlsArithmetic {
  readonly kernel: string
  readonly costs: RowCosts
  readonly rowPtr: Readonly<Record<Side, Uint32Array>>
  readonly #kernel: AlsKernel
  #side: Side = 'clients'

  constructor(kernel: AlsKernel, sides: Readonly<Record<Side, WeightedRows>>) {
    const { build, f, isFast } = kernel.plan
    this.#kernel = kernel
    this.kernel = build
    this.costs = kernelCosts(f, isFast)
    this.rowPtr = { clients: sides.clients.rowPtr, columns: sides.columns.rowPtr }
  }

  addGram(side: Side, start: number, end: number, out: Float64Array): void {
    this.#kernel.addTriangle(this.#kernel.gram(side, start, end), out)
  }

  *prepare(side: Side, base: Float64Array, ridges: Float64Array | null): Generator<undefined, void> {
    this.#side = side
    yield* this.#kernel.setBase(base, ridges)
    const { isFast, places } = this.#kernel.plan
    const { rows } = places[otherSide(side)]
    for (let start = 0; isFast && start < rows; start += GRID_ROWS) {
      this.#kernel.whiten(side, start, Math.min(start + GRID_ROWS, rows))
      yield
    }
  }

  solve(start: number, end: number): void {
    this.#kernel.solve(this.#side, start, end)
  }

  addEntrySums(start: number, end: number, sums: { fit: number; confidence: number }): void {
    const [fit, confidence] = this.#kernel.entrySums(start, end)
    sums.fit += fit!
    sums.confidence += confidence!
  }

  ridgeSum(side: Side, start: number, end: number, ridges: Float64Array): number {
    return ridgeSum(this.#kernel.table(side), this.#kernel.plan.f, start, end, ridges)
  }

  factors(): AlsFactors {
    return this.#kernel.factors()
  }
}
