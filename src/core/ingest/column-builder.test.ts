import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellAt, CHUNK_ROWS, isMissing, textAt } from '../tables/table.ts'
import { narrow } from './column-builder.ts'
import { parseBytes, testPlan } from './parse-bytes.fixture.ts'

const columnOf = (role: 'transactions' | 'demographics', name: string, cells: readonly string[]) => {
  const names = role === 'transactions' ? ['clnt_id', 'pd_c', 'de_dt', name] : ['clnt_id', name]
  const rows = cells.map((cell) => (role === 'transactions' ? `1,2,20190701,${cell}\n` : `1,${cell}\n`))
  const { table } = parseBytes(testPlan(role, {}, names), rows.join(''))
  const column = table.columns.get(name)
  if (column === undefined) throw new Error(name)
  return column
}

describe('columns', () => {
  it('takes the narrowest array that holds all values exactly', () => {
    const kinds: readonly (readonly [number[], string])[] = [
      [[0, 255], 'Uint8Array'],
      [[256], 'Uint16Array'],
      [[65_536], 'Uint32Array'],
      [[-1, 5], 'Int32Array'],
      [[-1, 0x80000000], 'Float64Array'],
      [[100_000_016_899], 'Float64Array'],
      [[1.5], 'Float64Array'],
    ]
    for (const [values, kind] of kinds) {
      expect(narrow(Float64Array.from(values)).constructor.name).toBe(kind)
      const { chunks } = columnOf('transactions', 'buy_am', values.map(String))
      expect(chunks.map((chunk) => chunk.constructor.name)).toEqual([kind])
      expect([...chunks[0]!]).toEqual(values)
    }
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.integer(), fc.maxSafeInteger(), fc.double({ noNaN: true }))), (values) => {
        expect(Array.from(narrow(Float64Array.from(values)), (value) => value + 0)).toEqual(
          values.map((value) => value + 0),
        )
      }),
    )
  })

  it('holds any numbers and gaps exactly, in any order', () => {
    const cells = fc.array(fc.oneof(fc.integer().map(String), fc.maxSafeInteger().map(String), fc.constant('')), {
      minLength: 1,
      maxLength: 60,
    })
    fc.assert(
      fc.property(cells, (texts) => {
        const column = columnOf('transactions', 'buy_am', texts)
        const seen = texts.map((_, row) => (isMissing(column, row) ? '' : String(cellAt(column, row))))
        expect(seen).toEqual(texts.map((text) => (text === '-0' ? '0' : text)))
        expect(column.missingCount).toBe(texts.filter((text) => text === '').length)
      }),
    )
  })

  it('keeps values and gaps over several chunks, each chunk as narrow as it can be', () => {
    const length = 2 * CHUNK_ROWS + 10
    const valueAt = (row: number) => (row === CHUNK_ROWS + 40_000 ? 70_000 : row % 200)
    const cells = Array.from({ length }, (_, row) => (row % 7 === 0 ? '' : String(valueAt(row))))
    const column = columnOf('transactions', 'buy_ct', cells)
    expect(column.length).toBe(length)
    expect(column.chunks.map((chunk) => [chunk.constructor.name, chunk.length])).toEqual([
      ['Uint8Array', CHUNK_ROWS],
      ['Uint32Array', CHUNK_ROWS],
      ['Uint8Array', 10],
    ])
    let wrong = 0
    for (let row = 0; row < length; row += 1) {
      if (isMissing(column, row) !== (row % 7 === 0)) wrong += 1
      if (row % 7 !== 0 && cellAt(column, row) !== valueAt(row)) wrong += 1
    }
    expect(wrong).toBe(0)
    expect(column.missingCount).toBe(Math.ceil(length / 7))
  })

  it('keeps texts trimmed, so that 7 and 007 differ', () => {
    const column = columnOf('demographics', 'clnt_age', ['7', '007', ' 7', 'NA', '7\t', ''])
    expect(Array.from({ length: 6 }, (_, row) => textAt(column, row))).toEqual(['7', '007', '7', '', '7', ''])
    expect(column.missingCount).toBe(2)
    expect(column.dictionary?.size).toBe(3)
    expect(column.dictionary?.codeOf('007')).toBe(2)
    expect(column.dictionary?.codeOf('NA')).toBe(0)
    expect(column.dictionary?.codeOf('__proto__')).toBe(0)
  })
})
