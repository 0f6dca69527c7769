import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rowOf, type Csr } from '../../matrix/csr.ts'
import { asColumnIndex } from '../../positions.ts'
import { uncontrolled, type TaskProgress } from '../../task-control.ts'
import { checkerboard, twoColours } from '../checkerboard.fixture.ts'
import type { AlsSettings, Objective } from '../recipe.ts'
import { createAlsModel } from './als-model.ts'
import { confidencesOf } from './confidence.ts'
import { naiveConfidence, naiveRidge } from './rules.fixture.ts'
import { testAlsSettings } from './settings.fixture.ts'
import { initialFactors, iterateAls, trainAls, type AlsFit } from './train.ts'

/** Matrices with empty rows and columns among them, weights a quarter to 8. */
const matrices: fc.Arbitrary<Csr> = fc
  .tuple(fc.integer({ min: 2, max: 9 }), fc.integer({ min: 2, max: 9 }))
  .chain(([rows, cols]) =>
    fc
      .array(fc.array(fc.integer({ min: 0, max: 32 }), { minLength: cols, maxLength: cols }), {
        minLength: rows,
        maxLength: rows,
      })
      .map((dense) => {
        const rowPtr = [0]
        const colIdx: number[] = []
        const values: number[] = []
        for (const row of dense) {
          row.forEach((value, column) => {
            // Two thirds of the cells are empty.
            if (value > 0 && value % 3 === 0) {
              colIdx.push(column)
              values.push(value / 4)
            }
          })
          rowPtr.push(colIdx.length)
        }
        return {
          rows,
          cols,
          rowPtr: Uint32Array.from(rowPtr),
          colIdx: Uint32Array.from(colIdx),
          values: Float32Array.from(values),
        }
      })
      .filter((csr) => csr.colIdx.length > 0),
  )

const objectives: fc.Arbitrary<Objective> = fc.record({
  confidence: fc.constantFrom('paper' as const, 'implicit' as const, 'log' as const),
  alpha: fc.constantFrom(0.5, 1, 10),
  epsilon: fc.constantFrom(0.2, 1),
  unobservedWeight: fc.constantFrom(0.1, 1),
  regularizationRule: fc.constantFrom('plain' as const, 'scaled' as const, 'spark' as const),
  lambda: fc.constantFrom(0.05, 0.5, 3),
  exponent: fc.constantFrom(0, 0.5, 1),
})

const settingsWith = (objective: Objective, change: Partial<AlsSettings> = {}): AlsSettings =>
  testAlsSettings({ solver: 'exact', factors: 3, objective, ...change })

const dot = (a: Float64Array, at: number, b: Float64Array, bt: number, rank: number): number => {
  let sum = 0
  for (let i = 0; i < rank; i++) sum += a[at * rank + i]! * b[bt * rank + i]!
  return sum
}

/** The loss as one reads it in the paper: over every cell. */
function naiveLoss(csr: Csr, { clients, columns }: AlsFit, { factors, objective }: AlsSettings): number {
  let loss = 0
  let cells = 0
  for (let row = 0; row < csr.rows; row++) {
    const entries = new Map(Array.from(rowOf(csr, row).columns, (column, at) => [column, csr.rowPtr[row]! + at]))
    for (let column = 0; column < csr.cols; column++) {
      const entry = entries.get(column)
      const confidence =
        entry === undefined ? objective.unobservedWeight : naiveConfidence(csr.values[entry]!, objective)
      loss += confidence * ((entry === undefined ? 0 : 1) - dot(clients, row, columns, column, factors)) ** 2
      cells += confidence
    }
  }
  const used = new Array<number>(csr.cols).fill(0)
  for (const column of csr.colIdx) used[column]!++
  for (let row = 0; row < csr.rows; row++) {
    const ridge = naiveRidge(csr.rowPtr[row + 1]! - csr.rowPtr[row]!, csr.cols, objective)
    loss += ridge * dot(clients, row, clients, row, factors)
  }
  for (let column = 0; column < csr.cols; column++)
    loss += naiveRidge(used[column]!, csr.rows, objective) * dot(columns, column, columns, column, factors)
  return loss / cells
}

describe('training', () => {
  it('reports the loss of the paper after the last iteration', async () => {
    await fc.assert(
      fc.asyncProperty(matrices, objectives, async (csr, objective) => {
        const settings = settingsWith(objective)
        const fit = await iterateAls(csr, settings, initialFactors(csr.rows, csr.cols, 3, 7), uncontrolled)
        expect(fit.losses).toHaveLength(3)
        expect(fit.losses[2]).toBeCloseTo(naiveLoss(csr, fit, settings), 10)
      }),
    )
  })

  it('never raises the loss with the exact solver', async () => {
    await fc.assert(
      fc.asyncProperty(matrices, objectives, async (csr, objective) => {
        const { losses } = await trainAls(csr, settingsWith(objective, { iterations: 8 }), uncontrolled)
        losses.slice(1).forEach((loss, at) => {
          expect(loss).toBeLessThanOrEqual(losses[at]! * (1 + 1e-12))
        })
      }),
    )
  })

  it('solves the same systems with both solvers: three steps are exact for three factors', async () => {
    await fc.assert(
      fc.asyncProperty(matrices, objectives, async (csr, objective) => {
        const scoresOf = async (solver: AlsSettings['solver']): Promise<number[]> => {
          const lambda = Math.fround(objective.lambda)
          const settings = settingsWith({ ...objective, lambda }, { solver })
          const { clients, columns } = await trainAls(csr, settings, uncontrolled)
          return Array.from({ length: csr.cols }, (_, column) => dot(clients, 0, columns, column, 3))
        }
        const exact = await scoresOf('exact')
        const parity = await scoresOf('parity')
        exact.forEach((score, column) => {
          expect(Math.abs(score - parity[column]!)).toBeLessThan(1e-4)
        })
      }),
    )
  })

  it('leaves each client at the minimum of its own loss under the final columns', async () => {
    await fc.assert(
      fc.asyncProperty(matrices, objectives, async (csr, objective) => {
        const settings = settingsWith(objective, { solver: 'parity' })
        const { clients, columns } = await trainAls(csr, settings, uncontrolled)
        for (let row = 0; row < csr.rows; row++) {
          const { columns: entries, values } = rowOf(csr, row)
          const confidences = confidencesOf(values, objective)
          const ridge = naiveRidge(entries.length, csr.cols, objective)
          // The gradient of the row's loss: λx + Σ_cells c (s − p) y = 0.
          for (let i = 0; i < 3; i++) {
            let gradient = ridge * clients[row * 3 + i]!
            for (let column = 0; column < csr.cols; column++) {
              const at = entries.indexOf(column)
              const confidence = at < 0 ? objective.unobservedWeight : confidences[at]!
              const miss = dot(clients, row, columns, column, 3) - (at < 0 ? 0 : 1)
              gradient += confidence * miss * columns[column * 3 + i]!
            }
            expect(gradient).toBeCloseTo(0, 9)
          }
        }
      }),
    )
  })

  it('takes scaled with an exponent of 0 for plain, to the bit', async () => {
    await fc.assert(
      fc.asyncProperty(
        matrices,
        objectives,
        fc.constantFrom('exact' as const, 'parity' as const),
        async (csr, objective, solver) => {
          const train = (change: Partial<Objective>) =>
            trainAls(csr, settingsWith({ ...objective, ...change }, { solver }), uncontrolled)
          const plain = await train({ regularizationRule: 'plain' })
          expect(await train({ regularizationRule: 'scaled', exponent: 0 })).toEqual(plain)
        },
      ),
    )
  })

  it('gives rows and columns without entries zeros', async () => {
    const world = checkerboard(6, 4)
    const wider: Csr = { ...world.csr, cols: world.csr.cols + 1 }
    for (const solver of ['exact', 'parity'] as const) {
      const fit = await trainAls(wider, { ...twoColours, solver }, uncontrolled)
      expect([...fit.clients.subarray(world.emptyClient * 3)]).toEqual([0, 0, 0])
      expect([...fit.columns.subarray(world.csr.cols * 3)]).toEqual([0, 0, 0])
      expect(fit.clients.some((factor) => factor !== 0)).toBe(true)
    }
  })

  it('gives the same bits for the same seed and others for another', async () => {
    const { csr } = checkerboard(8, 6)
    const first = await trainAls(csr, twoColours, uncontrolled)
    const second = await trainAls(csr, twoColours, uncontrolled)
    const other = await trainAls(csr, { ...twoColours, seed: 43 }, uncontrolled)
    expect(second).toEqual(first)
    expect(other.columns).not.toEqual(first.columns)
  })
})

describe('folding in', () => {
  it('changes nothing for a client that was not edited', async () => {
    await fc.assert(
      fc.asyncProperty(
        matrices,
        objectives,
        fc.constantFrom('exact' as const, 'parity' as const),
        async (csr, objective, solver) => {
          const settings = settingsWith(objective, { solver })
          const fit = await trainAls(csr, settings, uncontrolled)
          const model = createAlsModel({ settings, columnFactors: fit.columns, categoryCount: csr.cols })
          for (let row = 0; row < csr.rows; row++) {
            const fitted = model.fitRow(rowOf(csr, row))
            if (fitted === null) continue
            for (let column = 0; column < csr.cols; column++)
              expect(fitted.scores[column]).toBe(dot(fit.columns, column, fit.clients, row, 3))
          }
        },
      ),
    )
  })
})

describe('reasons', () => {
  it('add up to the score, over all entries and within each block', async () => {
    let checked = 0
    await fc.assert(
      fc.asyncProperty(matrices, objectives, fc.integer({ min: 0, max: 3 }), async (csr, objective, top) => {
        const settings = settingsWith(objective)
        const { columns } = await trainAls(csr, settings, uncontrolled)
        const categoryCount = Math.ceil(csr.cols / 2)
        const model = createAlsModel({ settings, columnFactors: columns, categoryCount })
        for (let row = 0; row < csr.rows; row++) {
          const entries = rowOf(csr, row)
          const fitted = model.fitRow(entries)
          if (fitted === null) continue
          for (let column = 0; column < categoryCount; column++) {
            const all = fitted.explain(asColumnIndex(column), Infinity)
            const some = fitted.explain(asColumnIndex(column), top)
            if (all.kind !== 'additive' || some.kind !== 'additive') throw new Error('no shares')
            const sum = (block: string): number =>
              all.shares.reduce((total, { share, block: own }) => total + (own === block ? share : 0), 0)
            const size = all.shares.reduce((total, { share }) => total + Math.abs(share), 0)
            const tolerance = 1e-6 * Math.max(Math.abs(all.score), size)
            expect(all.score).toBe(fitted.scores[column])
            expect(Math.abs(sum('purchase') + sum('word') - all.score)).toBeLessThanOrEqual(tolerance)
            expect(Math.abs(sum('purchase') - all.purchases)).toBeLessThanOrEqual(tolerance)
            expect(Math.abs(sum('word') - all.words)).toBeLessThanOrEqual(tolerance)
            expect(all.restCount).toBe(0)
            expect(some.restCount).toBe(Math.max(0, entries.columns.length - top))
            const named = some.shares.reduce((total, { share }) => total + share, 0)
            expect(Math.abs(named + some.rest - all.score)).toBeLessThanOrEqual(tolerance)
            expect(some.shares).toEqual(all.shares.slice(0, top))
            checked++
          }
        }
      }),
    )
    expect(checked).toBeGreaterThan(100)
  })
})

describe('control', () => {
  const { csr } = checkerboard(40, 20)

  it('reports rising progress in iterations with the last loss, then the final sweep', async () => {
    const ticks: TaskProgress[] = []
    const { losses } = await trainAls(
      csr,
      { ...twoColours, iterations: 4 },
      {
        tick: (progress) => void ticks.push(progress),
        isCancelled: () => false,
      },
    )
    const training = ticks.filter(({ stage }) => stage === 'training')
    training.slice(1).forEach((tick, at) => {
      expect(tick.done).toBeGreaterThanOrEqual(training[at]!.done)
    })
    expect(training.at(-1)).toEqual({ stage: 'training', done: 4, total: 4, unit: 'iterations', loss: losses[3] })
    expect(training.filter(({ done }) => done === 2).map(({ loss }) => loss)).toContain(losses[1])
    expect(ticks.at(-1)).toEqual({ stage: 'final-sweep', done: csr.rows, total: csr.rows, unit: 'clients' })
  })

  it('stops at the first tick after a cancel', async () => {
    let ticks = 0
    const control = {
      tick: () => {
        ticks++
      },
      isCancelled: () => ticks >= 9,
    }
    await expect(trainAls(csr, twoColours, control)).rejects.toMatchObject({ code: 'cancelled' })
    expect(ticks).toBe(9)
  })
})

describe('refusals', () => {
  const { csr } = checkerboard(6, 4)

  it.each<[string, Partial<AlsSettings>, Partial<Objective>]>([
    ['no factors', { factors: 0 }, {}],
    ['half a factor', { factors: 2.5 }, {}],
    ['too many factors', { factors: 1e6 }, {}],
    ['no iterations', { iterations: 0 }, {}],
    ['no steps', { cgSteps: 0 }, {}],
    ['too many steps', { cgSteps: 11 }, {}],
    ['a seed that is no number', { seed: NaN }, {}],
    ['an alpha of 0', {}, { alpha: 0 }],
    ['an epsilon of 0', {}, { epsilon: 0 }],
    ['a negative exponent', {}, { exponent: -0.1 }],
    ['an exponent above 1', {}, { exponent: 1.5 }],
    ['an exponent that is no number', {}, { exponent: NaN }],
    ['an unobserved weight of 0', {}, { unobservedWeight: 0 }],
    ['a negative lambda', {}, { lambda: -1 }],
    ['a lambda that is no number', {}, { lambda: NaN }],
  ])('%s', async (_, change, objective) => {
    const settings = { ...twoColours, ...change, objective: { ...twoColours.objective, ...objective } }
    await expect(trainAls(csr, settings, uncontrolled)).rejects.toMatchObject({ code: 'bad-setting' })
  })

  it('no evidence at all', async () => {
    const none: Csr = {
      rows: 2,
      cols: 2,
      rowPtr: new Uint32Array(3),
      colIdx: new Uint32Array(0),
      values: new Float32Array(0),
    }
    await expect(trainAls(none, twoColours, uncontrolled)).rejects.toMatchObject({ code: 'empty-evidence' })
  })

  it('more factors than the data can tell apart, without a ridge', async () => {
    const settings = { ...twoColours, factors: 40, objective: { ...twoColours.objective, lambda: 0 } }
    await expect(trainAls(csr, settings, uncontrolled)).rejects.toMatchObject({ code: 'singular-system' })
  })
})
