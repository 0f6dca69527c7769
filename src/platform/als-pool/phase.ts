import { DomainError } from '../../core/domain-error.ts'
import type { Side } from '../../core/models/als/arithmetic.ts'
import { LOSS_BYTES } from '../als-plan.ts'
import type { SweepKernel } from '../sweep-kernel.ts'

/** One pass over slices of rows that several threads take part in. */
export interface Phase {
  readonly work: 'gram' | 'whiten' | 'solve' | 'sums'
  /** The side whose rows are added up or solved; for `whiten` the side that will be solved. */
  readonly side: Side
  /** Where each slice begins, and at last where all end. */
  readonly starts: Uint32Array
}

/** In the shared words: the next slice that nobody has taken. */
const NEXT = 0
/** Behind it a word for each slice: 0 untaken, `DONE`, or one more than the thread that took it. */
const FIRST_OWNER = 1
const DONE = -1

/** Where the sums of a slice are left. */
export const sumsOf = (kernel: SweepKernel, { work }: Phase, slice: number): number =>
  kernel.plan.sums + slice * (work === 'gram' ? kernel.gramBytes : LOSS_BYTES)

/** Do one slice: it leaves the same bits whoever does it, and however often. */
function runSlice(kernel: SweepKernel, phase: Phase, slice: number): void {
  const { work, side, starts } = phase
  const start = starts[slice]!
  const end = starts[slice + 1]!
  if (work === 'solve') kernel.solve(side, start, end)
  else if (work === 'whiten') kernel.whiten(side, start, end)
  else if (work === 'gram') kernel.gram(side, start, end, sumsOf(kernel, phase, slice))
  else kernel.entrySums(start, end, sumsOf(kernel, phase, slice))
}

/** Shared words for phases of at most so many slices. */
export const sliceWords = (mostSlices: number): Int32Array<SharedArrayBuffer> =>
  new Int32Array(new SharedArrayBuffer((FIRST_OWNER + mostSlices) * Int32Array.BYTES_PER_ELEMENT))

/** Nothing is taken. Before a phase, while no other thread runs. */
export function openSlices(words: Int32Array): void {
  words.fill(0)
}

/** Nobody takes another slice. */
export function closeSlices(words: Int32Array): void {
  Atomics.store(words, NEXT, words.length)
}

/** What stops a thread through no fault of its own: a row without an answer, or a wish. */
export const isStopped = (error: unknown, by: 'singular-system' | 'cancelled'): boolean =>
  error instanceof DomainError && error.code === by

/**
 * Take slices until none is left; threads share them out among themselves. At a row without an answer all threads stop: slices are
 * taken in order, so that `redoSlices` comes upon the first such row, whoever found one.
 *
 * @param onSlice awaited after each slice with the share that is taken
 */
export async function takeSlices(
  kernel: SweepKernel,
  phase: Phase,
  words: Int32Array,
  thread: number,
  onSlice: (share: number) => Promise<void>,
): Promise<void> {
  const count = phase.starts.length - 1
  for (;;) {
    const slice = Atomics.add(words, NEXT, 1)
    if (slice >= count) return
    Atomics.store(words, FIRST_OWNER + slice, thread + 1)
    try {
      runSlice(kernel, phase, slice)
    } catch (error) {
      if (!isStopped(error, 'singular-system')) throw error
      closeSlices(words)
      return
    }
    Atomics.store(words, FIRST_OWNER + slice, DONE)
    await onSlice((slice + 1) / count)
  }
}

/**
 * Do what a thread took and never finished.
 *
 * @param putBack gives rows that are half solved their old factors again
 * @throws DomainError `singular-system` with the first row without an answer
 */
export function redoSlices(
  kernel: SweepKernel,
  phase: Phase,
  words: Int32Array,
  putBack: (start: number, end: number) => void,
): void {
  const count = phase.starts.length - 1
  for (let slice = 0; slice < count; slice += 1) {
    if (Atomics.load(words, FIRST_OWNER + slice) === DONE) continue
    if (phase.work === 'solve') putBack(phase.starts[slice]!, phase.starts[slice + 1]!)
    runSlice(kernel, phase, slice)
  }
}
