import type { Objective } from '../recipe.ts'

/**
 * Confidences `c` of evidence weights `r`, under the rule of the objective.
 *
 * - `paper`: `c = 1 + α·r` (Hu, Koren, Volinsky 2008, section 4), in float64
 * - `implicit`: `c = α·r`, rounded to float32 as the library of that name stores it
 *
 * A negative `c` (only from a negative `r`, which our evidence never holds) means: not preferred, with confidence `|c|`.
 *
 * @returns shape of `values`
 */
export function confidencesOf(values: Float32Array, objective: Objective): Float64Array {
  const { alpha, confidence } = objective
  const out = new Float64Array(values.length)
  if (confidence === 'paper') {
    for (let at = 0; at < values.length; at++) out[at] = 1 + alpha * values[at]!
  } else {
    for (let at = 0; at < values.length; at++) out[at] = Math.fround(alpha * values[at]!)
  }
  return out
}
