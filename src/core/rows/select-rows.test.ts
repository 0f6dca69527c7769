import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DomainError } from '../domain-error.ts'
import { CHUNK_ROWS } from '../tables/table.ts'
import type { RowFilter } from './cell-test.ts'
import { columnFrom, finish, numberCell, tableFrom, textCell, wholeCell, type Cell } from './column.fixture.ts'
import { selectRows } from './select-rows.ts'

const look = (text: string): string => text.normalize('NFC').toLowerCase()

/** The meaning of a filter for one cell, as a person would say it. */
function passes(cell: Cell, { test, value }: RowFilter): boolean {
  if (test === 'missing') return cell === null
  if (cell === null) return false
  if (test === 'present') return true
  if (test === 'contains') return look(String(cell)).includes(look(String(value)))
  if (test === 'equals') return cell === value
  return test === 'at-least' ? Number(cell) >= Number(value) : Number(cell) <= Number(value)
}

const textFilter = fc.record({
  column: fc.constant('word'),
  test: fc.constantFrom('equals', 'contains', 'missing', 'present'),
  value: fc.oneof(fc.constantFrom('우', '유', 'mi', 'MILK', '7', ''), fc.string({ maxLength: 2 })),
}) satisfies fc.Arbitrary<RowFilter>

const numberFilter = (column: string) =>
  fc.record({
    column: fc.constant(column),
    test: fc.constantFrom('equals', 'at-least', 'at-most', 'missing', 'present'),
    value: fc.oneof(fc.integer({ min: -4, max: 30 }), fc.double({ noNaN: true })),
  }) satisfies fc.Arbitrary<RowFilter>

const rowsAndFilters = fc.record({
  rows: fc.array(fc.record({ word: textCell, amount: numberCell, day: wholeCell }), { maxLength: 40 }),
  filters: fc.array(fc.oneof(textFilter, numberFilter('amount'), numberFilter('day')), { minLength: 1, maxLength: 3 }),
})

describe('selectRows', () => {
  it('finds the rows that a look at every cell finds', () => {
    fc.assert(
      fc.property(rowsAndFilters, ({ rows, filters }) => {
        const table = tableFrom('actions', [
          columnFrom(
            'word',
            'text',
            rows.map((row) => row.word),
          ),
          columnFrom(
            'amount',
            'amount',
            rows.map((row) => row.amount),
          ),
          columnFrom(
            'day',
            'day',
            rows.map((row) => row.day),
          ),
        ])
        const wanted = rows.flatMap((row, at) =>
          filters.every((filter) => passes(row[filter.column as keyof typeof row], filter)) ? [at] : [],
        )
        expect(Array.from(finish(selectRows(table, filters)) ?? [])).toEqual(wanted)
      }),
    )
  })

  it('keeps positions and missing marks right across chunks of different kinds', () => {
    const cells = Array.from({ length: CHUNK_ROWS * 2 + 9 }, (_, row): Cell =>
      row % 7 === 0 ? null : row < CHUNK_ROWS ? row % 200 : row * 3,
    )
    const table = tableFrom('actions', [columnFrom('amount', 'amount', cells)])
    for (const filter of [
      { column: 'amount', test: 'at-least', value: 150 },
      { column: 'amount', test: 'missing', value: 0 },
    ] as const) {
      const wanted = cells.flatMap((cell, row) => (passes(cell, filter) ? [row] : []))
      expect(Array.from(finish(selectRows(table, [filter])) ?? [])).toEqual(wanted)
    }
  })

  it('asks for every row when there is no filter', () => {
    expect(finish(selectRows(tableFrom('actions', [columnFrom('word', 'text', ['a'])]), []))).toBeNull()
  })

  it('stops between chunks, so that a newer question gets in', () => {
    const table = tableFrom('actions', [columnFrom('day', 'day', new Array<number>(CHUNK_ROWS * 3).fill(1))])
    const stops = [...selectRows(table, [{ column: 'day', test: 'present', value: '' }])]
    expect(stops).toHaveLength(3)
  })

  it.each([
    { column: 'no_such', test: 'present', value: '' },
    { column: 'day', test: 'contains', value: '1' },
    { column: 'day', test: 'at-least', value: 'monday' },
    { column: 'day', test: 'equals', value: Number.NaN },
    { column: 'word', test: 'at-most', value: 3 },
  ] as const)('refuses $test of $value on $column', (filter) => {
    const table = tableFrom('actions', [columnFrom('day', 'day', [1]), columnFrom('word', 'text', ['a'])])
    const ask = () => finish(selectRows(table, [filter]))
    expect(ask).toThrow(DomainError)
    expect(ask).toThrow(
      expect.objectContaining({
        code: 'bad-setting',
        details: expect.objectContaining({ column: filter.column }) as unknown,
      }),
    )
  })
})
