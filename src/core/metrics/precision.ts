import { hitCount } from './hits.ts'

/**
 * Share of the list that came true: `Precision@K = hits@K / K`.
 *
 * Denominator: `K`, also when the list is shorter. (The figure of that name in `implicit` divides by `min(K, |T|)` over all
 * clients together: a capped recall.) Mean over clients with truth.
 */
export function precision(hits: Uint8Array, k: number): number {
  return hitCount(hits, k) / k
}
