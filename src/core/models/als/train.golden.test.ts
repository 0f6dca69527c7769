import { describe, expect, it } from 'vitest'
import { goldenCsr, goldenSettings, readGolden, type GoldenAlsCase } from '../../golden/read-golden.fixture.ts'
import { rowOf } from '../../matrix/csr.ts'
import { relativeError } from '../../matrix/relative-error.fixture.ts'
import { asColumnIndex } from '../../positions.ts'
import { uncontrolled } from '../../task-control.ts'
import { createAlsModel } from './als-model.ts'
import { iterateAls } from './train.ts'

interface Tolerance {
  /** Relative Frobenius error of the factors of either side, after any number of iterations. */
  readonly factors: number
  /** Relative error of every loss. */
  readonly loss: number
}

/**
 * How far an independent float64 computation lies from the library, with a margin of two to four.
 * Truncated conjugate gradient amplifies the library's own float32 rounding on ill-conditioned rows: hence the wide bands there.
 */
function toleranceOf({ solver, dtype, alpha }: GoldenAlsCase, negative: boolean): Tolerance {
  if (dtype === 'float64' && solver === 'cg')
    return negative ? { factors: 2e-6, loss: 5e-8 } : { factors: 3e-8, loss: 3e-9 }
  // The library solves with lambda as a double and takes the loss with lambda as a 32-bit float.
  if (dtype === 'float64') return { factors: 5e-9, loss: 2e-8 }
  if (solver === 'cholesky') return { factors: 6e-5, loss: 6e-6 }
  if (alpha <= 1) return { factors: 1.5e-4, loss: 2e-5 }
  return { factors: 6e-2, loss: 8e-3 }
}

const files = [
  { name: 'als_small', file: readGolden('als_small.json'), negative: false },
  { name: 'als_negative', file: readGolden('als_negative.json'), negative: true },
]

const cases = files.flatMap(({ name, file, negative }) =>
  file.cases.map((golden) => ({
    title: `${name} ${golden.name}: ${golden.solver} ${golden.dtype}, alpha ${golden.alpha}, lambda ${golden.regularization}`,
    file,
    golden,
    negative,
  })),
)

describe('ALS gives the factors and losses of implicit 0.7.3', () => {
  it.each(cases)('$title', async ({ file, golden, negative }) => {
    const tolerance = toleranceOf(golden, negative)
    for (const state of golden.states) {
      const initial = {
        clients: Float64Array.from(file.initial_user_factors.data),
        columns: Float64Array.from(file.initial_item_factors.data),
      }
      const settings = goldenSettings(golden, state.iterations)
      const fit = await iterateAls(goldenCsr(file.user_items), settings, initial, uncontrolled)
      expect(relativeError(fit.clients, state.user_factors.data)).toBeLessThan(tolerance.factors)
      expect(relativeError(fit.columns, state.item_factors.data)).toBeLessThan(tolerance.factors)
      expect(fit.losses).toHaveLength(state.training_loss.length)
      state.training_loss.forEach((loss, at) => {
        expect(Math.abs(fit.losses[at]! - loss) / loss).toBeLessThan(tolerance.loss)
      })
    }
  })
})

const explained = readGolden('als_small.json').cases.filter((golden) => golden.model_calls !== undefined)

describe('a folded-in row has the reasons of implicit 0.7.3', () => {
  it.each(explained)('case $name ($solver)', (golden) => {
    const csr = goldenCsr(readGolden('als_small.json').user_items)
    const columnFactors = Float64Array.from(golden.states.at(-1)!.item_factors.data)
    const model = createAlsModel({ settings: goldenSettings(golden, 15), columnFactors, categoryCount: csr.cols })
    for (const { user, item, total_score: total, contributions } of golden.model_calls!.explain) {
      const explanation = model.fitRow(rowOf(csr, user))?.explain(asColumnIndex(item), Infinity)
      if (explanation?.kind !== 'additive') throw new Error('no shares')
      expect(explanation.score).toBeCloseTo(total, 5)
      // The library names the largest by sign, we by size: compare among all.
      const bySign = [...explanation.shares]
        .sort((left, right) => right.share - left.share)
        .slice(0, contributions.length)
      bySign.forEach(({ share }, at) => {
        expect(share).toBeCloseTo(contributions[at]![1], 5)
      })
      for (const [column, share] of contributions)
        expect(explanation.shares.find((own) => own.column === column)?.share).toBeCloseTo(share, 5)
    }
  })
})
