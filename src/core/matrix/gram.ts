/**
 * Add the Gram matrix of some rows of a factor table: `G += Σ y yᵀ` over rows `[start, end)`, lower triangle only.
 *
 * In blocks, so that the caller can pause between them. Finish with `mirrorLower`.
 *
 * @param factors `Y`, row-major, shape `[rows, rank]`
 * @param out `G`, row-major, shape `[rank, rank]`; the upper triangle is left as it is
 */
export function addGram(factors: Float64Array, rank: number, start: number, end: number, out: Float64Array): void {
  for (let row = start; row < end; row++) {
    const offset = row * rank
    for (let i = 0; i < rank; i++) {
      const left = factors[offset + i]!
      // Whole rows of zeros are common: clients and columns without evidence.
      if (left === 0) continue
      const line = i * rank
      for (let j = 0; j <= i; j++) out[line + j]! += left * factors[offset + j]!
    }
  }
}

/** Copy the lower triangle of a square matrix over its upper one. */
export function mirrorLower(matrix: Float64Array, rank: number): void {
  for (let i = 1; i < rank; i++) {
    for (let j = 0; j < i; j++) matrix[j * rank + i] = matrix[i * rank + j]!
  }
}

/**
 * The part of every row system that does not depend on the row: `w0·G + λI`.
 *
 * @param gram `G`, symmetric, shape `[rank, rank]`
 * @param out overwritten, shape `[rank, rank]`, symmetric
 */
export function ridgedGram(gram: Float64Array, rank: number, weight: number, lambda: number, out: Float64Array): void {
  for (let i = 0; i < gram.length; i++) out[i] = weight * gram[i]!
  for (let i = 0; i < rank; i++) out[i * rank + i]! += lambda
}
