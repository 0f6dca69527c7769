import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normaliseKeyword } from './keyword-columns.ts'
import { createTypedMatch } from './typed-match.ts'

const at = (typed: string, text: string): number => createTypedMatch(normaliseKeyword(typed))(normaliseKeyword(text))

/** What a two-set input method shows after each key, for words without compound letters that could go either way. */
const TYPED = {
  우유: ['ㅇ', '우', '웅', '우유'],
  달걀: ['ㄷ', '다', '달', '닭', '달갸', '달걀'],
  와인: ['ㅇ', '오', '와', '왕', '와이', '와인'],
  lg냉장고: ['l', 'lg', 'lgㄴ', 'lg내', 'lg냉', 'lg냉ㅈ', 'lg냉자', 'lg냉장', 'lg냉장ㄱ', 'lg냉장고'],
  까까: ['ㄲ', '까', '깎', '까까'],
}

describe('what is being typed', () => {
  it('finds words by the initials of their syllables, alone and mixed with whole ones', () => {
    for (const typed of ['ㅇㅇ', '우ㅇ', 'ㅇ유', 'ㅇ', '우유']) expect(at(typed, '우유')).toBe(0)
    expect(at('ㅋㅌ', '암막 커튼')).toBe(2)
    expect(at('ㅇㅁㅋㅌ', '암막 커튼')).toBe(0)
    expect(at('암막 ㅋ', '암막커튼')).toBe(0)
    expect(at('LGㄴㅈㄱ', 'lg냉장고')).toBe(0)
    expect(at('ㄱㅅ', '감자 과자')).toBe(-1)
    // Some input methods draw two consonants together.
    expect(at('ㄳ', '검색')).toBe(0)
    expect(at('\u110b\u110b', '우유')).toBe(0)
  })

  it('finds a word after every key, as an input method shows it', () => {
    for (const [word, steps] of Object.entries(TYPED))
      for (const step of steps) expect([step, at(step, word)]).toEqual([step, 0])
  })

  it('finds nothing else', () => {
    expect(at('웅', '우리')).toBe(-1)
    expect(at('우유', '우리')).toBe(-1)
    expect(at('유', '우유')).toBe(1)
    // Only the last syllable is open, and a fit begins with a syllable.
    expect(at('우유', '웅유')).toBe(-1)
    expect(at('ㅇ우', '강우')).toBe(-1)
    expect(at('ㅜ', '우유')).toBe(-1)
    expect(at('lg', 'l 전자')).toBe(-1)
    expect(at('toString', 'x')).toBe(-1)
    expect(at('', '우유')).toBe(0)
  })

  it('is at least what plain search finds, in any letter case', () => {
    const text = fc.string({ unit: fc.constantFrom(...Array.from('우유커튼lgLG9 ㅇ')), maxLength: 6 })
    fc.assert(
      fc.property(text, text, text, (before, typed, after) => {
        const whole = normaliseKeyword(before + typed + after)
        fc.pre(whole.includes(normaliseKeyword(typed)))
        expect(at(typed, whole)).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})
