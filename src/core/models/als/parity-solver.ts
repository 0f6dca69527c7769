import type { RowSolver } from './row-solver.ts'
import type { WeightedRows } from './weighted-rows.ts'

/** A squared residual below this leaves the row as it is: the bound of `implicit`. */
const SMALLEST_SQUARED_RESIDUAL = 1e-20

/**
 * The row solver of `implicit` 0.7.3: some steps of conjugate gradient, started from the row's factors of the sweep before.
 *
 * Solves `A x = b` with `A = w0·G + λI + Σ (|c| − w0) y yᵀ` and `b = Σ_{c>0} c y` without forming `A`:
 * `r = b − A x`, `p = r`, then `step = (r·r)/(p·A p)`, `x += step·p`, `r −= step·A p`, `p = r + (r'·r'/r·r) p`.
 *
 * @param base `w0·G`, with λ on the diagonal where it is the same for every row, shape `[rank, rank]`
 * @param ridges λ of each row where a rule gives it its own, shape `[rows]`
 * @param steps of conjugate gradient; `implicit` takes 3
 * @see Takács, Pilászy, Tikk, "Applications of the conjugate gradient method for implicit feedback collaborative filtering", RecSys 2011
 */
export function createParitySolver(
  rank: number,
  base: Float64Array,
  ridges: Float64Array | null,
  unobservedWeight: number,
  steps: number,
): RowSolver {
  const residual = new Float64Array(rank)
  const direction = new Float64Array(rank)
  const product = new Float64Array(rank)

  /** `product = A · direction`. */
  function multiply(rows: WeightedRows, row: number, fixed: Float64Array): void {
    const ridge = ridges?.[row] ?? 0
    for (let i = 0; i < rank; i++) {
      const line = i * rank
      let sum = 0
      for (let j = 0; j < rank; j++) sum += base[line + j]! * direction[j]!
      product[i] = sum + ridge * direction[i]!
    }
    const end = rows.rowPtr[row + 1]!
    for (let at = rows.rowPtr[row]!; at < end; at++) {
      const offset = rows.colIdx[at]! * rank
      let dot = 0
      for (let i = 0; i < rank; i++) dot += fixed[offset + i]! * direction[i]!
      const weight = (Math.abs(rows.confidence[at]!) - unobservedWeight) * dot
      for (let i = 0; i < rank; i++) product[i]! += weight * fixed[offset + i]!
    }
  }

  /** `residual = b − product`. */
  function writeResidual(rows: WeightedRows, row: number, fixed: Float64Array): void {
    for (let i = 0; i < rank; i++) residual[i] = -product[i]!
    const end = rows.rowPtr[row + 1]!
    for (let at = rows.rowPtr[row]!; at < end; at++) {
      const confidence = rows.confidence[at]!
      if (confidence <= 0) continue
      const offset = rows.colIdx[at]! * rank
      for (let i = 0; i < rank; i++) residual[i]! += confidence * fixed[offset + i]!
    }
  }

  return {
    solveRow(rows, row, fixed, solved) {
      const offset = row * rank
      for (let i = 0; i < rank; i++) direction[i] = solved[offset + i]!
      multiply(rows, row, fixed)
      writeResidual(rows, row, fixed)
      let squared = squaredNorm(residual)
      if (squared < SMALLEST_SQUARED_RESIDUAL) return

      direction.set(residual)
      for (let step = 0; step < steps; step++) {
        multiply(rows, row, fixed)
        let curvature = 0
        for (let i = 0; i < rank; i++) curvature += direction[i]! * product[i]!
        const length = squared / curvature
        for (let i = 0; i < rank; i++) {
          solved[offset + i]! += length * direction[i]!
          residual[i]! -= length * product[i]!
        }
        const next = squaredNorm(residual)
        if (next < SMALLEST_SQUARED_RESIDUAL) return
        const ratio = next / squared
        for (let i = 0; i < rank; i++) direction[i] = residual[i]! + ratio * direction[i]!
        squared = next
      }
    },
  }
}

function squaredNorm(vector: Float64Array): number {
  let sum = 0
  for (let i = 0; i < vector.length; i++) sum += vector[i]! * vector[i]!
  return sum
}
