import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shownWidth } from './categories.ts'
import { compareNatural, joinKey, sortNatural } from './natural-order.ts'
import { buildRowIndex } from './row-index.ts'
import { datasetOf, line, product, search } from './table.fixture.ts'

describe('natural order', () => {
  it('puts numbers by value before texts, whatever their length', () => {
    const sorted = ['7', '007', '8', '10', '99999999999999999999', '100000000000000000000', 'a', 'b10']
    expect(sortNatural([...sorted].reverse())).toEqual(sorted)
  })

  it('is a total order, and the fast sort follows it', () => {
    const id = fc.oneof(
      fc.string({ unit: fc.constantFrom('0', '1', '9', 'a'), maxLength: 4 }),
      fc.bigInt({ min: 0n }).map(String),
    )
    fc.assert(
      fc.property(fc.uniqueArray(id, { maxLength: 12 }), (ids) => {
        const sorted = sortNatural([...ids])
        for (const [index, text] of sorted.entries()) {
          for (const later of sorted.slice(index + 1)) expect(compareNatural(text, later)).toBeLessThan(0)
        }
      }),
    )
  })

  it('drops leading zeros of digits only', () => {
    expect(['0347', '347', '000', 'A01', '', 'unknown'].map(joinKey)).toEqual(['347', '347', '0', 'A01', '', 'unknown'])
  })
})

describe('rows by client', () => {
  it('are all there, in the order of the file', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5)), (clients) => {
        const ids = {
          name: 'clnt_id',
          kind: 'text' as const,
          length: clients.length,
          chunks: clients.length === 0 ? [] : [Uint8Array.from(clients, (client) => client + 1)],
          missing: null,
          missingCount: 0,
          dictionary: null,
        }
        const { start, rows } = buildRowIndex(ids, Uint32Array.of(0, 0, 1, 2, 3, 4, 5), 6)
        for (let client = 0; client < 6; client += 1) {
          const expected = clients.flatMap((owner, row) => (owner === client ? [row] : []))
          expect([...rows.subarray(start[client], start[client + 1])]).toEqual(expected)
        }
      }),
    )
  })
})

describe('a data set', () => {
  it('unites the clients of all files and keeps 7 and 007 apart', () => {
    const data = datasetOf({
      actions: [search('7', '우유', '20190701'), search('10', '두부', '20190702')],
      transactions: [line('007', '0347', '20190930')],
      demographics: [{ clnt_id: '9', clnt_gender: 'unknown' }],
    })
    expect(data.clients.ids).toEqual(['7', '007', '9', '10'])
    expect(data.clients.indexOf('8')).toBeNull()
    expect(data.clients.indexOf('__proto__')).toBeNull()
    expect((data.period?.lastDay ?? 0) - (data.period?.firstDay ?? 0)).toBe(91)
  })

  it('joins padded codes with plain ones and reports what does not meet', () => {
    const data = datasetOf({
      products: [
        product('347', 'A', 'B', 'Milk'),
        product('0347', 'A', 'B', 'again'),
        product('12', 'A', 'B', ''),
        product('X1', 'A', 'C', 'Milk'),
      ],
      transactions: ['0347', '0347', '0012', 'X1', 'unknown', '', '0999', '0999', '0998', 'Y'].map((code) =>
        line('1', code, '20190701'),
      ),
    })
    expect(data.categories.join).toEqual({
      lines: 10,
      matched: 4,
      unknown: 2,
      unmatched: 4,
      unmatchedCodes: [
        { code: '0999', lines: 2 },
        { code: '0998', lines: 1 },
        { code: 'Y', lines: 1 },
      ],
      collisions: ['0347'],
      paddingRepaired: true,
    })
    expect(data.categories.leaves.map(({ code, names }) => [code, names[2]])).toEqual([
      ['0012', null],
      ['0347', 'Milk'],
      ['0998', null],
      ['0999', null],
      ['X1', 'Milk'],
      ['Y', null],
    ])
  })

  it('works with any subset of the files', () => {
    expect(datasetOf({ products: [product('1', 'A', 'B', 'C')] }).clients.count).toBe(0)
    expect(datasetOf({ products: [product('1', 'A', 'B', 'C')] }).categories.leaves[0]?.code).toBe('0001')
    const lines = datasetOf({ transactions: [line('1', '0347', '20190701'), line('1', 'unknown', '20190701')] })
    expect(lines.categories.leaves).toMatchObject([{ code: '0347', names: [null, null, null], inProducts: false }])
    expect(datasetOf({ actions: [search('1', 'x', '20190701')] }).categories.join).toBeNull()
  })

  it('has one fingerprint whatever the order of the files', () => {
    const people = { demographics: [{ clnt_id: '9' }] }
    const goods = { products: [product('1', 'A', 'B', 'C')] }
    expect(datasetOf({ ...people, ...goods }).fingerprint).toBe(datasetOf({ ...goods, ...people }).fingerprint)
  })
})

describe('the width of codes', () => {
  it('follows the transactions, and is four only where nothing tells', () => {
    expect(shownWidth(['0347', '1200'], ['347'])).toBe(4)
    expect(shownWidth(['00347'], ['347'])).toBe(5)
    expect(shownWidth(['92', '2634'], ['1'])).toBe(0)
    expect(shownWidth([], ['1', '1667'])).toBe(4)
    expect(shownWidth(['2634', '1864'], ['1'])).toBe(4)
    expect(shownWidth([], ['12345'])).toBe(0)
    expect(shownWidth(['unknown'], [])).toBe(4)
  })
})
