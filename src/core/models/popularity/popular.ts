import type { Csr } from '../../matrix/csr.ts'
import type { FittedRow, SureRecommender } from '../recommender.ts'

/** Clients with evidence in each category, shape `[categoryCount]`. */
export function countClients(csr: Csr, categoryCount: number): Float64Array {
  const counts = new Float64Array(categoryCount)
  for (const column of csr.colIdx) if (column < categoryCount) counts[column]!++
  return counts
}

/**
 * The popular list: categories by the number of clients with evidence in them. The same for every row.
 *
 * The baseline of every table, and the way out for clients of whom nothing is known.
 *
 * @param csr clients by columns, categories first
 */
export function createPopular(csr: Csr, categoryCount: number): SureRecommender {
  const scores = countClients(csr, categoryCount)
  const answer: FittedRow = {
    route: 'popular',
    scores,
    explain: (column) => ({ kind: 'popularity', score: scores[column]!, clients: scores[column]! }),
  }
  return { id: 'popular', categoryCount, fitRow: () => answer }
}
