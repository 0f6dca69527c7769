import { transfer } from 'comlink'
import type { AlsFactors, AlsSweeps, OnSlice, Side } from '../../core/models/als/arithmetic.ts'
import type { EntrySums } from '../../core/models/als/loss.ts'
import { inSlices, sliceRows, sweepsOf } from '../../core/models/als/sweep.ts'
import type { Sides } from '../../core/models/als/sides.ts'
import type { WeightedRows } from '../../core/models/als/weighted-rows.ts'
import type { AlsSettings } from '../../core/models/recipe.ts'
import type { KernelBuild } from '../als-builds.ts'
import { startArithmetic, type KernelArithmetic } from '../als-kernel.ts'
import { planKernel, type AnyPlan } from '../open-kernel.ts'
import type { Part, SweepKernel } from '../sweep-kernel.ts'
import type { Crew, Enlisted } from './crew.ts'
import type { LentMember } from './lent-member.ts'

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
  readonly #arithmetic: KernelArithmetic
  readonly #kernel: SweepKernel
  readonly #local: AlsSweeps
  readonly #build: KernelBuild
  readonly #settings: AlsSettings
  readonly #sides: Sides
  readonly #parts: Readonly<Record<Side, readonly Part[]>>
  /** Of each thread that was handed its rows. */
  readonly #plans = new Map<number, AnyPlan>()
  readonly #crew: Crew

  constructor(build: KernelBuild, sides: Sides, settings: AlsSettings, initial: AlsFactors, crew: Crew) {
    this.#arithmetic = startArithmetic(build, sides, settings, initial)
    this.#kernel = this.#arithmetic.source
    this.#local = sweepsOf(this.#arithmetic, settings.factors)
    this.#build = build
    this.#settings = settings
    this.#sides = sides
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
    const open = (thread: number, member: LentMember) => this.#open(thread, member)
    await this.#crew.gather(open)
    const steps = this.#arithmetic.prepare(side, base, ridges)
    while (steps.next().done !== true) await onSlice(0)
    const members = this.#crew.enlist(open)
    const working = members.map(({ thread, member }) =>
      member.ask<Float32Array | Float64Array | null>((api) => {
        const writes = this.#kernel.sent(side, this.#parts[side][thread]!, this.#plans.get(thread)!)
        const buffers = writes.map(({ bytes }) => bytes.buffer)
        return api.solve(transfer({ side, writes }, buffers))
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
      const solved = answer?.answer ?? null
      if (solved === null) await this.#solve(side, part, () => onSlice(1))
      else this.#kernel.table(side).set(solved, part.start * this.#kernel.plan.f)
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
    const { costs } = this.#kernel
    const total = rows * costs.row + rowPtr[rows]! * costs.entry
    const starts = sliceRows(rowPtr, costs, total / threads)
    return Array.from({ length: threads }, (_, part) => ({
      start: starts[part] ?? rows,
      end: part === threads - 1 ? rows : (starts[part + 1] ?? rows),
    }))
  }

  #solve(side: Side, { start, end }: Part, onSlice: OnSlice): Promise<void> {
    const { costs } = this.#kernel
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
    const plan = planKernel(this.#build, this.#settings, rows, { threads: 1, isShared: false, sentRows })
    this.#plans.set(thread, plan)
    return member.ask((api) =>
      api.openMoved(transfer({ plan, rows }, [...buffersOf(rows.clients), ...buffersOf(rows.columns)])),
    )
  }
}
