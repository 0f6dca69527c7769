import type { WeightedRows } from './weighted-rows.ts'

/** The parts of the loss that are sums over rows or entries, added up slice by slice. */
export interface EntrySums {
  /** `Σ ( |c| − 2 c⁺ s + (|c| − w0) s² )` over entries, `c⁺ = max(c, 0)`, `s = x·y`. */
  fit: number
  /** `Σ |c|` over entries. */
  confidence: number
}

/** Add the entries of rows `[start, end)` to `sums`. */
export function addEntrySums(
  rows: WeightedRows,
  rowFactors: Float64Array,
  columnFactors: Float64Array,
  rank: number,
  unobservedWeight: number,
  start: number,
  end: number,
  sums: EntrySums,
): void {
  let fit = 0
  let total = 0
  for (let row = start; row < end; row++) {
    const left = row * rank
    const last = rows.rowPtr[row + 1]!
    for (let at = rows.rowPtr[row]!; at < last; at++) {
      const right = rows.colIdx[at]! * rank
      let score = 0
      for (let i = 0; i < rank; i++) score += rowFactors[left + i]! * columnFactors[right + i]!
      const confidence = rows.confidence[at]!
      const sure = Math.abs(confidence)
      const preferred = confidence > 0 ? confidence : 0
      fit += sure - 2 * preferred * score + (sure - unobservedWeight) * score * score
      total += sure
    }
  }
  sums.fit += fit
  sums.confidence += total
}

/**
 * `Σ λ_u ‖x_u‖²` over rows `[start, end)`.
 *
 * @param table row-major, `stride` numbers a row of which the first ones are factors and the rest zeros
 * @param ridges `λ_u`, shape `[rows]`
 */
export function ridgeSum(
  table: Float32Array | Float64Array,
  stride: number,
  start: number,
  end: number,
  ridges: Float64Array,
): number {
  let sum = 0
  for (let row = start; row < end; row++) {
    let squares = 0
    for (let at = row * stride; at < (row + 1) * stride; at++) squares += table[at]! * table[at]!
    sum += ridges[row]! * squares
  }
  return sum
}

/**
 * Training loss: the objective divided by the total confidence of all cells, so that sizes can be compared.
 *
 * `( w0 Σ_u x_uᵀ G x_u + Σ_entries(|c| − 2 c⁺ s + (|c| − w0) s²) + λ (‖X‖² + ‖Y‖²) + ownRidges ) / ( Σ|c| + w0 (U·I − entries) )`.
 * It is the training loss of `implicit` 0.7.3 with the weight `w0` of unobserved cells let free.
 * Since `Σ_u x_uᵀ (YᵀY) x_u = Σ_ij (XᵀX)_ij (YᵀY)_ij`, the dense part needs both Gram matrices and no pass over clients.
 *
 * @param lambda 0 where a rule gives each row its own
 * @param ownRidges `Σ λ_u ‖x_u‖²` over the rows of both sides where a rule gives each its own, else 0
 * @param rowGram `XᵀX`, @param columnGram `YᵀY`, both shape `[rank, rank]`
 */
export function lossFrom(
  sums: EntrySums,
  rowGram: Float64Array,
  columnGram: Float64Array,
  rank: number,
  shape: { readonly rows: number; readonly cols: number; readonly entries: number },
  unobservedWeight: number,
  lambda: number,
  ownRidges = 0,
): number {
  let dense = 0
  for (let i = 0; i < rowGram.length; i++) dense += rowGram[i]! * columnGram[i]!
  let norms = 0
  for (let i = 0; i < rank; i++) norms += rowGram[i * rank + i]! + columnGram[i * rank + i]!
  const cells = sums.confidence + unobservedWeight * (shape.rows * shape.cols - shape.entries)
  return (unobservedWeight * dense + sums.fit + lambda * norms + ownRidges) / cells
}
