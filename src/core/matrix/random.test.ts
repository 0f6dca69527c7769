import { describe, expect, it } from 'vitest'
import { createRandom, deriveSeed } from './random.ts'

const first = (seed: number, count: number): number[] => {
  const random = createRandom(seed)
  return Array.from({ length: count }, () => random.next())
}

describe('createRandom', () => {
  it('repeats its numbers for the same seed and differs for neighbouring seeds', () => {
    expect(first(1, 5)).toEqual(first(1, 5))
    expect(first(1, 5)).not.toEqual(first(2, 5))
    expect(new Set(Array.from({ length: 1000 }, (_, seed) => first(seed, 1)[0])).size).toBe(1000)
  })

  it('spreads evenly over [0, 1)', () => {
    const bins = new Array<number>(16).fill(0)
    for (const value of first(42, 160_000)) bins[Math.floor(value * 16)]! += 1
    expect(bins).toHaveLength(16)
    // Chi squared with 15 degrees of freedom: 37.7 is passed once in a thousand seeds.
    expect(bins.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0)).toBeLessThan(37.7)
  })

  it('draws whole numbers below the bound, each of them', () => {
    const random = createRandom(3)
    const seen = new Set(Array.from({ length: 500 }, () => random.int(7)))
    expect([...seen].sort()).toEqual([0, 1, 2, 3, 4, 5, 6])
  })

  it('draws normals with mean 0 and variance 1, and exponentials with mean 1', () => {
    const random = createRandom(9)
    const normals = Array.from({ length: 50_000 }, () => random.normal())
    const mean = normals.reduce((a, b) => a + b, 0) / normals.length
    const variance = normals.reduce((sum, value) => sum + (value - mean) ** 2, 0) / normals.length
    expect(mean).toBeCloseTo(0, 1)
    expect(variance).toBeCloseTo(1, 1)
    const waits = Array.from({ length: 50_000 }, () => random.exponential())
    expect(waits.reduce((a, b) => a + b, 0) / waits.length).toBeCloseTo(1, 1)
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(0)
  })
})

describe('deriveSeed', () => {
  it('gives every label and every parent a seed of its own', () => {
    const seeds = new Set([1, 2].flatMap((seed) => ['a', 'b', 'ab', 0, 1].map((label) => deriveSeed(seed, label))))
    expect(seeds.size).toBe(10)
    expect(deriveSeed(1, 'a')).toBe(deriveSeed(1, 'a'))
    expect(new Set(Array.from({ length: 10_000 }, (_, label) => deriveSeed(5, label))).size).toBeGreaterThan(9_990)
  })
})
