import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asDay } from '../../core/positions.ts'
import { datasetSummary, fileReport } from '../dataset-summary.fixture.ts'
import {
  byNumber,
  dayCount,
  dayLanes,
  dayTicks,
  foldCounts,
  funnelRows,
  languageOf,
  verdictKind,
} from './overview-shape.ts'

describe('verdictKind', () => {
  it('says only what the loaded files allow', () => {
    const kindOf = (...roles: readonly Parameters<typeof fileReport>[0][]) =>
      verdictKind(datasetSummary({ files: roles.map((role) => fileReport(role)) }), {
        searchCount: roles.includes('actions') ? 5 : null,
      })
    expect(kindOf('actions', 'transactions')).toBe('both')
    expect(kindOf('actions', 'products')).toBe('actions')
    expect(kindOf('transactions', 'demographics')).toBe('transactions')
    expect(kindOf('demographics')).toBe('people')
    expect(kindOf('products')).toBe('products')
  })

  it('says nothing of searches when the actions have no words', () => {
    const kindOf = (...roles: readonly Parameters<typeof fileReport>[0][]) =>
      verdictKind(datasetSummary({ files: roles.map((role) => fileReport(role)) }), { searchCount: null })
    expect(kindOf('actions')).toBe('visits')
    expect(kindOf('actions', 'transactions')).toBe('transactions')
  })
})

describe('days', () => {
  it('are counted with the first and the last one', () => {
    expect(dayCount(datasetSummary())).toBe(92)
    expect(dayCount({ period: null })).toBe(0)
  })

  it('without a row become zeros, so that the axis is time', () => {
    const days = [
      { day: asDay(10), actions: 3, searches: 0, lines: 1 },
      { day: asDay(13), actions: 5, searches: 0, lines: 0 },
    ]
    const lanes = dayLanes(days)
    expect(lanes.map((lane) => lane.series)).toEqual(['actions', 'lines'])
    expect(lanes[0]?.points.map((point) => point.value)).toEqual([3, 0, 0, 5])
    expect(lanes[0]?.peak).toEqual({ day: 13, value: 5 })
  })

  it('have no lane when there is none', () => {
    expect(dayLanes([])).toEqual([])
  })

  it('get at most seven names, the first day among them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 800 }), (count) => {
        const days = Array.from({ length: count }, (_, index) => 100 + index)
        const ticks = dayTicks(days)
        expect(ticks[0]).toBe(100)
        expect(ticks.length).toBeLessThanOrEqual(7)
        expect(new Set(ticks).size).toBe(ticks.length)
      }),
    )
  })
})

describe('funnelRows', () => {
  const step = (actionType: number, rows: number) => ({ actionType, rows, sessions: rows, clients: rows })

  it('has the six steps of a visit in order, with zeros for steps that never occur', () => {
    const { way } = funnelRows([step(6, 2), step(0, 9)])
    expect(way.map(({ actionType, rows }) => [actionType, rows])).toEqual([
      [0, 9],
      [1, 0],
      [2, 0],
      [3, 0],
      [5, 0],
      [6, 2],
    ])
  })

  it('puts removals, refunds and payment options beside, when they occur', () => {
    const { beside } = funnelRows([step(4, 3), step(7, 1), step(8, 0)])
    expect(beside.map((one) => one.actionType)).toEqual([4, 7])
  })
})

describe('counts', () => {
  it('are folded without losing a client', () => {
    const counts = [5, 4, 3, 2].map((count, index) => ({ name: String(index), count }))
    expect(foldCounts(counts, 2)).toEqual({ shown: counts.slice(0, 2), restValues: 2, restCount: 5 })
    expect(foldCounts(counts, 9)).toEqual({ shown: counts, restValues: 0, restCount: 0 })
  })

  it('of ages read from young to old, the unknown last', () => {
    const names = byNumber(['unknown', '30', '100', '20'].map((name) => ({ name, count: 1 }))).map((one) => one.name)
    expect(names).toEqual(['20', '30', '100', 'unknown'])
  })
})

describe('languageOf', () => {
  it('knows Korean by its letters, and leaves the rest open', () => {
    expect(languageOf('lg냉장고')).toBe('ko')
    expect(languageOf('ㅇㅇ')).toBe('ko')
    expect(languageOf('t9000')).toBeUndefined()
  })
})
