import { describe, expect, it } from 'vitest'
import { createRandom } from '../matrix/random.ts'
import { bootstrapIntervals, percentile } from './bootstrap.ts'
import { verdictWord } from './verdict.ts'

const silent = (): Promise<void> => Promise.resolve()
const random = createRandom(5)
const uniform = Float64Array.from({ length: 400 }, () => random.next())
const better = uniform.map((value) => value + 0.01)

describe('bootstrapIntervals', () => {
  it('lies where the standard error puts it', async () => {
    const [interval] = await bootstrapIntervals([uniform], [false], 400, 400, 1, silent)
    const mean = uniform.reduce((sum, value) => sum + value, 0) / 400
    const error = Math.sqrt(uniform.reduce((sum, value) => sum + (value - mean) ** 2, 0)) / 400
    expect(Math.abs(interval!.low - (mean - 1.96 * error))).toBeLessThan(0.25 * error)
    expect(Math.abs(interval!.high - (mean + 1.96 * error))).toBeLessThan(0.25 * error)
  })

  it('draws the same clients for every column, so that differences are paired', async () => {
    const difference = better.map((value, client) => value - uniform[client]!)
    const [a, b, paired] = await bootstrapIntervals(
      [uniform, better, difference],
      [false, false, false],
      400,
      900,
      1,
      silent,
    )
    expect(b!.low - a!.low).toBeCloseTo(0.01, 12)
    expect(paired!.low).toBeCloseTo(0.01, 12)
    expect(paired!.high).toBeCloseTo(0.01, 12)
  })

  it('lets the number of clients with truth vary where the mean is over the population', async () => {
    // Everyone with truth scores 1: a mean over them is certain, a mean over the population is a share of 100 in 400.
    const ones = new Float64Array(100).fill(1)
    const [ours, population] = await bootstrapIntervals([ones, ones], [false, true], 100, 400, 1, silent)
    expect(ours).toEqual({ low: 1, high: 1 })
    const error = Math.sqrt((0.25 * 0.75) / 400)
    expect(Math.abs(population!.low - (0.25 - 1.96 * error))).toBeLessThan(0.25 * error)
    expect(Math.abs(population!.high - (0.25 + 1.96 * error))).toBeLessThan(0.25 * error)
  })

  it('repeats itself for a seed, reports its way and survives the absence of truth', async () => {
    const shares: number[] = []
    const run = (seed: number) =>
      bootstrapIntervals([uniform], [false], 400, 400, seed, (share) => {
        shares.push(share)
        return Promise.resolve()
      })
    const first = await run(1)
    expect(shares.at(-1)).toBe(1)
    expect(await run(1)).toEqual(first)
    expect(await run(2)).not.toEqual(first)
    expect(await bootstrapIntervals([new Float64Array(0)], [true], 0, 10, 1, silent)).toEqual([{ low: 0, high: 0 }])
  })
})

describe('percentile', () => {
  it('interpolates between neighbours', () => {
    expect(percentile(Float64Array.of(0, 10), 0.25)).toBe(2.5)
    expect(percentile(Float64Array.of(3), 0.975)).toBe(3)
    expect(percentile(new Float64Array(0), 0.5)).toBe(0)
  })
})

describe('verdictWord', () => {
  it.each([
    [{ low: 0.01, high: 0.02 }, 49, 'too-few-clients'],
    [{ low: 0.01, high: 0.02 }, 50, 'better'],
    [{ low: -0.02, high: -0.01 }, 50, 'worse'],
    [{ low: -0.01, high: 0.02 }, 50, 'no-clear-difference'],
    [{ low: 0, high: 0 }, 50, 'no-clear-difference'],
  ] as const)('of %o over %d clients is %s', (interval, clients, word) => {
    expect(verdictWord(interval, clients)).toBe(word)
  })
})
