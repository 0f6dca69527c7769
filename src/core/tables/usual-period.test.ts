import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Column } from './table.ts'
import { usualPeriod } from './usual-period.ts'

const dayColumn = (days: readonly (number | null)[]): Column => {
  const missing = new Uint8Array(Math.ceil(days.length / 8))
  days.forEach((day, row) => {
    if (day === null) missing[row >>> 3]! |= 1 << (row & 7)
  })
  return {
    name: 'de_dt',
    kind: 'day',
    length: days.length,
    chunks: [Int32Array.from(days, (day) => day ?? 0)],
    missing,
    missingCount: days.filter((day) => day === null).length,
    dictionary: null,
  }
}

const season = Array.from({ length: 500 }, (_, at) => 18_078 + (at % 92))

describe('the usual period', () => {
  it('is the whole range when the days lie together', () => {
    expect(usualPeriod([dayColumn(season)])).toEqual({ firstDay: 18_078, lastDay: 18_169, far: null })
  })

  it('leaves out a single date of another century, before or after, and counts it', () => {
    expect(usualPeriod([dayColumn([...season, 51_000])])).toEqual({
      firstDay: 18_078,
      lastDay: 18_169,
      far: { rows: 1, firstDay: 51_000, lastDay: 51_000 },
    })
    expect(usualPeriod([dayColumn([1, ...season, 51_000])])?.far).toEqual({ rows: 2, firstDay: 1, lastDay: 51_000 })
  })

  it('keeps both seasons of a shop that was closed between them', () => {
    const second = season.map((day) => day + 300)
    expect(usualPeriod([dayColumn(season), dayColumn(second)])).toEqual({
      firstDay: 18_078,
      lastDay: 18_469,
      far: null,
    })
  })

  it('does not count missing days, and is null without any', () => {
    expect(usualPeriod([dayColumn([null, 18_100, null])])).toEqual({ firstDay: 18_100, lastDay: 18_100, far: null })
    expect(usualPeriod([dayColumn([null])])).toBeNull()
    expect(usualPeriod([])).toBeNull()
  })

  it('has every row inside the period or among the far ones, whatever the days', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -700_000, max: 90_000 }), { minLength: 1, maxLength: 60 }), (days) => {
        const period = usualPeriod([dayColumn(days)])
        const inside = days.filter((day) => period !== null && day >= period.firstDay && day <= period.lastDay).length
        expect(inside + (period?.far?.rows ?? 0)).toBe(days.length)
      }),
      { seed: 1 },
    )
  })
})
