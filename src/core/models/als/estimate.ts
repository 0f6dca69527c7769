import { DomainError } from '../../domain-error.ts'
import type { AlsSettings } from '../recipe.ts'
import { cgStepsOf } from './cg-steps.ts'
import type { EvidenceSize } from './default-settings.ts'
import { estimateBytes, type TrainingThreads } from './estimate-bytes.ts'

/** As the float32 kernel fills factors up. */
const LANES = 8

/** Operations a millisecond in the two kernels: what a slow laptop does, until this device has shown its own rate. */
const KERNEL_RATE = 3_000_000
const EXACT_RATE = 2_000_000
/** What each thread beyond the first adds, of a thread: they wait for each other, and share caches and memory. */
const EFFICIENCY = 0.75
/** A training shorter than this says nothing of the rate: most of it is not arithmetic. Milliseconds. */
const SHORTEST_TELLING_MS = 100

/** All that one WebAssembly memory can hold. */
const MOST_KERNEL_BYTES = 2 ** 32

/** What a training will take. */
export interface TrainingEstimate {
  /** At its peak. */
  readonly bytes: number
  readonly ms: number
}

/** A training of before, with the threads that took part. */
interface FinishedTraining {
  readonly size: EvidenceSize
  readonly settings: AlsSettings
  readonly place: TrainingThreads
  readonly ms: number
}

/** What training may take on a device: half of its memory, since the tables and the page need the rest, and no more than a kernel can hold. */
export const trainingLimitOf = (deviceBytes: number): number => Math.min(deviceBytes / 2, MOST_KERNEL_BYTES)

/** Milliseconds at the rates above: every iteration, both sides, and the exact sweep that ends a training. */
function nominalMs(
  { clientCount, columnCount, entryCount: n }: EvidenceSize,
  settings: AlsSettings,
  { threads, sharesMemory }: TrainingThreads,
): number {
  const { factors: rank, iterations, solver } = settings
  const steps = cgStepsOf(settings)
  const rows = clientCount + columnCount
  const speed = 1 + EFFICIENCY * (threads - 1)
  // Where memory is not shared, what is dense (Gram matrices, whitening of the fixed side) stays in one thread.
  const denseSpeed = sharesMemory ? speed : 1
  const exact = (count: number, entries: number): number =>
    (count * (rank ** 3 / 6 + rank * rank) + (entries * rank * rank) / 2) / EXACT_RATE / speed
  const finalSweep = exact(clientCount, n)
  if (solver === 'exact')
    return iterations * (exact(rows, 2 * n) + (rows * rank * rank) / EXACT_RATE / denseSpeed) + finalSweep
  const f = Math.ceil(rank / LANES) * LANES
  const solves = rows * 2 * f * f * (solver === 'fast' ? 1 : steps + 1) + 2 * n * 4 * f * (steps + 1)
  const dense = rows * f * f * (solver === 'fast' ? 2 : 1)
  return (iterations * (solves / speed + dense / denseSpeed)) / KERNEL_RATE + finalSweep
}

/**
 * What a training will take, before it is started.
 *
 * @param last a finished training on this device: the rate is taken from it
 */
export function estimateTraining(
  size: EvidenceSize,
  settings: AlsSettings,
  place: TrainingThreads,
  last: FinishedTraining | null,
): TrainingEstimate {
  const ms = nominalMs(size, settings, place)
  const bytes = estimateBytes(size, settings, place)
  if (last === null || last.ms < SHORTEST_TELLING_MS) return { bytes, ms }
  return { bytes, ms: (ms * last.ms) / nominalMs(last.size, last.settings, last.place) }
}

/**
 * Refuse a training that would need more memory than it may take: a heap that overflows takes the whole tab with it.
 *
 * @throws DomainError `too-large` with `bytes` and `limitBytes`
 */
export function refuseTooLarge(
  size: EvidenceSize,
  settings: AlsSettings,
  place: TrainingThreads,
  limitBytes: number,
): void {
  const bytes = estimateBytes(size, settings, place)
  if (bytes > limitBytes)
    throw new DomainError('too-large', `Training needs ${bytes} bytes and may take ${limitBytes}`, {
      bytes,
      limitBytes,
    })
}
