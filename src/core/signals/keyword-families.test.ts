import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRandom } from '../matrix/random.ts'
import { readCatalogue } from '../synth/catalogue.ts'
import { mixedVowels } from '../synth/hangul-keys.ts'
import { createKeywordMaker } from '../synth/keywords.ts'
import { drawWeighted } from '../synth/sampling.ts'
import { readJamo } from './jamo.ts'
import { normaliseKeyword } from './keyword-columns.ts'
import { byUse, keywordFamilies, type UsedWord } from './keyword-families.ts'
import { nearness, NEARNESS } from './keyword-nearness.ts'
import { spellingForm } from './spelling-form.ts'

/** Heads by word, of words given in any order. */
function headsOf(uses: Readonly<Record<string, number>>, ownUses = Number.POSITIVE_INFINITY) {
  const words = Object.entries(uses)
    .map(([keyword, count]) => ({ keyword, uses: count }))
    .sort(byUse)
  return Object.fromEntries(
    [...keywordFamilies(words, ownUses)].map((head, at) => [words[at]!.keyword, words[head]!.keyword]),
  )
}

describe('families', () => {
  it('gather around the most used spelling, ties by text', () => {
    expect(headsOf({ 커튼: 9, 커텐: 12, '암막 커튼': 2, 암막커튼: 2, 암막커텐: 1, 우유: 4 })).toEqual({
      커튼: '커텐',
      커텐: '커텐',
      '암막 커튼': '암막 커튼',
      암막커튼: '암막 커튼',
      암막커텐: '암막 커튼',
      우유: '우유',
    })
  })

  it('take a slip only from a word that is much rarer', () => {
    expect(headsOf({ 아이스크림: 8, 아이스크리: 2 })['아이스크리']).toBe('아이스크림')
    expect(headsOf({ 아이스크림: 8, 아이스크리: 3 })['아이스크리']).toBe('아이스크리')
  })

  it('leave words alone that are used often enough, and bring the others to the nearest of them', () => {
    const uses = { 커텐: 12, 커튼: 9, '커 튼': 1, 커탠: 2 }
    expect(headsOf(uses, 3)).toEqual({ 커텐: '커텐', 커튼: '커튼', '커 튼': '커튼', 커탠: '커텐' })
  })

  it('are stars of words near their head, whatever happens to be searched', () => {
    const part = fc.constantFrom(
      '커텐',
      '커튼',
      '커탠',
      '찌개',
      '찌게',
      '아이스크림',
      '아이스크리',
      ' ',
      'l',
      '1',
      '용',
    )
    const word = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => normaliseKeyword(parts.join('')))
    const used = fc.uniqueArray(fc.record({ keyword: word, uses: fc.integer({ min: 1, max: 20 }) }), {
      selector: ({ keyword }) => keyword,
      maxLength: 40,
    })
    fc.assert(
      fc.property(used, fc.constantFrom(3, 8, Number.POSITIVE_INFINITY), (list, ownUses) => {
        const words = [...list].sort(byUse)
        keywordFamilies(words, ownUses).forEach((head, at, heads) => {
          expect(heads[head]).toBe(head)
          expect(head).toBeLessThanOrEqual(at)
          if (words[at]!.uses >= ownUses) expect(head).toBe(at)
          const [own, of] = [spellingForm(words[at]!.keyword), spellingForm(words[head]!.keyword)]
          // Of one form with a member that is near.
          if (own !== of) expect(nearness(readJamo(own), readJamo(of))).toBeLessThan(NEARNESS.none)
        })
      }),
    )
  })
})

/** Words searched in the generator's shop with how often each category was meant, most used first. */
function searchedWords(searches: number) {
  const { categories } = readCatalogue()
  const maker = createKeywordMaker({ ...readCatalogue(), categories })
  const random = createRandom(7)
  const weights = categories.map(({ lineWeight, searchTarget }) => lineWeight + 3 * searchTarget)
  const meant = new Map<string, Map<number, number>>()
  for (let search = 0; search < searches; search += 1) {
    if (search % 8 === 0) maker.nextClient()
    const category = drawWeighted(random, weights)
    const keyword = normaliseKeyword(maker.draw(random, category))
    const ofWord = meant.get(keyword) ?? new Map<number, number>()
    meant.set(keyword, ofWord.set(category, (ofWord.get(category) ?? 0) + 1))
  }
  const words = [...meant]
    .map(([keyword, ofWord]): UsedWord => ({ keyword, uses: [...ofWord.values()].reduce((sum, one) => sum + one) }))
    .sort(byUse)
  return { categories, meant, words }
}

describe('families of a generated shop', () => {
  const { categories, meant, words } = searchedWords(80_000)
  const heads = keywordFamilies(words, Number.POSITIVE_INFINITY)
  const usual = (keyword: string): number => [...meant.get(keyword)!].sort((a, b) => b[1] - a[1])[0]![0]

  it('mean the same: the same category, or at least the same shelf', () => {
    let pairs = 0
    let sameCategory = 0
    let sameShelf = 0
    let nearPairs = 0
    let nearSameShelf = 0
    heads.forEach((head, at) => {
      if (head === at) return
      const [own, of] = [words[at]!.keyword, words[head]!.keyword]
      const isSame = usual(own) === usual(of) || meant.get(of)!.has(usual(own))
      const isShelf = isSame || categories[usual(own)]!.shelf === categories[usual(of)]!.shelf
      pairs += 1
      if (isSame) sameCategory += 1
      if (isShelf) sameShelf += 1
      if (spellingForm(own) === spellingForm(of)) return
      nearPairs += 1
      if (isShelf) nearSameShelf += 1
    })
    // A word of a shelf or a brand means many categories of it, so that even the very same word meets another one.
    expect(pairs).toBeGreaterThan(1000)
    expect(sameCategory / pairs).toBeGreaterThan(0.9)
    expect(sameShelf / pairs).toBeGreaterThan(0.995)
    expect(nearPairs).toBeGreaterThan(50)
    expect(nearSameShelf / nearPairs).toBeGreaterThan(0.95)
  })

  it('find the spellings that the generator makes', () => {
    const position = new Map(words.map(({ keyword }, at) => [keyword, at]))
    const pairs = new Set<string>()
    let found = 0
    for (const plain of new Set(categories.map((category) => category.words[0]!))) {
      const known = position.get(plain)
      if (known === undefined || readJamo(plain).jamoCount < 4) continue
      const splits = Array.from(plain, (_, at) => `${plain.slice(0, at)} ${plain.slice(at)}`)
      for (const variant of [
        mixedVowels(plain),
        `"${plain}`,
        ...Array.from('ㅣㅡㅏㅋ', (one) => plain + one),
        ...splits,
      ]) {
        const at = position.get(variant)
        if (at === undefined || at === known || pairs.has(variant)) continue
        pairs.add(variant)
        if (heads[at] === heads[known]) found += 1
      }
    }
    expect(pairs.size).toBeGreaterThan(200)
    expect(found / pairs.size).toBeGreaterThan(0.98)
  })
})
