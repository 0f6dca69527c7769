import { DomainError } from '../core/domain-error.ts'
import { factorCholesky } from '../core/matrix/cholesky.ts'
import type { Csr } from '../core/matrix/csr.ts'
import { transpose } from '../core/matrix/transpose.ts'
import type { AlsArithmetic, AlsFactors, CreateArithmetic, RowCosts, Side } from '../core/models/als/arithmetic.ts'
import { createPlainArithmetic } from '../core/models/als/plain-arithmetic.ts'
import { GRID_ROWS } from '../core/models/als/sweep.ts'
import { weightedRows, type WeightedRows } from '../core/models/als/weighted-rows.ts'
import type { AlsSettings } from '../core/models/recipe.ts'
import { bestBuild, moduleOf, type AlsBuild, type MemoryKind } from './als-builds.ts'
import { memoryOf, planAls, workOf, type AlsPlan } from './als-plan.ts'

/** Steps of conjugate gradient a row: the default of `implicit`; in whitened coordinates practically exact. */
const STEPS = 3
/** Multiplications and additions of some milliseconds. */
const SLICE_OPERATIONS = 60_000_000
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

  /** Write the matrices of a half-sweep. @throws DomainError `singular-system` */
  setBase(base: Float64Array): void {
    const { f, rank, isFast, matrix } = this.plan
    // Filling zeros stay zeros: their system is the identity.
    const padded = new Float64Array(f * f)
    for (let i = 0; i < f; i += 1) padded[i * f + i] = 1
    for (let i = 0; i < rank; i += 1) padded.set(base.subarray(i * rank, (i + 1) * rank), i * f)
    if (isFast) this.#factor(padded)
    else this.floats(matrix, f * f).set(padded)
  }

  /** `L`, `L⁻¹` and `L⁻ᵀ` of a matrix, worked out in float64. */
  #factor(matrix: Float64Array): void {
    const { f, ...at } = this.plan
    if (factorCholesky(matrix, f) >= 0)
      throw new DomainError('singular-system', 'The Gram matrix is singular: raise lambda')
    const inverse = new Float64Array(f * f)
    for (let column = 0; column < f; column += 1) {
      inverse[column * f + column] = 1 / matrix[column * f + column]!
      for (let row = column + 1; row < f; row += 1) {
        let sum = 0
        for (let k = column; k < row; k += 1) sum -= matrix[row * f + k]! * inverse[k * f + column]!
        inverse[row * f + column] = sum / matrix[row * f + row]!
      }
    }
    const lower = this.floats(at.matrix, f * f)
    const inverted = this.floats(at.inverse, f * f)
    const transposed = this.floats(at.inverseTransposed, f * f)
    for (let i = 0; i < f; i += 1)
      for (let j = 0; j < f; j += 1) {
        lower[i * f + j] = j <= i ? matrix[i * f + j]! : 0
        inverted[i * f + j] = inverse[i * f + j]!
        transposed[j * f + i] = inverse[i * f + j]!
      }
  }

  /** Whiten rows `[start, end)` of the side that is fixed while `side` is solved. */
  whiten(side: Side, start: number, end: number): void {
    const { f, places, inverseTransposed, tables } = this.plan
    const { factors } = places[otherSide(side)]
    this.#exports.transform(factors, start, end, f, inverseTransposed, tables[side], UPPER)
  }

  /** Solve rows `[start, end)`. */
  solve(side: Side, start: number, end: number): void {
    const { f, w0, isFast, places, tables, matrix, inverse } = this.plan
    const { pointers, indices, confidences, factors } = places[side]
    const rows = [pointers, indices, confidences, factors, tables[side], matrix]
    const range = [f, w0, start, end, STEPS, this.#work]
    if (isFast) this.#exports.solveFast(...rows, inverse, ...range)
    else this.#exports.solveParity(...rows, ...range)
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

  *prepare(side: Side, base: Float64Array): Generator<undefined, void> {
    this.#side = side
    this.#kernel.setBase(base)
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

  factors(): AlsFactors {
    return this.#kernel.factors()
  }
}
