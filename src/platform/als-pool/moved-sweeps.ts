import { transfer } from 'comlink'
import type { Csr } from '../../core/matrix/csr.ts'
import type { AlsFactors, AlsSweeps, OnSlice, Side } from '../../core/models/als/arithmetic.ts'
import type { EntrySums } from '../../core/models/als/loss.ts'
import { inSlices, sliceRows, sweepsOf } from '../../core/models/als/sweep.ts'
import type { WeightedRows } from '../../core/models/als/weighted-rows.ts'
import type { AlsSettings } from '../../core/models/recipe.ts'
import type { AlsBuild } from '../als-builds.ts'
import { AlsKernel, KernelArithmetic, kernelCosts, otherSide, sidesOf } from '../als-kernel.ts'
import { memoryOf, planAls } from '../als-plan.ts'
import type { Crew, Enlisted } from './crew.ts'
import type { LentMember } from './lent-member.ts'
import type { MovedSweep } from './member.ts'

/** A stretch of rows. */
interface Part {
  readonly start: number
  readonly end: number
}

/** Rows `[start, end)` of a side, as rows of their own. */
function rowsOf({ rowPtr, colIdx, confidence }: WeightedRows, { start, end }: Part): WeightedRows {
  const first = rowPtr[start]!
  const last = rowPtr[end]!
  return {
    rows: end - start,
    rowPtr: rowPtr.slice(start, end + 1).map((at) => at - first),
    colIdx: colIdx.slice(first, last),
    confidence: confidence.slice(first, last),
  }
}

const buffersOf = ({ rowPtr, colIdx, confidence }: WeightedRows) => [
  rowPtr.buffer as ArrayBuffer,
  colIdx.buffer as ArrayBuffer,
  confidence.buffer as ArrayBuffer,
]

/**
 * The sweeps of a training whose threads share no memory: each member holds a part of the rows, gets the fixed factors with every
 * half-sweep and gives back what it solved. Everything stands in this thread too, so that a member that dies takes nothing along.
 */
export class MovedSweeps implements AlsSweeps {
  readonly kernel: string
  readonly #kernel: AlsKernel
  readonly #local: AlsSweeps
  readonly #build: AlsBuild
  readonly #settings: AlsSettings
  readonly #sides: Readonly<Record<Side, WeightedRows>>
  readonly #parts: Readonly<Record<Side, readonly Part[]>>
  readonly #crew: Crew

  constructor(build: AlsBuild, csr: Csr, settings: AlsSettings, initial: AlsFactors, crew: Crew) {
    this.#sides = sidesOf(csr, settings)
    const wishes = { threads: 1, keepsBefore: false, sumsBytes: 0, sentRows: null }
    const plan = planAls(build, settings, this.#sides, wishes)
    this.#kernel = new AlsKernel(plan, memoryOf(plan.bytes, 'own'), 'own', 0)
    this.#kernel.writeRows(this.#sides)
    this.#kernel.writeFactors(initial)
    this.#local = sweepsOf(new KernelArithmetic(this.#kernel, this.#sides), settings.factors)
    this.#build = build
    this.#settings = settings
    this.#parts = { clients: this.#cut('clients', crew.threads), columns: this.#cut('columns', crew.threads) }
    this.#crew = crew
    this.kernel = build
  }

  gram(side: Side, out: Float64Array, onSlice: OnSlice): Promise<void> {
    return this.#local.gram(side, out, onSlice)
  }

  entrySums(onSlice: OnSlice): Promise<EntrySums> {
    return this.#local.entrySums(onSlice)
  }

  async halfSweep(side: Side, base: Float64Array, ridges: Float64Array | null, onSlice: OnSlice): Promise<void> {
    const kernel = this.#kernel
    const arithmetic = new KernelArithmetic(kernel, this.#sides)
    const steps = arithmetic.prepare(side, base, ridges)
    while (steps.next().done !== true) await onSlice(0)
    const members = this.#crew.enlist((thread, member) => this.#open(thread, member))
    const working = members.map(({ thread, member }) =>
      member.ask((api) => {
        const sweep = this.#sweep(side, this.#parts[side][thread]!, ridges)
        const { matrix, fromWhite, diagonal, table, before } = sweep
        return api.solve(
          transfer(
            sweep,
            [matrix, fromWhite, diagonal, table, before].map(({ buffer }) => buffer as ArrayBuffer),
          ),
        )
      }),
    )
    const isElsewhere = new Set(members.map(({ thread }) => thread))
    const mine = this.#parts[side].filter((_, thread) => !isElsewhere.has(thread))
    try {
      for (const [at, part] of mine.entries())
        await this.#solve(side, part, (share) => onSlice((at + share) / mine.length))
    } catch (error) {
      await this.#stop(members, working)
      throw error
    }
    for (const [at, answer] of (await Promise.all(working)).entries()) {
      const part = this.#parts[side][members[at]!.thread]!
      if (answer === null) await this.#solve(side, part, () => onSlice(1))
      else kernel.table(side).set(answer.answer, part.start * kernel.plan.f)
    }
  }

  ridgeSum(side: Side, ridges: Float64Array, onSlice: OnSlice): Promise<number> {
    return this.#local.ridgeSum(side, ridges, onSlice)
  }

  factors(): AlsFactors {
    return this.#kernel.factors()
  }

  close(): void {
    this.#crew.dismiss()
  }

  async #stop(members: readonly Enlisted[], working: readonly Promise<unknown>[]): Promise<void> {
    for (const { member } of members) void member.ask((api) => api.cancel())
    await Promise.all(working)
  }

  /** Stretches of about the same cost, one for each thread. */
  #cut(side: Side, threads: number): Part[] {
    const { rowPtr, rows } = this.#sides[side]
    const { f, isFast } = this.#kernel.plan
    const costs = kernelCosts(f, isFast)
    const total = rows * costs.row + rowPtr[rows]! * costs.entry
    const starts = sliceRows(rowPtr, costs, total / threads)
    return Array.from({ length: threads }, (_, part) => ({
      start: starts[part] ?? rows,
      end: part === threads - 1 ? rows : (starts[part + 1] ?? rows),
    }))
  }

  #solve(side: Side, { start, end }: Part, onSlice: OnSlice): Promise<void> {
    const { f, isFast } = this.#kernel.plan
    const costs = kernelCosts(f, isFast)
    const pointers = this.#sides[side].rowPtr.subarray(start, end + 1)
    return inSlices(
      sliceRows(pointers, costs, costs.slice),
      (first, last) => {
        this.#kernel.solve(side, start + first, start + last)
      },
      onSlice,
    )
  }

  #open(thread: number, member: LentMember): Promise<unknown> {
    const part = (side: Side) => rowsOf(this.#sides[side], this.#parts[side][thread]!)
    const rows = { clients: part('clients'), columns: part('columns') }
    const sentRows = Math.max(this.#sides.clients.rows, this.#sides.columns.rows)
    const wishes = { threads: 1, keepsBefore: false, sumsBytes: 0, sentRows }
    const plan = planAls(this.#build, this.#settings, rows, wishes)
    return member.ask((api) =>
      api.openMoved(transfer({ plan, rows }, [...buffersOf(rows.clients), ...buffersOf(rows.columns)])),
    )
  }

  #sweep(side: Side, { start, end }: Part, ridges: Float64Array | null): MovedSweep {
    const kernel = this.#kernel
    const { f, matrix, fromWhite, diagonal, tables, places } = kernel.plan
    return {
      side,
      matrix: kernel.floats(matrix, f * f).slice(),
      fromWhite: kernel.floats(fromWhite, f * f).slice(),
      diagonal: kernel.floats(diagonal, f).slice(),
      ridges: ridges === null ? null : ridges.slice(start, end),
      table: kernel.floats(tables[side], places[otherSide(side)].rows * f).slice(),
      before: kernel.table(side).slice(start * f, end * f),
    }
  }
}
