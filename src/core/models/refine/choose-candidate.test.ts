import { describe, expect, it } from 'vitest'
import { createRandom } from '../../matrix/random.ts'
import { chooseCandidate, type Comparison } from './choose-candidate.ts'

const silent = (): Promise<void> => Promise.resolve()
const random = createRandom(11)
const CLIENTS = 300
const WORDS = Array.from({ length: 60 }, (_, at) => at * 5)
const rule = Float64Array.from({ length: CLIENTS }, () => random.next())
/** The rule plus a gain, with noise around it; another gain for clients known by words alone. */
const shifted = (gain: number, onWords = gain, spread = 0.02): Float64Array =>
  rule.map((value, at) => value + (at % 5 === 0 ? onWords : gain) + spread * random.normal())

const choose = (figures: readonly Float64Array[], change: Partial<Comparison> = {}) =>
  chooseCandidate({ figures, population: 900, words: WORDS, wordsPopulation: 400, seed: 1, ...change }, silent)

describe('chooseCandidate', () => {
  it('takes the best of those that are clearly better', async () => {
    const { best, candidates } = await choose([rule, shifted(0.02), shifted(-0.03), shifted(0.05), shifted(0.04)])
    expect(best).toBe(3)
    expect(candidates[0]).toMatchObject({ difference: null, onWords: null })
    const won = candidates[3]!.difference!
    expect(won).toMatchObject({ clients: CLIENTS, word: 'better' })
    expect(won.low).toBeGreaterThan(0)
    expect(won.low).toBeLessThan(won.mean)
    expect(won.high).toBeGreaterThan(won.mean)
    expect(candidates[3]!.ndcg - candidates[0]!.ndcg).toBeCloseTo(won.mean, 12)
    expect(candidates[2]!.difference!.word).toBe('worse')
  })

  it('stays with the rule where an interval reaches zero, however high the mean', async () => {
    const lucky = Float64Array.from(rule, (value, at) => value + (at < 3 ? 20 : -0.01))
    const { best, candidates } = await choose([rule, lucky])
    expect(candidates[1]!.difference!.mean).toBeGreaterThan(0.1)
    expect(candidates[1]!.difference!.low).toBeLessThanOrEqual(0)
    expect(best).toBe(0)
  })

  it('stays with the rule where nothing differs', async () => {
    const { best, candidates } = await choose([rule, rule.slice(), shifted(0)])
    expect(best).toBe(0)
    expect(candidates[1]!.difference).toMatchObject({ mean: 0, low: 0, high: 0, word: 'no-clear-difference' })
  })

  it('passes over a candidate that clearly loses on clients known by words alone', async () => {
    const greedy = shifted(0.08, -0.05)
    const { best, candidates } = await choose([rule, greedy, shifted(0.03)])
    expect(candidates[1]!.difference!.word).toBe('better')
    expect(candidates[1]!.onWords).toMatchObject({ clients: 60, word: 'worse' })
    expect(best).toBe(2)
    // Fewer than fifty have no veto.
    const few = await choose([rule, greedy, shifted(0.03)], { words: WORDS.slice(0, 49) })
    expect(few.candidates[1]!.onWords!.word).toBe('too-few-clients')
    expect(few.best).toBe(1)
  })

  it('does not mind a loss on words that the interval does not bear out', async () => {
    const unsure = shifted(0.05, -0.002, 0.2)
    const { best, candidates } = await choose([rule, unsure])
    expect(candidates[1]!.onWords!.word).toBe('no-clear-difference')
    expect(best).toBe(1)
  })

  it('chooses nothing from fewer than fifty clients, or from none', async () => {
    const few = await choose([rule.slice(0, 49), shifted(0.5).slice(0, 49)], { words: [] })
    expect(few.best).toBe(0)
    expect(few.candidates[1]!.difference!.word).toBe('too-few-clients')
    const none = await choose([new Float64Array(), new Float64Array()], { words: [], wordsPopulation: 0 })
    expect(none).toMatchObject({ best: 0, candidates: [{ ndcg: 0 }, { ndcg: 0, difference: { clients: 0 } }] })
  })

  it('repeats itself for a seed and reports its way', async () => {
    const figures = [rule, shifted(0.01)]
    const shares: number[] = []
    const run = () =>
      chooseCandidate({ figures, population: 900, words: WORDS, wordsPopulation: 400, seed: 1 }, (share) => {
        shares.push(share)
        return Promise.resolve()
      })
    expect(await run()).toEqual(await run())
    expect(shares.slice(0, 2000)).toEqual([...shares.slice(0, 2000)].sort((a, b) => a - b))
    expect(shares.at(-1)).toBe(1)
  })
})
