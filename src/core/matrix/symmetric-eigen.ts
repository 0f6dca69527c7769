import { DomainError } from '../domain-error.ts'

/** Multiplications between two pauses: a few milliseconds. */
const PAUSE_EVERY = 4_000_000
/** Sweeps for one eigenvalue; two or three are usual. */
const MOST_SWEEPS = 60
/**
 * What is off the diagonal and below this share of the largest number is rounding noise. Next to the neighbours on the
 * diagonal, a matrix of low rank would never be done: all that stands in its null space is noise.
 */
const NOISE_SHARE = Number.EPSILON
/** Below this numbers lose digits: taken for zero. */
const SMALLEST = 1e-290

/** `A = Q diag(w) Qᵀ`. */
export interface SymmetricEigen {
  /** `w`, in no special order, shape `[size]`. */
  readonly values: Float64Array
  /** `Qᵀ`: row `k` is the eigenvector of `values[k]`; row-major, shape `[size, size]`, orthogonal. */
  readonly vectors: Float64Array
}

/** Ends a pause when enough was done since the last one. */
type Pacing = (multiplications: number) => boolean

/**
 * Eigenvalues and eigenvectors of a symmetric matrix: reduction to a tridiagonal one by Householder reflections, then the
 * implicit QL method with Wilkinson's shift (Golub, Van Loan, "Matrix Computations", 4th ed., sections 8.3.1 and 8.3.3).
 *
 * About `6 n³` multiplications. Vectors stand in rows, so that every inner loop goes along one line of memory. A step of
 * the generator is some milliseconds; the result does not depend on the pauses.
 *
 * @param matrix row-major, shape `[size, size]`, symmetric; overwritten
 * @throws DomainError `singular-system` when the matrix holds what is no number
 */
export function* symmetricEigen(matrix: Float64Array, size: number): Generator<undefined, SymmetricEigen> {
  let sincePause = 0
  const isPauseDue: Pacing = (multiplications) => {
    sincePause += multiplications
    if (sincePause < PAUSE_EVERY) return false
    sincePause = 0
    return true
  }
  const values = new Float64Array(size)
  const off = new Float64Array(size)
  const scales = new Float64Array(size)
  for (let k = 0; k + 2 < size; k++) {
    reflect(matrix, size, k, scales)
    if (isPauseDue(2 * (size - k) ** 2)) yield
  }
  for (let i = 0; i < size; i++) values[i] = matrix[i * size + i]!
  for (let i = 0; i + 1 < size; i++) off[i] = matrix[(i + 1) * size + i]!
  const vectors = new Float64Array(size * size)
  for (let i = 0; i < size; i++) vectors[i * size + i] = 1
  for (let k = size - 3; k >= 0; k--) {
    applyReflection(matrix, size, k, scales[k]!, vectors)
    if (isPauseDue(2 * (size - k) ** 2)) yield
  }
  yield* diagonalize(values, off, vectors, size, isPauseDue)
  return { values, vectors }
}

/**
 * One Householder step: `A := H A H`, `H = I − s v vᵀ`, takes column `k` below its subdiagonal to zero. `v` is kept in row
 * `k` right of the diagonal, `s` in `scales[k]`; the subdiagonal stands in column `k`.
 */
function reflect(matrix: Float64Array, size: number, k: number, scales: Float64Array): void {
  const line = k * size
  const first = k + 1
  // Divided by the largest, so that squares neither overflow nor vanish.
  let largest = 0
  for (let i = first; i < size; i++) largest = Math.max(largest, Math.abs(matrix[line + i]!))
  scales[k] = 0
  if (!(largest > 0)) return
  let squared = 0
  for (let i = first; i < size; i++) {
    const part = matrix[line + i]! / largest
    matrix[line + i] = part
    squared += part * part
  }
  const head = matrix[line + first]!
  const norm = head > 0 ? -Math.sqrt(squared) : Math.sqrt(squared)
  matrix[line + first] = head - norm
  const scale = 1 / (squared - head * norm)
  scales[k] = scale
  matrix[first * size + k] = norm * largest

  // A := A − v wᵀ − w vᵀ with p = s A v, w = p − (s/2)(pᵀv) v.
  const w = new Float64Array(size)
  let along = 0
  for (let i = first; i < size; i++) {
    const row = i * size
    let sum = 0
    for (let j = first; j < size; j++) sum += matrix[row + j]! * matrix[line + j]!
    w[i] = scale * sum
    along += w[i]! * matrix[line + i]!
  }
  const half = 0.5 * scale * along
  for (let i = first; i < size; i++) w[i]! -= half * matrix[line + i]!
  for (let i = first; i < size; i++) {
    const row = i * size
    const v = matrix[line + i]!
    const other = w[i]!
    for (let j = first; j < size; j++) matrix[row + j]! -= v * w[j]! + other * matrix[line + j]!
  }
}

/** `M := M H_k`, where `M` is still the identity outside of rows and columns after `k`. */
function applyReflection(matrix: Float64Array, size: number, k: number, scale: number, vectors: Float64Array): void {
  if (scale === 0) return
  const line = k * size
  for (let i = k + 1; i < size; i++) {
    const row = i * size
    let sum = 0
    for (let j = k + 1; j < size; j++) sum += vectors[row + j]! * matrix[line + j]!
    sum *= scale
    for (let j = k + 1; j < size; j++) vectors[row + j]! -= sum * matrix[line + j]!
  }
}

/**
 * Implicit QL on a tridiagonal matrix.
 *
 * @param diagonal becomes the eigenvalues
 * @param off below the diagonal, spoilt; the last one is 0
 * @param vectors rows are turned with it
 */
function* diagonalize(
  diagonal: Float64Array,
  off: Float64Array,
  vectors: Float64Array,
  size: number,
  isPauseDue: Pacing,
): Generator<undefined, void> {
  let largest = 0
  for (let i = 0; i < size; i++) largest = Math.max(largest, Math.abs(diagonal[i]!), Math.abs(off[i]!))
  const noise = Math.max(NOISE_SHARE * largest, SMALLEST)
  for (let low = 0; low < size; low++) {
    for (let sweep = 0; ; sweep++) {
      let high = low
      // What is no number is no noise, and so ends in the error.
      while (high + 1 < size && !(Math.abs(off[high]!) <= noise)) high++
      if (high === low) break
      if (sweep === MOST_SWEEPS)
        throw new DomainError('singular-system', 'The Gram matrix has no eigenvalues: raise lambda', { factor: low })
      sweepDown(diagonal, off, vectors, size, low, high)
      if (isPauseDue(4 * size * (high - low))) yield
    }
  }
}

/** One QL sweep over the block `[low, high]`, from its end to its head, with Wilkinson's shift. */
function sweepDown(
  diagonal: Float64Array,
  off: Float64Array,
  vectors: Float64Array,
  size: number,
  low: number,
  high: number,
): void {
  const slope = (diagonal[low + 1]! - diagonal[low]!) / (2 * off[low]!)
  const root = Math.hypot(slope, 1)
  let ahead = diagonal[high]! - diagonal[low]! + off[low]! / (slope + (slope >= 0 ? root : -root))
  let sine = 1
  let cosine = 1
  let shift = 0
  for (let i = high - 1; i >= low; i--) {
    const turned = sine * off[i]!
    const kept = cosine * off[i]!
    const length = Math.hypot(turned, ahead)
    off[i + 1] = length
    if (length === 0) {
      // The block has fallen apart: begin anew with its parts.
      diagonal[i + 1]! -= shift
      off[high] = 0
      return
    }
    sine = turned / length
    cosine = ahead / length
    const rest = diagonal[i + 1]! - shift
    const mixed = (diagonal[i]! - rest) * sine + 2 * cosine * kept
    shift = sine * mixed
    diagonal[i + 1] = rest + shift
    ahead = cosine * mixed - kept
    turn(vectors, size, i, cosine, sine)
  }
  diagonal[low]! -= shift
  off[low] = ahead
  off[high] = 0
}

/** Turn rows `i` and `i + 1`. */
function turn(vectors: Float64Array, size: number, i: number, cosine: number, sine: number): void {
  const upper = i * size
  const lower = upper + size
  for (let at = 0; at < size; at++) {
    const below = vectors[lower + at]!
    const above = vectors[upper + at]!
    vectors[lower + at] = sine * above + cosine * below
    vectors[upper + at] = cosine * above - sine * below
  }
}
