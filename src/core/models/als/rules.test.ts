import { describe, expect, it } from 'vitest'
import { rowOf, type Csr } from '../../matrix/csr.ts'
import { relativeError } from '../../matrix/relative-error.fixture.ts'
import { transpose } from '../../matrix/transpose.ts'
import { uncontrolled } from '../../task-control.ts'
import type { Objective } from '../recipe.ts'
import { createAlsModel } from './als-model.ts'
import { confidencesOf, countBelowUnobserved } from './confidence.ts'
import { ridgesOf } from './ridges.ts'
import { naiveConfidence, naiveRidge, naiveSolve, RULES, settingsFor, unevenShop } from './rules.fixture.ts'
import { initialFactors, iterateAls, trainAls } from './train.ts'

const csr = unevenShop(60, 40, 5, 3)

describe.each(RULES)('$name', ({ objective }) => {
  it('gives every weight its confidence and every row its ridge', () => {
    confidencesOf(csr.values, objective).forEach((confidence, at) => {
      expect(confidence).toBeCloseTo(naiveConfidence(csr.values[at]!, objective), 12)
    })
    const ridges = ridgesOf(csr, objective)
    if (objective.regularizationRule === 'plain') {
      expect(ridges).toBeNull()
      return
    }
    for (const [side, rows] of [
      ['clients', csr],
      ['columns', transpose(csr)],
    ] as const)
      for (let row = 0; row < rows.rows; row++)
        expect(ridges![side][row]).toBeCloseTo(
          naiveRidge(rows.rowPtr[row + 1]! - rows.rowPtr[row]!, rows.cols, objective),
          12,
        )
  })

  it.each(['exact', 'fast', 'parity'] as const)(
    'ends at the best factors of each client, solver %s',
    async (solver) => {
      const { clients, columns } = await trainAls(csr, settingsFor(objective, solver, 6), uncontrolled)
      for (let row = 0; row < csr.rows; row++) {
        if (csr.rowPtr[row] === csr.rowPtr[row + 1]) continue
        naiveSolve(csr, row, columns, 6, objective).forEach((factor, i) => {
          expect(clients[row * 6 + i]).toBeCloseTo(factor, 9)
        })
      }
    },
  )

  it('solves columns from clients in the same way', async () => {
    const settings = settingsFor(objective, 'exact', 5, 1)
    const { clients, columns } = await iterateAls(csr, settings, initialFactors(60, 40, 5, 7), uncontrolled)
    const byColumns = transpose(csr)
    for (let column = 0; column < csr.cols; column++) {
      if (byColumns.rowPtr[column] === byColumns.rowPtr[column + 1]) continue
      naiveSolve(byColumns, column, clients, 5, objective).forEach((factor, i) => {
        expect(columns[column * 5 + i]).toBeCloseTo(factor, 9)
      })
    }
  })

  it('ends parity where exact ends, in the long run', async () => {
    const [parity, exact] = await Promise.all(
      (['parity', 'exact'] as const).map((solver) => {
        const ready = { ...objective, lambda: Math.fround(objective.lambda) }
        return trainAls(csr, settingsFor(ready, solver, 4, 200), uncontrolled)
      }),
    )
    expect(relativeError(parity!.losses.slice(-1), exact!.losses.slice(-1))).toBeLessThan(1e-6)
  })

  it('folds every real client in to the same bits, and an edited one by its own number of entries', async () => {
    const settings = settingsFor(objective, 'exact', 6)
    const { clients, columns } = await trainAls(csr, settings, uncontrolled)
    const model = createAlsModel({ settings, columnFactors: columns, categoryCount: csr.cols })
    const scoreOf = (x: ArrayLike<number>, column: number) => {
      let sum = 0
      for (let i = 0; i < 6; i++) sum += columns[column * 6 + i]! * x[i]!
      return sum
    }
    let edited = 0
    for (let row = 0; row < csr.rows; row++) {
      const own = rowOf(csr, row)
      const fitted = model.fitRow(own)
      if (fitted === null) continue
      for (let column = 0; column < csr.cols; column++)
        expect(fitted.scores[column]).toBe(scoreOf(clients.subarray(row * 6), column))
      if (own.columns.length < 2) continue
      const shorter = { columns: own.columns.slice(1), values: own.values.slice(1) }
      const alone: Csr = {
        rows: 1,
        cols: csr.cols,
        rowPtr: Uint32Array.of(0, shorter.columns.length),
        ...csrOf(shorter),
      }
      const best = naiveSolve(alone, 0, columns, 6, objective)
      model.fitRow(shorter)?.scores.forEach((score, column) => {
        expect(score).toBeCloseTo(scoreOf(best, column), 9)
        edited++
      })
    }
    expect(edited).toBeGreaterThan(100)
  })
})

const csrOf = ({ columns, values }: { readonly columns: Uint32Array; readonly values: Float32Array }) => ({
  colIdx: columns,
  values,
})

const spark: Objective = RULES.find(({ objective }) => objective.regularizationRule === 'spark')!.objective

describe('a row that prefers nothing, under spark', () => {
  // Only doubts about two columns, and more factors than those could ever tell apart.
  const doubts: Csr = {
    ...csr,
    values: csr.values.map((value, at) => (at >= csr.rowPtr[1]! && at < csr.rowPtr[2]! ? -value : value)),
  }
  const implicit: Objective = { ...spark, confidence: 'implicit' }

  it('has no ridge, and becomes zeros', async () => {
    expect(csr.rowPtr[2]! - csr.rowPtr[1]!).toBeGreaterThan(0)
    expect(ridgesOf(doubts, implicit)!.clients[1]).toBe(0)
    for (const solver of ['exact', 'parity', 'fast'] as const) {
      const { clients } = await trainAls(doubts, settingsFor(implicit, solver, 50, 2), uncontrolled)
      expect([...clients.subarray(50, 100)].every((factor) => factor === 0)).toBe(true)
      expect(clients.some((factor) => factor !== 0)).toBe(true)
    }
  })

  it('has nothing to say when it is folded in', async () => {
    const settings = settingsFor({ ...implicit, alpha: 0.1 }, 'exact', 50, 2)
    const { columns } = await trainAls(doubts, settings, uncontrolled)
    const model = createAlsModel({ settings, columnFactors: columns, categoryCount: csr.cols })
    // So light that its confidence is 0 as a 32-bit float; without a ridge its system is singular.
    expect(model.fitRow({ columns: Uint32Array.of(3), values: Float32Array.of(1e-45) })).toBeNull()
  })

  it('refuses systems that a lambda of 0 leaves singular', async () => {
    const settings = settingsFor({ ...spark, lambda: 0 }, 'exact', 50, 2)
    await expect(trainAls(csr, settings, uncontrolled)).rejects.toMatchObject({ code: 'singular-system' })
  })
})

describe('entries that count less than none', () => {
  const values = Float32Array.of(0.1, 0.5, 1, 4)
  const objective: Objective = { ...spark, confidence: 'implicit', alpha: 1, unobservedWeight: 1 }

  it('are those below w0, which only implicit has at a w0 of 1', () => {
    expect(countBelowUnobserved(values, objective)).toBe(2)
    expect(countBelowUnobserved(values, { ...objective, unobservedWeight: 0.3 })).toBe(1)
    expect(countBelowUnobserved(values, { ...objective, alpha: 10 })).toBe(0)
    expect(countBelowUnobserved(values, { ...objective, confidence: 'paper' })).toBe(0)
    expect(countBelowUnobserved(values, { ...objective, confidence: 'log' })).toBe(0)
  })
})
