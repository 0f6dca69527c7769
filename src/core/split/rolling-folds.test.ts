import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asDay } from '../positions.ts'
import { lastDaysFold } from './last-days-fold.ts'
import { rollingFolds } from './rolling-folds.ts'

const period = { startDay: asDay(100), endDay: asDay(192) }

describe('rollingFolds', () => {
  it('rolls three times two weeks over the end of the period', () => {
    const window = (startDay: number, endDay: number) => ({ startDay, endDay })
    expect(rollingFolds(period)).toEqual([
      { training: window(100, 150), test: window(150, 164) },
      { training: window(100, 164), test: window(164, 178) },
      { training: window(100, 178), test: window(178, 192) },
    ])
  })

  it('ends with the fold that models are judged on, and never sees a day of a later test window', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 200 }), (days, before) => {
        const any = { startDay: asDay(7), endDay: asDay(7 + 3 * days + before) }
        const folds = rollingFolds(any, days)
        expect(folds[2]).toEqual(lastDaysFold(any, days))
        folds.forEach(({ training, test }, at) => {
          expect(training).toEqual({ startDay: any.startDay, endDay: test.startDay })
          expect(test.endDay - test.startDay).toBe(days)
          expect(test.endDay).toBe(folds[at + 1]?.test.startDay ?? any.endDay)
        })
        expect(folds[0].training.endDay - any.startDay).toBe(before)
      }),
    )
  })

  it.each([
    [14, 42],
    [1, 3],
    [31, 92],
    [0, 92],
    [1.5, 92],
    [NaN, 92],
  ])('refuses three folds of %s days in a period of %s', (days, length) => {
    const short = { startDay: asDay(100), endDay: asDay(100 + length) }
    expect(() => rollingFolds(short, days)).toThrow(expect.objectContaining({ code: 'bad-setting' }))
  })

  it('says how long the three would be', () => {
    const short = { startDay: asDay(100), endDay: asDay(142) }
    const details = { setting: 'days', value: 42, periodDays: 42 }
    expect(() => rollingFolds(short)).toThrow(expect.objectContaining({ details }))
    expect(rollingFolds({ ...short, endDay: asDay(143) })[0].training).toEqual({ startDay: 100, endDay: 101 })
  })
})
