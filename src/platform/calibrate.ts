import { createRandom } from '../core/matrix/random.ts'
import type { Csr } from '../core/matrix/csr.ts'
import { ONE_THREAD } from '../core/models/als/estimate-bytes.ts'
import type { AlsKernels } from '../core/models/als/kernels.ts'
import { trainAls } from '../core/models/als/train.ts'
import { trainingWork, type TrainingRates } from '../core/models/als/training-work.ts'
import type { AlsSettings } from '../core/models/recipe.ts'
import type { TaskProgress } from '../core/task-control.ts'

const CLIENTS = 1_500
const COLUMNS = 500
const ENTRIES_PER_CLIENT = 7

/** `parity`, since its iterations are the kernel's alone; one rate holds for both solvers of the kernel. */
const SETTINGS: AlsSettings = {
  solver: 'parity',
  clientFactors: 'refitted',
  factors: 64,
  iterations: 3,
  seed: 1,
  objective: {
    confidence: 'paper',
    alpha: 1,
    epsilon: 1,
    exponent: 1,
    unobservedWeight: 1,
    regularizationRule: 'plain',
    lambda: 10,
  },
}

/** Rounds after the first, in which code is still being compiled; an odd number. */
const ROUNDS = 3

/** A small shop whose columns are bought about as unevenly as real ones. */
function madeUpShop(): Csr {
  const random = createRandom(1)
  const colIdx: number[] = []
  const rowPtr = new Uint32Array(CLIENTS + 1)
  for (let client = 0; client < CLIENTS; client += 1) {
    const columns = new Set<number>()
    while (columns.size < ENTRIES_PER_CLIENT) columns.add(Math.floor(COLUMNS * random.next() ** 2))
    colIdx.push(...[...columns].sort((a, b) => a - b))
    rowPtr[client + 1] = colIdx.length
  }
  return {
    rows: CLIENTS,
    cols: COLUMNS,
    rowPtr,
    colIdx: Uint32Array.from(colIdx),
    values: new Float32Array(colIdx.length).fill(1),
  }
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0

/** One round: milliseconds of the iterations, and of all the rest, the set-up and the exact sweep. */
async function round(csr: Csr, kernels: AlsKernels, isStopped: () => boolean, now: () => number) {
  const startMs = now()
  const from = { iterationsMs: startMs, sweepMs: Infinity }
  const tick = ({ stage, done }: TaskProgress): undefined => {
    if (stage === 'training' && done === 0) from.iterationsMs = now()
    if (stage === 'final-sweep') from.sweepMs = Math.min(from.sweepMs, now())
  }
  await trainAls(csr, SETTINGS, { tick, isCancelled: isStopped }, kernels)
  const endMs = now()
  const iterationsMs = Math.min(from.sweepMs, endMs) - from.iterationsMs
  return { kernel: iterationsMs, exact: endMs - startMs - iterationsMs }
}

/**
 * How fast this machine trains, measured on a small made-up shop: some tens of milliseconds of the very kernels. The middle one
 * of the rounds counts: whoever else uses the machine now will do so during a training too, but not a single hiccup.
 *
 * @param kernels those of one thread
 * @param isStopped asked every few milliseconds: somebody waits now
 * @returns `null` when it was stopped, or the clock is too coarse
 */
export async function calibrate(
  kernels: AlsKernels,
  isStopped: () => boolean,
  now: () => number = () => performance.now(),
): Promise<TrainingRates | null> {
  const csr = madeUpShop()
  const size = { clientCount: csr.rows, columnCount: csr.cols, entryCount: csr.colIdx.length }
  const work = trainingWork(size, SETTINGS, ONE_THREAD)
  const rounds: { readonly kernel: number; readonly exact: number }[] = []
  try {
    for (let at = 0; at <= ROUNDS; at += 1) {
      rounds.push(await round(csr, kernels, isStopped, now))
      // Calls that have come meanwhile go first.
      await new Promise((resolve) => setTimeout(resolve))
    }
  } catch {
    // Only the forecast depends on it.
    return null
  }
  const measured = rounds.slice(1)
  const kernelMs = median(measured.map(({ kernel }) => kernel))
  const exactMs = median(measured.map(({ exact }) => exact))
  return kernelMs > 0 && exactMs > 0 ? { kernel: work.kernel / kernelMs, exact: work.exact / exactMs } : null
}
