import fc from 'fast-check'
import { expect, it } from 'vitest'
import { tickDigits, ticksFromZero } from './ticks-from-zero.ts'

it('takes steps of 1, 2 or 5', () => {
  expect(ticksFromZero(0.213)).toEqual([0, 0.1, 0.2])
  expect(ticksFromZero(1)).toEqual([0, 0.5, 1])
  expect(ticksFromZero(40)).toEqual([0, 10, 20, 30, 40])
})

it('starts at zero, rises evenly, stays inside the axis, with two to five lines', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (reach) => {
      const ticks = ticksFromZero(reach)
      const step = ticks[1]!
      expect(ticks[0]).toBe(0)
      expect(ticks.length).toBeGreaterThanOrEqual(2)
      expect(ticks.length).toBeLessThanOrEqual(5)
      expect(ticks.at(-1)!).toBeLessThanOrEqual(reach * (1 + 1e-9))
      ticks.forEach((tick, at) => expect(tick).toBeCloseTo(at * step, 9))
    }),
  )
})

it('has only the zero where there is nothing to reach', () => {
  expect(ticksFromZero(0)).toEqual([0])
  expect(ticksFromZero(Number.NaN)).toEqual([0])
  expect(ticksFromZero(Infinity)).toEqual([0])
})

it('writes ticks with as many decimals as they have', () => {
  expect([40, 1, 0.213, 0.0043].map((reach) => tickDigits(ticksFromZero(reach)))).toEqual([0, 1, 1, 3])
})
