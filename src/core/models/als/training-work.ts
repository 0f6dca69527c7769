import type { AlsSettings } from '../recipe.ts'
import { cgStepsOf } from './cg-steps.ts'
import type { EvidenceSize } from './default-settings.ts'
import type { TrainingThreads } from './estimate-bytes.ts'

/** As the kernel lays its memory out: factors filled up to a multiple of this. */
const LANES = 8
/** Multiplications of the kernel in which it fetches the factors of an entry's other side, and takes them in, for each factor and step. */
const ENTRY = 11
/** For each square of factors of a row: its Gram matrix, to white coordinates and back; for `parity` a product for each step. */
const GRAM = 1
const WHITE = 1
/** Multiplications, times the cube of the factors, to whiten one side: in plain TypeScript, across the lines of a matrix. */
const WHITENING = 6
/** Plain TypeScript does an operation in this many times what the kernel for exact rows takes; its Gram matrix is as much quicker. */
const PLAIN = 2
const EXACT_GRAM = 0.1
/** Operations of plain TypeScript to draw one initial factor, and to lay out and transpose one entry. */
const DRAWN = 20
const LAID_OUT = 80
/** What each thread beyond the first adds, of a thread: they wait for each other, and share caches and memory. */
const EFFICIENCY = 0.75

/** The work of a training, in multiplications one after the other, by what does it. */
export interface TrainingWork {
  /** The iterations of `fast` and `parity`, in float32. */
  readonly kernel: number
  /** Exact rows in float64; what plain TypeScript does is counted here too, as so many of these. */
  readonly exact: number
}

/** Multiplications a millisecond. */
export interface TrainingRates {
  readonly kernel: number
  readonly exact: number
}

/**
 * Exact rows of one side: a factorization of rank f for each row and an update of a triangle for each entry; or, where rows are
 * short, the dual form, whose systems are as large as the rows. Rows are taken to be of one length.
 */
function exactRows(rows: number, others: number, entries: number, rank: number): number {
  const primal = rows * (rank ** 3 / 6 + rank ** 2) + (entries * rank ** 2) / 2
  const dual = (others * rank ** 2) / 2 + rows * rank ** 2 + (entries * entries * rank) / Math.max(1, rows)
  return Math.min(primal, dual)
}

/**
 * The work of `trainAls`: set-up, every iteration, both sides, and the exact sweep over the clients that ends it unless raw factors
 * are kept. Rows are shared out over the threads; where memory is not shared, Gram matrices and white factors stay in one.
 * Constants as measured on generated shops of 7,240 and 72,399 clients with 32, 64 and 128 factors.
 */
export function trainingWork(
  { clientCount, columnCount, entryCount }: EvidenceSize,
  settings: AlsSettings,
  { threads, sharesMemory }: TrainingThreads,
): TrainingWork {
  const { factors: rank, iterations, solver } = settings
  const speed = 1 + EFFICIENCY * (threads - 1)
  const denseSpeed = sharesMemory ? speed : 1
  const rows = clientCount + columnCount
  const clients = exactRows(clientCount, columnCount, entryCount, rank) / speed
  const last = settings.clientFactors === 'raw' ? 0 : clients
  const setUp = PLAIN * (rows * rank * DRAWN + entryCount * LAID_OUT)
  if (solver === 'exact') {
    const columns = exactRows(columnCount, clientCount, entryCount, rank) / speed
    const gram = (EXACT_GRAM * rows * rank ** 2) / denseSpeed
    return { kernel: 0, exact: setUp + iterations * (clients + columns + gram) + last }
  }
  const isFast = solver === 'fast'
  const f = Math.ceil(rank / LANES) * LANES
  const steps = cgStepsOf(settings) + 1
  const solves = rows * f ** 2 * (isFast ? WHITE : steps) + 2 * entryCount * f * ENTRY * steps
  const dense = rows * f ** 2 * (isFast ? GRAM + WHITE : GRAM)
  const whitening = isFast ? 2 * PLAIN * WHITENING * rank ** 3 : 0
  return {
    kernel: iterations * (solves / speed + dense / denseSpeed),
    exact: setUp + iterations * whitening + last,
  }
}
