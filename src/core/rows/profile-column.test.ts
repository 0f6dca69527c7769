import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareNatural } from '../tables/natural-order.ts'
import { CHUNK_ROWS, type ColumnKind } from '../tables/table.ts'
import { columnFrom, finish, numberCell, textCell, wholeCell, type Cell } from './column.fixture.ts'
import { profileColumn } from './profile-column.ts'

/** The same with a map over all cells. */
function profiled(cells: readonly Cell[]) {
  const counts = new Map<string | number, number>()
  for (const cell of cells) if (cell !== null) counts.set(cell, (counts.get(cell) ?? 0) + 1)
  const top = Array.from(counts, ([value, count]) => ({ value, count }))
    .sort((a, b) => {
      if (a.count !== b.count) return b.count - a.count
      return typeof a.value === 'string' ? compareNatural(a.value, String(b.value)) : a.value - Number(b.value)
    })
    .slice(0, 10)
  const numbers = [...counts.keys()].filter((value) => typeof value === 'number')
  const range = numbers.length === 0 ? null : { low: Math.min(...numbers), high: Math.max(...numbers) }
  return { distinct: counts.size, top, range }
}

const columns: readonly (readonly [ColumnKind, fc.Arbitrary<Cell>])[] = [
  ['text', textCell],
  ['amount', numberCell],
  ['day', wholeCell],
  ['integer', fc.oneof(fc.nat(9), fc.integer({ min: 5_000_000, max: 5_000_009 }), fc.constant(null))],
]

describe('profileColumn', () => {
  it.each(columns)('counts %s cells as a plain map does', (kind, cell) => {
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 80 }), (cells) => {
        expect(finish(profileColumn(columnFrom('any', kind, cells)))).toEqual(profiled(cells))
      }),
      { numRuns: 200 },
    )
  })

  it.each([
    ['small numbers', (row: number) => row % 997],
    ['numbers far apart', (row: number) => (row % 997) * 10_000_019],
    ['texts', (row: number) => `w${String(row % 997)}`],
  ])('counts all rows of several chunks: %s', (_, cellOf) => {
    const cells = Array.from({ length: CHUNK_ROWS * 2 + 5 }, (_cell, row): Cell =>
      row % 11 === 0 ? null : cellOf(row),
    )
    const kind = typeof cells[1] === 'string' ? 'text' : 'amount'
    expect(finish(profileColumn(columnFrom('any', kind, cells)))).toEqual(profiled(cells))
  })

  it('counts texts that read the same as one value', () => {
    const column = columnFrom('any', 'text', ['a', 'b', 'a'])
    const broken = { ...column, dictionary: { ...column.dictionary!, textOf: () => '\uFFFD' } }
    expect(finish(profileColumn(broken))).toEqual({ distinct: 1, top: [{ value: '\uFFFD', count: 3 }], range: null })
  })

  it('has no range and no value where every cell is missing', () => {
    expect(finish(profileColumn(columnFrom('any', 'day', [null, null])))).toEqual({ distinct: 0, top: [], range: null })
  })
})
