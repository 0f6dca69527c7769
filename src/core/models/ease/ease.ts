import { DomainError } from '../../domain-error.ts'
import { checkCsr } from '../../matrix/check-csr.ts'
import type { Csr } from '../../matrix/csr.ts'
import { mirrorLower } from '../../matrix/gram.ts'
import { invertPositive } from '../../matrix/invert-positive.ts'
import { leftColumns } from '../../matrix/left-columns.ts'
import type { Recommender } from '../recommender.ts'
import { createSimilarityModel, type Similarity } from '../similarity/similarity-model.ts'

/** More categories than this are not taken on: time grows with the cube and memory with the square (100 MB here). */
export const MOST_EASE_CATEGORIES = 2500

/** Products between two pauses: a few milliseconds. */
const PAUSE_EVERY = 2_000_000

/**
 * EASE^R over categories: every category as a weighted sum of the others, in closed form.
 *
 * `B = argmin ‖X − X B‖² + λ ‖B‖²` with a diagonal of 0: `P = (XᵀX + λI)⁻¹`, `B_ij = −P_ij / P_jj`.
 * `X` holds the evidence weights `r`; `score(i) = Σ_j r_j B_ji`, may be negative.
 *
 * @param csr clients by columns, categories first
 * @param lambda ridge weight, `> 0`, in units of `r²`
 * @param onProgress called every few milliseconds with the share that is done; may pause, may throw `cancelled`
 * @throws DomainError `bad-setting` for a `lambda` that is none or more than `MOST_EASE_CATEGORIES`; `bad-shape`;
 * `singular-system`
 * @see Steck, "Embarrassingly Shallow Autoencoders for Sparse Data", WWW 2019
 */
export async function fitEase(
  csr: Csr,
  categoryCount: number,
  lambda: number,
  onProgress: (share: number) => Promise<void>,
): Promise<Recommender> {
  checkCsr(csr)
  if (!(lambda > 0 && lambda < Infinity))
    throw new DomainError('bad-setting', `lambda cannot be ${lambda}`, { setting: 'lambda', value: lambda })
  if (categoryCount > MOST_EASE_CATEGORIES)
    throw new DomainError('bad-setting', `${categoryCount} categories are too many for EASE`, {
      setting: 'categoryCount',
      value: categoryCount,
    })
  const weights = await categoryGram(leftColumns(csr, categoryCount), onProgress)
  for (let i = 0; i < categoryCount; i++) weights[i * categoryCount + i]! += lambda
  await invertPositive(weights, categoryCount, onProgress)
  toWeights(weights, categoryCount)
  return createSimilarityModel({
    id: 'ease',
    similarity: denseSimilarity(weights, categoryCount),
    categoryCount,
    columnCount: csr.cols,
  })
}

/**
 * A `lambda` in the units of the data: the mean over the categories of `Σ_u r²`, the diagonal of `XᵀX`.
 * A category with average evidence is then held back as much as it speaks.
 */
export function defaultEaseLambda(csr: Csr, categoryCount: number): number {
  let squares = 0
  csr.colIdx.forEach((column, at) => {
    if (column < categoryCount) squares += csr.values[at]! ** 2
  })
  return squares > 0 ? squares / categoryCount : 1
}

/** `XᵀX`, symmetric, shape `[categories, categories]`. */
async function categoryGram(categories: Csr, onProgress: (share: number) => Promise<void>): Promise<Float64Array> {
  const { rows, cols, rowPtr, colIdx, values } = categories
  const gram = new Float64Array(cols * cols)
  let work = 0
  for (let row = 0; row < rows; row++) {
    const start = rowPtr[row]!
    const end = rowPtr[row + 1]!
    for (let at = start; at < end; at++) {
      const line = colIdx[at]! * cols
      for (let other = start; other <= at; other++) gram[line + colIdx[other]!]! += values[at]! * values[other]!
    }
    work += (end - start) ** 2 / 2
    if (work < PAUSE_EVERY) continue
    work = 0
    await onProgress(0)
  }
  mirrorLower(gram, cols)
  return gram
}

/** `B_ij = −P_ij / P_jj` with a diagonal of 0, in place of `P`. */
function toWeights(inverse: Float64Array, size: number): void {
  const diagonal = Float64Array.from({ length: size }, (_, j) => inverse[j * size + j]!)
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++) inverse[i * size + j] = i === j ? 0 : -inverse[i * size + j]! / diagonal[j]!
}

function denseSimilarity(weights: Float64Array, size: number): Similarity {
  return {
    addRow: (j, weight, scores) => {
      const line = j * size
      for (let i = 0; i < size; i++) scores[i]! += weight * weights[line + i]!
    },
    at: (j, i) => weights[j * size + i]!,
  }
}
