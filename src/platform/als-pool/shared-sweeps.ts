import type { Csr } from '../../core/matrix/csr.ts'
import { mirrorLower } from '../../core/matrix/gram.ts'
import type { AlsFactors, AlsSweeps, OnSlice, Side } from '../../core/models/als/arithmetic.ts'
import { ridgeSum, type EntrySums } from '../../core/models/als/loss.ts'
import { gridOf, inSlices, sliceRows } from '../../core/models/als/sweep.ts'
import type { WeightedRows } from '../../core/models/als/weighted-rows.ts'
import type { AlsSettings } from '../../core/models/recipe.ts'
import type { AlsBuild } from '../als-builds.ts'
import { AlsKernel, kernelCosts, otherSide, sidesOf } from '../als-kernel.ts'
import { filledRank, memoryOf, planAls, type AlsPlan } from '../als-plan.ts'
import type { Crew } from './crew.ts'
import { closeSlices, LOSS_BYTES, openSlices, redoSlices, sliceWords, sumsOf, takeSlices, type Phase } from './phase.ts'

/** About a millisecond: threads that share out slices among themselves wait for each other no longer than one. */
const SLICE_OPERATIONS = 10_000_000
const WHITEN_ROWS = 512
const FLOAT = Float32Array.BYTES_PER_ELEMENT

/** The sweeps of a training in one memory that all threads of a crew share. */
export class SharedSweeps implements AlsSweeps {
  readonly kernel: string
  readonly #kernel: AlsKernel
  readonly #memory: WebAssembly.Memory
  readonly #words: Int32Array
  readonly #crew: Crew
  readonly #slices: Readonly<Record<Side, Uint32Array>>
  readonly #plan: AlsPlan

  constructor(build: AlsBuild, csr: Csr, settings: AlsSettings, initial: AlsFactors, crew: Crew) {
    const sides: Readonly<Record<Side, WeightedRows>> = sidesOf(csr, settings)
    const f = filledRank(settings.factors)
    const blocks = Math.max(gridOf(csr.rows).length, gridOf(csr.cols).length)
    this.#plan = planAls(build, settings, sides, {
      threads: crew.threads,
      keepsBefore: true,
      sumsBytes: blocks * Math.max(f * f * FLOAT, LOSS_BYTES),
      sentRows: null,
    })
    this.#memory = memoryOf(this.#plan.bytes, 'shared')
    this.#kernel = new AlsKernel(this.#plan, this.#memory, 'shared', 0)
    this.#kernel.writeRows(sides)
    this.#kernel.writeFactors(initial)
    const costs = kernelCosts(f, this.#plan.isFast)
    this.#slices = {
      clients: sliceRows(sides.clients.rowPtr, costs, SLICE_OPERATIONS),
      columns: sliceRows(sides.columns.rowPtr, costs, SLICE_OPERATIONS),
    }
    const { clients, columns } = this.#slices
    const even = gridOf(Math.max(csr.rows, csr.cols), WHITEN_ROWS)
    this.#words = sliceWords(Math.max(clients.length, columns.length, blocks, even.length))
    this.#crew = crew
    this.kernel = build
  }

  async gram(side: Side, out: Float64Array, onSlice: OnSlice): Promise<void> {
    const kernel = this.#kernel
    const { f, rank, places } = this.#plan
    const phase: Phase = { work: 'gram', side, starts: gridOf(places[side].rows) }
    await this.#run(phase, onSlice)
    out.fill(0)
    for (let block = 0; block < phase.starts.length - 1; block += 1)
      kernel.addTriangle(kernel.floats(sumsOf(kernel, phase, block), f * f), out)
    mirrorLower(out, rank)
  }

  async halfSweep(side: Side, base: Float64Array, ridges: Float64Array | null, onSlice: OnSlice): Promise<void> {
    const { places, isFast } = this.#plan
    const steps = this.#kernel.setBase(base, ridges)
    while (steps.next().done !== true) await onSlice(0)
    if (isFast)
      await this.#run({ work: 'whiten', side, starts: gridOf(places[otherSide(side)].rows, WHITEN_ROWS) }, () =>
        onSlice(0),
      )
    this.#before(side).set(this.#kernel.table(side))
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

  #before(side: Side): Float32Array {
    return this.#kernel.floats(this.#plan.before, this.#kernel.table(side).length)
  }

  /** All threads take slices until none is left; what a thread that died has taken is done over. */
  async #run(phase: Phase, onSlice: OnSlice): Promise<void> {
    openSlices(this.#words)
    const members = this.#crew.enlist((thread, member) =>
      member.ask((api) => api.openShared({ plan: this.#plan, memory: this.#memory, words: this.#words, thread })),
    )
    const working = members.map(({ member }) => member.ask((api) => api.takeSlices(phase)))
    try {
      await takeSlices(this.#kernel, phase, this.#words, 0, onSlice)
    } finally {
      closeSlices(this.#words)
      await Promise.all(working)
    }
    const { f } = this.#plan
    redoSlices(this.#kernel, phase, this.#words, (start, end) => {
      const rows = this.#before(phase.side).subarray(start * f, end * f)
      this.#kernel.table(phase.side).set(rows, start * f)
    })
  }
}
