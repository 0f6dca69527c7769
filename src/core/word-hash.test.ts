import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { WordHash } from './word-hash.ts'

const hashOf = (...pieces: readonly (readonly number[])[]): string => {
  const hash = new WordHash()
  for (const piece of pieces) hash.add(Int32Array.from(piece))
  return hash.digest()
}
const groups = fc
  .array(fc.tuple(fc.integer(), fc.integer(), fc.integer(), fc.integer()), { minLength: 1, maxLength: 40 })
  .map((found) => found.flat())

describe('WordHash', () => {
  it('does not depend on how the words were cut', () => {
    fc.assert(
      fc.property(groups, fc.nat(), (words, at) => {
        const cut = 4 * (at % (words.length / 4 + 1))
        expect(hashOf(words.slice(0, cut), words.slice(cut))).toBe(hashOf(words))
      }),
    )
  })

  it('never misses one changed word', () => {
    fc.assert(
      fc.property(groups, fc.nat(), fc.integer(), (words, at, other) => {
        const changed = words.slice()
        changed[at % words.length] = other
        fc.pre(words[at % words.length] !== other)
        expect(hashOf(changed)).not.toBe(hashOf(words))
      }),
    )
  })

  it('sees two words that changed places, and groups of zeros that were added', () => {
    fc.assert(
      fc.property(groups, fc.nat(), fc.nat(), (words, one, two) => {
        const swapped = words.slice()
        const [left, right] = [one % words.length, two % words.length]
        fc.pre(words[left] !== words[right])
        swapped[left] = words[right]!
        swapped[right] = words[left]!
        expect(hashOf(swapped)).not.toBe(hashOf(words))
        expect(hashOf(words, [0, 0, 0, 0])).not.toBe(hashOf(words))
      }),
    )
  })

  it('spreads single bits over both halves', () => {
    const all = new Set<string>()
    for (let bit = 0; bit < 32; bit += 1)
      for (let lane = 0; lane < 4; lane += 1) {
        const words = [0, 0, 0, 0]
        words[lane] = 1 << bit
        all.add(hashOf(words).slice(0, 8)).add(hashOf(words).slice(8))
      }
    expect(all.size).toBe(256)
  })
})
