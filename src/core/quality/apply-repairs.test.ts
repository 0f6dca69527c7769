import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lineOfRow, sourceOfRow } from '../tables/row-place.ts'
import { cellAt, CHUNK_ROWS, isMissing, textAt, type Table } from '../tables/table.ts'
import { applyRepairs } from './apply-repairs.ts'
import { day, finished, tableOfRows, type CellRow } from './quality-tables.fixture.ts'
import { NO_REPAIRS, type Repairs } from './repairs.ts'

const repaired = (table: Table, repairs: Partial<Repairs>): Table => {
  const tables = finished(applyRepairs(new Map([[table.role, table]]), { ...NO_REPAIRS, ...repairs }))
  const after = tables.get(table.role)
  if (after === undefined) throw new Error('a repair never drops a table')
  return after
}

/** Every row of a table with the line that it stands on. */
const content = (table: Table) =>
  Array.from({ length: table.rowCount }, (_, row) => {
    const source = sourceOfRow(table, row)
    const cells = Array.from(table.columns.values(), (column) =>
      isMissing(column, row) ? null : column.dictionary === null ? cellAt(column, row) : textAt(column, row),
    )
    return { file: source.fileName, line: lineOfRow(source, row), cells }
  })

const line = (client: string, amount: number | null): CellRow => ({
  clnt_id: client,
  pd_c: '0347',
  de_dt: day(3),
  buy_am: amount,
})

describe('applyRepairs', () => {
  it('leaves out lines that repeat another and keeps every other row on its line', () => {
    const row = fc.record({
      clnt_id: fc.constantFrom('7', '007', '8'),
      pd_c: fc.constantFrom('1', null),
      buy_am: fc.constantFrom(0, null, 2.5, 300),
    })
    const steps = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 80, maxLength: 80 })
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 80 }), steps, fc.nat(79), (rows, gaps, second) => {
        const table = tableOfRows('transactions', rows)
        // Lines rise by 1 to 3, and the second file begins anew.
        const cut = Math.min(second, rows.length)
        const breaks = (start: number, end: number) => {
          let at = 1
          return Array.from({ length: end - start }, (_, index) => [
            start + index,
            (at += gaps[start + index] ?? 1),
          ]).flat()
        }
        const sources: Table['sources'] = [
          { fileName: 'a.csv', sizeBytes: 1, firstRow: 0, lineBreaks: breaks(0, cut) },
          { fileName: 'b.csv', sizeBytes: 1, firstRow: cut, lineBreaks: breaks(cut, rows.length) },
        ]
        const asRead = { ...table, sources }
        const before = content(asRead)
        const texts = before.map(({ cells }) => JSON.stringify(cells))
        const expected = before.filter((_, at) => texts.indexOf(texts[at] ?? '') === at)
        const after = repaired(asRead, { dropDuplicateLines: true })
        expect(content(after)).toEqual(expected)
        for (const column of after.columns.values()) {
          expect(column.length).toBe(expected.length)
          expect(column.missingCount).toBe(
            Array.from({ length: expected.length }, (_, at) => isMissing(column, at)).filter(Boolean).length,
          )
        }
      }),
    )
  })

  it('takes outlying amounts for missing, keeps the lines, and shares what it does not touch', () => {
    const rows = Array.from({ length: CHUNK_ROWS + 50 }, (_, at) => line(String(at % 9), at === 700 ? null : 1000))
    rows[CHUNK_ROWS + 4] = line('5', 100_000_016_899)
    const asRead = tableOfRows('transactions', rows)
    const after = repaired(asRead, { emptyOutlierAmounts: true })
    const amounts = after.columns.get('buy_am')
    expect(after.rowCount).toBe(rows.length)
    expect(amounts?.missingCount).toBe(2)
    expect(amounts?.chunks[0]).toBe(asRead.columns.get('buy_am')?.chunks[0])
    expect(amounts?.chunks[1]).toBeInstanceOf(Uint16Array)
    expect(after.columns.get('clnt_id')).toBe(asRead.columns.get('clnt_id'))
    expect(content(after)[CHUNK_ROWS + 4]).toMatchObject({ line: CHUNK_ROWS + 6, cells: ['5', '0347', day(3), null] })
    expect(asRead.columns.get('buy_am')?.missingCount).toBe(1)
  })

  it('does both, whatever the order, and gives each result a fingerprint of its own', () => {
    const rows = Array.from({ length: 300 }, (_, at) => line(String(at), 1000))
    const table = tableOfRows('transactions', [...rows, line('1', 10 ** 11), line('1', 10 ** 11), line('2', 1000)])
    const both = repaired(table, { dropDuplicateLines: true, emptyOutlierAmounts: true })
    expect(both.rowCount).toBe(301)
    expect(content(both).at(-1)).toMatchObject({ line: 302, cells: ['1', '0347', day(3), null] })
    const prints = [
      table,
      both,
      repaired(table, { dropDuplicateLines: true }),
      repaired(table, { emptyOutlierAmounts: true }),
    ].map((one) => one.fingerprint)
    expect(new Set(prints).size).toBe(4)
  })

  it('hands the same table back where there is nothing to repair', () => {
    const table = tableOfRows('transactions', [line('1', 5), line('2', 5)])
    expect(repaired(table, { dropDuplicateLines: true, emptyOutlierAmounts: true })).toBe(table)
    const actions = tableOfRows('actions', [
      { clnt_id: '1', sess_dt: day(0) },
      { clnt_id: '1', sess_dt: day(0) },
    ])
    expect(repaired(actions, { dropDuplicateLines: true })).toBe(actions)
  })
})
