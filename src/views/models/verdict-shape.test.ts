import { modelsMessages } from '../../i18n/messages/models.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFormat } from '../../i18n/format.ts'
import { addMessages, createTranslate } from '../../i18n/translate.ts'
import type { Verdict } from '../../core/metrics/verdict.ts'
import { verdictShape } from './verdict-shape.ts'

addMessages(modelsMessages)

const WORDS = ['better', 'worse', 'no-clear-difference', 'too-few-clients'] as const

const MARKS = {
  en: {
    better: 'clearly better',
    worse: 'does not beat',
    'no-clear-difference': 'No clear difference',
    'too-few-clients': 'Too few clients',
  },
  ko: {
    better: '뚜렷하게 더 잘',
    worse: '이기지 못합니다',
    'no-clear-difference': '뚜렷한 차이가 없습니다',
    'too-few-clients': '너무 적습니다',
  },
} as const

const unit = fc.double({ min: 0, max: 1, noNaN: true })
const verdicts: fc.Arbitrary<Verdict> = fc
  .tuple(fc.constantFrom(...WORDS), unit, unit, unit, unit)
  .map(([word, als, popular, a, b]) => ({
    metric: 'NDCG',
    k: 10,
    word,
    als,
    popular,
    difference: als - popular,
    low: Math.min(a, b) - 0.5,
    high: Math.max(a, b) - 0.5,
  }))

const verdict = (change: Partial<Verdict>): Verdict => ({
  metric: 'NDCG',
  k: 10,
  als: 0.201,
  popular: 0.142,
  difference: 0.059,
  low: 0.046,
  high: 0.072,
  word: 'better',
  ...change,
})

describe('verdictShape', () => {
  it('never says another word than the verdict, in both languages, whatever the numbers are', () => {
    fc.assert(
      fc.property(verdicts, fc.constantFrom('en' as const, 'ko' as const), (given, language) => {
        const shape = verdictShape(given)
        const format = createFormat(language)
        const sentence = createTranslate(language)(`models.verdict.${shape.word}`, {
          als: format.decimal(given.als, shape.digits),
          popular: format.decimal(given.popular, shape.digits),
          clients: 12,
        })
        for (const word of WORDS) expect(sentence.includes(MARKS[language][word])).toBe(word === given.word)
        expect(sentence).not.toMatch(/[{}]/)
      }),
    )
  })

  it('is in the bad tone for a model that is worse than popularity, and for nothing else', () => {
    fc.assert(
      fc.property(verdicts, (given) => {
        expect(verdictShape(given).tone === 'bad').toBe(given.word === 'worse')
      }),
    )
  })

  it('shows more decimals where three would show a clear difference as none', () => {
    expect(verdictShape(verdict({})).digits).toBe(3)
    expect(verdictShape(verdict({ als: 0.20114, popular: 0.20126 })).digits).toBe(4)
    expect(verdictShape(verdict({ als: 0.2, popular: 0.2 + 1e-9 })).digits).toBe(6)
  })

  it('keeps three decimals where no difference is claimed', () => {
    expect(verdictShape(verdict({ word: 'no-clear-difference', als: 0.2, popular: 0.2 })).digits).toBe(3)
  })

  it('gives no interval for too few clients, and advice only to a model that does not win', () => {
    expect(WORDS.map((word) => verdictShape(verdict({ word })).hasDifference)).toEqual([true, true, true, false])
    expect(WORDS.map((word) => verdictShape(verdict({ word })).hasAdvice)).toEqual([false, true, true, false])
  })
})
