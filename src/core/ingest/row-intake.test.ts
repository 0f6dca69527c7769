import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { codes, line, NAMES, parseBytes, plan, rowsOf, testPlan } from './parse-bytes.fixture.ts'

describe('texts of rows that are left out', () => {
  it('are in no dictionary: no client is made of a bad row', () => {
    const bad = line({ clnt_id: '999', trans_id: 'only-here', pd_c: '커튼', de_dt: 'never' })
    for (const text of [`${bad}\n`, `${line()}\n${bad}\n${line()}\n`, `"999"${bad.slice(3)}\n`]) {
      const { table } = parseBytes(plan(), text)
      for (const name of ['clnt_id', 'trans_id', 'pd_c']) {
        const dictionary = table.columns.get(name)!.dictionary!
        const used = new Set(rowsOf(table).map((row) => row[NAMES.indexOf(name as 'pd_c')]))
        expect(dictionary.size - 1).toBe(used.size)
      }
    }
  })

  it('are taken when they come again in a good row, by number and by hash', () => {
    const bad = line({ clnt_id: '999', pd_c: 'abc', de_dt: 'never' })
    const { table } = parseBytes(plan(), `${bad}\n${line({ clnt_id: '999', pd_c: 'abc' })}\n${bad}\n`)
    expect(rowsOf(table)).toEqual([['999', '90', 1, 'abc', 18_078, 76, 5990]])
    expect(table.columns.get('clnt_id')!.dictionary!.size).toBe(2)
  })

  it('any mix of good and bad rows: exactly the texts of the rows kept', () => {
    const row = fc.record({
      clnt_id: fc.constantFrom('1', '2', '77', ' 2', '', 'x', 'y '),
      pd_c: fc.constantFrom('a', 'b', 'c', ' c', '0347', '347', 'NA'),
      de_dt: fc.constantFrom('20190701', 'bad', '2019-07-01'),
    })
    fc.assert(
      fc.property(fc.array(row, { maxLength: 30 }), (rows) => {
        const { table } = parseBytes(plan(), rows.map((cells) => `${line(cells)}\n`).join(''))
        const good = rows.filter((cells) => cells.de_dt !== 'bad' && cells.clnt_id !== '')
        expect(rowsOf(table).map((cells) => cells[0])).toEqual(good.map((cells) => cells.clnt_id.trim()))
        for (const name of ['clnt_id', 'pd_c'] as const) {
          const texts = new Set(good.map((cells) => cells[name].trim()).filter((text) => text !== '' && text !== 'NA'))
          expect(table.columns.get(name)!.dictionary!.size).toBe(texts.size + 1)
        }
      }),
    )
  })
})

describe('policies', () => {
  const file = `${line()}\n1,2\n${line({ trans_seq: 'many' })}\n${line({ pd_c: '5" pipe' })}\n${line()},x\n`

  it('decide what becomes of a row', () => {
    expect(parseBytes(plan(), file).table.rowCount).toBe(3)
    const dropped = parseBytes(plan({ policies: { 'bad-number-cell': 'skip', 'quote-cell': 'skip' } }), file)
    expect(dropped.table.rowCount).toBe(1)
    expect(codes(dropped).length).toBe(4)
    const kept = parseBytes(plan({ policies: { 'extra-field': 'keep' } }), file)
    expect(kept.table.rowCount).toBe(4)
    const emptied = parseBytes(plan({ policies: { 'quote-cell': 'missing' } }), file)
    expect(rowsOf(emptied.table)[2]![3]).toBeNull()
    expect(emptied.table.columns.get('pd_c')!.dictionary!.codeOf('5" pipe')).toBe(0)
  })

  it('keep a short row with its fields missing, unless it cannot do without them', () => {
    const names = ['clnt_id', 'pd_c', 'de_dt', 'buy_ct', 'buy_am']
    const short = testPlan('transactions', { policies: { 'missing-field': 'missing' } }, names)
    const parsed = parseBytes(short, '1,2,20190701\n1\n')
    expect(rowsOf(parsed.table)).toEqual([['1', '2', 18_078, null, null]])
    expect(codes(parsed)).toEqual([
      ['missing-field', null, 2],
      ['bad-date', 'de_dt', 1],
    ])
  })

  it('refuse the file where that is wanted, with the place', () => {
    expect(() => parseBytes(plan({ policies: { 'missing-field': 'block' } }), file)).toThrow(
      expect.objectContaining({
        code: 'issue-blocked',
        details: { code: 'missing-field', column: null, line: 3 },
      }) as Error,
    )
  })
})

describe('fixes', () => {
  const good = `${line()}\n`
  const file = `${good}${line({ trans_seq: 'many' })}\n1,2\n`
  const offset = good.length

  it('replace the cell or the row that they were made for, and nothing else', () => {
    const second = offset + line({ trans_seq: 'many' }).length + 1
    const fixes = [
      { byteOffset: offset, column: 'trans_seq', before: 'many', after: '12' },
      { byteOffset: second, column: null, before: '1,2', after: line({ clnt_id: '55' }) },
      { byteOffset: 0, column: 'trans_seq', before: 'other', after: '9' },
    ]
    for (const block of [3, 1000]) {
      const parsed = parseBytes(plan({ fixes }), file, block)
      expect(rowsOf(parsed.table).map((row) => [row[0], row[2]])).toEqual([
        ['7', 1],
        ['7', 12],
        ['55', 1],
      ])
      expect(codes(parsed)).toEqual([])
      expect(parsed.fixes).toEqual({ applied: 2, missed: 1 })
    }
  })

  it('may bring letters that the file has none of', () => {
    const fixes = [{ byteOffset: offset, column: 'pd_c', before: '5" pipe', after: '우유' }]
    const parsed = parseBytes(plan({ fixes }), `${good}${line({ pd_c: '5" pipe' })}\n${good}`)
    expect(rowsOf(parsed.table).map((row) => row[3])).toEqual(['0347', '우유', '0347'])
    expect(parsed.fixes).toEqual({ applied: 1, missed: 0 })
    expect(codes(parsed)).toEqual([])
  })

  it('that are wrong themselves are told like any cell', () => {
    const fixes = [{ byteOffset: offset, column: 'trans_seq', before: 'many', after: 'few' }]
    expect(codes(parseBytes(plan({ fixes }), `${good}${line({ trans_seq: 'many' })}\n`))).toEqual([
      ['bad-number-cell', 'trans_seq', 1],
    ])
  })
})
