import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { recommend, recommendRange } from '../explain/recommend.ts'
import type { ListOptions, RepeatMode, Share } from '../explain/recommendation.ts'
import { rowOf, type Csr, type SparseRow } from '../matrix/csr.ts'
import { asColumnIndex } from '../positions.ts'
import { noSegments } from '../signals/client-segments.ts'
import { uncontrolled } from '../task-control.ts'
import { createAlsModel } from './als/als-model.ts'
import { trainAls } from './als/train.ts'
import { createBprModel } from './bpr/bpr-model.ts'
import { trainBpr } from './bpr/train-bpr.ts'
import { checkerboard, twoColours } from './checkerboard.fixture.ts'
import { fitEase } from './ease/ease.ts'
import { fitItemKnn } from './item-knn/item-knn.ts'
import type { ItemWeighting } from './item-knn/item-weights.ts'
import { createOwnFrequent, createOwnFrequentFill } from './own-frequent/own-frequent.ts'
import { countClients, createPopular } from './popularity/popular.ts'
import { createRecentPopular } from './popularity/recent-popular.ts'
import type { AlsSolver } from './recipe.ts'
import type { Recommender } from './recommender.ts'
import { createSegmentPopular } from './segment-popular/segment-popular.ts'

const world = checkerboard(20, 20)
const { csr, categoryCount } = world
const popular = createPopular(csr, categoryCount)
const segments = noSegments(csr.rows)

async function als(solver: AlsSolver): Promise<Recommender> {
  const settings = { ...twoColours, solver }
  const fit = await trainAls(csr, settings, uncontrolled)
  return createAlsModel({ settings, columnFactors: fit.columns, categoryCount })
}

async function bpr(): Promise<Recommender> {
  const settings = { factors: 3, iterations: 200, learningRate: 0.05, regularization: 0.01, seed: 42 }
  const { columns } = await trainBpr(csr, settings, still)
  return createBprModel({ settings, columnFactors: columns, training: csr, categoryCount })
}

const still = () => Promise.resolve()
const word = (column: number): SparseRow => ({ columns: Uint32Array.of(column), values: Float32Array.of(1) })
/** Rows of any columns, categories and words, with weights of many sizes. */
const anyRow = fc.uniqueArray(fc.integer({ min: 0, max: csr.cols - 1 }), { maxLength: 12 }).chain((columns) =>
  fc.record({
    columns: fc.constant(Uint32Array.from(columns.sort((a, b) => a - b))),
    values: fc
      .array(fc.double({ min: 0.01, max: 1000, noNaN: true }), { minLength: columns.length, maxLength: columns.length })
      .map((values) => Float32Array.from(values)),
  }),
)
const columnsOf = (model: Recommender, row: SparseRow, options: ListOptions): number[] =>
  recommend(model, popular, row, options).items.map(({ column }) => column)

interface Entrant {
  readonly name: string
  readonly model: Recommender
  /** Knows what each client will want that is new to it. */
  readonly hasTaste: boolean
  /** Learns from words. */
  readonly readsWords: boolean
  /** Has an answer of its own for every row. */
  readonly isSure: boolean
}

const silent = { hasTaste: false, readsWords: false, isSure: false }
const knn = async (weighting: ItemWeighting): Promise<Entrant> => ({
  ...silent,
  name: `item-kNN, ${weighting}`,
  hasTaste: true,
  model: await fitItemKnn(csr, categoryCount, weighting, still),
})
const clientCounts = countClients(csr, categoryCount)
const models: readonly Entrant[] = [
  { name: 'ALS, exact', hasTaste: true, readsWords: true, isSure: false, model: await als('exact') },
  { name: 'ALS, parity', hasTaste: true, readsWords: true, isSure: false, model: await als('parity') },
  await knn('cosine'),
  await knn('tfidf'),
  await knn('bm25'),
  { ...silent, name: 'EASE', hasTaste: true, model: await fitEase(csr, categoryCount, 5, still) },
  { name: 'BPR', hasTaste: true, readsWords: true, isSure: false, model: await bpr() },
  { ...silent, name: 'own frequent', model: createOwnFrequent(categoryCount, csr.cols) },
  { ...silent, name: 'own frequent, then popular', model: createOwnFrequentFill(clientCounts, csr.cols) },
  { ...silent, name: 'popular', isSure: true, model: popular },
  { ...silent, name: 'popular in segment', isSure: true, model: createSegmentPopular(csr, categoryCount, segments) },
  { ...silent, name: 'recent popular', isSure: true, model: createRecentPopular(csr, categoryCount) },
]

describe.each(models)('every model ($name)', ({ model }) => {
  it('ranks categories only, by score, then by column', () => {
    for (let client = 0; client < csr.rows; client++) {
      const row = rowOf(csr, client)
      const { items } = recommend(model, popular, row, { k: 50, repeat: 'both' })
      const owned = row.columns.filter((column) => column < categoryCount).length
      const ranked = model.id === 'own-frequent' && owned > 0 ? owned : categoryCount
      expect(items.map(({ rank }) => rank)).toEqual(Array.from({ length: ranked }, (_, at) => at + 1))
      expect(new Set(items.map(({ column }) => column)).size).toBe(ranked)
      items.slice(1).forEach((item, at) => {
        const before = items[at]!
        expect(item.score < before.score || (item.score === before.score && item.column > before.column)).toBe(true)
        expect(item.column).toBeLessThan(categoryCount)
      })
    }
  })

  it('splits its list into repeats and new ones, and counts what the switch hid', () => {
    for (let client = 0; client < csr.rows; client++) {
      const row = rowOf(csr, client)
      const owned = new Set(row.columns)
      const list = (repeat: RepeatMode, k: number) => recommend(model, popular, row, { k, repeat })
      const all = list('both', categoryCount)
      expect(all.hiddenCount).toBe(0)
      for (const { column, repeat } of all.items) expect(repeat).toBe(owned.has(column))
      for (const repeat of ['repeat', 'new'] as const) {
        const kept = all.items.filter((item) => item.repeat === (repeat === 'repeat')).map(({ column }) => column)
        const short = list(repeat, 5)
        expect(short.items.map(({ column }) => column)).toEqual(kept.slice(0, 5))
        expect(short.hiddenCount).toBe(all.items.slice(0, 5).filter(({ column }) => !kept.includes(column)).length)
      }
    }
  })

  it('gives a client of whom nothing is known the popular list, and says so', () => {
    const list = recommend(model, popular, rowOf(csr, world.emptyClient), { k: 4, repeat: 'both' })
    expect(list.route).toBe('popular')
    expect(list.items.map(({ column }) => column)).toEqual([0, 1, 2, 3])
    // Ten clients of each colour, and one of them never bought its own number.
    expect(list.items[0]!.explanation).toEqual({ kind: 'popularity', score: 9, clients: 9 })
  })

  it('makes the same lists by range, with sums but without shares', () => {
    const options: ListOptions = { k: 3, repeat: 'both' }
    const lists = recommendRange({ model, popular, csr }, 18, 99, options)
    expect(lists).toHaveLength(csr.rows - 18)
    lists.forEach((list, at) => {
      const single = recommend(model, popular, rowOf(csr, 18 + at), options)
      expect(list.route).toBe(single.route)
      list.items.forEach((item, place) => {
        const { explanation, ...rest } = item
        const { explanation: full, ...fullRest } = single.items[place]!
        expect(rest).toEqual(fullRest)
        if (explanation.kind === 'additive' && full.kind === 'additive') {
          expect(explanation).toMatchObject({ purchases: full.purchases, words: full.words, shares: [] })
          expect(explanation.rest).toBe(full.score)
        } else expect(explanation).toEqual(full)
      })
    })
  })

  it.each([0, -1, 1.5, NaN])('refuses a list of %s', (k) => {
    expect(() => recommend(model, popular, word(0), { k, repeat: 'both' })).toThrow(
      expect.objectContaining({ code: 'bad-setting' }),
    )
  })
})

describe.each(models.filter(({ hasTaste }) => hasTaste))('a model with taste ($name)', ({ model }) => {
  it('recommends to each client the one category of its colour that is new to it', () => {
    for (let client = 0; client < 20; client++)
      expect(columnsOf(model, rowOf(csr, client), { k: 1, repeat: 'new' })).toEqual([client])
  })
})

describe.each(models.filter(({ isSure }) => !isSure))('a personal model ($name)', ({ model, readsWords }) => {
  it('puts what the client has bought first, or the rest of its colour', () => {
    for (let client = 0; client < 20; client++) {
      const colours = columnsOf(model, rowOf(csr, client), { k: 9, repeat: 'both' }).map((column) => column % 2)
      expect(colours).toEqual(new Array(9).fill(client % 2))
    }
  })

  it('recommends by words alone, or goes the popular way', () => {
    for (const [colour, column] of [world.evenWord, world.oddWord].entries()) {
      const list = recommend(model, popular, word(column), { k: 10, repeat: 'both' })
      expect(list.route).toBe(readsWords ? 'words' : 'popular')
      if (readsWords) expect(list.items.every((item) => item.column % 2 === colour)).toBe(true)
    }
  })

  it('names the route by which a list came', () => {
    const routeOf = (row: SparseRow): string => recommend(model, popular, row, { k: 1, repeat: 'both' }).route
    expect(routeOf(rowOf(csr, 0))).toBe(readsWords ? 'purchases-and-words' : 'purchases')
    expect(routeOf(word(4))).toBe('purchases')
  })

  it('takes the popular way out when a word leads nowhere', () => {
    const list = recommend(model, popular, rowOf(csr, world.lonelyClient), { k: 2, repeat: 'both' })
    expect(list.route).toBe('popular')
    expect(list.items[0]!.explanation.kind).toBe('popularity')
  })

  it('refuses a row that does not fit its columns', () => {
    expect(() => model.fitRow(word(csr.cols))).toThrow(expect.objectContaining({ code: 'bad-shape' }))
  })

  it('explains any row by shares that add up to the score, block by block', () => {
    fc.assert(
      fc.property(anyRow, fc.integer({ min: 0, max: 8 }), (row, topShares) => {
        const fitted = model.fitRow(row)
        if (fitted === null) return
        // Categories of the other colour score 0 up to rounding, which is in proportion to the scores that cancel in it.
        const rounding = 1e-13 * fitted.scores.reduce((most, score) => Math.max(most, Math.abs(score) || 0), 0)
        for (let column = 0; column < categoryCount; column++) {
          const score = fitted.scores[column]!
          if (Number.isNaN(score)) continue
          const full = fitted.explain(asColumnIndex(column), Infinity)
          const why = fitted.explain(asColumnIndex(column), topShares)
          expect(why.score).toBe(score)
          if (full.kind === 'not-defined' || why.kind === 'not-defined') {
            expect(model.id).toBe('bpr')
            expect(why).toEqual(full)
            continue
          }
          if (full.kind !== 'additive' || why.kind !== 'additive') {
            expect(model.id).toBe('own-frequent-fill')
            continue
          }
          const sumOf = (shares: readonly Share[]) => shares.reduce((sum, { share }) => sum + share, 0)
          const size = full.shares.reduce((sum, { share }) => sum + Math.abs(share), Math.abs(score))
          const near = (a: number, b: number) => {
            expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-6 * size + rounding)
          }
          near(sumOf(full.shares), score)
          near(sumOf(full.shares.filter(({ block }) => block === 'word')), full.words)
          near(full.purchases + full.words, score)
          near(sumOf(why.shares) + why.rest, score)
          expect(full).toMatchObject({ rest: 0, restCount: 0 })
          expect(why.shares.length).toBeLessThanOrEqual(topShares)
          expect(why.shares.length + why.restCount).toBe(full.shares.length)
          expect(why.shares).toEqual(full.shares.slice(0, topShares))
          if (!readsWords) expect(full.words).toBe(0)
        }
      }),
      { numRuns: 50 },
    )
  })
})

describe('the popular list', () => {
  it('counts clients, not weights, and leaves words out', () => {
    const counts = createPopular({ ...csr, values: csr.values.map((_, at) => at + 1) }, categoryCount)
    expect([...counts.fitRow(word(0)).scores]).toEqual(new Array(categoryCount).fill(9))
  })
})

describe('the recent popular list', () => {
  it('sums weights, leaves words out, and says how many clients it rests on', () => {
    const rows: Csr = {
      rows: 3,
      cols: 3,
      rowPtr: Uint32Array.of(0, 2, 4, 5),
      colIdx: Uint32Array.of(0, 2, 0, 1, 1),
      values: Float32Array.of(0.5, 9, 0.25, 2, 1),
    }
    const fitted = createRecentPopular(rows, 2).fitRow(word(0))
    expect([...fitted.scores]).toEqual([0.75, 3])
    expect(fitted.explain(asColumnIndex(1), 3)).toEqual({ kind: 'popularity', score: 3, clients: 2 })
  })
})

describe('own frequent', () => {
  const row: SparseRow = { columns: Uint32Array.of(1, 3, 4), values: Float32Array.of(0.5, 2, 7) }

  it('ranks what the client has by its weight, and nothing else', () => {
    const list = recommend(createOwnFrequent(4, 5), popular, row, { k: 10, repeat: 'both' })
    expect(list.items.map(({ column, score }) => [column, score])).toEqual([
      [3, 2],
      [1, 0.5],
    ])
  })

  it('with the fill, puts the popular ones below the least of the own', () => {
    const model = createOwnFrequentFill(Float64Array.of(4, 9, 0, 1), 5)
    const list = recommend(model, popular, row, { k: 10, repeat: 'both' })
    expect(list.items.map(({ column, score }) => [column, score])).toEqual([
      [3, 2],
      [1, 0.5],
      [0, 0.2],
      [2, 0],
    ])
    expect(list.items[2]!.explanation).toEqual({ kind: 'popularity', score: 0.2, clients: 4 })
    expect(list.items[0]!.explanation).toMatchObject({ kind: 'additive', purchases: 2, words: 0 })
  })
})
