import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findOutliers } from './outliers.ts'
import { finished, tableOfRows } from './quality-tables.fixture.ts'

const amounts = (values: readonly (number | null)[]) => {
  const column = tableOfRows(
    'transactions',
    values.map((buy_am) => ({ buy_am })),
  ).columns.get('buy_am')
  if (column === undefined) throw new Error('the fixture has amounts')
  return column
}

/** The rule as it is written, by sorting. */
function byRule(values: readonly (number | null)[], times: number) {
  const positive = values.filter((value) => value !== null && value > 0).sort((a, b) => Number(a) - Number(b))
  const percentile = positive[Math.floor(0.99 * (positive.length - 1))]
  if (positive.length < 50 || percentile === undefined || percentile === null) return { limit: null, rows: [] }
  const limit = percentile * times
  return { limit, rows: values.flatMap((value, row) => (value !== null && value > limit ? [row] : [])) }
}

describe('findOutliers', () => {
  it('agrees with the rule computed by sorting', () => {
    const value = fc.oneof(
      fc.integer({ min: 0, max: 50 }),
      fc.double({ min: 0.01, max: 5000, noNaN: true }),
      fc.constantFrom(null, 0, 1000, 100_000_016_899),
    )
    const times = fc.constantFrom(1, 2, 100, 1000)
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 300 }), times, (values, factor) => {
        const found = finished(findOutliers(amounts(values), factor))
        const expected = byRule(values, factor)
        expect(found.limit).toBe(expected.limit)
        expect(Array.from(found.rows)).toEqual(expected.rows)
        const sum = expected.rows.reduce((total, row) => total + (values[row] ?? 0), 0)
        expect(found.sum).toBeCloseTo(sum, 3)
      }),
    )
  })

  it('finds the two amounts of 10^11 among usual ones, and leaves a dear purchase alone', () => {
    const values = Array.from({ length: 2000 }, (_, at) => 1000 + (at % 300) * 1000)
    values[40] = 100_000_016_899
    values[1999] = 100_000_007_199
    values[7] = 30_000_000
    expect(Array.from(finished(findOutliers(amounts(values), 1000)).rows)).toEqual([40, 1999])
  })

  it('says nothing of fewer than fifty values', () => {
    const values = [...Array.from({ length: 48 }, () => 5), 10 ** 11]
    expect(finished(findOutliers(amounts(values), 1000))).toMatchObject({ limit: null })
    expect(finished(findOutliers(amounts([...values, 5]), 1000))).toMatchObject({ limit: 5000 })
  })
})
