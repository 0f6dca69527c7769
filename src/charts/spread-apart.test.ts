import fc from 'fast-check'
import { expect, it } from 'vitest'
import { spreadApart } from './spread-apart.ts'

it('leaves labels that have room where they are, and moves the lower of two that have not', () => {
  expect(spreadApart([10, 50], 14)).toEqual([10, 50])
  expect(spreadApart([50, 45], 14)).toEqual([59, 45])
  expect(spreadApart([], 14)).toEqual([])
})

it('keeps the order and the distance, and never moves a label up', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 8 }), (heights) => {
      const placed = spreadApart(heights, 14)
      placed.forEach((place, at) => expect(place).toBeGreaterThanOrEqual(heights[at]!))
      const sorted = [...placed].sort((a, b) => a - b)
      sorted.forEach((place, at) => {
        if (at > 0) expect(place - sorted[at - 1]!).toBeGreaterThanOrEqual(14)
      })
      heights.forEach((height, a) => {
        heights.forEach((other, b) => {
          if (height < other) expect(placed[a]!).toBeLessThan(placed[b]!)
        })
      })
    }),
  )
})
