import { DomainError } from '../../domain-error.ts'
import { factorCholesky } from '../../matrix/cholesky.ts'
import type { WeightedRows } from './weighted-rows.ts'

/**
 * Factor the system of one row: `A = base + ridge·I + Σ (|c| − w0) y yᵀ = L Lᵀ`.
 *
 * @param base `w0·G + λI` where λ is the same for every row, else `w0·G`, shape `[rank, rank]`
 * @param ridge the row's own λ, else 0
 * @param fixed `Y`, the factors of the other side, row-major
 * @param lower overwritten by `L`, lower triangle, shape `[rank, rank]`
 * @throws DomainError `singular-system` with the row
 */
export function factorRowSystem(
  rows: WeightedRows,
  row: number,
  fixed: Float64Array,
  rank: number,
  base: Float64Array,
  ridge: number,
  unobservedWeight: number,
  lower: Float64Array,
): void {
  lower.set(base)
  for (let i = 0; i < rank; i++) lower[i * rank + i]! += ridge
  const end = rows.rowPtr[row + 1]!
  let at = rows.rowPtr[row]!
  // Four entries a pass: the triangle is read and written a quarter as often, which is most of the time of a long row.
  for (; at + 4 <= end; at += 4) addFourEntries(rows, at, fixed, rank, unobservedWeight, lower)
  for (; at < end; at++) {
    const weight = Math.abs(rows.confidence[at]!) - unobservedWeight
    const offset = rows.colIdx[at]! * rank
    for (let i = 0; i < rank; i++) {
      const left = weight * fixed[offset + i]!
      const line = i * rank
      for (let j = 0; j <= i; j++) lower[line + j]! += left * fixed[offset + j]!
    }
  }
  const failed = factorCholesky(lower, rank)
  if (failed >= 0) throw singularRow(row, failed)
}

/** What a solver throws for a row without an answer. @param factor the pivot that fails */
export function singularRow(row: number, factor: number): DomainError {
  return new DomainError('singular-system', `The system of row ${row} is singular: raise lambda or lower the factors`, {
    row,
    factor,
  })
}

/** `A += Σ (|c| − w0) y yᵀ` over entries `[at, at + 4)`, lower triangle. */
function addFourEntries(
  rows: WeightedRows,
  at: number,
  fixed: Float64Array,
  rank: number,
  unobservedWeight: number,
  lower: Float64Array,
): void {
  const { colIdx, confidence } = rows
  const first = colIdx[at]! * rank
  const second = colIdx[at + 1]! * rank
  const third = colIdx[at + 2]! * rank
  const fourth = colIdx[at + 3]! * rank
  const firstWeight = Math.abs(confidence[at]!) - unobservedWeight
  const secondWeight = Math.abs(confidence[at + 1]!) - unobservedWeight
  const thirdWeight = Math.abs(confidence[at + 2]!) - unobservedWeight
  const fourthWeight = Math.abs(confidence[at + 3]!) - unobservedWeight
  for (let i = 0; i < rank; i++) {
    const a = firstWeight * fixed[first + i]!
    const b = secondWeight * fixed[second + i]!
    const c = thirdWeight * fixed[third + i]!
    const d = fourthWeight * fixed[fourth + i]!
    const line = i * rank
    for (let j = 0; j <= i; j++)
      lower[line + j]! +=
        a * fixed[first + j]! + b * fixed[second + j]! + c * fixed[third + j]! + d * fixed[fourth + j]!
  }
}

/**
 * Write the right-hand side of one row: `b = Σ c y` over entries with `c > 0` (the others are not preferred).
 *
 * @param columnStart only entries of columns in `[columnStart, columnEnd)` count, to split `b` by block
 * @param out overwritten at `[offset, offset + rank)`
 */
export function writeRowTarget(
  rows: WeightedRows,
  row: number,
  fixed: Float64Array,
  rank: number,
  columnStart: number,
  columnEnd: number,
  out: Float64Array,
  offset: number,
): void {
  out.fill(0, offset, offset + rank)
  const end = rows.rowPtr[row + 1]!
  for (let at = rows.rowPtr[row]!; at < end; at++) {
    const confidence = rows.confidence[at]!
    const column = rows.colIdx[at]!
    if (confidence <= 0 || column < columnStart || column >= columnEnd) continue
    const from = column * rank
    for (let i = 0; i < rank; i++) out[offset + i]! += confidence * fixed[from + i]!
  }
}
