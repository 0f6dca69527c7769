import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Csr } from '../../matrix/csr.ts'
import { asColumnIndex } from '../../positions.ts'
import type { Recommender } from '../recommender.ts'
import { defaultEaseLambda, fitEase, MOST_EASE_CATEGORIES } from './ease.ts'

const still = () => Promise.resolve()

/** A matrix of clients by columns from dense rows; 0 is no entry. */
function csrOf(dense: readonly (readonly number[])[], cols: number): Csr {
  const entries = dense.flatMap((row) => row.flatMap((value, column) => (value > 0 ? [{ column, value }] : [])))
  const counts = dense.map((row) => row.filter((value) => value > 0).length)
  return {
    rows: dense.length,
    cols,
    rowPtr: Uint32Array.from([0, ...counts.map((_, at) => counts.slice(0, at + 1).reduce((a, b) => a + b, 0))]),
    colIdx: Uint32Array.from(entries, ({ column }) => column),
    values: Float32Array.from(entries, ({ value }) => value),
  }
}

/** `B_ji` for all `i`: the scores of a client who has `j` alone, with weight 1. */
function weightsOf(model: Recommender, j: number): readonly number[] {
  const fitted = model.fitRow({ columns: Uint32Array.of(j), values: Float32Array.of(1) })
  return Array.from({ length: model.categoryCount }, (_, i) => {
    const why = fitted?.explain(asColumnIndex(i), 1)
    return why?.kind === 'additive' ? why.score : 0
  })
}

const worlds = fc.integer({ min: 2, max: 6 }).chain((categories) =>
  fc.record({
    categories: fc.constant(categories),
    // Quarters are exact in single precision. The last column is a keyword.
    dense: fc.array(
      fc.array(
        fc.integer({ min: 0, max: 8 }).map((n) => (n < 4 ? 0 : n / 4)),
        {
          minLength: categories + 1,
          maxLength: categories + 1,
        },
      ),
      { minLength: 1, maxLength: 12 },
    ),
    lambda: fc.double({ min: 0.1, max: 20, noNaN: true }),
  }),
)

describe('EASE', () => {
  it('is the closed form: two categories by hand', async () => {
    // XᵀX + λI = [[5 + 1, 2], [2, 4 + 1]], its inverse [[5, -2], [-2, 6]] / 26: B_01 = 2/6, B_10 = 2/5.
    const model = await fitEase(
      csrOf(
        [
          [2, 1],
          [1, 0],
          [0, 1],
          [0, 1],
          [0, 1],
        ],
        2,
      ),
      2,
      1,
      still,
    )
    expect(weightsOf(model, 0)[0]).toBe(0)
    expect(weightsOf(model, 0)[1]).toBeCloseTo(2 / 6, 14)
    expect(weightsOf(model, 1)[0]).toBeCloseTo(2 / 5, 14)
  })

  it('is best: the gradient of its objective is 0 off the diagonal, which is 0 itself', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, async ({ categories, dense, lambda }) => {
        const model = await fitEase(csrOf(dense, categories + 1), categories, lambda, still)
        // A row that scores nothing above 0 has no answer and tells no weights: give it company.
        const weights = Array.from({ length: categories }, (_, j) => weightsOf(model, j))
        const isSilent = (j: number) =>
          model.fitRow({ columns: Uint32Array.of(j), values: Float32Array.of(1) }) === null
        fc.pre(weights.every((_, j) => !isSilent(j)))
        for (let j = 0; j < categories; j++) {
          expect(weights[j]![j]).toBe(0)
          for (let i = 0; i < categories; i++) {
            if (i === j) continue
            // ∂/∂B_ij of ½‖X − XB‖² + ½λ‖B‖²: (XᵀX B)_ij − (XᵀX)_ij + λ B_ij
            let gradient = lambda * weights[i]![j]!
            for (const row of dense) {
              const fitted = weights.reduce((sum, own, k) => sum + row[k]! * own[j]!, 0)
              gradient += row[i]! * (fitted - row[j]!)
            }
            expect(Math.abs(gradient)).toBeLessThan(1e-9)
          }
        }
      }),
      { numRuns: 200 },
    )
  })

  it('does not look at keywords', async () => {
    const categories = [
      [1, 1, 0],
      [1, 0, 1],
      [0, 1, 1],
      [1, 1, 1],
    ]
    const plain = await fitEase(csrOf(categories, 3), 3, 2, still)
    const worded = await fitEase(
      csrOf(
        categories.map((row, at) => [...row, at]),
        4,
      ),
      3,
      2,
      still,
    )
    for (let j = 0; j < 3; j++) expect(weightsOf(worded, j)).toEqual(weightsOf(plain, j))
  })

  it('scales: weights times c and lambda times c² leave it the same', async () => {
    const dense = [
      [1, 2, 0],
      [0, 1, 1],
      [3, 1, 1],
    ]
    const doubled = dense.map((row) => row.map((value) => value * 2))
    const [one, other] = [csrOf(dense, 3), csrOf(doubled, 3)]
    expect(defaultEaseLambda(one, 3)).toBe(18 / 3)
    expect(defaultEaseLambda(other, 3)).toBe((4 * 18) / 3)
    const [first, second] = await Promise.all(
      [one, other].map((csr) => fitEase(csr, 3, defaultEaseLambda(csr, 3), still)),
    )
    for (let j = 0; j < 3; j++)
      weightsOf(first!, j).forEach((value, i) => {
        expect(weightsOf(second!, j)[i]).toBeCloseTo(value, 12)
      })
  })

  it('stands a shop in which nothing was bought', async () => {
    const csr = csrOf([[0, 0, 1]], 3)
    const model = await fitEase(csr, 2, defaultEaseLambda(csr, 2), still)
    expect(model.fitRow({ columns: Uint32Array.of(0), values: Float32Array.of(1) })).toBeNull()
  })

  it.each([0, -1, NaN, Infinity])('refuses a lambda of %s', async (lambda) => {
    await expect(fitEase(csrOf([[1]], 1), 1, lambda, still)).rejects.toMatchObject({ code: 'bad-setting' })
  })

  it('refuses more categories than it can hold', async () => {
    const count = MOST_EASE_CATEGORIES + 1
    await expect(fitEase(csrOf([[1]], count), count, 1, still)).rejects.toMatchObject({ code: 'bad-setting' })
  })
})
