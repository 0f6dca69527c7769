import { DomainError } from '../../domain-error.ts'
import { checkCsr } from '../../matrix/check-csr.ts'
import type { Csr } from '../../matrix/csr.ts'
import { ridgedGram } from '../../matrix/gram.ts'
import { createRandom } from '../../matrix/random.ts'
import { transpose } from '../../matrix/transpose.ts'
import { checkpoint, type TaskControl } from '../../task-control.ts'
import type { AlsSettings } from '../recipe.ts'
import { checkAlsSettings } from './check-settings.ts'
import { createExactSolver } from './exact-solver.ts'
import { addEntrySums, lossFrom, type EntrySums } from './loss.ts'
import { createParitySolver } from './parity-solver.ts'
import { gramInSlices, halfSweep } from './sweep.ts'
import { weightedRows } from './weighted-rows.ts'

/** What computes here, for recipes: across kernels numbers may differ in their last digits. */
export const ALS_KERNEL = 'typescript-float64'

/** Rows whose entries are added to the loss between two pauses. */
const LOSS_ROWS = 4096

/** Factor tables of both sides, row-major, shapes `[clients, factors]` and `[columns, factors]`. */
export interface AlsFactors {
  readonly clients: Float64Array
  readonly columns: Float64Array
}

/** Factors with the loss after each full iteration, shape `[iterations]`. */
export interface AlsFit extends AlsFactors {
  readonly losses: readonly number[]
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

/**
 * The iterations of ALS: in each, clients are solved from columns, then columns from the new clients.
 *
 * @param csr clients by columns
 * @param initial overwritten and returned
 * @throws DomainError `cancelled`, `singular-system`
 */
export async function iterateAls(
  csr: Csr,
  settings: AlsSettings,
  initial: AlsFactors,
  control: TaskControl,
): Promise<AlsFit> {
  const { factors: rank, iterations, objective, solver } = settings
  const w0 = objective.unobservedWeight
  // implicit hands lambda to its conjugate gradient and its loss as a 32-bit float.
  const lambda = solver === 'parity' ? Math.fround(objective.lambda) : objective.lambda
  const byClient = weightedRows(csr, objective)
  const byColumn = weightedRows(transpose(csr), objective)
  const { clients, columns } = initial
  const clientGram = new Float64Array(rank * rank)
  const columnGram = new Float64Array(rank * rank)
  const base = new Float64Array(rank * rank)
  const rows = solver === 'parity' ? createParitySolver(rank, base, w0) : createExactSolver(rank, base, w0)
  const losses: number[] = []

  const report = (done: number): Promise<void> => {
    const loss = losses.at(-1)
    const progress = { stage: 'training', done, total: iterations, unit: 'iterations' } as const
    return checkpoint(control, loss === undefined ? progress : { ...progress, loss })
  }

  await gramInSlices(columns, rank, columnGram, () => report(0))
  for (let iteration = 0; iteration < iterations; iteration++) {
    ridgedGram(columnGram, rank, w0, lambda, base)
    await halfSweep(byClient, columns, clients, rank, rows, (share) => report(iteration + 0.5 * share))
    await gramInSlices(clients, rank, clientGram, () => report(iteration + 0.5))
    ridgedGram(clientGram, rank, w0, lambda, base)
    await halfSweep(byColumn, clients, columns, rank, rows, (share) => report(iteration + 0.5 + 0.5 * share))
    await gramInSlices(columns, rank, columnGram, () => report(iteration + 1))

    const sums: EntrySums = { fit: 0, confidence: 0 }
    for (let start = 0; start < csr.rows; start += LOSS_ROWS) {
      addEntrySums(byClient, clients, columns, rank, w0, start, Math.min(start + LOSS_ROWS, csr.rows), sums)
      await report(iteration + 1)
    }
    const shape = { rows: csr.rows, cols: csr.cols, entries: csr.colIdx.length }
    const loss = lossFrom(sums, clientGram, columnGram, rank, shape, w0, lambda)
    if (!Number.isFinite(loss))
      throw new DomainError('singular-system', 'The loss is no number any more: raise lambda', {
        iteration: iteration + 1,
      })
    losses.push(loss)
    await report(iteration + 1)
  }
  return { clients, columns, losses }
}

/**
 * Train ALS and end with one exact half-sweep over the clients.
 *
 * The last iteration leaves clients that were solved against older columns. After the final sweep each client's factors are
 * the exact answer to its row under the final columns: scores, lists and reasons come from one vector, and folding in an
 * unedited row gives the same bits.
 *
 * @throws DomainError `bad-setting`, `bad-shape`, `cancelled`, `empty-evidence`, `singular-system`
 */
export async function trainAls(csr: Csr, settings: AlsSettings, control: TaskControl): Promise<AlsFit> {
  checkAlsSettings(settings)
  checkCsr(csr)
  if (csr.colIdx.length === 0) throw new DomainError('empty-evidence', 'There is no evidence to train on')
  await checkpoint(control, { stage: 'training', done: 0, total: settings.iterations, unit: 'iterations' })
  const initial = initialFactors(csr.rows, csr.cols, settings.factors, settings.seed)
  const fit = await iterateAls(csr, settings, initial, control)
  await solveClientsExactly(csr, settings, fit, control)
  return fit
}

async function solveClientsExactly(csr: Csr, settings: AlsSettings, fit: AlsFit, control: TaskControl): Promise<void> {
  const { factors: rank, objective } = settings
  const report = (done: number): Promise<void> =>
    checkpoint(control, { stage: 'final-sweep', done, total: csr.rows, unit: 'clients' })
  const gram = new Float64Array(rank * rank)
  const base = new Float64Array(rank * rank)
  await gramInSlices(fit.columns, rank, gram, () => report(0))
  ridgedGram(gram, rank, objective.unobservedWeight, objective.lambda, base)
  const solver = createExactSolver(rank, base, objective.unobservedWeight)
  const rows = weightedRows(csr, objective)
  await halfSweep(rows, fit.columns, fit.clients, rank, solver, (share) => report(Math.round(share * csr.rows)))
}
