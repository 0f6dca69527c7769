import { hitCount } from './hits.ts'

/**
 * Share of what came true that the list held: `Recall@K = hits@K / |T|`; 0 without truth.
 *
 * Denominator: all of the truth, so a client with more than `K` things cannot reach 1. Mean over clients with truth.
 */
export function recall(hits: Uint8Array, truthCount: number, k: number): number {
  return truthCount === 0 ? 0 : hitCount(hits, k) / truthCount
}
