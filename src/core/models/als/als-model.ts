import { DomainError } from '../../domain-error.ts'
import type { Explanation, Share } from '../../explain/recommendation.ts'
import { checkSparseRow } from '../../matrix/check-csr.ts'
import { solveCholesky } from '../../matrix/cholesky.ts'
import { rowOf, type Csr, type SparseRow } from '../../matrix/csr.ts'
import { addGram, mirrorLower, ridgedGram } from '../../matrix/gram.ts'
import { asColumnIndex, type ColumnIndex } from '../../positions.ts'
import type { ClientRow } from '../client-row.ts'
import type { FittedRow, Neighbours, Recommender } from '../recommender.ts'
import type { AlsSettings } from '../recipe.ts'
import { routeOf } from '../row-route.ts'
import { hasOwnRidges, ridgeOfRow } from './ridges.ts'
import { factorRowSystem, writeRowTarget } from './row-system.ts'
import { columnCosines } from './column-cosines.ts'
import { weightedRow, type WeightedRows } from './weighted-rows.ts'

/**
 * A row whose best category scores below this has nothing personal to say: every score would print as 0.000.
 * (1 is "surely wanted".) Such a row goes to the popular list.
 */
export const SMALLEST_SCORE = 0.0005

/** What a trained ALS is made of. */
export interface AlsModelParts {
  readonly settings: AlsSettings
  /** `Y`, row-major, shape `[columns, factors]`. */
  readonly columnFactors: Float64Array
  readonly categoryCount: number
  /** Where lists are to come from raw factors: those of the clients, and the matrix that they were trained on. */
  readonly raw?: RawClients | undefined
}

/** What serves clients without folding them in. */
export interface RawClients {
  /** `X` as the last iteration left it, row-major, shape `[clients, factors]`. */
  readonly factors: Float64Array
  readonly training: Csr
}

/**
 * ALS as a recommender: fold the row in exactly, score the categories, and split each score over the entries of the row.
 *
 * With `A = w0·G + λ_u I + Σ (c − w0) y yᵀ` of the row: `x = A⁻¹ Σ c y`, `score(i) = y_iᵀ x`, and the share of entry `j` is
 * `(y_iᵀ A⁻¹ y_j) c_j`. The shares add up to the score (Hu, Koren, Volinsky 2008, section 5). Folding in a row of the
 * training matrix gives the factors of the final sweep, to rounding where a kernel computed that one. All that is shown or
 * exported comes from here: a client that was not edited has one answer.
 *
 * With raw factors, a row that is still that of its client in the training matrix is scored by them, `score(i) = y_iᵀ x_raw`. They are
 * no solution of the row's system, so that their score splits over nothing: the shares are those of the refitted `x`, and what
 * is between the two scores, `y_iᵀ (x_raw − x)`, is one more part; without an `x`, where the system is singular, no reason is defined.
 * Any other row is folded in.
 *
 * `fitRow` throws DomainError `bad-shape` for a row that is none, and `singular-system` where it has to fold in.
 */
export function createAlsModel({
  settings,
  columnFactors,
  categoryCount,
  raw,
}: AlsModelParts): Recommender & Neighbours {
  const { factors: rank, objective } = settings
  const columnCount = columnFactors.length / rank
  if (categoryCount > columnCount)
    throw new DomainError('bad-shape', `${categoryCount} categories do not fit ${columnCount} columns`)
  const base = new Float64Array(rank * rank)
  const gram = new Float64Array(rank * rank)
  addGram(columnFactors, rank, 0, columnCount, gram)
  mirrorLower(gram, rank)
  const isOwn = hasOwnRidges(objective)
  ridgedGram(gram, rank, objective.unobservedWeight, isOwn ? 0 : objective.lambda, base)

  const lower = new Float64Array(rank * rank)
  const solution = new Float64Array(rank)
  const fromPurchases = new Float64Array(rank)
  const fromWords = new Float64Array(rank)
  const influence = new Float64Array(rank)
  const scores = new Float64Array(categoryCount)

  /** `A⁻¹ Σ c y` over the entries of one block. */
  function solveBlock(rows: WeightedRows, columnStart: number, columnEnd: number, out: Float64Array): void {
    writeRowTarget(rows, 0, columnFactors, rank, columnStart, columnEnd, out, 0)
    solveCholesky(lower, rank, out)
  }

  function dotColumn(column: number, vector: Float64Array): number {
    const offset = column * rank
    let sum = 0
    for (let i = 0; i < rank; i++) sum += columnFactors[offset + i]! * vector[i]!
    return sum
  }

  function sharesOf(column: number, row: SparseRow, rows: WeightedRows): Share[] {
    influence.set(columnFactors.subarray(column * rank, (column + 1) * rank))
    solveCholesky(lower, rank, influence)
    const shares: Share[] = []
    row.columns.forEach((entry, at) => {
      const confidence = rows.confidence[at]!
      shares.push({
        column: asColumnIndex(entry),
        block: entry < categoryCount ? 'purchase' : 'word',
        weight: row.values[at]!,
        share: confidence > 0 ? dotColumn(entry, influence) * confidence : 0,
      })
    })
    return shares.sort((a, b) => Math.abs(b.share) - Math.abs(a.share) || a.column - b.column)
  }

  function fitRow(row: ClientRow): FittedRow | null {
    checkSparseRow(row, columnCount)
    if (row.columns.length === 0) return null
    const rows = weightedRow(row, objective)
    // By its own number of entries: an edited client's ridge is that of a real client with as many.
    const ridge = isOwn ? ridgeOfRow(rows.confidence, columnCount, objective) : 0
    // Nothing is preferred: every score is 0.
    if (isOwn && ridge === 0) return null
    const trained = raw === undefined ? null : rawFactorsOf(row, raw, rank)
    let isRefitted = true
    try {
      factorRowSystem(rows, 0, columnFactors, rank, base, ridge, objective.unobservedWeight, lower)
      solveBlock(rows, 0, Infinity, solution)
    } catch (error) {
      // Conjugate gradient needs no ridge, so that a list from raw factors may be without a refitted client to explain it.
      if (trained === null || !(error instanceof DomainError) || error.code !== 'singular-system') throw error
      isRefitted = false
    }
    const vector = trained ?? solution
    let best = 0
    for (let column = 0; column < categoryCount; column++) {
      const score = dotColumn(column, vector)
      scores[column] = score
      if (score > best) best = score
    }
    if (best < SMALLEST_SCORE) return null

    let blocksSolved = false
    return {
      route: routeOf(row, categoryCount),
      scores,
      explain(column: ColumnIndex, topShares: number): Explanation {
        const score = scores[column]!
        if (!isRefitted) return { kind: 'not-defined', score }
        if (!blocksSolved) {
          solveBlock(rows, 0, categoryCount, fromPurchases)
          solveBlock(rows, categoryCount, Infinity, fromWords)
          blocksSolved = true
        }
        const refitted = trained === null ? score : dotColumn(column, solution)
        const shares = topShares === 0 ? [] : sharesOf(column, row, rows)
        const top = shares.slice(0, topShares)
        return {
          kind: 'additive',
          score,
          purchases: dotColumn(column, fromPurchases),
          words: dotColumn(column, fromWords),
          shares: top,
          rest: topShares === 0 ? refitted : shares.slice(topShares).reduce((sum, { share }) => sum + share, 0),
          restCount: row.columns.length - top.length,
          ...(trained === null ? {} : { rawDifference: score - refitted }),
        }
      },
    }
  }

  return { id: 'als', categoryCount, fitRow, similarTo: columnCosines(columnFactors, rank, categoryCount) }
}

/** The raw factors behind a row; `null` where the row is not, or no longer, the one that they were trained on. */
function rawFactorsOf({ client, columns, values }: ClientRow, raw: RawClients, rank: number): Float64Array | null {
  if (client === undefined || !(client >= 0 && client < raw.training.rows)) return null
  const trained = rowOf(raw.training, client)
  const isUnedited =
    columns.length === trained.columns.length &&
    columns.every((column, at) => column === trained.columns[at] && values[at] === trained.values[at])
  return isUnedited ? raw.factors.subarray(client * rank, (client + 1) * rank) : null
}
