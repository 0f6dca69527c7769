import { describe, expect, it } from 'vitest'
import { DEFAULT_EVIDENCE } from './default-evidence.ts'
import { createKeywordLookup } from './keyword-lookup.ts'
import { rowOfWords, weightOfSearch } from './row-of-words.ts'

const lookup = createKeywordLookup(['우유', '암막 커튼', '두부', '암막커튼'])
const space = { categoryCount: 10 }
const rowOf = (...words: (readonly [string, number])[]) => rowOfWords(words, space, lookup)

describe('a client made of words', () => {
  it('gives each word its column behind the categories, in rising order', () => {
    const { row, words, throughFamily } = rowOf(['두부', 0.5], [' 우유 ', 0.25])
    expect([...row.columns]).toEqual([10, 12])
    expect([...row.values]).toEqual([0.25, 0.5])
    expect(words.map(({ text, by, column }) => [text, by, column])).toEqual([
      ['두부', 'exact', 12],
      [' 우유 ', 'exact', 10],
    ])
    expect(throughFamily).toBe(false)
  })

  it('adds up what falls on one column', () => {
    const { row } = rowOf(['우유', 0.25], ['우유'.normalize('NFD'), 0.5])
    expect([...row.columns]).toEqual([10])
    expect([...row.values]).toEqual([0.75])
  })

  it('says when every known word is known by its family alone', () => {
    expect(rowOf(['암 막커튼', 1])).toMatchObject({ throughFamily: true, words: [{ by: 'family', column: 11 }] })
    expect(rowOf(['암막 커튼', 1])).toMatchObject({ throughFamily: false, words: [{ by: 'exact', column: 11 }] })
    expect(rowOf(['암 막커튼', 1], ['두부', 1]).throughFamily).toBe(false)
    expect(rowOf(['암 막커튼', 1], ['qq', 1]).throughFamily).toBe(true)
  })

  it('leaves out what nobody knows, and makes an empty row of that alone', () => {
    const { row, words, throughFamily } = rowOf(['qq', 1], ['', 1], ['__proto__', 1])
    expect(row.columns).toHaveLength(0)
    expect(words.every(({ by, column }) => by === 'none' && column === null)).toBe(true)
    expect(throughFamily).toBe(false)
    expect(rowOf().row.columns).toHaveLength(0)
  })

  it('refuses weights that are none', () => {
    for (const weight of [0, -1, NaN, Infinity])
      expect(() => rowOf(['우유', weight])).toThrow(expect.objectContaining({ code: 'bad-setting' }))
  })

  it('weighs a word as one search of today', () => {
    const caps = { purchases: 9, searches: 2 }
    const settings = { ...DEFAULT_EVIDENCE, mu: 0.5, searchWeight: 0.25 }
    expect(weightOfSearch({ settings, caps })).toBe(0.125)
    expect(weightOfSearch({ settings: { ...settings, searchWeight: 5 }, caps })).toBe(1)
    expect(weightOfSearch({ settings: { ...settings, searchWeight: 0 }, caps })).toBe(1)
  })
})
