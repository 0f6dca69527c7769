import { describe, expect, it } from 'vitest'
import { recommend, recommendRange } from '../explain/recommend.ts'
import type { ListOptions, RepeatMode } from '../explain/recommendation.ts'
import { rowOf, type SparseRow } from '../matrix/csr.ts'
import { uncontrolled } from '../task-control.ts'
import { createAlsModel } from './als/als-model.ts'
import { trainAls } from './als/train.ts'
import { checkerboard, twoColours } from './checkerboard.fixture.ts'
import { createPopular } from './popularity/popular.ts'
import type { AlsSolver } from './recipe.ts'
import type { Recommender } from './recommender.ts'

const world = checkerboard(20, 20)
const { csr, categoryCount } = world
const popular = createPopular(csr, categoryCount)

async function als(solver: AlsSolver): Promise<Recommender> {
  const settings = { ...twoColours, solver }
  const fit = await trainAls(csr, settings, uncontrolled)
  return createAlsModel({ settings, columnFactors: fit.columns, categoryCount })
}

const word = (column: number): SparseRow => ({ columns: Uint32Array.of(column), values: Float32Array.of(1) })
const columnsOf = (model: Recommender, row: SparseRow, options: ListOptions): number[] =>
  recommend(model, popular, row, options).items.map(({ column }) => column)

const models = [
  { name: 'ALS, exact', personal: true, model: await als('exact') },
  { name: 'ALS, parity', personal: true, model: await als('parity') },
  { name: 'popular', personal: false, model: popular as Recommender },
]

describe.each(models)('every model ($name)', ({ model }) => {
  it('ranks categories only, by score, then by column', () => {
    for (let client = 0; client < csr.rows; client++) {
      const { items } = recommend(model, popular, rowOf(csr, client), { k: 50, repeat: 'both' })
      expect(items.map(({ rank }) => rank)).toEqual(Array.from({ length: categoryCount }, (_, at) => at + 1))
      expect(new Set(items.map(({ column }) => column)).size).toBe(categoryCount)
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
    const lists = recommendRange(model, popular, csr, 18, 99, options)
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

describe.each(models.filter(({ personal }) => personal))('a personal model ($name)', ({ model }) => {
  it('recommends to each client the one category of its colour that is new to it', () => {
    for (let client = 0; client < 20; client++)
      expect(columnsOf(model, rowOf(csr, client), { k: 1, repeat: 'new' })).toEqual([client])
  })

  it('recommends by words alone', () => {
    const evens = columnsOf(model, word(world.evenWord), { k: 10, repeat: 'both' })
    const odds = columnsOf(model, word(world.oddWord), { k: 10, repeat: 'both' })
    expect(evens.every((column) => column % 2 === 0)).toBe(true)
    expect(odds.every((column) => column % 2 === 1)).toBe(true)
  })

  it('names the route by which a list came', () => {
    const routeOf = (row: SparseRow): string => recommend(model, popular, row, { k: 1, repeat: 'both' }).route
    expect(routeOf(rowOf(csr, 0))).toBe('purchases-and-words')
    expect(routeOf(word(4))).toBe('purchases')
    expect(routeOf(word(world.evenWord))).toBe('words')
  })

  it('takes the popular way out when a word leads nowhere', () => {
    const list = recommend(model, popular, rowOf(csr, world.lonelyClient), { k: 2, repeat: 'both' })
    expect(list.route).toBe('popular')
    expect(list.items[0]!.explanation.kind).toBe('popularity')
  })

  it('refuses a row that does not fit its columns', () => {
    expect(() => model.fitRow(word(csr.cols))).toThrow(expect.objectContaining({ code: 'bad-shape' }))
  })
})

describe('the popular list', () => {
  it('counts clients, not weights, and leaves words out', () => {
    const counts = createPopular({ ...csr, values: csr.values.map((_, at) => at + 1) }, categoryCount)
    expect([...counts.fitRow(word(0)).scores]).toEqual(new Array(categoryCount).fill(9))
  })
})
