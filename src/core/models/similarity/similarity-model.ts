import type { Explanation, Share } from '../../explain/recommendation.ts'
import { checkSparseRow } from '../../matrix/check-csr.ts'
import type { SparseRow } from '../../matrix/csr.ts'
import { asColumnIndex, type ColumnIndex } from '../../positions.ts'
import type { FittedRow, Recommender } from '../recommender.ts'

/** How much one category speaks for another: a square matrix `S` over the categories, not always symmetric. */
export interface Similarity {
  /** Add `weight · s_ji` of one category `j` to the score of every category `i`; shape `[categoryCount]`. */
  readonly addRow: (j: number, weight: number, scores: Float64Array) => void
  /** `s_ji`, 0 where there is none. */
  readonly at: (j: number, i: number) => number
}

/** What a model by similarity is made of. */
export interface SimilarityModelParts {
  readonly id: string
  readonly similarity: Similarity
  readonly categoryCount: number
  /** Categories and keywords: a row may hold keywords, which have no say here. */
  readonly columnCount: number
}

/**
 * Item-kNN and EASE as recommenders: `score(i) = Σ_j r_j · s_ji` over the categories `j` of the row.
 *
 * The shares `r_j · s_ji` are the score itself; those that are 0 are not named. Keywords take no part. A row of which no
 * category scores above 0 has no answer.
 *
 * `fitRow` throws DomainError `bad-shape` for a row that is none.
 */
export function createSimilarityModel({
  id,
  similarity,
  categoryCount,
  columnCount,
}: SimilarityModelParts): Recommender {
  const scores = new Float64Array(categoryCount)

  function sharesOf(row: SparseRow, column: number): Share[] {
    const shares: Share[] = []
    row.columns.forEach((entry, at) => {
      const weight = row.values[at]!
      const share = entry < categoryCount ? weight * similarity.at(entry, column) : 0
      if (share !== 0) shares.push({ column: asColumnIndex(entry), block: 'purchase', weight, share })
    })
    return shares.sort((a, b) => Math.abs(b.share) - Math.abs(a.share) || a.column - b.column)
  }

  function explain(row: SparseRow, column: ColumnIndex, topShares: number): Explanation {
    const score = scores[column]!
    const shares = sharesOf(row, column)
    return {
      kind: 'additive',
      score,
      purchases: score,
      words: 0,
      shares: shares.slice(0, topShares),
      rest: topShares === 0 ? score : shares.slice(topShares).reduce((sum, { share }) => sum + share, 0),
      restCount: Math.max(0, shares.length - topShares),
    }
  }

  function fitRow(row: SparseRow): FittedRow | null {
    checkSparseRow(row, columnCount)
    scores.fill(0)
    row.columns.forEach((entry, at) => {
      if (entry < categoryCount) similarity.addRow(entry, row.values[at]!, scores)
    })
    if (!scores.some((score) => score > 0)) return null
    return { route: 'purchases', scores, explain: (column, topShares) => explain(row, column, topShares) }
  }

  return { id, categoryCount, fitRow }
}
