import { describe, expect, it } from 'vitest'
import { clientHistory, dayOfJuly, JULY_1, purchase, search } from './history.fixture.ts'
import { asDay } from '../../core/positions.ts'
import { dayTicks, dayTotals, leavesOf, purchaseWords, searchWords, spanOf } from './timeline-shape.ts'

const quarter = { firstDay: JULY_1, lastDay: JULY_1 + 91 }

describe('the time axis', () => {
  it('spans the whole data set, and a client who has other days', () => {
    expect(spanOf([dayOfJuly(4)], quarter)).toEqual(quarter)
    expect(spanOf([dayOfJuly(4), dayOfJuly(6)], null)).toEqual({ firstDay: JULY_1 + 3, lastDay: JULY_1 + 5 })
    expect(spanOf([dayOfJuly(1, { day: asDay(JULY_1 - 9) })], quarter)?.firstDay).toBe(JULY_1 - 9)
  })

  it('has no days when nothing has', () => {
    expect(spanOf([], null)).toBeNull()
  })

  it('names the first and the middle of each month when they fit', () => {
    expect(dayTicks(quarter, 8).map((day) => day - JULY_1)).toEqual([0, 14, 31, 45, 62, 76])
  })

  it('names only firsts, then every other first, when they do not', () => {
    expect(dayTicks(quarter, 4).map((day) => day - JULY_1)).toEqual([0, 31, 62])
    expect(dayTicks({ firstDay: JULY_1, lastDay: JULY_1 + 729 }, 8).length).toBeLessThanOrEqual(8)
  })

  it('names the first day of a few days without a first or middle', () => {
    expect(dayTicks({ firstDay: JULY_1 + 2, lastDay: JULY_1 + 5 }, 8)).toEqual([JULY_1 + 2])
  })
})

describe('the words at the marks', () => {
  it('are the most used keyword of the busiest days, each once', () => {
    const days = [dayOfJuly(3, { searches: 1 }), dayOfJuly(4, { searches: 5 }), dayOfJuly(5, { views: 9 })]
    const searches = [search('커텐', [3, 4]), search('dhc', [3])]
    expect(searchWords(days, searches)).toEqual([
      { day: JULY_1 + 3, text: '커텐' },
      { day: JULY_1 + 2, text: 'dhc' },
    ])
  })

  it('name the largest category that was bought last on a day, and none that has no name', () => {
    const onDay = { lastDay: asDay(JULY_1 + 3) }
    const tree = [
      purchase('0001', { name: 'Ham', amount: 10, ...onDay }),
      purchase('0002', { name: 'Curtains', amount: 90, ...onDay }),
      purchase('0003', { name: null, amount: 900 }),
    ]
    expect(purchaseWords(tree)).toEqual([{ day: JULY_1 + 3, text: 'Curtains' }])
  })

  it('come from the leaves of the tree', () => {
    expect(leavesOf(clientHistory().purchases).map(({ key }) => key)).toEqual(['0777', '0778'])
  })
})

describe('the totals of the lanes', () => {
  it('add up all days', () => {
    expect(dayTotals(clientHistory().days)).toEqual({ searches: 3, views: 2, carts: 1, lines: 2, amount: 48_000 })
  })
})
