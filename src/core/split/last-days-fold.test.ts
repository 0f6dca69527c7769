import { describe, expect, it } from 'vitest'
import { asDay } from '../positions.ts'
import { lastDaysFold } from './last-days-fold.ts'

const period = { startDay: asDay(100), endDay: asDay(192) }

describe('lastDaysFold', () => {
  it('holds out the last two weeks and trains on all days before', () => {
    expect(lastDaysFold(period)).toEqual({
      training: { startDay: 100, endDay: 178 },
      test: { startDay: 178, endDay: 192 },
    })
    expect(lastDaysFold(period, 91).training).toEqual({ startDay: 100, endDay: 101 })
  })

  it.each([0, -1, 1.5, 92, 400, NaN])('refuses to hold out %s of 92 days', (days) => {
    expect(() => lastDaysFold(period, days)).toThrow(expect.objectContaining({ code: 'bad-setting' }))
  })
})
