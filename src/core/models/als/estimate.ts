import { DomainError } from '../../domain-error.ts'
import type { AlsSettings } from '../recipe.ts'
import type { EvidenceSize } from './default-settings.ts'
import { estimateBytes, type TrainingThreads } from './estimate-bytes.ts'
import { trainingWork, type TrainingRates } from './training-work.ts'

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

/** A training of before, with the threads that took part. */
interface FinishedTraining {
  readonly size: EvidenceSize
  readonly settings: AlsSettings
  readonly place: TrainingThreads
  readonly ms: number
}

/** What training may take on a device: half of its memory, since the tables and the page need the rest, and no more than a kernel can hold. */
export const trainingLimitOf = (deviceBytes: number): number => Math.min(deviceBytes / 2, MOST_KERNEL_BYTES)

/** Milliseconds at these rates. */
function msAt(rates: TrainingRates, size: EvidenceSize, settings: AlsSettings, place: TrainingThreads): number {
  const { kernel, exact } = trainingWork(size, settings, place)
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
  place: TrainingThreads,
  last: FinishedTraining | null,
  rates: TrainingRates | null = null,
): TrainingEstimate {
  const known = rates ?? USUAL_RATES
  const ms = msAt(known, size, settings, place)
  const bytes = estimateBytes(size, settings, place)
  if (last === null || last.ms < SHORTEST_TELLING_MS)
    return { bytes, ms, spread: rates === null ? SPREADS.guessed : SPREADS.calibrated }
  return { bytes, ms: (ms * last.ms) / msAt(known, last.size, last.settings, last.place), spread: SPREADS.seen }
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
