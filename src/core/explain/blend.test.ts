import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SparseRow } from '../matrix/csr.ts'
import { createAlsModel } from '../models/als/als-model.ts'
import { trainAls } from '../models/als/train.ts'
import { checkerboard, twoColours } from '../models/checkerboard.fixture.ts'
import { createPopular } from '../models/popularity/popular.ts'
import { asColumnIndex } from '../positions.ts'
import { uncontrolled } from '../task-control.ts'
import { fitBlend, fitQuery, scoreDeviation } from './blend.ts'
import { recommend, recommendByWay } from './recommend.ts'
import type { Explanation, ListWay, RecommendationList } from './recommendation.ts'

const world = checkerboard(20, 20)
const { csr, categoryCount, evenWord, oddWord } = world
const columnFactors = (await trainAls(csr, twoColours, uncontrolled)).columns
const model = createAlsModel({ settings: twoColours, columnFactors, categoryCount })
const popular = createPopular(csr, categoryCount)

const rank = twoColours.factors
const vector = (column: number) => [...columnFactors.subarray(column * rank, (column + 1) * rank)]
const naiveDot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, value, at) => sum + value * b[at]!, 0)
const naiveCosine = (a: number, b: number) =>
  naiveDot(vector(a), vector(b)) / Math.sqrt(naiveDot(vector(a), vector(a)) * naiveDot(vector(b), vector(b)))

const rowWith = (columns: readonly number[], weight = 1): SparseRow => ({
  columns: Uint32Array.from(columns),
  values: new Float32Array(columns.length).fill(weight),
})
const EMPTY = rowWith([])

const anyRow = fc.uniqueArray(fc.nat(csr.cols - 1), { maxLength: 12 }).chain((columns) =>
  fc
    .array(fc.double({ min: 0.01, max: 100, noNaN: true }), { minLength: columns.length, maxLength: columns.length })
    .map((values): SparseRow => ({
      columns: Uint32Array.from(columns.sort((a, b) => a - b)),
      values: Float32Array.from(values),
    })),
)
const anyColumn = fc.nat(oddWord)
const anyT = fc.oneof(fc.constantFrom(0, 0.5, 1), fc.double({ min: 0, max: 1, noNaN: true }))
const both = { k: categoryCount, repeat: 'both' } as const
const columnsBy = (row: SparseRow, way: ListWay) =>
  recommendByWay(model, popular, row, { ...both, way }).items.map(({ column }) => column)

/** @param rounding of terms that cancel, in proportion to the largest score of the list */
function expectToAddUp(explanation: Explanation, score: number, rounding = 0): void {
  expect(explanation.kind).toBe('additive')
  if (explanation.kind !== 'additive') return
  const parts = [...explanation.shares.map(({ share }) => share), explanation.rest, explanation.query?.share ?? 0]
  const scale = Math.max(
    Math.abs(score),
    parts.reduce((sum, part) => sum + Math.abs(part), 0),
  )
  const sum = parts.reduce((total, part) => total + part, 0)
  expect(Math.abs(sum - score)).toBeLessThanOrEqual(1e-6 * scale + rounding)
  const blocks = explanation.purchases + explanation.words + (explanation.query?.share ?? 0)
  expect(Math.abs(blocks - score)).toBeLessThanOrEqual(1e-6 * Math.max(scale, Math.abs(explanation.words)) + rounding)
}

/** The same categories in the same order, but for scores that only rounding tells apart. */
function expectSameRanking(expected: RecommendationList, list: RecommendationList, leftOut: number): void {
  const scores = new Map(expected.items.map(({ column, score }) => [column as number, score]))
  scores.delete(leftOut)
  expect(new Set(list.items.map(({ column }) => column as number))).toEqual(new Set(scores.keys()))
  const inOrder = list.items.map(({ column }) => scores.get(column)!)
  const largest = Math.max(...inOrder.map(Math.abs))
  inOrder.slice(1).forEach((score, at) => {
    expect(score).toBeLessThanOrEqual(inOrder[at]! + 1e-12 * largest)
  })
}

describe('the way of the query', () => {
  it('ranks by cosine, as the naive formula does, the query left out', () => {
    for (const query of [0, 7, evenWord, oddWord]) {
      const list = recommendByWay(model, popular, EMPTY, { ...both, way: { kind: 'query', column: query } })
      expect(list.route).toBe('query')
      expect(list.items).toHaveLength(query < categoryCount ? categoryCount - 1 : categoryCount)
      for (const { column, score, explanation } of list.items) {
        expect(column).not.toBe(query)
        expect(score).toBeCloseTo(naiveCosine(query, column), 10)
        expectToAddUp(explanation, score)
      }
      const scores = list.items.map(({ score }) => score)
      expect(scores).toEqual([...scores].sort((a, b) => b - a))
    }
  })

  it('finds the categories of the colour of a word', () => {
    const even = columnsBy(EMPTY, { kind: 'query', column: evenWord }).slice(0, categoryCount / 2)
    expect(even.every((column) => column % 2 === 0)).toBe(true)
    const odd = columnsBy(EMPTY, { kind: 'query', column: 3 }).slice(0, categoryCount / 2 - 1)
    expect(odd.every((column) => column % 2 === 1)).toBe(true)
  })

  it('leaves no trace of the client but the repeat switch', () => {
    const list = recommendByWay(model, popular, rowWith([0, 2]), {
      k: 5,
      repeat: 'new',
      way: { kind: 'query', column: evenWord },
    })
    expect(list.items.every(({ column }) => column !== 0 && column !== 2)).toBe(true)
    expect(list.hiddenCount).toBeGreaterThan(0)
  })

  it('breaks ties by column and takes a vector near zero for nothing known', () => {
    const flat = Float64Array.from([1, 0, 2, 0, 3, 0, 0, 0, 1e-9, 0, 1, 1])
    const settings = { ...twoColours, factors: 2 }
    const small = createAlsModel({ settings, columnFactors: flat, categoryCount: 4 })
    const counts = createPopular({ ...csr, cols: 6 }, 4)
    const near = recommendByWay(small, counts, EMPTY, { ...both, way: { kind: 'query', column: 5 } })
    expect(near.items.map(({ column }) => column)).toEqual([0, 1, 2, 3])
    for (const column of [3, 4]) {
      expect(small.similarTo(column)).toBeNull()
      const way = { kind: 'query', column } as const
      expect(recommendByWay(small, counts, EMPTY, { ...both, way }).route).toBe('popular')
    }
  })

  it('refuses a column that is not there', () => {
    for (const column of [-1, 0.5, NaN, csr.cols])
      expect(() => fitQuery(model, column)).toThrow(expect.objectContaining({ code: 'bad-setting' }))
  })
})

describe('the blend', () => {
  it('is the sum of both parts, each over its standard deviation', () => {
    fc.assert(
      fc.property(anyRow, anyColumn, anyT, (row, column, t) => {
        const client = model.fitRow(row)?.scores.slice() ?? null
        const candidates = Array.from({ length: categoryCount }, (_, at) => at).filter((at) => at !== column)
        const sdOf = (scores: (at: number) => number) => {
          const values = candidates.map(scores)
          const mean = values.reduce((sum, value) => sum + value, 0) / values.length
          return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)
        }
        const querySd = sdOf((at) => naiveCosine(column, at))
        const list = recommendByWay(model, popular, row, { ...both, way: { kind: 'blend', column, t } })
        if (list.route === 'popular') {
          expect(client === null && t === 0).toBe(true)
          return
        }
        for (const item of list.items) {
          const fromClient = client === null ? 0 : client[item.column]! / sdOf((at) => client[at]!)
          const expected = (1 - t) * fromClient + (t * naiveCosine(column, item.column)) / querySd
          expect(Math.abs(item.score - expected)).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(expected)))
        }
      }),
      { numRuns: 200, seed: 5 },
    )
  })

  it('splits every score into shares that add up to it', () => {
    fc.assert(
      fc.property(anyRow, anyColumn, anyT, fc.nat(13), (row, column, t, topShares) => {
        const { fitted } = fitBlend(model, fitQuery(model, column), row, { kind: 'blend', column, t })
        if (fitted === null) return
        const rounding = 1e-13 * fitted.scores.reduce((most, score) => Math.max(most, Math.abs(score) || 0), 0)
        for (let category = 0; category < categoryCount; category++) {
          if (category === column) expect(fitted.scores[category]).toBeNaN()
          else expectToAddUp(fitted.explain(asColumnIndex(category), topShares), fitted.scores[category]!, rounding)
        }
      }),
      { numRuns: 200, seed: 6 },
    )
  })

  it('ranks as the client at 0 and as the query at 1', () => {
    fc.assert(
      fc.property(anyRow, anyColumn, (row, column) => {
        const ofClient = recommend(model, popular, row, both)
        const atZero = recommendByWay(model, popular, row, { ...both, way: { kind: 'blend', column, t: 0 } })
        expect(atZero.route).toBe(ofClient.route)
        if (ofClient.route !== 'popular') expectSameRanking(ofClient, atZero, column)
        const atOne = recommendByWay(model, popular, row, { ...both, way: { kind: 'blend', column, t: 1 } })
        const near = recommendByWay(model, popular, row, { ...both, way: { kind: 'query', column } })
        expectSameRanking(near, atOne, column)
      }),
      { numRuns: 200, seed: 7 },
    )
  })

  it('counts a part that says nothing as 0, and says which', () => {
    const blend = { kind: 'blend', column: evenWord, t: 0.5 } as const
    const empty = recommendByWay(model, popular, EMPTY, { ...both, way: blend })
    expect(empty).toMatchObject({ route: 'query', silent: ['client'] })
    expect(empty.items.map(({ column }) => column)).toEqual(columnsBy(EMPTY, { kind: 'query', column: evenWord }))
    const unheard = fitBlend(model, null, rowWith([0]), blend)
    expect(unheard).toMatchObject({ silent: ['query'], fitted: { route: 'purchases' } })
    const neither = fitBlend(model, null, EMPTY, blend)
    expect(neither).toEqual({ fitted: null, silent: ['client', 'query'] })
    const onlyQuery = recommendByWay(model, popular, EMPTY, { ...both, way: { ...blend, t: 0 } })
    expect(onlyQuery).toMatchObject({ route: 'popular', silent: ['client'] })
  })

  it('takes scores that are all the same for a part that says nothing', () => {
    const constant = { id: 'als' as const, categoryCount: 3, fitRow: () => answer }
    const answer = {
      route: 'words' as const,
      scores: Float64Array.of(0.1 + 0.2, 0.3, 0.3),
      explain: () => ({ kind: 'popularity' as const, score: 1, clients: 1 }),
    }
    const query = { ...answer, scores: Float64Array.of(3, 1, 2) }
    const { fitted, silent } = fitBlend(constant, query, EMPTY, { kind: 'blend', column: 9, t: 0.5 })
    expect(silent).toEqual(['client'])
    const deviation = Math.sqrt(2 / 3)
    ;[1.5, 0.5, 1].forEach((expected, at) => {
      expect(fitted!.scores[at]).toBeCloseTo(expected / deviation, 12)
    })
  })

  it('keeps the scale of the unedited row, so that an edit moves scores and not the scale', () => {
    const unedited = rowWith([0, 2, 4, evenWord])
    const edited = rowWith([0, 2, 4, 6, evenWord], 5)
    const query = fitQuery(model, oddWord)
    const scale = scoreDeviation(model.fitRow(unedited)!.scores, () => false)
    const scores = model.fitRow(edited)!.scores.slice()
    const way = { kind: 'blend', column: oddWord, t: 0.25, unedited } as const
    const { fitted } = fitBlend(model, query, edited, way)
    const queryScale = scoreDeviation(query!.scores, () => false)
    for (let category = 0; category < categoryCount; category++)
      expect(fitted!.scores[category]).toBeCloseTo(
        (0.75 * scores[category]!) / scale + (0.25 * naiveCosine(oddWord, category)) / queryScale,
        9,
      )
    const same = fitBlend(model, query, unedited, way).fitted!.scores.slice()
    const own = fitBlend(model, query, unedited, { kind: 'blend', column: oddWord, t: 0.25 }).fitted!.scores
    expect(same).toEqual(own)
  })

  it('refuses a part outside 0 to 1', () => {
    for (const t of [-0.1, 1.1, NaN])
      expect(() => fitBlend(model, null, EMPTY, { kind: 'blend', column: 0, t })).toThrow(
        expect.objectContaining({ code: 'bad-setting' }),
      )
  })
})

describe('the route of words that only their family knows', () => {
  it('is named where the list comes from words, and nowhere else', () => {
    const through = { ...both, throughFamily: true }
    expect(recommendByWay(model, popular, rowWith([evenWord]), through).route).toBe('word-family')
    expect(recommendByWay(model, popular, rowWith([evenWord]), both).route).toBe('words')
    expect(recommendByWay(model, popular, rowWith([0, evenWord]), through).route).toBe('purchases-and-words')
    expect(recommendByWay(model, popular, EMPTY, through).route).toBe('popular')
  })
})
