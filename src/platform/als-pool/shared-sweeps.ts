import { mirrorLower } from '../../core/matrix/gram.ts'
import type { AlsFactors, AlsSweeps, OnSlice, Side } from '../../core/models/als/arithmetic.ts'
import { ridgeSum, type EntrySums } from '../../core/models/als/loss.ts'
import { gridOf, inSlices, sliceRows } from '../../core/models/als/sweep.ts'
import type { Sides } from '../../core/models/als/sides.ts'
import type { AlsSettings } from '../../core/models/recipe.ts'
import type { KernelBuild } from '../als-builds.ts'
import { memoryOf } from '../als-plan.ts'
import { WHITEN_ROWS } from '../als-kernel.ts'
import { openKernel, planKernel, type AnyPlan } from '../open-kernel.ts'
import { otherSide, type SweepKernel } from '../sweep-kernel.ts'
import type { Crew } from './crew.ts'
import type { LentMember } from './lent-member.ts'
import { closeSlices, openSlices, redoSlices, sliceWords, sumsOf, takeSlices, type Phase } from './phase.ts'

/** Of a slice of one thread: about a millisecond, so that threads wait for each other no longer. */
const SLICE_SHARE = 1 / 6

/** The sweeps of a training in one memory that all threads of a crew share. */
export class SharedSweeps implements AlsSweeps {
  readonly kernel: string
  readonly #kernel: SweepKernel
  readonly #memory: WebAssembly.Memory
  readonly #words: Int32Array
  readonly #crew: Crew
  readonly #slices: Readonly<Record<Side, Uint32Array>>
  readonly #plan: AnyPlan

  constructor(build: KernelBuild, sides: Sides, settings: AlsSettings, initial: AlsFactors, crew: Crew) {
    this.#plan = planKernel(build, settings, sides, { threads: crew.threads, isShared: true, sentRows: null })
    this.#memory = memoryOf(this.#plan.bytes, 'shared')
    this.#kernel = openKernel(this.#plan, this.#memory, 'shared', 0)
    this.#kernel.writeRows(sides)
    this.#kernel.writeFactors(initial)
    const { costs } = this.#kernel
    this.#slices = {
      clients: sliceRows(sides.clients.rowPtr, costs, costs.slice * SLICE_SHARE),
      columns: sliceRows(sides.columns.rowPtr, costs, costs.slice * SLICE_SHARE),
    }
    const { clients, columns } = this.#slices
    const even = gridOf(Math.max(sides.clients.rows, sides.columns.rows), WHITEN_ROWS)
    this.#words = sliceWords(Math.max(clients.length, columns.length, even.length))
    this.#crew = crew
    this.kernel = build
  }

  async gram(side: Side, out: Float64Array, onSlice: OnSlice): Promise<void> {
    const kernel = this.#kernel
    const { rank, places } = this.#plan
    const phase: Phase = { work: 'gram', side, starts: gridOf(places[side].rows) }
    await this.#run(phase, onSlice)
    out.fill(0)
    for (let block = 0; block < phase.starts.length - 1; block += 1)
      kernel.addTriangle(sumsOf(kernel, phase, block), out)
    mirrorLower(out, rank)
  }

  async halfSweep(side: Side, base: Float64Array, ridges: Float64Array | null, onSlice: OnSlice): Promise<void> {
    const { places } = this.#plan
    await this.#crew.gather((thread, member) => this.#open(thread, member))
    const steps = this.#kernel.setBase(base, ridges)
    while (steps.next().done !== true) await onSlice(0)
    if (this.#kernel.whitens)
      await this.#run({ work: 'whiten', side, starts: gridOf(places[otherSide(side)].rows, WHITEN_ROWS) }, () =>
        onSlice(0),
      )
    this.#before(side)?.set(this.#kernel.table(side))
    await this.#run({ work: 'solve', side, starts: this.#slices[side] }, onSlice)
  }

  async entrySums(onSlice: OnSlice): Promise<EntrySums> {
    const phase: Phase = { work: 'sums', side: 'clients', starts: gridOf(this.#plan.places.clients.rows) }
    await this.#run(phase, onSlice)
    const sums: EntrySums = { fit: 0, confidence: 0 }
    for (let block = 0; block < phase.starts.length - 1; block += 1) {
      const [fit, confidence] = this.#kernel.doubles(sumsOf(this.#kernel, phase, block), 2)
      sums.fit += fit!
      sums.confidence += confidence!
    }
    return sums
  }

  async ridgeSum(side: Side, ridges: Float64Array, onSlice: OnSlice): Promise<number> {
    const table = this.#kernel.table(side)
    let sum = 0
    await inSlices(
      gridOf(this.#plan.places[side].rows),
      (start, end) => {
        sum += ridgeSum(table, this.#plan.f, start, end, ridges)
      },
      onSlice,
    )
    return sum
  }

  factors(): AlsFactors {
    return this.#kernel.factors()
  }

  close(): void {
    this.#crew.dismiss()
  }

  #open(thread: number, member: LentMember): Promise<unknown> {
    return member.ask((api) => api.openShared({ plan: this.#plan, memory: this.#memory, words: this.#words, thread }))
  }

  /** The factors of before, `null` where the kernel does not read them. */
  #before(side: Side): Float32Array | Float64Array | null {
    const { before } = this.#plan
    return before === 0 ? null : this.#kernel.numbers(before, this.#kernel.table(side).length)
  }

  /** All threads take slices until none is left; what a thread that died has taken is done over. */
  async #run(phase: Phase, onSlice: OnSlice): Promise<void> {
    openSlices(this.#words)
    const members = this.#crew.enlist((thread, member) => this.#open(thread, member))
    const working = members.map(({ member }) => member.ask((api) => api.takeSlices(phase)))
    try {
      await takeSlices(this.#kernel, phase, this.#words, 0, onSlice)
    } finally {
      closeSlices(this.#words)
      await Promise.all(working)
    }
    const { f } = this.#plan
    redoSlices(this.#kernel, phase, this.#words, (start, end) => {
      const before = this.#before(phase.side)
      if (before !== null) this.#kernel.table(phase.side).set(before.subarray(start * f, end * f), start * f)
    })
  }
}
