import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRandom } from '../matrix/random.ts'
import { createSampler, drawWeighted, pickDistinct, shareOut, shuffle } from './sampling.ts'

describe('drawing by weight', () => {
  const weights = [5, 0, 1, 3, 1]
  const shares = (draw: () => number): number[] => {
    const counts = weights.map(() => 0)
    for (let i = 0; i < 20_000; i++) counts[draw()]! += 1
    return counts.map((count) => count / 20_000)
  }

  it('meets the weights, from a table or from a list', () => {
    const random = createRandom(1)
    const sampler = createSampler(weights)
    for (const draw of [() => sampler.draw(random), () => drawWeighted(random, weights)]) {
      shares(draw).forEach((share, position) => expect(share).toBeCloseTo(weights[position]! / 10, 1))
      expect(shares(draw)[1]).toBe(0)
    }
  })
})

describe('sharing out', () => {
  it('gives exactly the total, the minimum at least, and no member more than one off its part', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.01, max: 100, noNaN: true }), { minLength: 1, maxLength: 40 }),
        fc.nat(1000),
        (weights, extra) => {
          const shares = shareOut(extra + weights.length, weights, () => 1)
          const sum = weights.reduce((a, b) => a + b, 0)
          expect(shares.reduce((a, b) => a + b, 0)).toBe(extra + weights.length)
          shares.forEach((share, i) =>
            expect(Math.abs(share - 1 - (weights[i]! / sum) * extra)).toBeLessThanOrEqual(1.001),
          )
        },
      ),
    )
  })

  it('gives a member without weight its minimum alone', () => {
    expect(Array.from(shareOut(10, [0, 1, 0], (member) => member))).toEqual([0, 8, 2])
  })
})

it('picks distinct members, heavy ones more often', () => {
  const random = createRandom(5)
  let heavy = 0
  for (let i = 0; i < 300; i++) {
    const picked = pickDistinct(random, [1, 2, 3, 4], (member) => (member === 1 ? 20 : 1), 2)
    expect(new Set(picked).size).toBe(2)
    if (picked.includes(1)) heavy++
  }
  expect(heavy).toBeGreaterThan(250)
})

it('shuffles a range and leaves the rest', () => {
  const items = Uint32Array.from({ length: 50 }, (_, i) => i)
  shuffle(createRandom(2), items, 10, 40)
  expect(Array.from(items.subarray(0, 10))).toEqual(Array.from({ length: 10 }, (_, i) => i))
  expect(Array.from(items.subarray(40))).toEqual(Array.from({ length: 10 }, (_, i) => i + 40))
  expect(Array.from(items.subarray(10, 40))).not.toEqual(Array.from({ length: 30 }, (_, i) => i + 10))
  expect(Array.from(items).toSorted((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => i))
})
