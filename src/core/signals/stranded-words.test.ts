import { describe, expect, it } from 'vitest'
import { asDay } from '../positions.ts'
import type { Dataset } from '../tables/dataset.ts'
import { datasetOf, line, product, search } from '../tables/table.fixture.ts'
import { buildEvidence } from './build-evidence.ts'
import { DEFAULT_EVIDENCE } from './default-evidence.ts'
import type { EvidenceSettings } from './evidence.ts'
import { createStrandedWords } from './stranded-words.ts'

const START = 18_140
const days = (startDay: number, endDay: number) => ({ startDay: asDay(startDay), endDay: asDay(endDay) })
const dateOf = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10)
const SETTINGS: EvidenceSettings = {
  ...DEFAULT_EVIDENCE,
  searchWeight: 0.25,
  mu: 0.5,
  halfLifeDays: 10,
  capQuantile: 1,
  repeatMs: 0,
  minKeywordUses: 3,
  families: 'rare',
}

const at = (client: string, word: string, day: number) => search(client, word, dateOf(day))
const DATASET = datasetOf({
  products: [product('1', 'a', 'b', 'c')],
  transactions: [line('buyer', '1', dateOf(START + 19))],
  actions: [
    ...['우유', '우유', '우유'].map((word) => at('buyer', word, START + 19)),
    // 커튼 has a column, 커 튼 counts for it; 요구르트 is used too rarely for any.
    ...['커튼', '커튼', '커튼'].map((word) => at('buyer', word, START + 19)),
    at('rare', '요구르트', START + 19),
    at('rare', ' 요구르트 ', START + 9),
    at('rare', '두유', START + 19),
    at('rare', '우유', START + 19),
    at('late', '요쿠르트', START + 25),
    at('folded', '커 튼', START + 19),
  ],
})

function wordsOf(client: string, change: Partial<EvidenceSettings> = {}, window = days(START, START + 20)) {
  const evidence = buildEvidence(DATASET, window, { ...SETTINGS, ...change })
  const words = createStrandedWords(evidence, DATASET.searches!, dictionaryOf(DATASET))
  return { words: words(DATASET.clients.indexOf(client)!), evidence }
}
const dictionaryOf = ({ tables }: Dataset) => tables.get('actions')!.columns.get('sech_kwd')!.dictionary!

describe('the words of a client that no column counts', () => {
  it('are those without a column of their own or of their family, by their own searches with decay', () => {
    const { words, evidence } = wordsOf('rare')
    expect(evidence.columnSpace.keywords).toEqual(['우유', '커튼'])
    expect(words.map(([text]) => text)).toEqual(['요구르트', '두유'])
    // Once today and once ten days before, which is one half-life; both spellings are one word.
    expect(words[0]![1]).toBeCloseTo(0.5 * 0.25 * (1 + 0.5), 12)
    expect(words[1]![1]).toBeCloseTo(0.5 * 0.25, 12)
    expect(wordsOf('folded').words).toEqual([])
    expect(wordsOf('buyer').words).toEqual([])
  })

  it('see nothing outside the window', () => {
    expect(wordsOf('late').words).toEqual([])
    const { words } = wordsOf('rare', {}, days(START + 15, START + 20))
    expect(words.map(([text, weight]) => [text, weight / 0.125])).toEqual([
      ['두유', 1],
      ['요구르트', 1],
    ])
    expect(wordsOf('late', {}, days(START, START + 30)).words).toHaveLength(1)
  })

  it('weigh no more than the cap of the words that have a column', () => {
    const { words, evidence } = wordsOf('rare', { halfLifeDays: null, searchWeight: 1, capQuantile: 0.01 })
    expect(evidence.caps.searches).toBe(1)
    expect(words.find(([text]) => text === '요구르트')![1]).toBe(0.5)
  })

  it('leave out what decay has taken to nothing', () => {
    expect(wordsOf('rare', { halfLifeDays: 0.01 }).words.map(([text, weight]) => [text, weight])).toEqual([
      ['두유', 0.125],
      ['요구르트', 0.125],
    ])
  })
})
