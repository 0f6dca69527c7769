import { DomainError } from '../../domain-error.ts'
import { checkCsr } from '../../matrix/check-csr.ts'
import type { Csr } from '../../matrix/csr.ts'
import { leftColumns } from '../../matrix/left-columns.ts'
import { transpose } from '../../matrix/transpose.ts'
import type { Recommender } from '../recommender.ts'
import { createSimilarityModel } from '../similarity/similarity-model.ts'
import { itemWeights, type ItemWeighting } from './item-weights.ts'
import { nearestNeighbours, similarityOf } from './neighbours.ts'

/** Neighbours of each category, itself among them: what the library implicit starts with. */
const NEIGHBOURS = 20

/**
 * Item-kNN: what is bought by the same clients as the categories of a row, over categories alone.
 *
 * `score(i) = Σ_j r_j · s_ji`, `s` the similarity of the weighted category vectors, of which each `j` keeps its largest.
 * As `CosineRecommender`, `TFIDFRecommender` and `BM25Recommender` of the library implicit 0.7.3 (Deshpande, Karypis,
 * "Item-based top-N recommendation algorithms", TOIS 2004).
 *
 * @param csr clients by columns, categories first
 * @param onProgress see `nearestNeighbours`
 * @throws DomainError `bad-shape`; `bad-setting` for less than one neighbour
 */
export async function fitItemKnn(
  csr: Csr,
  categoryCount: number,
  weighting: ItemWeighting,
  onProgress: (share: number) => Promise<void>,
  neighbourCount = NEIGHBOURS,
): Promise<Recommender> {
  checkCsr(csr)
  if (!Number.isInteger(neighbourCount) || neighbourCount < 1)
    throw new DomainError('bad-setting', `${neighbourCount} neighbours cannot be kept`, {
      setting: 'neighbourCount',
      value: neighbourCount,
    })
  const items = transpose(leftColumns(csr, categoryCount))
  const neighbours = await nearestNeighbours(items, itemWeights(items, weighting), neighbourCount, onProgress)
  return createSimilarityModel({
    id: `item-knn-${weighting}`,
    similarity: similarityOf(neighbours),
    categoryCount,
    columnCount: csr.cols,
  })
}
