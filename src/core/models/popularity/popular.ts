import type { Csr } from '../../matrix/csr.ts'
import type { FittedRow, SureRecommender } from '../recommender.ts'

/**
 * The popular list: categories by the number of clients with evidence in them. The same for every row.
 *
 * The baseline of every table, and the way out for clients of whom nothing is known.
 *
 * @param csr clients by columns, categories first
 */
export function createPopular(csr: Csr, categoryCount: number): SureRecommender {
  const scores = new Float64Array(categoryCount)
  for (let at = 0; at < csr.colIdx.length; at++) {
    const column = csr.colIdx[at]!
    if (column < categoryCount) scores[column]!++
  }
  const answer: FittedRow = {
    route: 'popular',
    scores,
    explain: (column) => ({ kind: 'popularity', score: scores[column]!, clients: scores[column]! }),
  }
  return { id: 'popular', categoryCount, fitRow: () => answer }
}
