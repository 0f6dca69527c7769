/**
 * Which places of a list hold something that came true. A category that stands in the list twice counts at its first place only.
 *
 * @param truth what came true, any order
 * @param list best first
 * @returns 1 at a hit, shape of `list`
 */
export function hitsOf(truth: ArrayLike<number>, list: ArrayLike<number>): Uint8Array {
  const open = new Set<number>()
  for (let at = 0; at < truth.length; at++) open.add(truth[at]!)
  const hits = new Uint8Array(list.length)
  for (let at = 0; at < list.length; at++) if (open.delete(list[at]!)) hits[at] = 1
  return hits
}

/** Hits among the first `k` places; a list shorter than `k` has no hits behind its end. */
export function hitCount(hits: Uint8Array, k: number): number {
  const end = Math.min(k, hits.length)
  let count = 0
  for (let at = 0; at < end; at++) count += hits[at]!
  return count
}
