/**
 * Share of the categories that stand in at least one list, cut to its first `k` places.
 *
 * Denominator: all categories that could be ranked. There is no interval: clients drawn again leave categories out
 * for want of clients, so the resampled figure is always too low.
 *
 * @param lists one list of columns per evaluated client
 */
export function coverage(lists: readonly ArrayLike<number>[], categoryCount: number, k: number): number {
  if (categoryCount === 0) return 0
  const seen = new Uint8Array(categoryCount)
  let count = 0
  for (const list of lists) {
    const end = Math.min(k, list.length)
    for (let at = 0; at < end; at++) {
      if (seen[list[at]!] === 1) continue
      seen[list[at]!] = 1
      count++
    }
  }
  return count / categoryCount
}
