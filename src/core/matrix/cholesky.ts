/**
 * A pivot below this share of its diagonal element is rounding noise: the matrix is singular to working precision.
 * Float64 has 16 digits; a system that loses 14 of them has no answer worth showing.
 */
const SMALLEST_PIVOT_SHARE = 1e-14

/**
 * Factor a symmetric positive definite matrix as `L Lᵀ`, in place, lower triangle only.
 *
 * @param matrix row-major, shape `[rank, rank]`; its lower triangle becomes `L`, its upper one is neither read nor written
 * @returns -1, or the position of the first pivot that is not positive: then the matrix is spoilt
 */
export function factorCholesky(matrix: Float64Array, rank: number): number {
  for (let i = 0; i < rank; i++) {
    const line = i * rank
    for (let j = 0; j < i; j++) {
      const other = j * rank
      let sum = matrix[line + j]!
      for (let k = 0; k < j; k++) sum -= matrix[line + k]! * matrix[other + k]!
      matrix[line + j] = sum / matrix[other + j]!
    }
    const diagonal = matrix[line + i]!
    let pivot = diagonal
    for (let k = 0; k < i; k++) pivot -= matrix[line + k]! * matrix[line + k]!
    if (!(pivot > diagonal * SMALLEST_PIVOT_SHARE)) return i
    matrix[line + i] = Math.sqrt(pivot)
  }
  return -1
}

/**
 * Solve `L Lᵀ x = b` by a forward and a backward pass, in place.
 *
 * @param lower `L` as `factorCholesky` leaves it, shape `[rank, rank]`
 * @param vector `b` on the way in, `x` on the way out, `[offset, offset + rank)`
 */
export function solveCholesky(lower: Float64Array, rank: number, vector: Float64Array, offset = 0): void {
  for (let i = 0; i < rank; i++) {
    const line = i * rank
    let sum = vector[offset + i]!
    for (let k = 0; k < i; k++) sum -= lower[line + k]! * vector[offset + k]!
    vector[offset + i] = sum / lower[line + i]!
  }
  for (let i = rank - 1; i >= 0; i--) {
    const solved = vector[offset + i]! / lower[i * rank + i]!
    vector[offset + i] = solved
    // By rows of L, not by columns: each solved unknown is taken out of the ones above it, along one line of memory.
    const line = i * rank
    for (let k = 0; k < i; k++) vector[offset + k]! -= lower[line + k]! * solved
  }
}
