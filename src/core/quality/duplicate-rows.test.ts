import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CHUNK_ROWS, isMarked } from '../tables/table.ts'
import { findDuplicateRows } from './duplicate-rows.ts'
import { finished, tableOfRows, type CellRow } from './quality-tables.fixture.ts'

/** Rows that repeat an earlier one, by comparing each with all before it. */
function repeated(rows: readonly CellRow[]): { row: number; firstRow: number }[] {
  const texts = rows.map((row) => JSON.stringify([row['clnt_id'], row['pd_c'], row['buy_am'], row['buy_ct']]))
  return texts.flatMap((text, row) => (texts.indexOf(text) < row ? [{ row, firstRow: texts.indexOf(text) }] : []))
}

describe('findDuplicateRows', () => {
  it('finds the rows that a comparison of every pair finds', () => {
    const row = fc.record({
      clnt_id: fc.constantFrom('7', '007'),
      pd_c: fc.constantFrom('1', 'unknown', null),
      buy_am: fc.constantFrom(0, null, 1.5, 1.25, 100_000_016_899, 100_000_016_899 - 2 ** 32),
      buy_ct: fc.constantFrom(0, null, 300),
    })
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 60 }), (rows) => {
        const found = finished(findDuplicateRows(tableOfRows('transactions', rows)))
        const expected = repeated(rows)
        expect(found.count).toBe(expected.length)
        expect(found.examples).toEqual(expected.slice(0, 20))
        rows.forEach((_, at) => {
          expect(isMarked(found.marks, at)).toBe(expected.some((one) => one.row === at))
        })
      }),
    )
  })

  it('sees that rows are equal across chunks that hold their values in different widths', () => {
    // The first chunk is made of fractions, the second of bytes.
    const rows: CellRow[] = Array.from({ length: CHUNK_ROWS + 3 }, (_, at) => ({
      clnt_id: String(at % 5),
      buy_am: at < CHUNK_ROWS ? at + (at % 2 === 0 ? 0 : 0.5) : (at - CHUNK_ROWS) * 2,
    }))
    const { count, examples } = finished(findDuplicateRows(tableOfRows('transactions', rows)))
    const same = rows.flatMap((row, at) => {
      const amount = Number(row['buy_am'])
      return at >= CHUNK_ROWS && rows[amount]?.['clnt_id'] === row['clnt_id'] ? [{ row: at, firstRow: amount }] : []
    })
    expect(same.length).toBeGreaterThan(0)
    expect(count).toBe(same.length)
    expect(examples).toEqual(same)
  })

  it('counts every further copy, and tells an empty cell from 0', () => {
    const rows: CellRow[] = [
      { clnt_id: '1', buy_am: 0 },
      { clnt_id: '1', buy_am: null },
      { clnt_id: '1', buy_am: 0 },
      { clnt_id: '1', buy_am: 0 },
    ]
    const found = finished(findDuplicateRows(tableOfRows('transactions', rows)))
    expect(found.examples).toEqual([
      { row: 2, firstRow: 0 },
      { row: 3, firstRow: 0 },
    ])
  })
})
