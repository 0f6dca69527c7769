/**
 * Normalized discounted cumulative gain of one list with gains of 0 and 1:
 * `NDCG@K = Σ_hits 1/log2(place + 1) / Σ_{place ≤ min(|T|, K)} 1/log2(place + 1)`; 0 without truth.
 *
 * Denominator: the gain of a perfect list of length `K`. Unit: none, `[0, 1]`. Mean over clients with truth.
 *
 * @param hits 1 at a hit, best place first
 * @param truthCount `|T|`
 * @see Järvelin, Kekäläinen, "Cumulated gain-based evaluation of IR techniques", TOIS 2002
 */
export function ndcg(hits: Uint8Array, truthCount: number, k: number): number {
  if (truthCount === 0) return 0
  const end = Math.min(k, hits.length)
  let gain = 0
  for (let at = 0; at < end; at++) if (hits[at] === 1) gain += 1 / Math.log2(at + 2)
  let ideal = 0
  for (let at = 0; at < Math.min(truthCount, k); at++) ideal += 1 / Math.log2(at + 2)
  return gain / ideal
}
