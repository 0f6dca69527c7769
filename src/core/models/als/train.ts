import { DomainError } from '../../domain-error.ts'
import { checkCsr } from '../../matrix/check-csr.ts'
import type { Csr } from '../../matrix/csr.ts'
import { addGram, ridgedGram } from '../../matrix/gram.ts'
import { createRandom } from '../../matrix/random.ts'
import { checkpoint, type TaskControl } from '../../task-control.ts'
import type { AlsSettings } from '../recipe.ts'
import type { AlsFactors, CreateArithmetic } from './arithmetic.ts'
import { checkAlsSettings } from './check-settings.ts'
import { createExactSolver } from './exact-solver.ts'
import { lossFrom, type EntrySums } from './loss.ts'
import { createPlainArithmetic } from './plain-arithmetic.ts'
import { ridgesOf } from './ridges.ts'
import { exactCosts, gramInSlices, halfSweep, inSlices } from './sweep.ts'
import { weightedRows } from './weighted-rows.ts'

/** Rows whose entries are added to the loss between two pauses. */
const LOSS_ROWS = 4096

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
  /** Plain float64 unless said. */
  readonly createArithmetic?: CreateArithmetic | undefined
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
  { createArithmetic = createPlainArithmetic, isLossLast = false }: IterateOptions = {},
): Promise<AlsFit> {
  const { factors: rank, iterations, objective, solver } = settings
  const w0 = objective.unobservedWeight
  // implicit hands lambda to its conjugate gradient and its loss as a 32-bit float.
  const given = solver === 'parity' ? Math.fround(objective.lambda) : objective.lambda
  const ridges = ridgesOf(csr, { ...objective, lambda: given })
  const lambda = ridges === null ? given : 0
  const arithmetic = createArithmetic(csr, settings, initial)
  const clientGram = new Float64Array(rank * rank)
  const columnGram = new Float64Array(rank * rank)
  const base = new Float64Array(rank * rank)
  const losses: number[] = []

  const report = (done: number): Promise<void> => {
    const loss = losses.at(-1)
    const progress = { stage: 'training', done, total: iterations, unit: 'iterations' } as const
    return checkpoint(control, loss === undefined ? progress : { ...progress, loss })
  }

  await gramInSlices(arithmetic, 'columns', csr.cols, rank, columnGram, () => report(0))
  for (let iteration = 0; iteration < iterations; iteration++) {
    ridgedGram(columnGram, rank, w0, lambda, base)
    await halfSweep(arithmetic, 'clients', base, ridges?.clients ?? null, (share) => report(iteration + 0.5 * share))
    await gramInSlices(arithmetic, 'clients', csr.rows, rank, clientGram, () => report(iteration + 0.5))
    ridgedGram(clientGram, rank, w0, lambda, base)
    await halfSweep(arithmetic, 'columns', base, ridges?.columns ?? null, (share) =>
      report(iteration + 0.5 + 0.5 * share),
    )
    await gramInSlices(arithmetic, 'columns', csr.cols, rank, columnGram, () => report(iteration + 1))

    if (isLossLast && iteration < iterations - 1) continue
    const sums: EntrySums = { fit: 0, confidence: 0 }
    let ownRidges = 0
    for (const [side, rows] of [
      ['clients', csr.rows],
      ['columns', csr.cols],
    ] as const) {
      for (let start = 0; start < rows; start += LOSS_ROWS) {
        const end = Math.min(start + LOSS_ROWS, rows)
        if (side === 'clients') arithmetic.addEntrySums(start, end, sums)
        if (ridges !== null) ownRidges += arithmetic.ridgeSum(side, start, end, ridges[side])
        await report(iteration + 1)
      }
    }
    const shape = { rows: csr.rows, cols: csr.cols, entries: csr.colIdx.length }
    const loss = lossFrom(sums, clientGram, columnGram, rank, shape, w0, lambda, ownRidges)
    if (!Number.isFinite(loss))
      throw new DomainError('singular-system', 'The loss is no number any more: raise lambda', {
        iteration: iteration + 1,
      })
    losses.push(loss)
    await report(iteration + 1)
  }
  return { ...arithmetic.factors(), losses, kernel: arithmetic.kernel }
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
export async function trainAls(
  csr: Csr,
  settings: AlsSettings,
  control: TaskControl,
  createArithmetic?: CreateArithmetic,
): Promise<AlsFit> {
  checkAlsSettings(settings)
  checkCsr(csr)
  if (csr.colIdx.length === 0) throw new DomainError('empty-evidence', 'There is no evidence to train on')
  await checkpoint(control, { stage: 'training', done: 0, total: settings.iterations, unit: 'iterations' })
  const initial = initialFactors(csr.rows, csr.cols, settings.factors, settings.seed)
  const fit = await iterateAls(csr, settings, initial, control, { createArithmetic })
  await solveClientsExactly(csr, settings, fit, control)
  return fit
}

async function solveClientsExactly(csr: Csr, settings: AlsSettings, fit: AlsFit, control: TaskControl): Promise<void> {
  const { factors: rank, objective } = settings
  const report = (done: number): Promise<void> =>
    checkpoint(control, { stage: 'final-sweep', done, total: csr.rows, unit: 'clients' })
  const gram = new Float64Array(rank * rank)
  const base = new Float64Array(rank * rank)
  const { clients, columns } = fit
  const columnRows = {
    addGram: (_: 'columns', start: number, end: number, out: Float64Array) => {
      addGram(columns, rank, start, end, out)
    },
  }
  await gramInSlices(columnRows, 'columns', csr.cols, rank, gram, () => report(0))
  const ridges = ridgesOf(csr, objective)?.clients ?? null
  ridgedGram(gram, rank, objective.unobservedWeight, ridges === null ? objective.lambda : 0, base)
  const solver = createExactSolver(rank, base, ridges, objective.unobservedWeight)
  const rows = weightedRows(csr, objective)
  clients.fill(0)
  const solve = (start: number, end: number) => {
    for (let row = start; row < end; row++)
      if (csr.rowPtr[row] !== csr.rowPtr[row + 1] && ridges?.[row] !== 0) solver.solveRow(rows, row, columns, clients)
  }
  await inSlices(csr.rowPtr, exactCosts(rank), solve, (share) => report(Math.round(share * csr.rows)))
}
