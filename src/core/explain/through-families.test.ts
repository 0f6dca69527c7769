import { describe, expect, it } from 'vitest'
import type { Csr, SparseRow } from '../matrix/csr.ts'
import { createAlsModel } from '../models/als/als-model.ts'
import { trainAls } from '../models/als/train.ts'
import { checkerboard, twoColours } from '../models/checkerboard.fixture.ts'
import { createPopular } from '../models/popularity/popular.ts'
import type { Recommender } from '../models/recommender.ts'
import { uncontrolled } from '../task-control.ts'
import { recommend, recommendByWay, recommendRange } from './recommend.ts'

const { csr, categoryCount, evenWord, oddWord, lonelyWord, emptyClient, lonelyClient } = checkerboard(20, 20)
const columnFactors = (await trainAls(csr, twoColours, uncontrolled)).columns
const model = createAlsModel({ settings: twoColours, columnFactors, categoryCount })
const popular = createPopular(csr, categoryCount)
const rowWith = (...columns: number[]): SparseRow => ({
  columns: Uint32Array.from(columns),
  values: new Float32Array(columns.length).fill(1),
})
const EMPTY = rowWith()
const families = rowWith(oddWord)
const both = { k: 5, repeat: 'both' } as const

describe('the route through the nearest known word families', () => {
  it('answers for an empty row, and for one with a vector near zero, as the row of the families would', () => {
    const ofWords = recommend(model, popular, families, both)
    for (const row of [EMPTY, rowWith(lonelyWord)]) {
      expect(recommendByWay(model, popular, row, both)).toMatchObject({ route: 'popular', byFallback: true })
      const list = recommendByWay(model, popular, row, { ...both, families })
      expect(list).toEqual({ ...ofWords, route: 'word-family' })
      expect(list.byFallback).toBeUndefined()
      expect(list.items.every(({ column }) => column % 2 === 1)).toBe(true)
    }
  })

  it('is not taken by a row that speaks for itself, and gives way where the families say nothing either', () => {
    const own = recommendByWay(model, popular, rowWith(0, evenWord), both)
    expect(recommendByWay(model, popular, rowWith(0, evenWord), { ...both, families })).toEqual(own)
    for (const silent of [EMPTY, rowWith(lonelyWord)])
      expect(recommendByWay(model, popular, EMPTY, { ...both, families: silent })).toMatchObject({
        route: 'popular',
        byFallback: true,
      })
  })

  it('keeps to the purchases of the row for repeat and new', () => {
    const deaf: Recommender = { ...model, fitRow: (row) => (row.columns[0] === oddWord ? model.fitRow(row) : null) }
    const list = recommendByWay(deaf, popular, rowWith(1), { k: 20, repeat: 'new', families })
    expect(list.route).toBe('word-family')
    expect(list.items.some(({ column }) => column === 1)).toBe(false)
  })

  it('is the part of the client in a blend, and no part of a query', () => {
    const way = { kind: 'blend', column: evenWord, t: 0.5 } as const
    expect(recommendByWay(model, popular, EMPTY, { ...both, way }).silent).toEqual(['client'])
    const blend = recommendByWay(model, popular, EMPTY, { ...both, way, families })
    expect(blend).toMatchObject({ route: 'word-family', silent: [] })
    const query = { ...both, way: { kind: 'query', column: evenWord } } as const
    expect(recommendByWay(model, popular, EMPTY, { ...query, families })).toEqual(
      recommendByWay(model, popular, EMPTY, query),
    )
  })

  it('holds for lists by the range: one row of families for each client of it', () => {
    const start = lonelyClient - 1
    const near: Csr = {
      rows: 3,
      cols: csr.cols,
      rowPtr: Uint32Array.of(0, 0, 1, 2),
      colIdx: Uint32Array.of(oddWord, evenWord),
      values: Float32Array.of(1, 1),
    }
    const lists = recommendRange({ model, popular, csr, families: near }, start, emptyClient + 1, both)
    expect(lists.map(({ route }) => route)).toEqual(['purchases-and-words', 'word-family', 'word-family'])
    expect(lists.map(({ items }) => items[0]!.column % 2)).toEqual([1, 1, 0])
    expect(() => recommendRange({ model, popular, csr, families: near }, start - 1, emptyClient + 1, both)).toThrow(
      expect.objectContaining({ code: 'bad-shape' }),
    )
  })
})
