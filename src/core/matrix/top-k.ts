/**
 * The `k` best of `scores`: higher score first, equal scores by lower position. NaN is never chosen.
 *
 * An insertion into a list of `k`: right for a `k` of tens over thousands, where most scores fail the first comparison.
 *
 * @param allowed 1 where a position may be chosen, or `null` for all
 * @returns positions, best first, at most `k`
 */
export function selectTop(scores: Float64Array, k: number, allowed: Uint8Array | null): Uint32Array {
  const size = Math.min(k, scores.length)
  const positions = new Uint32Array(size)
  let count = 0
  let worst = -Infinity
  for (let position = 0; position < scores.length; position++) {
    const score = scores[position]!
    if (count === size ? !(score > worst) : Number.isNaN(score)) continue
    if (allowed !== null && allowed[position] === 0) continue
    let place = count < size ? count++ : size - 1
    // Positions rise, so an equal score that is already in the list stands before this one.
    while (place > 0 && scores[positions[place - 1]!]! < score) {
      positions[place] = positions[place - 1]!
      place--
    }
    positions[place] = position
    if (count === size) worst = scores[positions[size - 1]!]!
  }
  return positions.subarray(0, count)
}
