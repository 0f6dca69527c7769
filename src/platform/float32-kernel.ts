import { DomainError } from '../core/domain-error.ts'
import type { RowCosts, Side } from '../core/models/als/arithmetic.ts'
import { choleskyWhitening, eigenWhitening } from '../core/models/als/whitening.ts'
import { moduleOf, type MemoryKind } from './als-builds.ts'
import { workOf, type AlsPlan } from './als-plan.ts'
import { otherSide, SweepKernel, type Part, type Write } from './sweep-kernel.ts'

/** Multiplications and additions of some milliseconds. */
const SLICE_OPERATIONS = 60_000_000
const FULL = 0
const UPPER = 1
const FLOAT = Float32Array.BYTES_PER_ELEMENT

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

/** What rows cost in the kernel, in multiplications and additions. */
const kernelCosts = ({ f, isFast, steps }: AlsPlan): RowCosts => ({
  row: 2 * f * f * (isFast ? 1 : steps + 1),
  entry: 4 * f * (steps + 1),
  slice: SLICE_OPERATIONS,
})

/** One instance of the float32 kernel: `parity` and `fast`. */
export class Float32Kernel extends SweepKernel<AlsPlan> {
  readonly costs: RowCosts
  readonly gramBytes: number
  readonly #exports: Exports
  readonly #work: number

  /**
   * @param thread which work area is this one's
   * @throws DomainError `unexpected` where the build does not run
   */
  constructor(plan: AlsPlan, memory: WebAssembly.Memory, kind: MemoryKind, thread: number) {
    const module = moduleOf(plan.build, kind)
    if (module === null) throw new DomainError('unexpected', `${plan.build} does not run here`)
    super(plan, memory.buffer)
    this.costs = kernelCosts(plan)
    this.gramBytes = plan.f * plan.f * FLOAT
    this.#exports = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Exports
    this.#exports.useHead(plan.works[thread]!)
    this.#work = workOf(plan, thread)
  }

  numbers(at: number, length: number): Float32Array {
    return new Float32Array(this.memory, at, length)
  }

  gram(side: Side, start: number, end: number, at = this.#work): number {
    const { f, places } = this.plan
    this.#exports.gram(places[side].factors, start, end, f, at)
    return at
  }

  addTriangle(at: number, out: Float64Array): void {
    const { f, rank } = this.plan
    const block = this.numbers(at, f * f)
    for (let i = 0; i < rank; i += 1) for (let j = 0; j <= i; j += 1) out[i * rank + j]! += block[i * f + j]!
  }

  *setBase(base: Float64Array, ridges: Float64Array | null): Generator<undefined, void> {
    const { f, rank, isFast, matrix, fromWhite, ofFixed, diagonal } = this.plan
    if (ridges !== null) this.#setRidges(ridges)
    if (!isFast) {
      this.#writeSquare(matrix, base)
      return
    }
    const whitening = this.plan.ridges === 0 ? choleskyWhitening(base, rank, f) : yield* eigenWhitening(base, rank, f)
    this.#writeSquare(matrix, whitening.toWhite)
    this.#writeSquare(fromWhite, whitening.fromWhite)
    this.#writeSquare(ofFixed, whitening.ofFixed)
    this.numbers(diagonal, f).set(whitening.diagonal)
  }

  /** Write the ridges of the side that is solved. */
  #setRidges(ridges: Float64Array): void {
    const out = this.numbers(this.plan.ridges, ridges.length)
    // 0 means a row that becomes zeros; a small ridge may round to it.
    for (let row = 0; row < ridges.length; row += 1) out[row] = ridges[row] === 0 ? -1 : ridges[row]!
  }

  /** Write a matrix of shape `[rank, rank]` or `[f, f]`. Filling zeros stay zeros whatever meets them. */
  #writeSquare(at: number, matrix: Float64Array): void {
    const { f, rank } = this.plan
    const size = matrix.length === f * f ? f : rank
    const out = this.numbers(at, f * f).fill(0)
    for (let i = 0; i < size; i += 1) out.set(matrix.subarray(i * size, (i + 1) * size), i * f)
  }

  get whitens(): boolean {
    return this.plan.isFast
  }

  whiten(side: Side, start: number, end: number): void {
    const { f, places, ofFixed, ridges, tables } = this.plan
    const { factors } = places[otherSide(side)]
    this.#exports.transform(factors, start, end, f, ofFixed, tables[side], ridges === 0 ? UPPER : FULL)
  }

  solve(side: Side, start: number, end: number): void {
    const { f, w0, isFast, steps, places, tables, matrix, fromWhite, diagonal, ridges } = this.plan
    const { pointers, indices, confidences, factors } = places[side]
    const rows = [pointers, indices, confidences, factors, tables[side], matrix]
    const range = [f, w0, start, end, steps, this.#work]
    if (!isFast) this.#exports.solveParity(...rows, ridges, ...range)
    else if (ridges === 0) this.#exports.solveFast(...rows, fromWhite, ...range)
    else this.#exports.solveFastRidges(...rows, fromWhite, diagonal, ridges, ...range)
  }

  entrySums(start: number, end: number, at = this.#work): Float64Array {
    const { f, w0, places } = this.plan
    const { pointers, indices, confidences, factors } = places.clients
    const range = [f, w0, start, end, at]
    this.#exports.entrySums(pointers, indices, confidences, factors, places.columns.factors, ...range)
    return this.doubles(at, 2)
  }

  /** The matrices, the fixed factors (whitened for `fast`), and the part's ridges and factors of before. */
  sent(side: Side, { start, end }: Part, to: AlsPlan): Write[] {
    const { f, matrix, fromWhite, diagonal, ridges, tables, places } = this.plan
    const [square, line, rows] = [f * f * FLOAT, f * FLOAT, end - start]
    return [
      this.copied(matrix, square, to.matrix),
      this.copied(fromWhite, square, to.fromWhite),
      this.copied(diagonal, line, to.diagonal),
      this.copied(ridges + start * FLOAT, ridges === 0 ? 0 : rows * FLOAT, to.ridges),
      this.copied(tables[side], places[otherSide(side)].rows * line, to.tables[side]),
      this.copied(places[side].factors + start * line, rows * line, to.places[side].factors),
    ]
  }
}
