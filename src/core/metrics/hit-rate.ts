import { hitCount } from './hits.ts'

/** Whether anything in the first `K` places came true: 1 or 0. Its mean over clients with truth is the hit rate. */
export function hitRate(hits: Uint8Array, k: number): number {
  return hitCount(hits, k) > 0 ? 1 : 0
}
