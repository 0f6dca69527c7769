import type { AlsSettings } from '../recipe.ts'
import type { EvidenceSize } from './default-settings.ts'
import { hasOwnRidges } from './ridges.ts'
import { GRID_ROWS } from './sweep.ts'

const FLOAT64 = 8
const FLOAT32 = 4
const INDEX = 4
/** As the kernels lay their memory out: factors filled up to a multiple, rows solved in batches, rows beyond the end of a table. */
const LANES = { float32: 8, float64: 4 }
const BATCH_ROWS = 16
const ROWS_BEYOND = 3
/** What lies below a memory, the page that is begun, and the gaps between what stands in it. */
const PAGES = 3 * 65_536

/** Where a training runs. */
export interface TrainingThreads {
  readonly threads: number
  readonly sharesMemory: boolean
}

/** What trains by itself. */
export const ONE_THREAD: TrainingThreads = { threads: 1, sharesMemory: false }

/** Bytes of one memory of a kernel. */
interface KernelBytes {
  /** Numbers of rows and entries, and the factors. */
  readonly rows: number
  /** The fixed factors where they stand beside the others, whitened or sent. */
  readonly fixed: number
  /** Matrices, work areas, and what threads that share the memory need. */
  readonly rest: number
}

/** @param entries of both sides together */
function kernelBytes(
  { clientCount, columnCount }: EvidenceSize,
  entries: number,
  settings: AlsSettings,
  isExact: boolean,
  sharers: number,
): KernelBytes {
  const { factors: rank, objective, solver } = settings
  const lanes = isExact ? LANES.float64 : LANES.float32
  const cell = isExact ? FLOAT64 : FLOAT32
  const f = Math.ceil(rank / lanes) * lanes
  const rows = clientCount + columnCount
  const most = Math.max(clientCount, columnCount)
  const table = (count: number) => (count + ROWS_BEYOND) * f * cell
  const isWhitened = isExact ? !hasOwnRidges(objective) : solver === 'fast'
  const matrices = (isExact ? 2 : 3) * f * f * cell + f * cell
  const work = isExact ? 32 + 8 * f + 16 * f * f + 512 * f : 128 + Math.max(4 * BATCH_ROWS, f) * f * FLOAT32
  const ridges = hasOwnRidges(objective) ? most * cell : 0
  const sums = Math.ceil(most / GRID_ROWS) * Math.max(f * f * cell, 2 * FLOAT64)
  const shared = sharers > 1 ? sums + (isExact ? 0 : table(most)) : 0
  return {
    rows: (rows + 2) * INDEX + entries * (INDEX + cell) + table(rows) + ROWS_BEYOND * f * cell,
    fixed: isWhitened ? table(most) + (isExact ? rows : 0) : 0,
    rest: matrices + sharers * work + ridges + shared + PAGES,
  }
}

/** Bytes of all memories of a half-sweep in a kernel, and of what is on the way between them. */
function sweepBytes(
  size: EvidenceSize,
  entries: number,
  settings: AlsSettings,
  isExact: boolean,
  { threads, sharesMemory }: TrainingThreads,
): number {
  const { rows, fixed, rest } = kernelBytes(size, entries, settings, isExact, sharesMemory ? threads : 1)
  const here = rows + fixed + rest
  if (sharesMemory || threads === 1) return here
  // Each helper has its rows twice, as sent and in its memory; the fixed factors come in a message and are written there.
  const { clientCount, columnCount } = size
  const cell = isExact ? FLOAT64 : FLOAT32
  const table = Math.max(clientCount, columnCount) * Math.ceil(settings.factors / LANES.float32) * LANES.float32 * cell
  const sent = table * (isExact && fixed > 0 ? 2 : 1)
  const weighted = entries * (INDEX + FLOAT64)
  const share = (threads - 1) / threads
  return here + weighted + share * (weighted + rows) + (threads - 1) * (2 * sent + rest)
}

/**
 * Bytes at the peak of `trainAls` with the kernels: the evidence (`12n` with the events behind each entry), the first factors and
 * the last in float64, and the larger of two times: the iterations, with the set-up of the rows (float64 confidences and the
 * transposed side) or the factors as they are copied out; and the half-sweep that ends, in float64, with those of the clients.
 * With raw client factors there is none, but the model keeps them while the days before the held-out ones are trained on. The
 * rest of the model of before and the other models of an evaluation are not in it.
 */
export function estimateBytes(size: EvidenceSize, settings: AlsSettings, place: TrainingThreads): number {
  const { clientCount, columnCount, entryCount: n } = size
  const evidence = n * (2 * INDEX + FLOAT32) + clientCount * INDEX
  const factors = (clientCount + columnCount) * settings.factors * FLOAT64
  const setUp = n * (2 * FLOAT64 + INDEX + FLOAT32) + columnCount * INDEX
  const isExact = settings.solver === 'exact'
  const iterations = sweepBytes(size, 2 * n, settings, isExact, place) + Math.max(setUp, factors)
  if (settings.clientFactors === 'raw')
    return evidence + factors + iterations + clientCount * settings.factors * FLOAT64
  const final = factors + sweepBytes(size, n, settings, true, place) + Math.max(n * FLOAT64, factors)
  return evidence + factors + Math.max(iterations, final)
}
