import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rankCategories, recommend, recommendByWay, recommendRange } from '../../explain/recommend.ts'
import { fitBlend, fitQuery } from '../../explain/blend.ts'
import type { Explanation, RecommendationList } from '../../explain/recommendation.ts'
import { goldenCsr, goldenSettings, readGolden, type GoldenAls } from '../../golden/read-golden.fixture.ts'
import type { Csr } from '../../matrix/csr.ts'
import { asColumnIndex } from '../../positions.ts'
import { noSegments } from '../../signals/client-segments.ts'
import { uncontrolled } from '../../task-control.ts'
import { clientRow, type ClientRow } from '../client-row.ts'
import { createPopular } from '../popularity/popular.ts'
import { PRESETS } from '../presets.ts'
import type { AlsSettings } from '../recipe.ts'
import type { AlsFactors } from './arithmetic.ts'
import { createAlsModel, SMALLEST_SCORE } from './als-model.ts'
import { listClients } from './list-clients.ts'
import { plainKernels } from './plain-arithmetic.ts'
import { unevenShop } from './rules.fixture.ts'
import { testAlsSettings } from './settings.fixture.ts'
import { initialFactors, iterateAls, trainAls } from './train.ts'

const seedRecipe = PRESETS['seed-recipe'].als({ clientCount: 0, columnCount: 0, entryCount: 0 })
const bytes = (values: Float64Array) => Buffer.from(values.buffer, values.byteOffset, values.byteLength)
const rowAt = (csr: Csr, client: number): Required<ClientRow> => clientRow(csr, noSegments(csr.rows), client)

/** Train, and serve what was trained as the worker does. */
async function trained(csr: Csr, settings: AlsSettings, categoryCount: number) {
  const fit = await trainAls(csr, settings, uncontrolled)
  const parts = { settings, columnFactors: fit.columns, categoryCount }
  return {
    fit,
    raw: createAlsModel({ ...parts, raw: { factors: fit.clients, training: csr } }),
    refitted: createAlsModel(parts),
    popular: createPopular(csr, categoryCount),
  }
}

/** Scores of one user for every item by the definition, and the items best first. */
function naiveList({ clients, columns }: AlsFactors, user: number, items: number, rank: number) {
  const scores = Array.from({ length: items }, (_, item) => {
    let sum = 0
    for (let i = 0; i < rank; i++) sum += clients[user * rank + i]! * columns[item * rank + i]!
    return sum
  })
  return { scores, ids: scores.map((_, item) => item).sort((a, b) => scores[b]! - scores[a]! || a - b) }
}

const additive = (explanation: Explanation) => {
  if (explanation.kind !== 'additive') throw new Error(`${explanation.kind} has no shares`)
  return explanation
}

describe('a parity training with raw factors', () => {
  it('ends with the last iteration, bit by bit', async () => {
    const csr = unevenShop(60, 30, 4, 3)
    const initial = initialFactors(csr.rows, csr.cols, seedRecipe.factors, seedRecipe.seed)
    const last = await iterateAls(csr, seedRecipe, initial, uncontrolled)
    const raw = await trainAls(csr, seedRecipe, uncontrolled)
    const refitted = await trainAls(csr, { ...seedRecipe, clientFactors: 'refitted' }, uncontrolled)
    expect(bytes(raw.clients).equals(bytes(last.clients))).toBe(true)
    expect(bytes(raw.columns).equals(bytes(refitted.columns))).toBe(true)
    expect(bytes(raw.clients).equals(bytes(refitted.clients))).toBe(false)
  })

  it('is refused under another solver', async () => {
    const csr = unevenShop(10, 5, 2, 3)
    for (const solver of ['fast', 'exact'] as const)
      await expect(trainAls(csr, { ...seedRecipe, solver }, uncontrolled)).rejects.toMatchObject({
        code: 'bad-setting',
        details: { setting: 'clientFactors' },
      })
  })
})

const files = { als_small: readGolden('als_small.json'), als_negative: readGolden('als_negative.json') }
const inFloat64 = Object.entries(files).flatMap(([name, file]) =>
  file.cases
    .filter(({ solver, dtype }) => solver === 'cg' && dtype === 'float64')
    .map((golden) => ({ name, file, golden })),
)

/** Kernels that start from the factors of the reference instead of drawn ones. */
const startingFrom = ({ initial_user_factors, initial_item_factors }: GoldenAls) => ({
  ...plainKernels,
  startSweeps: ((csr, settings) =>
    plainKernels.startSweeps(csr, settings, {
      clients: Float64Array.from(initial_user_factors.data),
      columns: Float64Array.from(initial_item_factors.data),
    })) satisfies typeof plainKernels.startSweeps,
})

describe('lists from raw factors are those of implicit 0.7.3', () => {
  it('has a case in float64 in both files', () => {
    expect(inFloat64.map(({ name }) => name)).toEqual(['als_small', 'als_negative'])
  })

  it.each(inFloat64)('$name, trained here in float64', async ({ name, file, golden }) => {
    const csr = goldenCsr(file.user_items)
    const { factors: rank } = golden
    const popular = createPopular(csr, csr.cols)
    for (const state of golden.states) {
      const settings = goldenSettings(golden, state.iterations)
      expect(settings.clientFactors).toBe('raw')
      const fit = await trainAls(csr, settings, uncontrolled, startingFrom(file))
      const model = createAlsModel({
        settings,
        columnFactors: fit.columns,
        categoryCount: csr.cols,
        raw: { factors: fit.clients, training: csr },
      })
      const theirs = {
        clients: Float64Array.from(state.user_factors.data),
        columns: Float64Array.from(state.item_factors.data),
      }
      const known = Array.from({ length: csr.rows }, (_, user) => user).filter(
        (user) => csr.rowPtr[user + 1]! > csr.rowPtr[user]!,
      )
      let compared = 0
      const parts = { fit, rank, categoryCount: csr.cols, training: csr, segments: noSegments(csr.rows), k: 10 }
      const lists = await listClients({ ...parts, fallback: popular }, known, () => Promise.resolve())
      known.forEach((user, at) => {
        const { ids, scores } = naiveList(theirs, user, csr.cols, rank)
        // Who only refused has no list of ours.
        if (scores[ids[0]!]! < SMALLEST_SCORE) return
        compared++
        expect([...lists[at]!]).toEqual(ids.slice(0, 10))
        // A model is never asked for a row with weights below 0.
        if (name === 'als_negative') return
        const list = recommend(model, popular, rowAt(csr, user), { k: 10, repeat: 'both' })
        expect(list.items.map(({ column }) => column)).toEqual(ids.slice(0, 10))
        for (const { column, score } of list.items) expect(Math.abs(score - scores[column]!)).toBeLessThan(1e-6)
      })
      expect(compared).toBeGreaterThan(40)
    }
  })

  it.each(files.als_small.cases.filter(({ solver, model_calls: calls }) => solver === 'cg' && calls !== undefined))(
    'its own lists from its own factors: alpha $alpha, lambda $regularization',
    (golden) => {
      const csr = goldenCsr(files.als_small.user_items)
      const { user_factors: clients, item_factors: columns } = golden.states.at(-1)!
      const model = createAlsModel({
        settings: goldenSettings(golden, 15),
        columnFactors: Float64Array.from(columns.data),
        categoryCount: csr.cols,
        raw: { factors: Float64Array.from(clients.data), training: csr },
      })
      const popular = createPopular(csr, csr.cols)
      let isRefittedSame = true
      for (const [repeat, lists] of [
        ['both', golden.model_calls!.recommend_N10_no_filter],
        ['new', golden.model_calls!.recommend_N10_filter_liked],
      ] as const)
        lists.ids.forEach((ids, user) => {
          // implicit gives zeros to a user without entries; here that is the popular list.
          if (csr.rowPtr[user + 1] === csr.rowPtr[user]) return
          const { items } = recommend(model, popular, rowAt(csr, user), { k: 10, repeat })
          expect(items.map(({ column }) => column)).toEqual(ids)
          items.forEach(({ score }, at) => {
            expect(Math.abs(score - lists.scores[user]![at]!)).toBeLessThan(1e-5)
          })
          const edited = { ...rowAt(csr, user), client: -1 }
          const folded = rankCategories(model, popular, edited, { k: 10, repeat }).columns
          if (ids.some((id, at) => folded[at] !== id)) isRefittedSame = false
        })
      // Else the test would say nothing.
      expect(isRefittedSame).toBe(false)
    },
  )
})

/** Parts by block, and parts by entry, each as one sum with what stands beside the entries. */
function sums(explanation: Explanation): readonly number[] {
  const { purchases, words, shares, rest, query, rawDifference = 0 } = additive(explanation)
  const beside = (query?.share ?? 0) + rawDifference
  return [purchases + words + beside, shares.reduce((sum, { share }) => sum + share, rest + beside)]
}

/** How far the sums may be from the score: 1e-6 of it, or of all shares without their signs. @param whole with every share named */
function boundOf(whole: Explanation): number {
  const { score, shares, query, rawDifference = 0 } = additive(whole)
  const beside = Math.abs(query?.share ?? 0) + Math.abs(rawDifference)
  return (
    1e-6 *
    Math.max(
      Math.abs(score),
      shares.reduce((sum, { share }) => sum + Math.abs(share), beside),
    )
  )
}

describe('reasons beside raw factors', () => {
  const worlds = fc.record({
    rows: fc.integer({ min: 5, max: 50 }),
    cols: fc.integer({ min: 4, max: 30 }),
    perRow: fc.integer({ min: 1, max: 8 }),
    words: fc.integer({ min: 0, max: 3 }),
    seed: fc.nat(),
    rank: fc.integer({ min: 1, max: 24 }),
    iterations: fc.integer({ min: 1, max: 6 }),
    confidence: fc.constantFrom('paper' as const, 'implicit' as const, 'log' as const),
    alpha: fc.constantFrom(0.5, 1, 15),
    lambda: fc.constantFrom(0.1, 1, 20),
    regularizationRule: fc.constantFrom('plain' as const, 'scaled' as const, 'spark' as const),
    t: fc.constantFrom(0, 0.3, 1),
  })

  it('add up to the raw score, for the client and in a blend, however many are named', async () => {
    let differing = 0
    await fc.assert(
      fc.asyncProperty(worlds, async ({ rows, cols, perRow, words, seed, rank, iterations, t, ...objective }) => {
        const csr = unevenShop(rows, cols, perRow, seed)
        fc.pre(csr.colIdx.length > 0)
        const settings = testAlsSettings({
          solver: 'parity',
          clientFactors: 'raw',
          factors: rank,
          iterations,
          objective,
        })
        const { raw } = await trained(csr, settings, cols - words)
        for (let client = 0; client < Math.min(rows, 12); client++) {
          const row = rowAt(csr, client)
          for (const kind of ['client', 'blend'] as const) {
            const way = { kind: 'blend', column: cols - 1, t } as const
            const fitted =
              kind === 'client' ? raw.fitRow(row) : fitBlend(raw, fitQuery(raw, way.column), row, way).fitted
            if (fitted === null) continue
            for (let column = 0; column < cols - words; column++) {
              const score = fitted.scores[column]!
              if (Number.isNaN(score)) continue
              const bound = boundOf(fitted.explain(asColumnIndex(column), Infinity))
              for (const named of [0, 2, Infinity]) {
                const explanation = additive(fitted.explain(asColumnIndex(column), named))
                expect(explanation.score).toBe(score)
                for (const sum of sums(explanation)) expect(Math.abs(sum - score)).toBeLessThanOrEqual(bound)
                if (kind === 'client') expect(explanation.rawDifference).toBeDefined()
                if (Math.abs(explanation.rawDifference ?? 0) > 1e-4 * Math.abs(score)) differing++
              }
            }
          }
        }
      }),
      { seed: 20190913, numRuns: 60 },
    )
    expect(differing).toBeGreaterThan(1000)
  })

  const csr = unevenShop(60, 30, 4, 3)
  const world = trained(csr, seedRecipe, 25)
  const options = { k: 25, repeat: 'both' } as const
  const byColumn = ({ items }: RecommendationList) => new Map(items.map((item) => [item.column, item]))

  it('are those of the refitted client; the score is not', async () => {
    const { raw, refitted, popular, fit } = await world
    let largest = 0
    for (let client = 0; client < csr.rows; client++) {
      const ours = recommend(raw, popular, rowAt(csr, client), options)
      if (ours.route === 'popular') continue
      const theirs = byColumn(recommend(refitted, popular, rowAt(csr, client), options))
      const { scores } = naiveList(fit, client, 25, seedRecipe.factors)
      for (const { column, score, explanation } of ours.items) {
        const { rawDifference, ...why } = additive(explanation)
        const refit = additive(theirs.get(column)!.explanation)
        expect({ ...why, score: 0 }).toEqual({ ...refit, score: 0 })
        expect(score).toBeCloseTo(scores[column]!, 12)
        expect(rawDifference).toBeCloseTo(score - refit.score, 12)
        largest = Math.max(largest, Math.abs(rawDifference!))
      }
    }
    expect(largest).toBeGreaterThan(0.01)
  })

  it('leave the sums by block to lists by the thousand', async () => {
    const { raw, popular } = await world
    const lists = recommendRange({ model: raw, popular, csr }, 0, csr.rows, options)
    lists.forEach((list, client) => {
      const one = byColumn(recommend(raw, popular, rowAt(csr, client), options))
      for (const { column, score, explanation } of list.items) {
        expect(score).toBe(one.get(column)!.score)
        if (explanation.kind !== 'additive') continue
        for (const sum of sums(explanation)) expect(sum).toBeCloseTo(score, 9)
      }
    })
  })

  it('have no difference where the row was edited: it is folded in', async () => {
    const { raw, refitted, popular } = await world
    const client = 0
    const own = rowAt(csr, client)
    expect(own.columns.length).toBeGreaterThan(1)
    const others: readonly ClientRow[] = [
      { ...own, values: own.values.map((value) => 2 * value) },
      { ...own, columns: own.columns.slice(1), values: own.values.slice(1) },
      { ...own, columns: own.columns.slice(0, -1), values: own.values.slice(0, -1) },
      // Of whom nothing was trained, or another.
      { columns: own.columns, values: own.values },
      { ...own, client: -1 },
      { ...own, client: csr.rows },
      { ...own, client: 0.5 },
      { ...own, client: 1 },
    ]
    for (const row of others) {
      expect(recommend(raw, popular, row, options)).toEqual(recommend(refitted, popular, row, options))
      expect(
        recommend(raw, popular, row, options).items.every(({ explanation }) => 'rawDifference' in explanation),
      ).toBe(false)
    }
    // What crosses a worker border is a copy.
    const copy = { ...own, columns: own.columns.slice(), values: own.values.slice() }
    expect(recommend(raw, popular, copy, options)).toEqual(recommend(raw, popular, own, options))
    const [first] = recommend(raw, popular, own, options).items
    expect(additive(first!.explanation).rawDifference).not.toBe(0)
  })

  it('scale with the client part of a blend, and with the scale of the unedited row', async () => {
    const { raw, popular } = await world
    const own = rowAt(csr, 0)
    const alone = byColumn(recommend(raw, popular, own, options))
    const way = { kind: 'blend', column: 26, t: 0.4 } as const
    const blended = recommendByWay(raw, popular, own, { ...options, way })
    const factors = blended.items.map(({ column, explanation }) => {
      const { rawDifference, purchases } = additive(explanation)
      const before = additive(alone.get(column)!.explanation)
      expect(rawDifference! / before.rawDifference!).toBeCloseTo(purchases / before.purchases, 6)
      return rawDifference! / before.rawDifference!
    })
    for (const factor of factors) expect(factor).toBeCloseTo(factors[0]!, 6)
    const edited = { ...own, values: own.values.map((value) => 2 * value) }
    const moved = recommendByWay(raw, popular, edited, { ...options, way: { ...way, unedited: own } })
    for (const { explanation } of moved.items) expect(additive(explanation).rawDifference).toBeUndefined()
  })

  it('are not defined where there is no refitted client; the list stands nevertheless', async () => {
    const { lambda, ...objective } = seedRecipe.objective
    expect(lambda).toBeGreaterThan(0)
    // More factors than the matrix has ranks, and no ridge.
    const ridgeless = { ...seedRecipe, factors: 40, objective: { ...objective, lambda: 0 } }
    const { raw, refitted, popular, fit } = await trained(csr, ridgeless, 25)
    const own = rowAt(csr, 0)
    expect(() => refitted.fitRow(own)).toThrow(expect.objectContaining({ code: 'singular-system' }))
    expect(() => raw.fitRow({ ...own, client: 1 })).toThrow(expect.objectContaining({ code: 'singular-system' }))
    const { ids, scores } = naiveList(fit, 0, 25, 40)
    const list = recommend(raw, popular, own, options)
    expect(list.items.map(({ column }) => column)).toEqual(ids)
    for (const { column, score, explanation } of list.items) {
      expect(explanation).toEqual({ kind: 'not-defined', score })
      expect(score).toBeCloseTo(scores[column]!, 9)
    }
    const blended = recommendByWay(raw, popular, own, { ...options, way: { kind: 'blend', column: 26, t: 0.4 } })
    for (const { explanation, score } of blended.items) expect(explanation).toEqual({ kind: 'not-defined', score })
  })

  it('stay out of the way of a query, which leaves the client out', async () => {
    const { raw, refitted, popular } = await world
    const request = { ...options, way: { kind: 'query', column: 26 } } as const
    expect(recommendByWay(raw, popular, rowAt(csr, 0), request)).toEqual(
      recommendByWay(refitted, popular, rowAt(csr, 0), request),
    )
  })
})
