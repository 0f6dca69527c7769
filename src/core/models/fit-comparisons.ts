import type { Csr } from '../matrix/csr.ts'
import { defaultEaseLambda, fitEase, MOST_EASE_CATEGORIES } from './ease/ease.ts'
import { fitItemKnn } from './item-knn/item-knn.ts'
import { createOwnFrequent, createOwnFrequentFill } from './own-frequent/own-frequent.ts'
import { countClients } from './popularity/popular.ts'
import { createRecentPopular } from './popularity/recent-popular.ts'
import type { Recommender } from './recommender.ts'

/** A model that is judged beside ALS and the popular list. */
type Fit = (onProgress: (share: number) => Promise<void>) => Recommender | Promise<Recommender>

/**
 * Fit the models that stand beside ALS and the popular list, with the settings that they start with.
 *
 * EASE is left out above `MOST_EASE_CATEGORIES`.
 *
 * @param csr clients by columns, categories first
 * @param onProgress called every few milliseconds with the share that is done; may pause, may throw `cancelled`
 * @throws DomainError `bad-shape`, `singular-system`
 */
export async function fitComparisons(
  csr: Csr,
  categoryCount: number,
  onProgress: (share: number) => Promise<void>,
): Promise<Recommender[]> {
  const fits: Fit[] = [
    () => createRecentPopular(csr, categoryCount),
    () => createOwnFrequent(categoryCount, csr.cols),
    () => createOwnFrequentFill(countClients(csr, categoryCount), csr.cols),
    (report) => fitItemKnn(csr, categoryCount, 'cosine', report),
    (report) => fitItemKnn(csr, categoryCount, 'tfidf', report),
    (report) => fitItemKnn(csr, categoryCount, 'bm25', report),
  ]
  if (categoryCount <= MOST_EASE_CATEGORIES)
    fits.push((report) => fitEase(csr, categoryCount, defaultEaseLambda(csr, categoryCount), report))
  const models: Recommender[] = []
  for (const fit of fits) {
    const before = models.length
    models.push(await fit((share) => onProgress((before + share) / fits.length)))
    await onProgress(models.length / fits.length)
  }
  return models
}
