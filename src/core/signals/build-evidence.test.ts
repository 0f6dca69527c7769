import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rowOf } from '../matrix/csr.ts'
import { asDay, type DayWindow } from '../positions.ts'
import { datasetOf, line, product, search } from '../tables/table.fixture.ts'
import { isUnknownWord } from '../ingest/parse-cell.ts'
import { joinKey } from '../tables/natural-order.ts'
import { buildEvidence, quantileOf, wholePeriod } from './build-evidence.ts'
import { DEFAULT_EVIDENCE } from './default-evidence.ts'
import type { EvidenceMatrix, EvidenceSettings } from './evidence.ts'
import { heldOutTruth } from './held-out-truth.ts'
import { chooseCategories } from './category-columns.ts'
import { normaliseKeyword } from './keyword-columns.ts'

const START = 18_140
const window = (startDay: number, endDay: number): DayWindow => ({ startDay: asDay(startDay), endDay: asDay(endDay) })
const dateOf = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10)
/** Every search weighs the same, whatever followed it. */
const noEpisodes = { detailWeight: 0, cartWeight: 0, checkoutWeight: 0, sessionPurchaseWeight: 0, repeatMs: 0 }
const plain: EvidenceSettings = {
  ...DEFAULT_EVIDENCE,
  ...noEpisodes,
  halfLifeDays: null,
  capQuantile: 1,
  minKeywordUses: 1,
  families: 'off',
}

/** Entries by client id and column name. */
function entriesOf(matrix: EvidenceMatrix, ids: readonly string[]): Map<string, number> {
  const { categoryCodes, keywords, categoryCount } = matrix.columnSpace
  const out = new Map<string, number>()
  ids.forEach((id, client) => {
    const row = rowOf(matrix.csr, client)
    row.columns.forEach((column, entry) => {
      const name = column < categoryCount ? `c:${categoryCodes[column]}` : `k:${keywords[column - categoryCount]}`
      out.set(`${id} ${name}`, row.values[entry]!)
    })
  })
  return out
}

interface Event {
  readonly client: string
  readonly item: string
  readonly day: number
  readonly count: number
}

/** The formula of the method, one event at a time, with maps. */
function naive(lines: readonly Event[], searches: readonly Event[], days: DayWindow, settings: EvidenceSettings) {
  const inside = (event: Event) => event.day >= days.startDay && event.day < days.endDay
  const uses = new Map<string, number>()
  for (const event of searches.filter(inside)) uses.set(event.item, (uses.get(event.item) ?? 0) + 1)
  const block = (events: readonly Event[], weight: number, scale: number, name: (item: string) => string) => {
    const sums = new Map<string, number>()
    for (const { client, item, day, count } of events.filter(inside)) {
      const age = days.endDay - 1 - day
      const decay = settings.halfLifeDays === null ? 1 : 2 ** (-age / settings.halfLifeDays)
      const quantity = Math.max(0, count)
      const factor = { log: Math.log2(1 + quantity), linear: quantity, none: Math.sign(quantity) }[settings.quantity]
      const part = weight * decay * factor
      if (part > 0) sums.set(`${client} ${name(item)}`, (sums.get(`${client} ${name(item)}`) ?? 0) + part)
    }
    const cap = quantileOf([...sums.values()], settings.capQuantile)
    return [...sums].map(([key, sum]) => [key, Math.fround(Math.min(sum, cap) * scale)] as const)
  }
  return new Map([
    ...block(
      lines.filter((event) => !isUnknownWord(event.item)),
      settings.purchaseWeight,
      1,
      (code) => (code === 'x' ? 'c:x' : `c:${joinKey(code).padStart(4, '0')}`),
    ),
    ...block(
      searches.filter((event) => (uses.get(event.item) ?? 0) >= settings.minKeywordUses),
      settings.searchWeight,
      settings.mu,
      (word) => `k:${word}`,
    ),
  ])
}

const clientId = fc.constantFrom('1', '2', '007', 'a')
const dayNumber = fc.integer({ min: START, max: START + 60 })
const lineEvent = fc.record({
  client: clientId,
  item: fc.constantFrom('0001', '0002', '0300', 'unknown', 'x'),
  day: dayNumber,
  count: fc.integer({ min: 0, max: 9 }),
})
const searchEvent = fc.record({
  client: clientId,
  item: fc.constantFrom('우유', '두부', 'lg냉장고', '999'),
  day: dayNumber,
  count: fc.constant(1),
})
const products = [product('1', 'A', 'AA', 'x'), product('2', 'A', 'AB', 'x'), product('300', 'B', 'BA', '')]

const shop = (lines: readonly Event[], searches: readonly Event[]) =>
  datasetOf({
    demographics: ['1', '2', '007', 'a'].map((id) => ({ clnt_id: id })),
    products,
    transactions: lines.map((event) => line(event.client, event.item, dateOf(event.day), String(event.count))),
    actions: searches.map((event) => search(event.client, event.item, dateOf(event.day))),
  })

describe('evidence', () => {
  it('weighs a line by age and quantity, counted from the last day of the window', () => {
    const data = datasetOf({
      transactions: [
        line('1', '0001', dateOf(START), '3'),
        line('1', '0001', dateOf(START + 30), '1'),
        line('1', '0002', dateOf(START + 30), ''),
      ],
    })
    const matrix = buildEvidence(data, window(START, START + 31), { ...plain, halfLifeDays: 30 })
    // log2(1 + 3) / 2 for the line of 30 days ago, and 1 for that of the last day; a missing quantity is one piece.
    expect(entriesOf(matrix, ['1'])).toEqual(
      new Map([
        ['1 c:0001', 2],
        ['1 c:0002', 1],
      ]),
    )
    expect([...matrix.eventCounts]).toEqual([2, 1])
  })

  it('agrees with a naive sum over all events', () => {
    const settings = fc
      .record({
        level: fc.constant(3 as const),
        purchaseWeight: fc.constantFrom(0.5, 1, 3),
        quantity: fc.constantFrom('log' as const, 'linear' as const, 'none' as const),
        searchWeight: fc.constantFrom(0, 0.25),
        halfLifeDays: fc.constantFrom(null, 7, 30),
        capQuantile: fc.constantFrom(0.5, 0.9, 1),
        mu: fc.constantFrom(0, 0.5, 2),
        minKeywordUses: fc.constantFrom(1, 2, 3),
        bm25: fc.constant(null),
        families: fc.constant('off' as const),
      })
      .map((chosen) => ({ ...noEpisodes, ...chosen }))
    fc.assert(
      fc.property(
        fc.array(lineEvent, { maxLength: 25 }),
        fc.array(searchEvent, { maxLength: 25 }),
        settings,
        (lines, searches, chosen) => {
          const days = window(START + 5, START + 50)
          const expected = naive(lines, searches, days, chosen)
          if (chosen.mu * chosen.searchWeight === 0)
            for (const key of expected.keys()) if (key.includes(' k:')) expected.delete(key)
          const data = shop([...lines, { client: '1', item: '0001', day: START, count: 1 }], searches)
          if (expected.size === 0) {
            expect(() => buildEvidence(data, days, chosen)).toThrow(expect.objectContaining({ code: 'empty-evidence' }))
            return
          }
          const matrix = buildEvidence(data, days, chosen)
          const found = entriesOf(matrix, data.clients.ids)
          expect([...found.keys()].sort()).toEqual([...expected.keys()].sort())
          for (const [key, value] of expected) expect(found.get(key)).toBe(value)
          for (let client = 0; client < data.clients.count; client += 1) {
            const { columns } = rowOf(matrix.csr, client)
            for (let entry = 1; entry < columns.length; entry += 1)
              expect(columns[entry]!).toBeGreaterThan(columns[entry - 1]!)
          }
        },
      ),
    )
  })

  it('sees nothing outside the window', () => {
    const days = window(START + 20, START + 40)
    const outside = (event: Event) => ({
      ...event,
      day: event.day < START + 30 ? START + (event.day % 20) : START + 40 + (event.day % 20),
    })
    const noise = fc.array(lineEvent.map(outside), { maxLength: 20 })
    const noisyWords = fc.array(
      searchEvent.map(outside).map((event) => ({ ...event, item: `${event.item}x` })),
      { maxLength: 20 },
    )
    const inside = fc.array(
      lineEvent.map((event) => ({ ...event, day: START + 20 + (event.day % 20) })),
      { minLength: 3, maxLength: 20 },
    )
    const words = fc.array(
      searchEvent.map((event) => ({ ...event, day: START + 20 + (event.day % 20) })),
      { minLength: 3, maxLength: 20 },
    )
    const settings = { ...DEFAULT_EVIDENCE, minKeywordUses: 1 }
    fc.assert(
      fc.property(
        inside,
        words,
        noise,
        noise,
        noisyWords,
        noisyWords,
        (lines, searches, before, after, wordsBefore, wordsAfter) => {
          const code = { client: '1', item: '0001', day: START + 25, count: 1 }
          const quiet = buildEvidence(shop([code, ...lines], searches), days, settings)
          const strange = { client: 'a', item: '0777', day: START + 55, count: 9 }
          const loud = buildEvidence(
            shop([...before, code, ...lines, strange, ...after], [...wordsBefore, ...searches, ...wordsAfter]),
            days,
            settings,
          )
          expect(loud).toEqual(quiet)
        },
      ),
    )
  })

  it('cancels the lines that a refund inside the window names, and ignores what names none', () => {
    const bought = (client: string, transaction: string, code: string, day: number) => ({
      ...line(client, code, dateOf(day), '3'),
      trans_id: transaction,
    })
    const refund = (client: string, transaction: string, day: number) => ({
      ...search(client, '', dateOf(day)),
      action_type: '7',
      trans_id: transaction,
    })
    const data = datasetOf({
      transactions: [
        bought('1', '10', '0001', START + 5),
        bought('1', '10', '0002', START + 5),
        bought('1', '11', '0001', START + 6),
        bought('2', '10', '0001', START + 5),
        bought('2', '12', '0001', START),
        bought('2', '13', '0002', START + 7),
        line('2', '0300', dateOf(START + 5)),
      ],
      actions: [
        refund('1', '10', START + 8),
        refund('1', '10', START + 9),
        ...['12', '99', '', '11'].map((id) => refund('2', id, START + 6)),
        refund('2', '13', START + 40),
      ],
    })
    const matrix = buildEvidence(data, window(START + 1, START + 30), plain)
    expect(entriesOf(matrix, data.clients.ids)).toEqual(
      new Map([
        ['1 c:0001', 2],
        ['2 c:0001', 2],
        ['2 c:0002', 2],
        ['2 c:0300', 1],
      ]),
    )
    expect(matrix.tally.refunds).toEqual({ matched: 2, cancelledLines: 2, unmatched: 4 })
  })

  it('gives with refunds what it gives without the lines that they cancel', () => {
    const transaction = fc.constantFrom('', '1', '2', '3')
    const bought = fc.record({ event: lineEvent, transaction })
    const refunds = fc.array(fc.record({ client: clientId, day: dayNumber, transaction }), { maxLength: 12 })
    fc.assert(
      fc.property(fc.array(bought, { maxLength: 20 }), refunds, (lines, given) => {
        const days = window(START + 5, START + 50)
        const inside = (day: number) => day >= days.startDay && day < days.endDay
        const anchor = { event: { client: '1', item: '0001', day: START + 9, count: 1 }, transaction: '' }
        const all = [anchor, ...lines]
        const actions = given.map((refund) => ({
          ...search(refund.client, '', dateOf(refund.day)),
          action_type: '7',
          trans_id: refund.transaction,
        }))
        const rowOfLine = ({ event, transaction: id }: typeof anchor) => ({
          ...line(event.client, event.item, dateOf(event.day), String(event.count)),
          trans_id: id,
        })
        const isCancelled = ({ event, transaction: id }: typeof anchor) =>
          id !== '' &&
          inside(event.day) &&
          given.some((refund) => refund.client === event.client && refund.transaction === id && inside(refund.day))
        const files = {
          demographics: ['1', '2', '007', 'a'].map((id) => ({ clnt_id: id })),
          products: [...products, product('x', 'C', 'CA', 'x')],
        }
        const refunded = buildEvidence(datasetOf({ ...files, transactions: all.map(rowOfLine), actions }), days, plain)
        const kept = all.filter((one) => !isCancelled(one)).map(rowOfLine)
        const quiet = buildEvidence(datasetOf({ ...files, transactions: kept }), days, plain)
        expect({ ...refunded, tally: null }).toEqual({ ...quiet, tally: null })
        const { matched, cancelledLines, unmatched } = refunded.tally.refunds
        expect(cancelledLines).toBe(all.length - kept.length)
        expect(matched + unmatched).toBe(given.filter((refund) => inside(refund.day)).length)
      }),
    )
  })

  it('cuts each block at its quantile before the multiplier', () => {
    const counts = ['1', '1', '1', '1', '1', '1', '1', '1', '3', '127']
    const data = datasetOf({
      transactions: counts.map((count, client) => line(String(client), '0001', dateOf(START), count)),
      actions: [search('0', '우유', dateOf(START))],
    })
    const matrix = buildEvidence(data, window(START, START + 1), { ...plain, capQuantile: 0.9, mu: 4 })
    expect(matrix.caps).toEqual({ purchases: 2, searches: 0.25 })
    const found = entriesOf(matrix, data.clients.ids)
    expect(found.get('9 c:0001')).toBe(2)
    expect(found.get('8 c:0001')).toBe(2)
    expect(found.get('0 k:우유')).toBe(1)
  })

  it('drops rare words, joins spellings, and orders by use and then by text', () => {
    const data = datasetOf({
      actions: [
        ...['LG냉장고', 'lg냉장고', ' lg냉장고'].map((word) => search('1', word, dateOf(START))),
        ...['나', '나', '가', '가', '우유'].map((word) => search('2', word, dateOf(START))),
        ...['커텐', '커텐', '커튼', '커튼'].map((word) => search('2', word.normalize('NFD'), dateOf(START))),
      ],
    })
    const matrix = buildEvidence(data, wholePeriod(data), { ...plain, minKeywordUses: 2 })
    expect(matrix.columnSpace.keywords).toEqual(['lg냉장고', '가', '나', '커텐', '커튼'])
    expect(matrix.columnSpace.categoryCount).toBe(0)
  })

  it('counts a word on search rows only', () => {
    const data = datasetOf({
      actions: [search('1', '우유', dateOf(START)), { ...search('1', '두부', dateOf(START)), action_type: '2' }],
    })
    expect(buildEvidence(data, wholePeriod(data), plain).columnSpace.keywords).toEqual(['우유'])
  })

  it('gives broad levels a column per path of names, and none to what has no name', () => {
    const data = datasetOf({
      products: [product('1', 'Food', 'Milk', 'a'), product('2', 'Pets', 'Milk', 'b'), product('3', '', '', 'c')],
      transactions: ['0001', '0002', '0003', '0009'].map((code) => line('1', code, dateOf(START))),
    })
    const level1 = buildEvidence(data, wholePeriod(data), { ...plain, level: 1 })
    expect(level1.columnSpace.categoryCodes).toEqual(['Food', 'Pets'])
    const level2 = buildEvidence(data, wholePeriod(data), { ...plain, level: 2 })
    expect(level2.columnSpace.categoryCodes).toEqual(['Food > Milk', 'Pets > Milk'])
    expect([...level2.csr.values]).toEqual([1, 1])
    expect(buildEvidence(data, wholePeriod(data), plain).columnSpace.categoryCodes).toEqual([
      '0001',
      '0002',
      '0003',
      '0009',
    ])
  })

  it('has no entry for a quantity of zero or for decay beyond single precision', () => {
    const data = datasetOf({
      transactions: [
        line('1', '1', dateOf(START), '0'),
        line('2', '1', dateOf(START)),
        line('3', '1', dateOf(START + 400)),
      ],
    })
    const matrix = buildEvidence(data, wholePeriod(data), { ...plain, halfLifeDays: 1 })
    expect([...matrix.csr.rowPtr]).toEqual([0, 0, 0, 1])
  })

  it('is not moved by one wrong but valid date far from all others', () => {
    const season = Array.from({ length: 150 }, (_, at) => line(String(at % 9), '1', dateOf(START + (at % 92))))
    const [clean, dirty] = [season, [...season, line('3', '1', dateOf(START + 30_000))]].map((transactions) => {
      const data = datasetOf({ transactions })
      return buildEvidence(data, wholePeriod(data), DEFAULT_EVIDENCE)
    })
    expect(dirty?.window).toEqual(clean?.window)
    expect(dirty?.csr).toEqual(clean?.csr)
  })

  it('refuses settings outside their bounds', () => {
    const data = datasetOf({ transactions: [line('1', '1', dateOf(START))] })
    for (const bad of [
      { capQuantile: 0 },
      { mu: -1 },
      { halfLifeDays: 0 },
      { purchaseWeight: Number.NaN },
      { bm25: { k1: 0, b: 0.8 } },
      { bm25: { k1: 1, b: 2 } },
    ])
      expect(() => buildEvidence(data, wholePeriod(data), { ...plain, ...bad })).toThrow(
        expect.objectContaining({ code: 'bad-setting' }),
      )
  })
})

describe('held-out truth', () => {
  it('counts lines per column inside the window and those without a column', () => {
    const lines = [
      line('1', '0001', dateOf(START), '9'),
      ...['0002', '0002', 'unknown', '0009'].map((code) => line('2', code, dateOf(START + 10))),
    ]
    const data = datasetOf({ products, transactions: lines })
    const days = window(START, START + 5)
    const { columnOfLeaf, codes } = chooseCategories(data, days, 3)
    expect(codes).toEqual(['0001', '0002', '0300'])
    const { truth, linesWithoutColumn } = heldOutTruth(data, window(START + 5, START + 20), columnOfLeaf, codes.length)
    expect([...truth.rowPtr]).toEqual([0, 0, 1])
    expect([...truth.colIdx]).toEqual([1])
    expect([...truth.values]).toEqual([2])
    expect(linesWithoutColumn).toBe(2)
  })
})

describe('keywords', () => {
  it('come to one form without losing what tells them apart', () => {
    expect(normaliseKeyword('  LG  냉장고 ')).toBe('lg 냉장고')
    expect(normaliseKeyword('우유'.normalize('NFD'))).toBe('우유')
    expect(normaliseKeyword('"여성')).toBe('"여성')
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'B', ' ', '\u3000', '우', 'ㅇ', 'é', '"') }), (text) => {
        expect(normaliseKeyword(normaliseKeyword(text))).toBe(normaliseKeyword(text))
      }),
    )
  })
})
