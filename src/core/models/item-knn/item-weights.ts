import { bm25Weights, inverseFrequencies } from '../../matrix/bm25.ts'
import type { Csr } from '../../matrix/csr.ts'

/** How the vector of a category over its clients is weighted before vectors are compared. */
export type ItemWeighting = 'cosine' | 'tfidf' | 'bm25'

/** Saturation and length normalization of BM25: what `BM25Recommender` of implicit starts with. */
const BM25 = { k1: 1.2, b: 0.75 } as const

/**
 * Weights of the entries of a matrix of categories by clients, as the library implicit 0.7.3 has them (float64).
 *
 * - `cosine`: `r / √Σ r²` over the category
 * - `tfidf`: `√r · idf_u`, then as `cosine`
 * - `bm25`: see `bm25Weights`
 *
 * `idf_u = ln(categories) − ln(1 + categories of client u)`: 0 for a client with all but one, and negative for a client
 * with every category.
 *
 * @param items rows are categories, columns are clients
 * @returns shape `[entries]`
 */
export function itemWeights(items: Csr, weighting: ItemWeighting): Float64Array {
  if (weighting === 'cosine') return normalizeRows(items, Float64Array.from(items.values))
  if (weighting === 'bm25') return bm25Weights(items, BM25)
  const idf = inverseFrequencies(items)
  return normalizeRows(
    items,
    Float64Array.from(items.values, (value, at) => Math.sqrt(value) * idf[items.colIdx[at]!]!),
  )
}

/** Divide every row by its length, in place; a row of zeros stays. */
function normalizeRows(items: Csr, weights: Float64Array): Float64Array {
  const squares = new Float64Array(items.rows)
  forEachEntry(items, (at, row) => {
    squares[row]! += weights[at]! * weights[at]!
  })
  forEachEntry(items, (at, row) => {
    if (squares[row]! > 0) weights[at]! /= Math.sqrt(squares[row]!)
  })
  return weights
}

function forEachEntry(items: Csr, visit: (at: number, row: number) => void): void {
  for (let row = 0; row < items.rows; row++)
    for (let at = items.rowPtr[row]!; at < items.rowPtr[row + 1]!; at++) visit(at, row)
}
