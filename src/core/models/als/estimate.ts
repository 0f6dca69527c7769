import { DomainError } from '../../domain-error.ts'
import type { AlsSettings } from '../recipe.ts'
import type { EvidenceSize } from './default-settings.ts'
import { trainingWork, type TrainingRates } from './training-work.ts'

const FLOAT32 = 4
const FLOAT64 = 8
const INDEX = 4
/** As the kernel lays its memory out: factors filled up to a multiple of this, rows solved in batches of the other. */
const LANES = 8
const BATCH_ROWS = 16

/** What a slow laptop does, until this device has shown its own rates. */
const USUAL_RATES: TrainingRates = { kernel: 12_000_000, exact: 1_200_000 }
/** How far off a forecast may be, as a factor both ways: from a guess, from the calibration, from a training on this device. */
const SPREADS = { guessed: 3, calibrated: 1.5, seen: 1.3 } as const
/** A training shorter than this says nothing of the rate: most of it is not arithmetic. Milliseconds. */
const SHORTEST_TELLING_MS = 100

/** All that one WebAssembly memory can hold. */
const MOST_KERNEL_BYTES = 2 ** 32

/** What a training will take. */
export interface TrainingEstimate {
  /** At its peak. */
  readonly bytes: number
  readonly ms: number
  /** The time lies between `ms / spread` and `ms · spread`, as a rule. */
  readonly spread: number
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

/** Milliseconds at these rates. */
function msAt(rates: TrainingRates, size: EvidenceSize, settings: AlsSettings): number {
  const { kernel, exact } = trainingWork(size, settings)
  return kernel / rates.kernel + exact / rates.exact
}

/**
 * What a training will take, before it is started.
 *
 * @param last a finished training on this device: how much longer it took than forecast, this one will
 * @param rates as this device was calibrated; `null` before
 */
export function estimateTraining(
  size: EvidenceSize,
  settings: AlsSettings,
  last: { readonly size: EvidenceSize; readonly settings: AlsSettings; readonly ms: number } | null,
  rates: TrainingRates | null = null,
): TrainingEstimate {
  const known = rates ?? USUAL_RATES
  const ms = msAt(known, size, settings)
  const bytes = bytesOf(size, settings)
  if (last === null || last.ms < SHORTEST_TELLING_MS)
    return { bytes, ms, spread: rates === null ? SPREADS.guessed : SPREADS.calibrated }
  return { bytes, ms: (ms * last.ms) / msAt(known, last.size, last.settings), spread: SPREADS.seen }
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
