import type { Csr } from './csr.ts'

/** Sparse rows whose values may be of any precision. */
export type SparseRows = Pick<Csr, 'rows' | 'cols'> &
  Readonly<Record<'rowPtr' | 'colIdx' | 'values', ArrayLike<number>>>

/** `idf_c = ln(rows) − ln(1 + rows with an entry in column c)`, shape `[cols]`: negative for a column with an entry in every row. */
export function inverseFrequencies({ rows, cols, colIdx }: SparseRows): Float64Array {
  const counts = new Float64Array(cols)
  for (let at = 0; at < colIdx.length; at++) counts[colIdx[at]!]!++
  return counts.map((count) => Math.log(rows) - Math.log1p(count))
}

/**
 * BM25 as `bm25_weight` of the library implicit 0.7.3 has it (float64):
 * `r (k1 + 1) / (k1 · (1 − b + b · length / mean length) + r) · idf_c`, the length of a row its sum of `r`, the mean over all rows.
 *
 * @returns shape `[entries]`
 */
export function bm25Weights(matrix: SparseRows, { k1, b }: { readonly k1: number; readonly b: number }): Float64Array {
  const { rows, rowPtr, colIdx, values } = matrix
  const idf = inverseFrequencies(matrix)
  const lengths = new Float64Array(rows)
  for (let row = 0; row < rows; row++)
    for (let at = rowPtr[row]!; at < rowPtr[row + 1]!; at++) lengths[row]! += values[at]!
  const mean = lengths.reduce((sum, length) => sum + length, 0) / rows
  const weights = new Float64Array(values.length)
  for (let row = 0; row < rows; row++) {
    const norm = 1 - b + (b * lengths[row]!) / mean
    for (let at = rowPtr[row]!; at < rowPtr[row + 1]!; at++) {
      const value = values[at]!
      weights[at] = ((value * (k1 + 1)) / (k1 * norm + value)) * idf[colIdx[at]!]!
    }
  }
  return weights
}
