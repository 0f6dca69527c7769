import { DomainError } from '../domain-error.ts'
import { addRowProducts, type RowRange } from './add-row-products.ts'
import { mirrorLower } from './gram.ts'

/** Columns of a panel: two kilobytes of each row of it stay in the cache of the core while all other rows pass. */
const PANEL = 32
/** Terms of a sum that are taken at once: see `PANEL`. */
const INNER = 256
/** Rows between two looks at the work done. */
const ROWS = 64
/** Multiplications between two pauses: a few milliseconds. */
const PAUSE_EVERY = 4_000_000
/** A pivot below this share of its diagonal element is rounding noise, as in `factorCholesky`. */
const SMALLEST_PIVOT_SHARE = 1e-14

/** Called every few milliseconds with the share that is done; may pause, may throw `cancelled`. */
type OnProgress = (share: number) => Promise<void>

/** The size of the matrix on its way, and what counts its work. */
interface Work {
  readonly size: number
  readonly add: (multiplications: number) => Promise<void>
}

/**
 * The inverse of a symmetric positive definite matrix, in place: `A = L Lᵀ`, `U = L⁻ᵀ`, `A⁻¹ = U Uᵀ`.
 *
 * By panels (Golub, Van Loan, "Matrix Computations", 4th ed., sections 4.2 and 3.1), `n³/2` multiplications, one more matrix
 * of memory. Sums are taken in a fixed order: the result does not depend on the pauses.
 *
 * @param matrix row-major, shape `[size, size]`; both triangles of the answer are filled
 * @throws DomainError `singular-system` when it is not positive definite to working precision: then the matrix is spoilt
 */
export async function invertPositive(matrix: Float64Array, size: number, onProgress: OnProgress): Promise<void> {
  const total = Math.max(1, size ** 3 / 2)
  let done = 0
  let sincePause = 0
  const work: Work = {
    size,
    add: async (multiplications) => {
      done += multiplications
      sincePause += multiplications
      if (sincePause < PAUSE_EVERY) return
      sincePause = 0
      await onProgress(Math.min(1, done / total))
    },
  }
  await factor(matrix, work)
  const upper = new Float64Array(size * size)
  await invertFactor(matrix, upper, work)
  matrix.fill(0)
  await multiplyFactor(upper, matrix, work)
  mirrorLower(matrix, size)
}

/** Add a panel of products, block by block; sums over `k` begin at `innerStart` of the first row of each block. */
async function addPanel(
  left: Float64Array,
  right: Float64Array,
  out: Float64Array,
  rows: RowRange,
  panel: RowRange,
  inner: { readonly startOf: (row: number) => number; readonly end: number },
  sign: 1 | -1,
  { size, add }: Work,
): Promise<void> {
  for (let start = rows.start; start < rows.end; start += ROWS) {
    const block = { start, end: Math.min(start + ROWS, rows.end) }
    for (let k = inner.startOf(start); k < inner.end; k += INNER) {
      const terms = { start: k, end: Math.min(k + INNER, inner.end) }
      addRowProducts(left, right, out, size, block, panel, terms, sign)
      await add((block.end - block.start) * (panel.end - panel.start) * (terms.end - terms.start))
    }
  }
}

/** `L` over the lower triangle of `A`, panel by panel; the upper triangle is left as rubbish. */
async function factor(matrix: Float64Array, work: Work): Promise<void> {
  const { size } = work
  const diagonals = Float64Array.from({ length: size }, (_, j) => matrix[j * size + j]!)
  for (let start = 0; start < size; start += PANEL) {
    const end = Math.min(start + PANEL, size)
    const before = { startOf: () => 0, end: start }
    await addPanel(matrix, matrix, matrix, { start, end: size }, { start, end }, before, -1, work)
    for (let j = start; j < end; j++) {
      const line = j * size
      let pivot = matrix[line + j]!
      for (let k = start; k < j; k++) pivot -= matrix[line + k]! * matrix[line + k]!
      if (!(pivot > diagonals[j]! * SMALLEST_PIVOT_SHARE))
        throw new DomainError('singular-system', `Pivot ${j} of the matrix is not positive`, { row: j })
      matrix[line + j] = Math.sqrt(pivot)
      for (let i = j + 1; i < size; i++) {
        const other = i * size
        let sum = matrix[other + j]!
        for (let k = start; k < j; k++) sum -= matrix[other + k]! * matrix[line + k]!
        matrix[other + j] = sum / matrix[line + j]!
      }
    }
  }
}

/** `U = L⁻ᵀ`: row `j` holds column `j` of the inverse of `L`, `U_ji = (δ_ij − Σ_{j ≤ k < i} L_ik U_jk) / L_ii`. */
async function invertFactor(lower: Float64Array, upper: Float64Array, work: Work): Promise<void> {
  const { size } = work
  for (let start = 0; start < size; start += PANEL) {
    const end = Math.min(start + PANEL, size)
    // Below its diagonal `U` is zero, so a block of rows may begin its sums at its first row.
    const between = { startOf: (row: number) => row, end: start }
    await addPanel(upper, lower, upper, { start: 0, end: start }, { start, end }, between, -1, work)
    for (let j = 0; j < end; j++) {
      const line = j * size
      for (let i = Math.max(start, j); i < end; i++) {
        const other = i * size
        let sum = i === j ? 1 : upper[line + i]!
        for (let k = Math.max(start, j); k < i; k++) sum -= lower[other + k]! * upper[line + k]!
        upper[line + i] = sum / lower[other + i]!
      }
    }
  }
}

/** The lower triangle of `U Uᵀ`, added to zeros. */
async function multiplyFactor(upper: Float64Array, out: Float64Array, work: Work): Promise<void> {
  const { size } = work
  for (let start = 0; start < size; start += PANEL) {
    const end = Math.min(start + PANEL, size)
    const after = { startOf: (row: number) => row, end: size }
    await addPanel(upper, upper, out, { start, end: size }, { start, end }, after, 1, work)
  }
}
