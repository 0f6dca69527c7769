import { hitsOf } from './hits.ts'

/**
 * Average precision of one list: `AP@K = Σ_hits (hits so far / place) / min(|T|, K)`; 0 without truth.
 *
 * Denominator: the hits that a perfect list of length `K` would have. (Some toolkits divide by `|T|`.)
 * Unit: none, `[0, 1]`. MAP in our convention is its mean over clients with truth.
 *
 * @param hits 1 at a hit, best place first
 * @param truthCount `|T|`
 */
export function averagePrecision(hits: Uint8Array, truthCount: number, k: number): number {
  if (truthCount === 0) return 0
  const end = Math.min(k, hits.length)
  let found = 0
  let sum = 0
  for (let at = 0; at < end; at++) {
    if (hits[at] === 0) continue
    found++
    sum += found / (at + 1)
  }
  return sum / Math.min(truthCount, k)
}

/**
 * `apk` of `ml_metrics`: average precision of a list against the things that came true.
 *
 * A thing counts at its first place only; things that stand twice in `actual` count twice in the denominator.
 *
 * @see benhamner/Metrics, `average_precision.py`
 */
export function apk(actual: ArrayLike<number>, predicted: ArrayLike<number>, k: number): number {
  return averagePrecision(hitsOf(actual, predicted), actual.length, k)
}

/**
 * `mapk` of `ml_metrics`: the plain mean of `apk` over pairs. A pair without truth counts 0 and stays in the denominator,
 * so the figure depends on the population: state it.
 */
export function mapk(actual: readonly ArrayLike<number>[], predicted: readonly ArrayLike<number>[], k: number): number {
  let sum = 0
  actual.forEach((truth, at) => {
    sum += apk(truth, predicted[at] ?? [], k)
  })
  return actual.length === 0 ? 0 : sum / actual.length
}
