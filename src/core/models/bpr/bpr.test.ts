import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DomainError } from '../../domain-error.ts'
import { rowOf, type Csr } from '../../matrix/csr.ts'
import { asColumnIndex } from '../../positions.ts'
import { checkerboard } from '../checkerboard.fixture.ts'
import { createBprModel } from './bpr-model.ts'
import { hasColumn, updatePair } from './pair-update.ts'
import { trainBpr, type BprSettings } from './train-bpr.ts'

const world = checkerboard(20, 20)
const { csr, categoryCount } = world
const settings: BprSettings = { factors: 3, iterations: 100, learningRate: 0.05, regularization: 0.01, seed: 1 }
const still = () => Promise.resolve()
const modelOf = (columns: Float64Array) =>
  createBprModel({ settings, columnFactors: columns, training: csr, categoryCount })

describe('one step', () => {
  const factors = 3
  const numbers = fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 4, maxLength: 4 })

  it('goes up the gradient of the objective of its pair', () => {
    fc.assert(
      fc.property(numbers, numbers, numbers, (x, liked, other) => {
        const regularization = 0.3
        /** `ln σ(s) − reg (‖x‖² + ‖y_i‖² + ‖y_j‖² + b_i² + b_j²) / 2` at all numbers in a row: x, y_i with b_i, y_j with b_j. */
        const objective = (all: readonly number[]): number => {
          const [client, like, rival] = [all.slice(0, 3), all.slice(3, 7), all.slice(7, 11)]
          const score = client.reduce((sum, own, f) => sum + own * (like[f]! - rival[f]!), like[3]! - rival[3]!)
          return -Math.log(1 + Math.exp(-score)) - (regularization / 2) * all.reduce((sum, one) => sum + one * one, 0)
        }
        const all = [...x.slice(0, 3), ...liked, ...other]
        const client = Float64Array.of(...x.slice(0, 3), 1)
        const columns = Float64Array.from([...liked, ...other])
        updatePair(client, 0, columns, 0, 4, factors, { learningRate: 1, regularization }, true)
        expect(client[3]).toBe(1)
        const moved = [...client.slice(0, 3), ...columns]
        all.forEach((value, at) => {
          const shifted = (by: number) => objective(all.with(at, value + by))
          expect(moved[at]! - value).toBeCloseTo((shifted(1e-5) - shifted(-1e-5)) / 2e-5, 6)
        })
        const fixed = Float64Array.from([...liked, ...other])
        const alone = Float64Array.of(...x.slice(0, 3), 1)
        updatePair(alone, 0, fixed, 0, 4, factors, { learningRate: 1, regularization }, false)
        expect([...fixed]).toEqual([...liked, ...other])
        expect([...alone]).toEqual([...client])
      }),
    )
  })

  it('finds a column among rising ones as a plain search does', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(30), { maxLength: 12 }), fc.nat(31), fc.nat(4), (some, wanted, start) => {
        const columns = Uint32Array.from(some).sort()
        const from = Math.min(start, columns.length)
        expect(hasColumn(columns, from, columns.length, wanted)).toBe(columns.subarray(from).includes(wanted))
      }),
    )
  })
})

describe('trainBpr', () => {
  it('puts ever more pairs in order, and what a client has above all of the other colour', async () => {
    const { clients, columns, ordered } = await trainBpr(csr, settings, still)
    expect(ordered).toHaveLength(settings.iterations)
    expect(ordered[0]).toBeLessThan(0.7)
    expect(ordered.at(-1)).toBeGreaterThan(0.95)
    const width = settings.factors + 1
    const score = (client: number, column: number): number => {
      let sum = 0
      for (let f = 0; f < width; f++) sum += clients[client * width + f]! * columns[column * width + f]!
      return sum
    }
    for (let client = 0; client < 20; client++) {
      const own = [...rowOf(csr, client).columns].filter((column) => column < categoryCount)
      const others = Array.from({ length: 20 }, (_, column) => column).filter((column) => (column - client) % 2 !== 0)
      expect(Math.min(...own.map((column) => score(client, column)))).toBeGreaterThan(
        Math.max(...others.map((column) => score(client, column))),
      )
    }
  })

  it('keeps 1 in the last place of every client, and nothing of who has no entry', async () => {
    const { clients, columns } = await trainBpr({ ...csr, cols: csr.cols + 1 }, settings, still)
    for (let client = 0; client < csr.rows; client++) expect(clients[client * 4 + 3]).toBe(1)
    expect([...clients.subarray(world.emptyClient * 4)]).toEqual([0, 0, 0, 1])
    expect([...columns.subarray(csr.cols * 4)]).toEqual([0, 0, 0, 0])
  })

  it('repeats itself for a seed, whatever the weights, and not for another', async () => {
    const once = await trainBpr(csr, settings, still)
    const heavy = { ...csr, values: csr.values.map((_, at) => at + 1) }
    expect(await trainBpr(heavy, settings, still)).toEqual(once)
    expect((await trainBpr(csr, { ...settings, seed: 2 }, still)).columns).not.toEqual(once.columns)
  })

  it('reports rising shares and stops when told', async () => {
    const shares: number[] = []
    await trainBpr(csr, settings, (share) => Promise.resolve(void shares.push(share)))
    expect(shares).toEqual(shares.toSorted((a, b) => a - b))
    expect(shares.every((share) => share >= 0 && share < 1)).toBe(true)
    const stop = () => Promise.reject(new DomainError('cancelled', 'stop'))
    await expect(trainBpr(csr, settings, stop)).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('learns nothing from nothing', async () => {
    const empty: Csr = {
      rows: 1,
      cols: 2,
      rowPtr: new Uint32Array(2),
      colIdx: new Uint32Array(),
      values: new Float32Array(),
    }
    const fit = await trainBpr(empty, settings, still)
    expect(fit.columns.every((value) => value === 0)).toBe(true)
    const model = createBprModel({ settings, columnFactors: fit.columns, training: empty, categoryCount: 2 })
    expect(model.fitRow({ columns: Uint32Array.of(0), values: Float32Array.of(1) })).toBeNull()
  })

  it.each([
    ['factors', 0],
    ['factors', 1.5],
    ['iterations', 0],
    ['learningRate', 0],
    ['learningRate', Infinity],
    ['regularization', -1],
    ['regularization', NaN],
  ])('refuses %s of %s', async (setting, value) => {
    await expect(trainBpr(csr, { ...settings, [setting]: value }, still)).rejects.toMatchObject({
      code: 'bad-setting',
      details: { setting, value },
    })
  })
})

describe('a row folded in', async () => {
  const { columns } = await trainBpr(csr, settings, still)

  it('has scores that depend on the row alone: not on its weights, nor on what was asked before', () => {
    const model = modelOf(columns)
    const row = rowOf(csr, 0)
    const scores = [...model.fitRow(row)!.scores]
    model.fitRow(rowOf(csr, 1))
    expect([...model.fitRow({ ...row, values: row.values.map(() => 7) })!.scores]).toEqual(scores)
    expect([...modelOf(columns).fitRow(row)!.scores]).toEqual(scores)
  })

  it('has no reasons, and says so', () => {
    const fitted = modelOf(columns).fitRow(rowOf(csr, 0))!
    expect(fitted.explain(asColumnIndex(0), 6)).toEqual({ kind: 'not-defined', score: fitted.scores[0] })
  })

  it('has no answer where its factors tell no categories apart', () => {
    const flat = new Float64Array(columns.length)
    flat.forEach((_, at) => {
      flat[at] = at % 4 === 3 ? at : 0
    })
    expect(modelOf(flat).fitRow(rowOf(csr, 0))).toBeNull()
  })

  it('refuses more categories than columns', () => {
    const parts = { settings, columnFactors: columns, training: csr, categoryCount: csr.cols + 1 }
    expect(() => createBprModel(parts)).toThrow(expect.objectContaining({ code: 'bad-shape' }))
  })
})
