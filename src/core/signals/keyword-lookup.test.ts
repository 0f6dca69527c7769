import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readJamo } from './jamo.ts'
import { createKeywordLookup } from './keyword-lookup.ts'
import { areTwoThings, nearness, NEARNESS } from './keyword-nearness.ts'
import { createNearKeywords } from './near-keywords.ts'
import { spellingForm } from './spelling-form.ts'

const near = (a: string, b: string) => nearness(readJamo(spellingForm(a)), readJamo(spellingForm(b)))

describe('the spelling form', () => {
  it('joins spacing, width, capitals, punctuation and jamo left over', () => {
    for (const [one, other] of [
      ['암막커텐 세트', '암막커텐세트'],
      ['ＬＧ냉장고　ｔ９０００', 'lg냉장고t9000'],
      ['"여성', '여성'],
      ['레쓰비ㅣ', '레쓰비'],
      ['1㎏', '1kg'],
      ['커튼,암막', '커튼암막'],
      ['우유'.normalize('NFD'), '우유'],
    ] as const)
      expect(spellingForm(one)).toBe(spellingForm(other))
  })

  it('keeps numbers and texts of signs apart', () => {
    for (const [one, other] of [
      ['1.8l', '18l'],
      ['1+1', '11'],
      ['s20+', 's20'],
      ['10 20', '1020'],
      ['"', ','],
      ['ㅋ', 'ㅎ'],
    ] as const)
      expect(spellingForm(one)).not.toBe(spellingForm(other))
  })

  it('stays as it is when it is formed again', () => {
    const unit = fc.constantFrom(...Array.from('aB1+ .,"-９Ａ㎏우유커ㅇㅣㅋ각é\u1100\u1161\u11a8ﾡ'))
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit }), fc.string({ unit: 'grapheme' })), (text) => {
        const form = spellingForm(text)
        expect(spellingForm(form)).toBe(form)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('nearness', () => {
  it('finds spellings that sound alike, are confused, or slipped', () => {
    expect(near('찌개', '찌게')).toBe(NEARNESS.sound)
    expect(near('깻잎', '깻입')).toBe(NEARNESS.sound)
    expect(near('커텐', '커튼')).toBe(NEARNESS.confused)
    expect(near('소시지', '소세지')).toBe(NEARNESS.confused)
    expect(near('썬크림', '선크림')).toBe(NEARNESS.confused)
    expect(near('lg냉장고 t9000', 'lg냉장구 t9000')).toBe(NEARNESS.slip)
    expect(near('아이스크림', '아이스크리')).toBe(NEARNESS.slip)
    expect(near('samsung', 'samsong')).toBe(NEARNESS.slip)
  })

  it('keeps words apart that are two things, and numbers always', () => {
    for (const [one, other] of [
      ['수박', '수막'],
      ['사과', '사고'],
      ['간장', '된장'],
      ['다시다', '다시마'],
      ['칼국수', '쌀국수'],
      ['무김치', '물김치'],
      ['반팔티셔츠', '긴팔티셔츠'],
      ['여자원피스', '남자원피스'],
      ['t9000', 't9001'],
      ['삼성냉장고t9000', '삼성냉장고t9001'],
      ['아이스크림 1개', '아이스크림 2개'],
      ['sv8lt81abcdefg', 'sv8lt81abcdefh'],
      ['shirts', 'shorts'],
      ['xl', 'xxl'],
    ] as const)
      expect(near(one, other)).toBe(NEARNESS.none)
  })

  it('does not depend on which word comes first', () => {
    const word = fc.string({ unit: fc.constantFrom(...Array.from('커텐튼세시지찌개게냉장고과1al')), maxLength: 7 })
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(near(a, b)).toBe(near(b, a))
      }),
    )
  })

  it('knows two things by the words that people use', () => {
    const known = new Set(['가방', '가발', '커텐', '커튼'])
    expect(areTwoThings('여자가방', '여자가발', (form) => known.has(form))).toBe(true)
    expect(areTwoThings('암막커텐', '암막커튼', (form) => known.has(form))).toBe(false)
    expect(areTwoThings('여자가방', '여자가발', (form) => form === '가방')).toBe(false)
  })
})

describe('the index', () => {
  it('finds what a comparison with every word finds', () => {
    const word = fc
      .array(fc.constantFrom(...Array.from('커텐튼세시지찌개게냉장고과바나1al'), 'samsong'), {
        minLength: 1,
        maxLength: 7,
      })
      .map((parts) => spellingForm(parts.join('')))
    fc.assert(
      fc.property(fc.uniqueArray(word, { maxLength: 60 }), word, (words, asked) => {
        const isEstablished = (form: string) => form.length > 1 && words.includes(form)
        const index = createNearKeywords(isEstablished)
        words.forEach((one, id) => {
          index.add(one, id)
        })
        let best: { readonly id: number; readonly nearness: number } | null = null
        words.forEach((one, id) => {
          const found = near(asked, one)
          if (found === NEARNESS.none || (best !== null && found >= best.nearness)) return
          if (found > NEARNESS.sound && areTwoThings(asked, one, isEstablished)) return
          best = { id, nearness: found }
        })
        expect(index.nearest(asked, () => true)).toEqual(best)
      }),
      { numRuns: 1000 },
    )
  })
})

describe('the look-up', () => {
  const find = createKeywordLookup(['커텐', '커튼', '우유', '가방', '가발', '여자가방', 'lg 냉장고 t9000'])

  it('goes from the text itself over its spelling to its neighbours', () => {
    expect(find(' 커튼 ')).toEqual({ column: 1, by: 'exact' })
    expect(find('우유'.normalize('NFD'))).toEqual({ column: 2, by: 'exact' })
    expect(find('"우 유')).toEqual({ column: 2, by: 'family' })
    expect(find('LG냉장고T9000')).toEqual({ column: 6, by: 'family' })
    expect(find('lg냉장구 t9000')).toEqual({ column: 6, by: 'near' })
    expect(find('컷텐')).toEqual({ column: null, by: 'none' })
    expect(find('캬텐')).toEqual({ column: null, by: 'none' })
    expect(find('여자가발')).toEqual({ column: null, by: 'none' })
    expect(find('lg냉장고 t9001')).toEqual({ column: null, by: 'none' })
    expect(find('')).toEqual({ column: null, by: 'none' })
  })

  it('finds every keyword itself, and the surest and most used neighbour', () => {
    expect(createKeywordLookup(['커텐', '커튼'])('커탠')).toEqual({ column: 0, by: 'near' })
    expect(createKeywordLookup(['커튼', '커텐'])('커탠')).toEqual({ column: 1, by: 'near' })
    expect(createKeywordLookup([])('우유')).toEqual({ column: null, by: 'none' })
  })
})
