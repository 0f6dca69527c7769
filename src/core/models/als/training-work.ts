import type { AlsSettings } from '../recipe.ts'
import type { EvidenceSize } from './default-settings.ts'

/** As the kernel lays its memory out: factors filled up to a multiple of this. */
const LANES = 8
/** Multiplications of the kernel in which it fetches the factors of an entry's other side, and takes them in, for each factor. */
const ENTRY = 45
/** The same for each square of factors of a row: to and from white coordinates and its Gram matrix; for `parity` its steps. */
const FAST_ROW = 3
const PARITY_ROW = 5
/** Multiplications, times the cube of the factors, to whiten one side: in plain TypeScript, across the lines of a matrix. */
const WHITENING = 6
/** Plain TypeScript does an operation in this many times what the kernel for exact rows takes. */
const PLAIN = 2
/** Operations of plain TypeScript to draw one initial factor, and to lay out and transpose one entry. */
const DRAWN = 20
const LAID_OUT = 80

/** The work of a training, in multiplications, by what does it. */
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
 * The work of `trainAls` by one thread: set-up, every iteration, both sides, and the exact sweep over the clients that ends it
 * unless raw factors are kept.
 * Constants as measured on generated shops of 7,240 and 72,399 clients with 32, 64 and 128 factors.
 */
export function trainingWork(
  { clientCount, columnCount, entryCount }: EvidenceSize,
  settings: Pick<AlsSettings, 'factors' | 'iterations' | 'solver' | 'clientFactors'>,
): TrainingWork {
  const { factors: rank, iterations, solver } = settings
  const rows = clientCount + columnCount
  const clients = exactRows(clientCount, columnCount, entryCount, rank)
  const last = settings.clientFactors === 'raw' ? 0 : clients
  const setUp = PLAIN * (rows * rank * DRAWN + entryCount * LAID_OUT)
  if (solver === 'exact') {
    const columns = exactRows(columnCount, clientCount, entryCount, rank)
    const gram = PLAIN * rows * rank ** 2
    return { kernel: 0, exact: setUp + iterations * (clients + columns + gram) + last }
  }
  const isFast = solver === 'fast'
  const f = Math.ceil(rank / LANES) * LANES
  const kernel = rows * f ** 2 * (isFast ? FAST_ROW : PARITY_ROW) + 2 * entryCount * f * ENTRY
  const whitening = isFast ? 2 * PLAIN * WHITENING * rank ** 3 : 0
  return { kernel: iterations * kernel, exact: setUp + iterations * whitening + last }
}
