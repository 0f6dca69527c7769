import { transfer } from 'comlink'
import { DomainError } from '../../core/domain-error.ts'
import type { Side } from '../../core/models/als/arithmetic.ts'
import { inSlices, sliceRows } from '../../core/models/als/sweep.ts'
import type { WeightedRows } from '../../core/models/als/weighted-rows.ts'
import { AlsKernel, kernelCosts } from '../als-kernel.ts'
import { memoryOf, type AlsPlan } from '../als-plan.ts'
import { createPacedControl } from '../paced-control.ts'
import { takeSlices, type Phase } from './phase.ts'

/** A training in a memory that all its threads share. */
export interface SharedTraining {
  readonly plan: AlsPlan
  readonly memory: WebAssembly.Memory
  readonly words: Int32Array
  readonly thread: number
}

/** A part of the rows of a training, moved to a thread that shares no memory. */
export interface MovedTraining {
  /** Laid out for these rows alone. */
  readonly plan: AlsPlan
  readonly rows: Readonly<Record<Side, WeightedRows>>
}

/** A half-sweep, moved to a thread that shares no memory. Factors are filled up with zeros. */
export interface MovedSweep {
  readonly side: Side
  /** The base for `parity`, the way to white coordinates for `fast`; the way back, and the diagonal there. */
  readonly matrix: Float32Array
  readonly fromWhite: Float32Array
  readonly diagonal: Float32Array
  /** λ of each row that is solved there, where they differ. */
  readonly ridges: Float64Array | null
  /** All rows of the other side, whitened for `fast`. */
  readonly table: Float32Array
  /** The rows that are solved there, as they are before. */
  readonly before: Float32Array
}

/** A thread that helps with trainings, as the one that runs them sees it. One training at a time. */
export interface MemberApi {
  readonly openShared: (training: SharedTraining) => void
  readonly openMoved: (training: MovedTraining) => void
  /** Take slices of a phase until none is left. */
  readonly takeSlices: (phase: Phase) => Promise<void>
  /** Solve the rows that were moved here. @returns their factors. @throws DomainError `cancelled` */
  readonly solve: (sweep: MovedSweep) => Promise<Float32Array>
  /** Stop `solve` within one slice. */
  readonly cancel: () => void
  /** Forget the training. */
  readonly close: () => void
}

/** What a member has in hand. */
type Training =
  | { readonly kind: 'shared'; readonly kernel: AlsKernel; readonly words: Int32Array; readonly thread: number }
  | { readonly kind: 'moved'; readonly kernel: AlsKernel; readonly rows: Readonly<Record<Side, WeightedRows>> }

const nothingOpen = () => new DomainError('unexpected', 'No training of this kind is open here')

/** Lend this thread to trainings. */
export function createMember(): MemberApi {
  let training: Training | null = null
  let isCancelled = false
  /** Lets messages in every few milliseconds: pings, and `cancel`. */
  const pause = () => {
    const control = createPacedControl(
      () => undefined,
      () => isCancelled,
    )
    return async () => {
      const waiting = control.tick({ stage: 'training', done: 0, total: 0, unit: 'iterations' })
      if (waiting !== undefined) await waiting
      if (isCancelled) throw new DomainError('cancelled', 'The training was cancelled')
    }
  }

  return {
    openShared: ({ plan, memory, words, thread }) => {
      training = { kind: 'shared', kernel: new AlsKernel(plan, memory, 'shared', thread), words, thread }
    },
    openMoved: ({ plan, rows }) => {
      const kernel = new AlsKernel(plan, memoryOf(plan.bytes, 'own'), 'own', 0)
      kernel.writeRows(rows)
      training = { kind: 'moved', kernel, rows }
    },
    takeSlices: async (phase) => {
      if (training?.kind !== 'shared') throw nothingOpen()
      isCancelled = false
      await takeSlices(training.kernel, phase, training.words, training.thread, pause())
    },
    solve: async ({ side, matrix, fromWhite, diagonal, ridges, table, before }) => {
      if (training?.kind !== 'moved') throw nothingOpen()
      isCancelled = false
      const { kernel, rows } = training
      const { plan } = kernel
      kernel.floats(plan.matrix, matrix.length).set(matrix)
      kernel.floats(plan.fromWhite, fromWhite.length).set(fromWhite)
      kernel.floats(plan.diagonal, diagonal.length).set(diagonal)
      if (ridges !== null) kernel.setRidges(ridges)
      kernel.floats(plan.tables[side], table.length).set(table)
      kernel.table(side).set(before)
      const costs = kernelCosts(plan.f, plan.isFast)
      const slices = sliceRows(rows[side].rowPtr, costs, costs.slice)
      await inSlices(
        slices,
        (start, end) => {
          kernel.solve(side, start, end)
        },
        pause(),
      )
      const solved = kernel.table(side).slice()
      return transfer(solved, [solved.buffer])
    },
    cancel: () => {
      isCancelled = true
    },
    close: () => {
      training = null
    },
  }
}
