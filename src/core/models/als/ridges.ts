import type { Csr } from '../../matrix/csr.ts'
import type { Objective } from '../recipe.ts'
import type { Side } from './arithmetic.ts'
import { confidencesOf } from './confidence.ts'

/**
 * Whether the rule gives rows ridges that differ; else `λ` stands on the diagonal of every system.
 * With an exponent of 0, or without a ridge at all, every rule is `plain`, to the bit.
 */
export function hasOwnRidges({ regularizationRule, exponent, lambda }: Objective): boolean {
  if (lambda === 0) return false
  return regularizationRule === 'spark' || (regularizationRule === 'scaled' && exponent !== 0)
}

/** `λ_u` of a row that counts `count` entries against `others` rows of the other side; see `RegularizationRule`. */
function ridgeFor(count: number, others: number, objective: Objective): number {
  const { regularizationRule, lambda, unobservedWeight, exponent } = objective
  if (regularizationRule === 'spark') return lambda * count
  return regularizationRule === 'scaled' ? lambda * Math.pow(count + unobservedWeight * others, exponent) : lambda
}

/** Whether an entry counts for the row's ridge: Spark passes over those that are not preferred. */
const counts = (confidence: number, { regularizationRule }: Objective): boolean =>
  regularizationRule !== 'spark' || confidence > 0

/** `λ_u` of one row, real or edited, from its confidences. @param others rows of the other side */
export function ridgeOfRow(confidences: Float64Array, others: number, objective: Objective): number {
  let count = 0
  for (const confidence of confidences) if (counts(confidence, objective)) count++
  return ridgeFor(count, others, objective)
}

/**
 * `λ_u` of every row of both sides, shapes `[clients]` and `[columns]`; `null` where one `λ` holds for all.
 *
 * It is 0 only under `spark`, for a row that prefers nothing (`b = 0`, no entry with `c > 0`). Its system may be singular,
 * but zeros solve it: such rows become zeros like rows without entries. With evidence, which is above 0, there are none.
 */
export function ridgesOf(csr: Csr, objective: Objective): Readonly<Record<Side, Float64Array>> | null {
  if (!hasOwnRidges(objective)) return null
  const clients = new Float64Array(csr.rows)
  const columns = new Float64Array(csr.cols)
  const confidences = confidencesOf(csr.values, objective)
  for (let row = 0; row < csr.rows; row++) {
    const end = csr.rowPtr[row + 1]!
    for (let at = csr.rowPtr[row]!; at < end; at++) {
      if (!counts(confidences[at]!, objective)) continue
      clients[row]!++
      columns[csr.colIdx[at]!]!++
    }
  }
  for (let row = 0; row < csr.rows; row++) clients[row] = ridgeFor(clients[row]!, csr.cols, objective)
  for (let column = 0; column < csr.cols; column++) columns[column] = ridgeFor(columns[column]!, csr.rows, objective)
  return { clients, columns }
}
