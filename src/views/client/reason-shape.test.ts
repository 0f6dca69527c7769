import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Share } from '../../core/explain/recommendation.ts'
import { asColumnIndex } from '../../core/positions.ts'
import type { ColumnLabel } from '../../protocol/client-history.ts'
import { searchesByWord } from './history-shape.ts'
import { search } from './history.fixture.ts'
import {
  categoryName,
  entryName,
  reasonScale,
  reasonSegments,
  reasonTotal,
  type AdditiveReason,
} from './reason-shape.ts'

/** An explanation as the model makes it: all entries, of which the `top` largest are named. */
function reasonOf(entries: readonly Omit<Share, 'column' | 'weight'>[], top: number): AdditiveReason {
  const shares = entries
    .map((entry, at): Share => ({ ...entry, column: asColumnIndex(at), weight: 1 }))
    .sort((a, b) => Math.abs(b.share) - Math.abs(a.share))
  const sumOf = (some: readonly Share[]) => some.reduce((sum, { share }) => sum + share, 0)
  const words = sumOf(shares.filter(({ block }) => block === 'word'))
  const purchases = sumOf(shares.filter(({ block }) => block === 'purchase'))
  return {
    kind: 'additive',
    score: words + purchases,
    words,
    purchases,
    shares: shares.slice(0, top),
    rest: sumOf(shares.slice(top)),
    restCount: Math.max(0, shares.length - top),
  }
}

const entry = fc.record({
  block: fc.constantFrom('word' as const, 'purchase' as const),
  share: fc.double({ min: -2, max: 2, noNaN: true }),
})

describe('a reason bar', () => {
  it('adds up to the score, however many entries are named', () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 20 }), fc.nat(8), (entries, top) => {
        const reason = reasonOf(entries, top)
        const sum = reasonSegments(reason).reduce((total, { value }) => total + value, 0)
        expect(sum).toBeCloseTo(reason.score, 4)
        expect(reasonTotal(reason)).toBeCloseTo(reason.score, 9)
      }),
    )
  })

  it('draws words before purchases, the largest of each first, and what is left of each block after it', () => {
    const reason = reasonOf(
      [
        { block: 'purchase', share: 0.5 },
        { block: 'word', share: 0.1 },
        { block: 'word', share: 0.3 },
        { block: 'purchase', share: -0.05 },
      ],
      2,
    )
    expect(reasonSegments(reason).map(({ block, value, share }) => [block, value.toFixed(2), share !== null])).toEqual([
      ['word', '0.30', true],
      ['word', '0.10', false],
      ['purchase', '0.50', true],
      ['purchase', '-0.05', false],
    ])
  })

  it('begins with what nearness to a word adds, and counts it', () => {
    const own = reasonOf([{ block: 'word', share: 0.25 }], 1)
    const query = { column: asColumnIndex(3), similarity: 0.5, share: -0.125 }
    const reason = { ...own, score: 0.125, query }
    expect(reasonSegments(reason).map(({ block, value }) => [block, value])).toEqual([
      ['query', -0.125],
      ['word', 0.25],
    ])
    expect(reasonTotal(reason)).toBe(0.125)
    expect(reasonSegments({ ...own, query: { ...query, share: 0 } })).toHaveLength(1)
  })

  it('ends with what raw factors differ by, and counts it', () => {
    fc.assert(
      fc.property(
        fc.array(entry, { maxLength: 12 }),
        fc.nat(8),
        fc.double({ min: -1, max: 1 }),
        (entries, top, raw) => {
          fc.pre(!Number.isNaN(raw) && raw !== 0)
          const own = reasonOf(entries, top)
          const reason = { ...own, score: own.score + raw, rawDifference: raw }
          const segments = reasonSegments(reason)
          expect(segments.at(-1)).toEqual({ block: 'raw', value: raw, share: null })
          expect(segments.reduce((total, { value }) => total + value, 0)).toBeCloseTo(reason.score, 4)
          expect(reasonTotal(reason)).toBeCloseTo(reason.score, 9)
          expect(reasonSegments({ ...own, rawDifference: 0 }).some(({ block }) => block === 'raw')).toBe(false)
        },
      ),
    )
  })

  it('shows no left-over where every entry is named', () => {
    const reason = reasonOf(
      [
        { block: 'word', share: 0.1 },
        { block: 'word', share: 0.2 },
      ],
      6,
    )
    expect(reasonSegments(reason).every(({ share }) => share !== null)).toBe(true)
  })

  it('shares its scale with all rows, on both sides of zero', () => {
    const bars = [
      reasonSegments(
        reasonOf(
          [
            { block: 'word', share: 0.8 },
            { block: 'purchase', share: -0.1 },
          ],
          6,
        ),
      ),
      reasonSegments(
        reasonOf(
          [
            { block: 'word', share: 0.2 },
            { block: 'purchase', share: 0.3 },
          ],
          6,
        ),
      ),
    ]
    expect(reasonScale(bars)).toEqual({ low: -0.1, high: 0.8 })
    expect(reasonScale([])).toEqual({ low: 0, high: 0 })
  })
})

describe('the name of a category', () => {
  const label = { kind: 'category' as const, code: '0777', path: ['Interior', 'Window', 'Curtains'] }

  it('is the one at the ranked level, with its parents apart', () => {
    expect(categoryName(label, 3)).toEqual({ name: 'Curtains', parents: ['Interior', 'Window'] })
    expect(categoryName({ ...label, code: 'Interior', path: ['Interior'] }, 1)).toEqual({
      name: 'Interior',
      parents: [],
    })
  })

  it('is missing where the path ends above it: a parent never stands in for it', () => {
    expect(categoryName({ ...label, path: ['Interior', 'Window'] }, 3)).toEqual({
      name: null,
      parents: ['Interior', 'Window'],
    })
  })
})

describe('the name of an entry', () => {
  const counts = { words: new Map([['커텐', 41]]), categories: new Map([['0777', 3]]) }

  it('comes with how often it stands in the history', () => {
    expect(entryName({ kind: 'keyword', code: '커텐', path: [] }, 3, counts)).toEqual({
      text: '커텐',
      code: '커텐',
      count: 41,
    })
    expect(entryName({ kind: 'category', code: '0777', path: [] }, 3, counts)).toEqual({
      text: null,
      code: '0777',
      count: 3,
    })
  })

  it('counts all words that count for the column of a keyword', () => {
    const words = searchesByWord([
      search('커텐', [1, 2]),
      search('커 텐', [3]),
      search('LG  TV', [4]),
      search('lg tv', [5]),
    ])
    const keyword = { kind: 'keyword' as const, path: [] }
    const count = (label: ColumnLabel) => entryName(label, 3, { words, categories: new Map() }).count
    expect(count({ ...keyword, code: '커텐', spellings: ['커 텐', '커탠'] })).toBe(3)
    expect(count({ ...keyword, code: '커튼', spellings: ['커 텐'] })).toBe(1)
    expect(count({ ...keyword, code: 'lg tv' })).toBe(2)
    expect(count({ ...keyword, code: '우유' })).toBeNull()
  })

  it('survives a column without a label', () => {
    expect(entryName(undefined, 3, counts)).toEqual({ text: null, code: '', count: null })
  })
})
