import { DomainError } from '../../domain-error.ts'
import { checkCsr } from '../../matrix/check-csr.ts'
import type { Csr } from '../../matrix/csr.ts'
import { createRandom, type Random } from '../../matrix/random.ts'
import { hasColumn, updatePair } from './pair-update.ts'

/** One training of BPR. */
export interface BprSettings {
  /** Columns of the factor tables without the bias, at least 1. */
  readonly factors: number
  /** Each draws as many pairs as there are entries, at least 1. */
  readonly iterations: number
  /** Step of the gradient, `> 0`. */
  readonly learningRate: number
  /** Ridge weight, `>= 0`. */
  readonly regularization: number
  readonly seed: number
}

/** Factors with the bias in the last place: of a column its bias, of a client 1. Row-major. */
export interface BprFit {
  /** Shape `[clients, factors + 1]`; of a client without entries all 0 but the 1. */
  readonly clients: Float64Array
  /** Shape `[columns, factors + 1]`; of a column without entries all 0. */
  readonly columns: Float64Array
  /** Share of the compared pairs that stood in order before their update, one for each iteration. */
  readonly ordered: readonly number[]
}

/** Pairs between two pauses: a few milliseconds. */
const PAUSE_EVERY = 20_000

/**
 * BPR: maximise `Σ ln σ(x_u·(y_i − y_j) + b_i − b_j) − reg (‖x‖² + ‖y‖² + b²) / 2` over pairs of a liked column `i` and
 * another `j`, by stochastic gradient (Rendle et al., UAI 2009).
 *
 * Sampling and update are those of the library implicit 0.7.3: an entry `(u, i)` is drawn uniformly, `j` is the column of
 * another such entry, so that `j` is drawn by popularity, and a pair is skipped where the client has `j` as well. Weights play no part. One
 * thread, float64, so a seed gives one result.
 *
 * @param csr clients by columns
 * @param onProgress called every few milliseconds with the share that is done; may pause, may throw `cancelled`
 * @throws DomainError `bad-shape`; `bad-setting` for a setting outside its bounds
 */
export async function trainBpr(
  csr: Csr,
  settings: BprSettings,
  onProgress: (share: number) => Promise<void>,
): Promise<BprFit> {
  checkCsr(csr)
  checkSettings(settings)
  const { factors, iterations, learningRate, regularization } = settings
  const { rows, cols, rowPtr, colIdx } = csr
  const width = factors + 1
  const entries = colIdx.length
  const random = createRandom(settings.seed)
  const columnCounts = new Uint32Array(cols)
  for (const column of colIdx) columnCounts[column]!++
  const columns = randomFactors(random, cols, factors, (column) => columnCounts[column] === 0)
  const clients = randomFactors(random, rows, factors, (client) => rowPtr[client] === rowPtr[client + 1])
  const clientOf = new Uint32Array(entries)
  for (let client = 0; client < rows; client++) {
    clientOf.fill(client, rowPtr[client], rowPtr[client + 1])
    clients[client * width + factors] = 1
  }

  const rates = { learningRate, regularization }
  const ordered: number[] = []
  for (let iteration = 0; iteration < iterations; iteration++) {
    let inOrder = 0
    let compared = 0
    for (let draw = 0; draw < entries; draw++) {
      if (draw % PAUSE_EVERY === 0) await onProgress((iteration + draw / entries) / iterations)
      const liked = random.int(entries)
      const other = colIdx[random.int(entries)]!
      const client = clientOf[liked]!
      if (hasColumn(colIdx, rowPtr[client]!, rowPtr[client + 1]!, other)) continue
      compared++
      if (updatePair(clients, client * width, columns, colIdx[liked]! * width, other * width, factors, rates, true) > 0)
        inOrder++
    }
    ordered.push(compared === 0 ? 1 : inOrder / compared)
  }
  return { clients, columns, ordered }
}

/** Uniform in `[−1/2, 1/2) / factors`, rows that are `silent` 0; the bias of a column is drawn as its factors are. */
function randomFactors(random: Random, rows: number, factors: number, silent: (row: number) => boolean): Float64Array {
  const width = factors + 1
  const out = new Float64Array(rows * width)
  for (let row = 0; row < rows; row++) {
    if (silent(row)) continue
    for (let at = row * width; at < (row + 1) * width; at++) out[at] = (random.next() - 0.5) / factors
  }
  return out
}

function checkSettings({ factors, iterations, learningRate, regularization }: BprSettings): void {
  const complain = (setting: string, value: number) => {
    throw new DomainError('bad-setting', `${setting} cannot be ${value}`, { setting, value })
  }
  if (!Number.isInteger(factors) || factors < 1) complain('factors', factors)
  if (!Number.isInteger(iterations) || iterations < 1) complain('iterations', iterations)
  if (!(learningRate > 0 && learningRate < Infinity)) complain('learningRate', learningRate)
  if (!(regularization >= 0 && regularization < Infinity)) complain('regularization', regularization)
}
