import { expect, it } from 'vitest'
import { line, parseBytes, plan } from '../ingest/parse-bytes.fixture.ts'
import { tableFingerprint } from './table-fingerprint.ts'

const printOf = (text: string) => parseBytes(plan(), text).table.fingerprint

it('is the same for the same rows in another form, and another for any other cell', () => {
  const rows = [line(), line({ clnt_id: '8', buy_am: '' }), line({ pd_c: '우유' })]
  const usual = printOf(rows.join('\n'))
  expect(usual).toMatch(/^[0-9a-f]{16}$/)
  expect(printOf(rows.join('\r\n'))).toBe(usual)
  expect(printOf(rows.map((row) => row.replaceAll(/[^,]+/g, '"$&"')).join('\n'))).toBe(usual)
  const others = [
    rows.slice(1),
    [...rows, rows[2]!],
    [rows[1]!, rows[0]!, rows[2]!],
    ...['clnt_id', 'trans_id', 'trans_seq', 'pd_c', 'de_dt', 'de_tm', 'buy_am'].map((name) => [
      rows[0]!,
      rows[1]!,
      line({ [name]: name === 'de_dt' ? '20190702' : name === 'de_tm' ? '' : '3' }),
    ]),
  ].map((some) => printOf(some.join('\n')))
  expect(new Set([usual, ...others]).size).toBe(others.length + 1)
})

it('tells roles, names and lengths apart', () => {
  const { table } = parseBytes(plan(), `${line()}\n`)
  const columns = [...table.columns.values()]
  const prints = [
    tableFingerprint('transactions', 1, columns),
    tableFingerprint('actions', 1, columns),
    tableFingerprint('transactions', 2, columns),
    tableFingerprint('transactions', 1, columns.slice(1)),
    tableFingerprint('transactions', 1, [{ ...columns[0]!, name: 'other' }, ...columns.slice(1)]),
  ]
  expect(new Set(prints).size).toBe(prints.length)
})
