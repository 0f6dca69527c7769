import { DomainError } from '../../domain-error.ts'
import { checkCsr } from '../../matrix/check-csr.ts'
import type { Csr } from '../../matrix/csr.ts'
import { ridgedGram } from '../../matrix/gram.ts'
import { createRandom } from '../../matrix/random.ts'
import { checkpoint, type TaskControl } from '../../task-control.ts'
import type { AlsSettings } from '../recipe.ts'
import type { AlsFactors, AlsSweeps, StartSweeps } from './arithmetic.ts'
import { checkAlsSettings } from './check-settings.ts'
import type { AlsKernels } from './kernels.ts'
import { lossFrom } from './loss.ts'
import { plainKernels } from './plain-arithmetic.ts'
import { ridgesOf } from './ridges.ts'

/** Factors with the loss after each full iteration, shape `[iterations]`. */
export interface AlsFit extends AlsFactors {
  readonly losses: readonly number[]
  /** What computed the iterations. */
  readonly kernel: string
}

/**
 * Factors before the first sweep: uniform in `[0, 0.01)`, all clients first, then all columns, from one seeded stream.
 *
 * The range is that of `implicit`. The first half-sweep overwrites the clients, except as the warm start of `parity`.
 */
export function initialFactors(rows: number, cols: number, factors: number, seed: number): AlsFactors {
  const random = createRandom(seed)
  const draw = (count: number): Float64Array => {
    const out = new Float64Array(count)
    for (let i = 0; i < count; i++) out[i] = random.next() * 0.01
    return out
  }
  const clients = draw(rows * factors)
  return { clients, columns: draw(cols * factors) }
}

/** How the iterations are computed. */
export interface IterateOptions {
  /** Plain float64 in this thread unless said. */
  readonly startSweeps?: StartSweeps | undefined
  /** Work out the loss after the last iteration alone: then `losses` has shape `[1]`. */
  readonly isLossLast?: boolean
}

/**
 * The iterations of ALS: in each, clients are solved from columns, then columns from the new clients.
 *
 * @param csr clients by columns
 * @param initial may be overwritten
 * @throws DomainError `cancelled`, `singular-system`
 */
export async function iterateAls(
  csr: Csr,
  settings: AlsSettings,
  initial: AlsFactors,
  control: TaskControl,
  { startSweeps = plainKernels.startSweeps, isLossLast = false }: IterateOptions = {},
): Promise<AlsFit> {
  const sweeps = await startSweeps(csr, settings, initial)
  try {
    const losses = await iterate(csr, settings, sweeps, isLossLast, control)
    return { ...sweeps.factors(), losses, kernel: sweeps.kernel }
  } finally {
    sweeps.close()
  }
}

/** @returns the loss after each full iteration, or after the last */
async function iterate(
  csr: Csr,
  { factors: rank, iterations, objective, solver }: AlsSettings,
  sweeps: AlsSweeps,
  isLossLast: boolean,
  control: TaskControl,
): Promise<number[]> {
  const w0 = objective.unobservedWeight
  // implicit hands lambda to its conjugate gradient and its loss as a 32-bit float.
  const given = solver === 'parity' ? Math.fround(objective.lambda) : objective.lambda
  const ridges = ridgesOf(csr, { ...objective, lambda: given })
  const lambda = ridges === null ? given : 0
  const clientGram = new Float64Array(rank * rank)
  const columnGram = new Float64Array(rank * rank)
  const base = new Float64Array(rank * rank)
  const losses: number[] = []

  const report = (done: number): Promise<void> => {
    const loss = losses.at(-1)
    const progress = { stage: 'training', done, total: iterations, unit: 'iterations' } as const
    return checkpoint(control, loss === undefined ? progress : { ...progress, loss })
  }

  await sweeps.gram('columns', columnGram, () => report(0))
  for (let iteration = 0; iteration < iterations; iteration++) {
    ridgedGram(columnGram, rank, w0, lambda, base)
    await sweeps.halfSweep('clients', base, ridges?.clients ?? null, (share) => report(iteration + 0.5 * share))
    await sweeps.gram('clients', clientGram, () => report(iteration + 0.5))
    ridgedGram(clientGram, rank, w0, lambda, base)
    await sweeps.halfSweep('columns', base, ridges?.columns ?? null, (share) => report(iteration + 0.5 + 0.5 * share))
    await sweeps.gram('columns', columnGram, () => report(iteration + 1))

    if (isLossLast && iteration < iterations - 1) continue
    const pause = () => report(iteration + 1)
    const sums = await sweeps.entrySums(pause)
    const ownRidges =
      ridges === null
        ? 0
        : (await sweeps.ridgeSum('clients', ridges.clients, pause)) +
          (await sweeps.ridgeSum('columns', ridges.columns, pause))
    const shape = { rows: csr.rows, cols: csr.cols, entries: csr.colIdx.length }
    const loss = lossFrom(sums, clientGram, columnGram, rank, shape, w0, lambda, ownRidges)
    if (!Number.isFinite(loss))
      throw new DomainError('singular-system', 'The loss is no number any more: raise lambda', {
        iteration: iteration + 1,
      })
    losses.push(loss)
    await report(iteration + 1)
  }
  return losses
}

/**
 * Train ALS and end with one exact half-sweep over the clients, unless the settings keep their raw factors.
 *
 * The last iteration leaves clients that were solved against older columns; these are what raw factors are. After the final sweep each client's factors are
 * the exact answer to its row under the final columns, as folding the row in gives it: the same bits where the plain kernels
 * compute, else the same to rounding. What is shown comes from folding in, or from the raw factors (`createAlsModel`).
 *
 * @param kernels what computes; plain float64 unless said
 * @throws DomainError `bad-setting`, `bad-shape`, `cancelled`, `empty-evidence`, `out-of-memory`, `singular-system`
 */
export async function trainAls(
  csr: Csr,
  settings: AlsSettings,
  control: TaskControl,
  kernels: AlsKernels = plainKernels,
): Promise<AlsFit> {
  checkAlsSettings(settings)
  checkCsr(csr)
  if (csr.colIdx.length === 0) throw new DomainError('empty-evidence', 'There is no evidence to train on')
  await checkpoint(control, { stage: 'training', done: 0, total: settings.iterations, unit: 'iterations' })
  const initial = initialFactors(csr.rows, csr.cols, settings.factors, settings.seed)
  const fit = await iterateAls(csr, settings, initial, control, { startSweeps: kernels.startSweeps })
  if (settings.clientFactors === 'raw') return fit
  const { clients } = await solveClientsExactly(csr, settings, fit, control, kernels)
  return { ...fit, clients }
}

/** @returns the factors with new clients */
async function solveClientsExactly(
  csr: Csr,
  settings: AlsSettings,
  fit: AlsFit,
  control: TaskControl,
  { startFinalSweep }: AlsKernels,
): Promise<AlsFactors> {
  const { factors: rank, objective } = settings
  const report = (done: number): Promise<void> =>
    checkpoint(control, { stage: 'final-sweep', done, total: csr.rows, unit: 'clients' })
  const gram = new Float64Array(rank * rank)
  const base = new Float64Array(rank * rank)
  const ridges = ridgesOf(csr, objective)?.clients ?? null
  const sweeps = await startFinalSweep(csr, settings, fit)
  try {
    await sweeps.gram('columns', gram, () => report(0))
    ridgedGram(gram, rank, objective.unobservedWeight, ridges === null ? objective.lambda : 0, base)
    await sweeps.halfSweep('clients', base, ridges, (share) => report(Math.round(share * csr.rows)))
    return sweeps.factors()
  } finally {
    sweeps.close()
  }
}
