import { DomainError } from '../../domain-error.ts'
import type { AlsSettings } from '../recipe.ts'
import type { EvidenceSize } from './default-settings.ts'

const FLOAT32 = 4
const FLOAT64 = 8
const INDEX = 4
/** As the kernel lays its memory out: factors filled up to a multiple of this, rows solved in batches of the other. */
const LANES = 8
const BATCH_ROWS = 16
/** Conjugate-gradient steps of the kernel. */
const STEPS = 3

/** Operations a millisecond in the kernel and in plain TypeScript: what a slow laptop does, until this device has shown its own rate. */
const KERNEL_RATE = 3_000_000
const PLAIN_RATE = 1_000_000
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

/** What training may take on a device: half of its memory, since the tables and the page need the rest, and no more than a kernel can hold. */
export const trainingLimitOf = (deviceBytes: number): number => Math.min(deviceBytes / 2, MOST_KERNEL_BYTES)

/** Where training has no kernel, `exact` among others, it is in plain float64. */
const hasKernel = ({ solver }: AlsSettings): boolean => solver !== 'exact'

/**
 * Bytes at the peak of `trainAls`: the evidence, both sides of it with confidences, and the factors with their copies.
 *
 * With the kernel: evidence `12n` (with the events behind each entry), first and last factors in float64, the memory of the
 * kernel, and in its set-up `24n` for float64 confidences and the transposed side. Without: evidence, both sides with
 * confidences, the factors once, and the confidences of the final sweep. A model of raw client factors keeps them while the days
 * before the held-out ones are trained on. The rest of the model of before and the other models of an evaluation are not in it.
 */
function bytesOf({ clientCount, columnCount, entryCount: n }: EvidenceSize, settings: AlsSettings): number {
  const { factors: rank, solver } = settings
  const rows = clientCount + columnCount
  const kept = settings.clientFactors === 'raw' ? clientCount * rank * FLOAT64 : 0
  const evidence = n * (2 * INDEX + FLOAT32) + clientCount * INDEX
  const factors = rows * rank * FLOAT64
  const setUp = n * (2 * FLOAT64 + INDEX + FLOAT32) + columnCount * INDEX
  if (!hasKernel(settings)) return kept + evidence + factors + setUp + n * FLOAT64
  const f = Math.ceil(rank / LANES) * LANES
  const whitened = solver === 'fast' ? Math.max(clientCount, columnCount) : 0
  const kernel =
    rows * INDEX +
    2 * n * (INDEX + FLOAT32) +
    (rows + whitened) * f * FLOAT32 +
    (3 * f + Math.max(4 * BATCH_ROWS, f)) * f * FLOAT32
  // The set-up is over when the factors are copied out.
  return kept + evidence + factors + kernel + Math.max(setUp, factors)
}

/** Milliseconds at the rates above: every iteration, both sides, and the exact sweep that ends a training unless raw factors are kept. */
function nominalMs({ clientCount, columnCount, entryCount: n }: EvidenceSize, settings: AlsSettings): number {
  const { factors: rank, iterations, solver } = settings
  const rows = clientCount + columnCount
  const exact = (count: number, entries: number): number =>
    (count * (rank ** 3 / 6 + rank * rank) + (entries * rank * rank) / 2) / PLAIN_RATE
  const finalSweep = settings.clientFactors === 'raw' ? 0 : exact(clientCount, n)
  if (!hasKernel(settings)) return iterations * (exact(rows, 2 * n) + (rows * rank * rank) / PLAIN_RATE) + finalSweep
  const f = Math.ceil(rank / LANES) * LANES
  const solves = rows * 2 * f * f * (solver === 'fast' ? 1 : STEPS + 1) + 2 * n * 4 * f * (STEPS + 1)
  // Gram matrices, and the whitening of the fixed side.
  const dense = rows * f * f * (solver === 'fast' ? 2 : 1)
  return (iterations * (solves + dense)) / KERNEL_RATE + finalSweep
}

/**
 * What a training will take, before it is started.
 *
 * @param last a finished training on this device: the rate is taken from it
 */
export function estimateTraining(
  size: EvidenceSize,
  settings: AlsSettings,
  last: { readonly size: EvidenceSize; readonly settings: AlsSettings; readonly ms: number } | null,
): TrainingEstimate {
  const ms = nominalMs(size, settings)
  const bytes = bytesOf(size, settings)
  if (last === null || last.ms < SHORTEST_TELLING_MS) return { bytes, ms }
  return { bytes, ms: (ms * last.ms) / nominalMs(last.size, last.settings) }
}

/**
 * Refuse a training that would need more memory than it may take: a heap that overflows takes the whole tab with it.
 *
 * @throws DomainError `too-large` with `bytes` and `limitBytes`
 */
export function refuseTooLarge(size: EvidenceSize, settings: AlsSettings, limitBytes: number): void {
  const bytes = bytesOf(size, settings)
  if (bytes > limitBytes)
    throw new DomainError('too-large', `Training needs ${bytes} bytes and may take ${limitBytes}`, {
      bytes,
      limitBytes,
    })
}
