import { DomainError } from '../../domain-error.ts'
import type { Neighbours } from '../recommender.ts'

/** A vector shorter than this part of the longest one is rounding: its direction says nothing. */
const SHORTEST = 1e-6

/**
 * Cosines between a column and every category: `y_jᵀ y_i / (|y_j| |y_i|)`, 0 for a category with a vector near 0, NaN for
 * the column itself, and no answer for a column with a vector near 0. The lengths are worked out at the first question.
 *
 * @param columnFactors row-major, shape `[columns, rank]`
 */
export function columnCosines(
  columnFactors: Float64Array,
  rank: number,
  categoryCount: number,
): Neighbours['similarTo'] {
  const columnCount = columnFactors.length / rank
  const cosines = new Float64Array(categoryCount)
  let lengths: Float64Array | null = null
  let shortest = 0

  const dot = (left: number, right: number): number => {
    let sum = 0
    for (let i = 0; i < rank; i++) sum += columnFactors[left * rank + i]! * columnFactors[right * rank + i]!
    return sum
  }

  return (column) => {
    if (!Number.isInteger(column) || column < 0 || column >= columnCount)
      throw new DomainError('bad-setting', `There is no column ${column}`, { column })
    if (lengths === null) {
      lengths = Float64Array.from({ length: columnCount }, (_, at) => Math.sqrt(dot(at, at)))
      shortest = SHORTEST * lengths.reduce((most, length) => Math.max(most, length), 0)
    }
    const own = lengths[column]!
    if (!(own > shortest)) return null
    for (let category = 0; category < categoryCount; category++) {
      const length = lengths[category]!
      // Rounding may leave the interval by one unit in the last place.
      cosines[category] = length > shortest ? Math.max(-1, Math.min(1, dot(column, category) / (own * length))) : 0
    }
    if (column < categoryCount) cosines[column] = NaN
    return cosines
  }
}
