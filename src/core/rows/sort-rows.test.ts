import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareNatural } from '../tables/natural-order.ts'
import { CHUNK_ROWS, type ColumnKind } from '../tables/table.ts'
import { columnFrom, finish, numberCell, textCell, wholeCell, type Cell } from './column.fixture.ts'
import { sortRows } from './sort-rows.ts'

/** The same with the language's own stable sort. */
function sorted(cells: readonly Cell[], rows: readonly number[], descending: boolean): number[] {
  const sign = descending ? -1 : 1
  return [...rows].sort((a, b) => {
    const left = cells[a] ?? null
    const right = cells[b] ?? null
    if (left === null || right === null) return left === right ? 0 : left === null ? 1 : -1
    if (typeof left === 'string' && typeof right === 'string') return sign * compareNatural(left, right)
    return sign * (Number(left) - Number(right))
  })
}

const columns: readonly (readonly [ColumnKind, fc.Arbitrary<Cell>])[] = [
  ['text', textCell],
  ['amount', numberCell],
  ['day', wholeCell],
  ['integer', fc.oneof(fc.integer({ min: -(2 ** 31), max: 2 ** 32 }), fc.constant(null))],
]

describe('sortRows', () => {
  it.each(columns)('sorts %s cells as the plain stable sort does, missing last both ways', (kind, cell) => {
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, fc.boolean()), { maxLength: 60 }), fc.boolean(), (picked, descending) => {
        const cells = picked.map(([value]) => value)
        const rows = picked.flatMap(([, isIn], row) => (isIn ? [row] : []))
        const column = columnFrom('any', kind, cells)
        const all = cells.map((_, row) => row)
        expect(Array.from(finish(sortRows(column, null, descending)))).toEqual(sorted(cells, all, descending))
        expect(Array.from(finish(sortRows(column, Uint32Array.from(rows), descending)))).toEqual(
          sorted(cells, rows, descending),
        )
      }),
      { numRuns: 200 },
    )
  })

  it('sorts many texts in runs, and rows of several chunks', () => {
    const cells = Array.from({ length: CHUNK_ROWS + 500 }, (_, row): Cell => {
      const id = (row * 7919) % 20_011
      return id % 50 === 0 ? null : id % 3 === 0 ? `k${String(id)}` : String(id)
    })
    const rows = cells.map((_, row) => row).filter((row) => row % 3 !== 1)
    const column = columnFrom('clnt_id', 'text', cells)
    for (const descending of [false, true])
      expect(Array.from(finish(sortRows(column, Uint32Array.from(rows), descending)))).toEqual(
        sorted(cells, rows, descending),
      )
  })
})
