import type { Explanation } from '../../explain/recommendation.ts'
import { checkSparseRow } from '../../matrix/check-csr.ts'
import type { SparseRow } from '../../matrix/csr.ts'
import type { ColumnIndex } from '../../positions.ts'
import type { FittedRow, Recommender } from '../recommender.ts'

/** The category entries of a row: how many, for columns rise and categories come first. */
function categoryEntries({ columns }: SparseRow, categoryCount: number): number {
  let count = 0
  while (count < columns.length && columns[count]! < categoryCount) count++
  return count
}

/** A score that is the client's own weight: one share, and it is the whole. */
function ownWeight(column: ColumnIndex, score: number, topShares: number): Explanation {
  const named = topShares > 0
  return {
    kind: 'additive',
    score,
    purchases: score,
    words: 0,
    shares: named ? [{ column, block: 'purchase', weight: score, share: score }] : [],
    rest: named ? 0 : score,
    restCount: named ? 0 : 1,
  }
}

/**
 * Own most frequent: the categories of the row by their own weight, and no others. `score(i) = r_i`.
 *
 * What the client never had is not ranked (its score is NaN), so lists are as long as the row is. A row without
 * categories has no answer.
 *
 * `fitRow` throws DomainError `bad-shape` for a row that is none.
 *
 * @param columnCount categories and keywords
 */
export function createOwnFrequent(categoryCount: number, columnCount: number): Recommender {
  const scores = new Float64Array(categoryCount)
  return {
    id: 'own-frequent',
    categoryCount,
    fitRow: (row): FittedRow | null => {
      checkSparseRow(row, columnCount)
      const owned = categoryEntries(row, categoryCount)
      if (owned === 0) return null
      scores.fill(NaN)
      for (let at = 0; at < owned; at++) scores[row.columns[at]!] = row.values[at]!
      return {
        route: 'purchases',
        scores,
        explain: (column, topShares) => ownWeight(column, scores[column]!, topShares),
      }
    },
  }
}

/**
 * Own frequent, then popular: the categories of the row by their own weight, below them all others by their clients.
 *
 * `score(i) = r_i` for what the row holds, else `min r · n_i / (max n + 1)` with `n_i` the clients of category `i`: below
 * every own weight, in the order of the popular list. A row without categories has no answer.
 *
 * `fitRow` throws DomainError `bad-shape` for a row that is none.
 *
 * @param clientCounts `n_i`, shape `[categories]`: the scores of the popular list
 * @param columnCount categories and keywords
 */
export function createOwnFrequentFill(clientCounts: Float64Array, columnCount: number): Recommender {
  const categoryCount = clientCounts.length
  const scores = new Float64Array(categoryCount)
  const isOwn = new Uint8Array(categoryCount)
  const mostClients = clientCounts.reduce((most, count) => Math.max(most, count), 0)
  return {
    id: 'own-frequent-fill',
    categoryCount,
    fitRow: (row): FittedRow | null => {
      checkSparseRow(row, columnCount)
      const owned = categoryEntries(row, categoryCount)
      if (owned === 0) return null
      const least = row.values.subarray(0, owned).reduce((low, value) => Math.min(low, value))
      isOwn.fill(0)
      clientCounts.forEach((count, column) => {
        scores[column] = (least * count) / (mostClients + 1)
      })
      for (let at = 0; at < owned; at++) {
        scores[row.columns[at]!] = row.values[at]!
        isOwn[row.columns[at]!] = 1
      }
      return {
        route: 'purchases',
        scores,
        explain: (column, topShares) =>
          isOwn[column] === 1
            ? ownWeight(column, scores[column]!, topShares)
            : { kind: 'popularity', score: scores[column]!, clients: clientCounts[column]! },
      }
    },
  }
}
