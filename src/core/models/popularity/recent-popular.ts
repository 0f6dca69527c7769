import type { Csr } from '../../matrix/csr.ts'
import type { FittedRow, SureRecommender } from '../recommender.ts'

/**
 * The recent popular list: categories by the sum of their evidence weights, which decay with age. The same for every row.
 *
 * Without decay and caps it counts purchases where the popular list counts clients.
 *
 * @param csr clients by columns, categories first
 */
export function createRecentPopular(csr: Csr, categoryCount: number): SureRecommender {
  const scores = new Float64Array(categoryCount)
  const clients = new Uint32Array(categoryCount)
  csr.colIdx.forEach((column, at) => {
    if (column >= categoryCount) return
    scores[column]! += csr.values[at]!
    clients[column]!++
  })
  const answer: FittedRow = {
    route: 'popular',
    scores,
    explain: (column) => ({ kind: 'popularity', score: scores[column]!, clients: clients[column]! }),
  }
  return { id: 'recent-popular', categoryCount, fitRow: () => answer }
}
