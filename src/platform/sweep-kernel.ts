import type { AlsFactors, RowCosts, Side } from '../core/models/als/arithmetic.ts'
import type { Sides } from '../core/models/als/sides.ts'
import type { KernelPlan } from './als-plan.ts'

export const SIDES = ['clients', 'columns'] as const

/** The side that is fixed while this one is solved. */
export const otherSide = (side: Side): Side => (side === 'clients' ? 'columns' : 'clients')

/** A stretch of rows. */
export interface Part {
  readonly start: number
  readonly end: number
}

/** Bytes for the memory of another thread. */
export interface Write {
  readonly at: number
  readonly bytes: Uint8Array<ArrayBuffer>
}

/**
 * One instance of a kernel over a memory, its own or one that it shares. What it leaves in the memory depends on what stood there alone:
 * not on the thread, nor on how rows were cut.
 */
export abstract class SweepKernel<Plan extends KernelPlan = KernelPlan> {
  readonly plan: Plan
  abstract readonly costs: RowCosts
  /** Bytes of the Gram matrix of a block. */
  abstract readonly gramBytes: number
  protected readonly memory: ArrayBufferLike

  constructor(plan: Plan, memory: ArrayBufferLike) {
    this.plan = plan
    this.memory = memory
  }

  /** Numbers of the precision of the kernel. */
  abstract numbers(at: number, length: number): Float32Array | Float64Array
  /** Leave the Gram matrix of rows `[start, end)` at an address, the work area of the thread unless said. @returns the address */
  abstract gram(side: Side, start: number, end: number, at?: number): number
  /** Add a Gram matrix that was left there to the lower triangle of one without filling zeros. */
  abstract addTriangle(at: number, out: Float64Array): void
  /**
   * Write what the half-sweep of a side needs beside the factors. A step is some milliseconds.
   * @throws DomainError `singular-system`
   */
  abstract setBase(base: Float64Array, ridges: Float64Array | null): Generator<undefined, void>
  /** Whether the rows of the fixed side must be whitened before rows are solved. Once the base is set. */
  abstract get whitens(): boolean
  /** Whiten rows `[start, end)` of the side that is fixed while `side` is solved. */
  abstract whiten(side: Side, start: number, end: number): void
  /** Solve rows `[start, end)`. @throws DomainError `singular-system` with the row */
  abstract solve(side: Side, start: number, end: number): void
  /** The sums of the loss over the entries of clients `[start, end)`: fit and confidence. @param at as for `gram` */
  abstract entrySums(start: number, end: number, at?: number): Float64Array
  /** All that another thread needs to solve a part of the rows of a side, once the fixed side is whitened. @param to its plan */
  abstract sent(side: Side, part: Part, to: Plan): Write[]

  doubles(at: number, length: number): Float64Array {
    return new Float64Array(this.memory, at, length)
  }

  /** Write the entries of all rows. */
  writeRows(sides: Sides): void {
    for (const side of SIDES) {
      const { rowPtr, colIdx, confidence } = sides[side]
      const { pointers, indices, confidences } = this.plan.places[side]
      new Uint32Array(this.memory, pointers, rowPtr.length).set(rowPtr)
      new Uint32Array(this.memory, indices, colIdx.length).set(colIdx)
      this.numbers(confidences, confidence.length).set(confidence)
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
  table(side: Side): Float32Array | Float64Array {
    const { places, f } = this.plan
    return this.numbers(places[side].factors, places[side].rows * f)
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

  /** Take over what another thread sent. */
  write(writes: readonly Write[]): void {
    for (const { at, bytes } of writes) new Uint8Array(this.memory, at, bytes.length).set(bytes)
  }

  /** A copy of bytes that stand here for an address elsewhere. */
  protected copied(from: number, length: number, at: number): Write {
    const bytes = new Uint8Array(length)
    bytes.set(new Uint8Array(this.memory, from, length))
    return { at, bytes }
  }
}
