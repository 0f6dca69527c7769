import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { iterationTicks, lossDigits, lossStory } from './loss-shape.ts'

describe('lossStory', () => {
  it('has nothing to say without a loss, and no trend with one', () => {
    expect(lossStory([])).toBeNull()
    expect(lossStory([0.4])).toMatchObject({ word: 'single', first: 0.4, last: 0.4, iterations: 1 })
  })

  it('tells a run that settled from one that still falls, and from one that rises', () => {
    expect(lossStory([1, 0.5, 0.41, 0.4099])).toMatchObject({ word: 'settled', last: 0.4099, iterations: 4 })
    expect(lossStory([1, 0.7, 0.5])).toMatchObject({ word: 'falling' })
    expect(lossStory([1, 0.4, 0.6])).toMatchObject({ word: 'rising' })
    expect(lossStory([0.5, 0.5])).toMatchObject({ word: 'settled' })
  })

  it('says "rising" only when the last loss is above the one before', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 10, noNaN: true }), { minLength: 2 }), (losses) => {
        const rose = losses.at(-1)! > losses.at(-2)!
        if (lossStory(losses)?.word === 'rising') expect(rose).toBe(true)
        if (lossStory(losses)?.word === 'falling') expect(rose).toBe(false)
      }),
    )
  })
})

describe('lossDigits', () => {
  it('gives small losses the decimals that tell them apart', () => {
    expect(lossDigits([1.2, 0.4])).toBe(3)
    expect(lossDigits([0.0412, 0.0406])).toBe(5)
    expect(lossDigits([0.5])).toBe(3)
    expect(lossDigits([0.5, 0.5 + 1e-12])).toBe(6)
  })
})

it('names the first and the last iteration, and round ones between', () => {
  expect(iterationTicks(2)).toEqual([1, 2])
  expect(iterationTicks(4)).toEqual([1, 2, 3, 4])
  expect(iterationTicks(15)).toEqual([1, 5, 10, 15])
  expect(iterationTicks(20)).toEqual([1, 5, 10, 15, 20])
  expect(iterationTicks(32)).toEqual([1, 10, 20, 32])
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 1000 }), (count) => {
      const ticks = iterationTicks(count)
      expect(ticks.length).toBeLessThanOrEqual(6)
      expect([...ticks].sort((a, b) => a - b)).toEqual(ticks)
      expect(new Set(ticks).size).toBe(ticks.length)
      expect([ticks[0], ticks.at(-1)]).toEqual([1, count])
    }),
  )
})
