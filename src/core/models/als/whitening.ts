import { DomainError } from '../../domain-error.ts'
import { factorCholesky } from '../../matrix/cholesky.ts'
import { symmetricEigen } from '../../matrix/symmetric-eigen.ts'

/** Coordinates in which the dense part of every row system is diagonal. Matrices of shape `[size, size]`, row-major. */
export interface Whitening {
  /** `x' · toWhite` are the new coordinates of a row of factors that is to be solved. */
  readonly toWhite: Float64Array
  /** The way back. */
  readonly fromWhite: Float64Array
  /** `y' · ofFixed` are the new coordinates of a row of the fixed side. */
  readonly ofFixed: Float64Array
  /** The diagonal there, before a row's own ridge is added, shape `[size]`. */
  readonly diagonal: Float64Array
}

/** A square matrix with ones behind its end on the diagonal: factors that fill up stay zeros. */
function padded(matrix: Float64Array, rank: number, size: number): Float64Array {
  const out = new Float64Array(size * size)
  for (let i = rank; i < size; i++) out[i * size + i] = 1
  for (let i = 0; i < rank; i++) out.set(matrix.subarray(i * rank, (i + 1) * rank), i * size)
  return out
}

function transposed(matrix: Float64Array, size: number): Float64Array {
  const out = new Float64Array(matrix.length)
  for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) out[j * size + i] = matrix[i * size + j]!
  return out
}

/**
 * Where all rows have one ridge: `base = L Lᵀ`, `z = Lᵀ x`, `v = L⁻¹ y`; the diagonal is all ones.
 * `toWhite` and `fromWhite` are lower triangles, `ofFixed` is an upper one.
 *
 * @param base `w0·G + λI`, shape `[rank, rank]`; the answer is filled up to `size`
 * @throws DomainError `singular-system`
 */
export function choleskyWhitening(base: Float64Array, rank: number, size: number): Whitening {
  const lower = padded(base, rank, size)
  if (factorCholesky(lower, size) >= 0)
    throw new DomainError('singular-system', 'The Gram matrix is singular: raise lambda')
  for (let i = 0; i < size; i++) lower.fill(0, i * size + i + 1, (i + 1) * size)
  const inverse = new Float64Array(size * size)
  for (let column = 0; column < size; column++) {
    inverse[column * size + column] = 1 / lower[column * size + column]!
    for (let row = column + 1; row < size; row++) {
      let sum = 0
      for (let k = column; k < row; k++) sum -= lower[row * size + k]! * inverse[k * size + column]!
      inverse[row * size + column] = sum / lower[row * size + row]!
    }
  }
  const diagonal = new Float64Array(size).fill(1)
  return { toWhite: lower, fromWhite: inverse, ofFixed: transposed(inverse, size), diagonal }
}

/**
 * Where each row has a ridge of its own: `base = Q diag(w) Qᵀ`, `z = Qᵀ x`, `v = Qᵀ y`; the diagonal is `w`.
 * With `s_u = (w + λ_u)^(−1/2)` the system of row `u` is whitened by scaling alone.
 *
 * @param base `w0·G`, shape `[rank, rank]`; the answer is filled up to `size`
 * @throws DomainError `singular-system`
 */
export function* eigenWhitening(base: Float64Array, rank: number, size: number): Generator<undefined, Whitening> {
  const { values, vectors } = yield* symmetricEigen(base.slice(), rank)
  const fromWhite = padded(vectors, rank, size)
  const toWhite = transposed(fromWhite, size)
  const diagonal = new Float64Array(size).fill(1)
  // A Gram matrix has no negative eigenvalues: what lies below 0 is rounding.
  for (let i = 0; i < rank; i++) diagonal[i] = Math.max(0, values[i]!)
  return { toWhite, fromWhite, ofFixed: toWhite, diagonal }
}
