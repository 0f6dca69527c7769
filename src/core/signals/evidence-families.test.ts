import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asDay } from '../positions.ts'
import { datasetOf, line, search } from '../tables/table.fixture.ts'
import { buildEvidence, wholePeriod } from './build-evidence.ts'
import { DEFAULT_EVIDENCE } from './default-evidence.ts'
import type { EvidenceSettings } from './evidence.ts'

const START = 18_140
const days = { startDay: asDay(START), endDay: asDay(START + 1) }
const dateOf = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10)
const plain: EvidenceSettings = { ...DEFAULT_EVIDENCE, repeatMs: 0, halfLifeDays: null, capQuantile: 1 }

describe('keyword families in the evidence', () => {
  it('folds rare spellings into their family, joins whole families on request, and counts what it did', () => {
    const searched = [
      ...Array.from({ length: 5 }, () => '커텐'),
      ...['커튼', '커튼', '커튼', '커튼'],
      ...['커 텐', '"커튼', '커탠', '소세지', '소시지', '소 시지', '우유', '우유', 'xx'],
    ]
    const data = datasetOf({ actions: searched.map((word, at) => search(String(at % 2), word, dateOf(START))) })
    const build = (families: EvidenceSettings['families']) => {
      const { columnSpace, tally, csr, eventCounts } = buildEvidence(data, wholePeriod(data), {
        ...plain,
        minKeywordUses: 3,
        families,
      })
      const uses = columnSpace.keywords.map((_, column) =>
        csr.colIdx.reduce((sum, one, entry) => sum + (one === column ? eventCounts[entry]! : 0), 0),
      )
      return { keywords: columnSpace.keywords, uses, folded: [...columnSpace.foldedKeywords], tally: tally.keywords }
    }
    expect(build('off')).toEqual({
      keywords: ['커텐', '커튼'],
      uses: [5, 4],
      folded: [],
      tally: { foldedWords: 0, foldedUses: 0, droppedWords: 8, droppedUses: 9 },
    })
    expect(build('rare')).toEqual({
      keywords: ['커텐', '커튼', '소 시지'],
      uses: [7, 5, 3],
      folded: [
        ['"커튼', 1],
        ['소세지', 2],
        ['소시지', 2],
        ['커 텐', 0],
        ['커탠', 0],
      ],
      tally: { foldedWords: 5, foldedUses: 5, droppedWords: 2, droppedUses: 3 },
    })
    const all = build('all')
    expect(all.keywords).toEqual(['커텐', '소 시지'])
    expect(all.uses).toEqual([12, 3])
    expect(all.tally).toEqual({ foldedWords: 6, foldedUses: 9, droppedWords: 2, droppedUses: 3 })
  })

  it('keeps families, and damping, to the window whatever the order of the rows', () => {
    const word = fc.constantFrom('커텐', '커튼', '커 텐', '커탠', '아이스크림', '아이스크리', '크림', '우유', '우 유')
    const use = fc.record({ client: fc.constantFrom('1', '2', '007', 'a'), item: word })
    const settings = fc.record({
      families: fc.constantFrom('rare' as const, 'all' as const),
      bm25: fc.constantFrom(null, { k1: 100, b: 0.8 }),
    })
    fc.assert(
      fc.property(
        fc.array(use, { minLength: 1, maxLength: 25 }),
        fc.array(use, { maxLength: 25 }),
        settings,
        fc.boolean(),
        (uses, noise, chosen, isFirst) => {
          const rows = uses.map(({ client, item }) => search(client, item, dateOf(START)))
          const other = noise.map(({ client, item }) => search(client, item, dateOf(START + 20)))
          const build = (actions: readonly ReturnType<typeof search>[]) => {
            const demographics = ['1', '2', '007', 'a'].map((id) => ({ clnt_id: id }))
            const transactions = [line('1', '0001', dateOf(START))]
            const data = datasetOf({ demographics, transactions, actions: [...actions] })
            return buildEvidence(data, days, { ...plain, minKeywordUses: 3, ...chosen })
          }
          const quiet = build(rows)
          expect(build(isFirst ? [...other, ...rows] : [...rows, ...other])).toEqual(quiet)
          expect(build([...rows].reverse())).toEqual(quiet)
          expect(quiet.csr.values.every((value) => value > 0)).toBe(true)
          const { foldedUses, droppedUses } = quiet.tally.keywords
          expect(foldedUses + droppedUses).toBeLessThanOrEqual(uses.length)
        },
      ),
    )
  })
})
