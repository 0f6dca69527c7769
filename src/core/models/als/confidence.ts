import type { Objective } from '../recipe.ts'

/**
 * Confidences `c` of evidence weights `r`, under the rule of the objective.
 *
 * - `paper`: `c = 1 + α·r` (Hu, Koren, Volinsky 2008, section 4), in float64
 * - `implicit`: `c = α·r`, rounded to float32 as the library of that name stores it
 * - `log`: `c = 1 + α·log(1 + r/ε)` (the same paper, equation 6), in float64
 *
 * A negative `c` (only from a negative `r`, which our evidence never holds) means: not preferred, with confidence `|c|`.
 *
 * @returns shape of `values`
 */
export function confidencesOf(values: Float32Array, objective: Objective): Float64Array {
  const { alpha, epsilon, confidence } = objective
  const out = new Float64Array(values.length)
  if (confidence === 'paper') {
    for (let at = 0; at < values.length; at++) out[at] = 1 + alpha * values[at]!
  } else if (confidence === 'log') {
    for (let at = 0; at < values.length; at++) out[at] = 1 + alpha * Math.log1p(values[at]! / epsilon)
  } else {
    for (let at = 0; at < values.length; at++) out[at] = Math.fround(alpha * values[at]!)
  }
  return out
}

/**
 * Entries that count less than a cell without evidence: `|c| < w0`. What a client did then pulls its score up less than
 * doing nothing holds it down. Only `implicit` has them while `w0` is at most 1.
 */
export function countBelowUnobserved(values: Float32Array, objective: Objective): number {
  let count = 0
  for (const confidence of confidencesOf(values, objective))
    if (Math.abs(confidence) < objective.unobservedWeight) count++
  return count
}
