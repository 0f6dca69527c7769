import { DomainError } from '../core/domain-error.ts'
import type { RowCosts, Side } from '../core/models/als/arithmetic.ts'
import { singularRow } from '../core/models/als/row-system.ts'
import { exactCosts } from '../core/models/als/sweep.ts'
import type { Sides } from '../core/models/als/sides.ts'
import type { WeightedRows } from '../core/models/als/weighted-rows.ts'
import { moduleOf, type MemoryKind } from './als-builds.ts'
import { PANEL, type ExactPlan } from './exact-plan.ts'
import { otherSide, SIDES, SweepKernel, type Part, type Write } from './sweep-kernel.ts'

const DOUBLE = Float64Array.BYTES_PER_ELEMENT
/** Room for two panels of a chunk in a work area, for each factor. */
const CHUNK_BYTES = 512
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
  readonly whiten: (...numbers: readonly number[]) => void
  readonly gram: (table: number, start: number, end: number, f: number, out: number, work: number) => void
  readonly entrySums: (...numbers: readonly number[]) => void
  readonly solve: (...numbers: readonly number[]) => number
}

/**
 * One instance of the float64 kernel: exact rows, with Gram matrices and loss in float64 too.
 *
 * A row of at most three entries for four factors whose confidences are all above w0 is solved in the dual form, unless
 * rows have a λ each or base is near to singular. Both forms agree to rounding; which one a row takes never depends on other
 * rows.
 */
export class Float64Kernel extends SweepKernel<ExactPlan> {
  readonly costs: RowCosts
  readonly gramBytes: number
  readonly #exports: Exports
  readonly #work: number

  /**
   * @param thread which work area is this one's
   * @throws DomainError `unexpected` where the build does not run
   */
  constructor(plan: ExactPlan, memory: WebAssembly.Memory, kind: MemoryKind, thread: number) {
    const module = moduleOf(plan.build, kind)
    if (module === null) throw new DomainError('unexpected', `${plan.build} does not run here`)
    super(plan, memory.buffer)
    const costs = exactCosts(plan.rank)
    this.costs = { ...costs, slice: costs.slice * SPEED }
    this.gramBytes = plan.f * plan.f * DOUBLE
    this.#exports = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Exports
    this.#work = plan.works[thread]!
  }

  numbers(at: number, length: number): Float64Array {
    return this.doubles(at, length)
  }

  override writeRows(sides: Sides): void {
    super.writeRows(sides)
    for (const side of SIDES) this.#writeNeeded(side, sides[side])
  }

  /** Mark the fixed rows that short rows have. */
  #writeNeeded(side: Side, { rows, rowPtr, colIdx }: WeightedRows): void {
    const { needed, places } = this.plan
    if (needed[side] === 0) return
    const mask = new Uint8Array(this.memory, needed[side], places[otherSide(side)].rows)
    for (let row = 0; row < rows; row += 1) {
      const end = rowPtr[row + 1]!
      if (end - rowPtr[row]! > this.#dualBound) continue
      for (let at = rowPtr[row]!; at < end; at += 1) mask[colIdx[at]!] = 1
    }
  }

  get #dualBound(): number {
    return Math.floor(DUAL_SHARE * this.plan.rank)
  }

  /** Rows of at most so many entries take the dual form: a word in the memory, for all threads. */
  get #dualMost(): number {
    return this.#head[0]!
  }

  get #head(): Int32Array {
    return new Int32Array(this.memory, this.plan.head, 1)
  }

  gram(side: Side, start: number, end: number, at = this.#work + CHUNK_BYTES * this.plan.f): number {
    const { f, places } = this.plan
    this.#exports.gram(places[side].factors, start, end, f, at, this.#work)
    return at
  }

  addTriangle(at: number, out: Float64Array): void {
    const { f, rank } = this.plan
    const block = this.doubles(at, f * f)
    for (let i = 0; i < rank; i += 1) for (let j = 0; j <= i; j += 1) out[i * rank + j]! += block[this.#element(j, i)]!
  }

  /** Where an element of a matrix in panels stands. */
  #element(i: number, j: number): number {
    return (Math.floor(j / PANEL) * this.plan.f + i) * PANEL + (j % PANEL)
  }

  *setBase(base: Float64Array, ridges: Float64Array | null): Generator<undefined, void> {
    const { rank, f } = this.plan
    // Zeros that fill up stay zeros: their system is the identity.
    const panels = this.doubles(this.plan.base, f * f)
    for (let i = 0; i < f; i += 1)
      for (let j = 0; j < f; j += 1)
        panels[this.#element(i, j)] = i < rank && j < rank ? base[i * rank + j]! : i === j ? 1 : 0
    yield
    if (ridges !== null) this.doubles(this.plan.ridges, ridges.length).set(ridges)
    this.#head[0] = this.plan.whitened > 0 && this.#factorBase() ? this.#dualBound : 0
  }

  /** @returns whether the dual form may rest on it */
  #factorBase(): boolean {
    const { f, base, factored } = this.plan
    const matrix = this.doubles(base, f * f)
    const upper = this.doubles(factored, f * f)
    upper.set(matrix)
    if (this.#exports.factorBase(factored, f, this.#work) >= 0) return false
    for (let i = 0; i < f; i += 1) {
      const at = this.#element(i, i)
      // The diagonal of U holds reciprocals.
      if (1 / upper[at]! ** 2 < matrix[at]! * SMALLEST_BASE_SHARE) return false
    }
    return true
  }

  get whitens(): boolean {
    return this.#dualMost > 0
  }

  whiten(side: Side, start: number, end: number): void {
    const { f, tables, whitened, needed, factored } = this.plan
    this.#exports.whiten(tables[side], whitened, needed[side], start, end, factored, f)
  }

  solve(side: Side, start: number, end: number): void {
    const { f, w0, places, tables, whitened, base, factored, ridges } = this.plan
    const { pointers, indices, confidences, factors } = places[side]
    const rows = [pointers, indices, confidences, tables[side], whitened, base, factored, ridges]
    const out = factors + start * f * DOUBLE
    const failed = this.#exports.solve(...rows, this.#dualMost, f, w0, start, end, out, this.#work)
    if (failed >= 0) throw singularRow(failed, new Int32Array(this.memory, this.#work, 1)[0]!)
  }

  entrySums(start: number, end: number, at = this.#work): Float64Array {
    const { f, w0, places } = this.plan
    const { pointers, indices, confidences, factors } = places.clients
    this.#exports.entrySums(
      ...[pointers, indices, confidences, factors, places.columns.factors],
      ...[f, w0, start, end, at],
    )
    return this.doubles(at, 2)
  }

  /** The base, the fixed factors, plain and whitened, and the part's ridges. */
  sent(side: Side, { start, end }: Part, to: ExactPlan): Write[] {
    const { f, head, base, factored, ridges, tables, whitened, places } = this.plan
    const square = f * f * DOUBLE
    const table = places[otherSide(side)].rows * f * DOUBLE
    return [
      this.copied(head, Int32Array.BYTES_PER_ELEMENT, to.head),
      this.copied(base, square, to.base),
      this.copied(factored, square, to.factored),
      this.copied(ridges + start * DOUBLE, ridges === 0 ? 0 : (end - start) * DOUBLE, to.ridges),
      this.copied(tables[side], table, to.tables[side]),
      this.copied(whitened, this.whitens ? table : 0, to.whitened),
    ]
  }
}
