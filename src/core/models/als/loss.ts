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
 * Training loss: the objective divided by the total confidence of all cells, so that sizes can be compared.
 *
 * `( w0 Σ_u x_uᵀ G x_u + Σ_entries(|c| − 2 c⁺ s + (|c| − w0) s²) + λ (‖X‖² + ‖Y‖²) ) / ( Σ|c| + w0 (U·I − entries) )`.
 * It is the training loss of `implicit` 0.7.3 with the weight `w0` of unobserved cells let free.
 * Since `Σ_u x_uᵀ (YᵀY) x_u = Σ_ij (XᵀX)_ij (YᵀY)_ij`, the dense part needs both Gram matrices and no pass over clients.
 *
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
): number {
  let dense = 0
  for (let i = 0; i < rowGram.length; i++) dense += rowGram[i]! * columnGram[i]!
  let norms = 0
  for (let i = 0; i < rank; i++) norms += rowGram[i * rank + i]! + columnGram[i * rank + i]!
  const cells = sums.confidence + unobservedWeight * (shape.rows * shape.cols - shape.entries)
  return (unobservedWeight * dense + sums.fit + lambda * norms) / cells
}
