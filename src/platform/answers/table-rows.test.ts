import { describe, expect, it } from 'vitest'
import { columnFrom, tableFrom } from '../../core/rows/column.fixture.ts'
import type { TableRowsRequest } from '../../protocol/table-rows.ts'
import { columnProfiles } from './column-profiles.ts'
import { tableRows } from './table-rows.ts'

const ROWS = 150_000
const WORDS = ['우유', '두부', null] as const

/** Searches and other actions of two files, one put after the other. */
const table = {
  ...tableFrom('actions', [
    columnFrom(
      'clnt_id',
      'text',
      Array.from({ length: ROWS }, (_, row) => String(row % 4000)),
    ),
    columnFrom(
      'sech_kwd',
      'text',
      Array.from({ length: ROWS }, (_, row) => WORDS[row % 3] ?? null),
    ),
    columnFrom(
      'hit_seq',
      'integer',
      Array.from({ length: ROWS }, (_, row) => (row % 5 === 0 ? null : ROWS - row)),
    ),
  ]),
  sources: [
    { fileName: 'a.csv', sizeBytes: 1, firstRow: 0, lineBreaks: [0, 2, 10, 15] },
    { fileName: 'b.csv', sizeBytes: 1, firstRow: 100_000, lineBreaks: [100_000, 2] },
  ] as const,
}
const plain: TableRowsRequest = { role: 'actions', lens: 'all', filters: [], sort: null, start: 0, end: 3 }
const never = () => false
const ask = (change: Partial<TableRowsRequest>) => tableRows(table, 7, { ...plain, ...change }, never)

describe('tableRows', () => {
  it('says of each row its file and line, and of each cell its value', async () => {
    const answer = await ask({ start: 11, end: 12 })
    expect(answer).toMatchObject({ role: 'actions', total: ROWS, all: ROWS, start: 11, version: 7 })
    expect(answer.columns.map(({ name }) => name)).toEqual(['clnt_id', 'sech_kwd', 'hit_seq'])
    expect(answer.rows).toEqual([{ row: 11, file: 'a.csv', line: 16, cells: ['11', null, ROWS - 11] }])
    expect((await ask({ start: 100_001, end: 100_002 })).rows[0]).toMatchObject({ file: 'b.csv', line: 3 })
  })

  it('looks through the lens without losing the number of all rows', async () => {
    const answer = await ask({ lens: 'searches' })
    expect(answer).toMatchObject({ total: 100_000, all: ROWS })
    expect(answer.rows.map(({ row }) => row)).toEqual([0, 1, 3])
  })

  it('filters and sorts together, missing cells last', async () => {
    const answer = await ask({
      filters: [{ column: 'clnt_id', test: 'equals', value: '15' }],
      sort: { column: 'hit_seq', descending: false },
      end: 50,
    })
    expect(answer.total).toBe(38)
    expect(answer.rows.every(({ cells }) => cells[0] === '15' && cells[2] === null)).toBe(true)
    const sorted = await ask({
      sort: { column: 'hit_seq', descending: false },
      start: ROWS - 30_001,
      end: ROWS - 29_999,
    })
    expect(sorted.rows.map(({ cells }) => cells[2])).toEqual([ROWS - 1, null])
    expect(sorted.rows[1]?.row).toBe(0)
  })

  it('cuts a window to what there is and to 500 rows', async () => {
    expect((await ask({ start: 0, end: 9000 })).rows).toHaveLength(500)
    expect((await ask({ start: ROWS - 2, end: ROWS + 50 })).rows).toHaveLength(2)
    expect(await ask({ start: ROWS + 9, end: ROWS + 50 })).toMatchObject({ start: ROWS, rows: [] })
  })

  it('turns pages without looking through the rows again', async () => {
    const request = { ...plain, sort: { column: 'clnt_id', descending: true } }
    const first = await tableRows(table, 7, request, never)
    let pauses = 0
    const next = await tableRows(table, 7, { ...request, start: 3, end: 6 }, () => {
      pauses += 1
      return false
    })
    expect(first.rows[0]?.cells[0]).toBe('3999')
    expect(next.start).toBe(3)
    expect(pauses).toBe(0)
  })

  it('stops when a newer question came, and has nothing half-made afterwards', async () => {
    const request: TableRowsRequest = { ...plain, sort: { column: 'sech_kwd', descending: false } }
    await expect(tableRows(table, 7, request, () => true)).rejects.toMatchObject({ code: 'cancelled' })
    expect((await tableRows(table, 7, request, never)).rows.map(({ cells }) => cells[1])).toEqual([
      '두부',
      '두부',
      '두부',
    ])
  })

  it('refuses what the table does not have', async () => {
    const products = tableFrom('products', [columnFrom('pd_c', 'text', ['1'])])
    const searches: TableRowsRequest = { ...plain, role: 'products', lens: 'searches' }
    await expect(tableRows(products, 1, searches, never)).rejects.toMatchObject({ code: 'bad-setting' })
    await expect(ask({ sort: { column: 'buy_am', descending: true } })).rejects.toMatchObject({ code: 'bad-setting' })
  })
})

describe('columnProfiles', () => {
  it('gives every column its profile, and the same ones again', async () => {
    const profiles = await columnProfiles(table, never)
    expect(profiles.map(({ name, missingCount, distinct }) => [name, missingCount, distinct])).toEqual([
      ['clnt_id', 0, 4000],
      ['sech_kwd', 50_000, 2],
      ['hit_seq', 30_000, 120_000],
    ])
    expect(profiles[1]?.top).toEqual([
      { value: '두부', count: 50_000 },
      { value: '우유', count: 50_000 },
    ])
    expect(await columnProfiles(table, never)).toBe(profiles)
  })

  it('stops on request', async () => {
    const other = tableFrom('products', [columnFrom('pd_c', 'text', ['1'])])
    await expect(columnProfiles(other, () => true)).rejects.toMatchObject({ code: 'cancelled' })
  })
})
