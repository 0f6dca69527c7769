import { transfer } from 'comlink'
import { DomainError } from '../../core/domain-error.ts'
import type { Side } from '../../core/models/als/arithmetic.ts'
import { inSlices, sliceRows } from '../../core/models/als/sweep.ts'
import type { Sides } from '../../core/models/als/sides.ts'
import { memoryOf } from '../als-plan.ts'
import { openKernel, type AnyPlan } from '../open-kernel.ts'
import { createPacedControl } from '../paced-control.ts'
import type { SweepKernel, Write } from '../sweep-kernel.ts'
import { isStopped, takeSlices, type Phase } from './phase.ts'

/** A training in a memory that all its threads share. */
export interface SharedTraining {
  readonly plan: AnyPlan
  readonly memory: WebAssembly.Memory
  readonly words: Int32Array
  readonly thread: number
}

/** A part of the rows of a training, moved to a thread that shares no memory. */
export interface MovedTraining {
  /** Laid out for these rows alone. */
  readonly plan: AnyPlan
  readonly rows: Sides
}

/** A half-sweep, moved to a thread that shares no memory. */
export interface MovedSweep {
  readonly side: Side
  /** All that is new since the half-sweep before: `SweepKernel.sent`. */
  readonly writes: readonly Write[]
}

/** A thread that helps with trainings, as the one that runs them sees it. One training at a time. */
export interface MemberApi {
  readonly openShared: (training: SharedTraining) => void
  readonly openMoved: (training: MovedTraining) => void
  /** Take slices of a phase until none is left. */
  readonly takeSlices: (phase: Phase) => Promise<void>
  /**
   * Solve the rows that were moved here.
   * @returns their factors, filled up with zeros; `null` when it was cancelled, or where a row has no answer
   */
  readonly solve: (sweep: MovedSweep) => Promise<Float32Array | Float64Array | null>
  /** Stop `solve` within one slice. */
  readonly cancel: () => void
  /** Forget the training. */
  readonly close: () => void
}

/** What a member has in hand. */
type Training =
  | { readonly kind: 'shared'; readonly kernel: SweepKernel; readonly words: Int32Array; readonly thread: number }
  | { readonly kind: 'moved'; readonly kernel: SweepKernel; readonly rows: Sides }

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
      training = { kind: 'shared', kernel: openKernel(plan, memory, 'shared', thread), words, thread }
    },
    openMoved: ({ plan, rows }) => {
      const kernel = openKernel(plan, memoryOf(plan.bytes, 'own'), 'own', 0)
      kernel.writeRows(rows)
      training = { kind: 'moved', kernel, rows }
    },
    takeSlices: async (phase) => {
      if (training?.kind !== 'shared') throw nothingOpen()
      isCancelled = false
      await takeSlices(training.kernel, phase, training.words, training.thread, pause())
    },
    solve: async ({ side, writes }) => {
      if (training?.kind !== 'moved') throw nothingOpen()
      isCancelled = false
      const { kernel, rows } = training
      kernel.write(writes)
      try {
        await inSlices(
          sliceRows(rows[side].rowPtr, kernel.costs, kernel.costs.slice),
          (start, end) => {
            kernel.solve(side, start, end)
          },
          pause(),
        )
      } catch (error) {
        if (isStopped(error, 'cancelled') || isStopped(error, 'singular-system')) return null
        throw error
      }
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
