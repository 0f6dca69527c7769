import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellAt, CHUNK_ROWS, isMissing, textAt } from '../tables/table.ts'
import { ColumnBuilder, narrow } from './column-builder.ts'
import { FIELDS } from './schema.ts'

const field = (role: keyof typeof FIELDS, name: string) => {
  const found = FIELDS[role].find((candidate) => candidate.name === name)
  if (found === undefined) throw new Error(name)
  return found
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
    for (const [values, kind] of kinds) expect(narrow(Float64Array.from(values)).constructor.name).toBe(kind)
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.integer(), fc.maxSafeInteger(), fc.double({ noNaN: true }))), (values) => {
        expect(Array.from(narrow(Float64Array.from(values)), (value) => value + 0)).toEqual(
          values.map((value) => value + 0),
        )
      }),
    )
  })

  it('keeps values and gaps over several chunks', () => {
    const builder = new ColumnBuilder(field('transactions', 'buy_ct'))
    const length = 2 * CHUNK_ROWS + 10
    for (let row = 0; row < length; row += 1) {
      if (row % 7 === 0) builder.pushMissing()
      else builder.push(row % 300)
    }
    const column = builder.build()
    expect(column.length).toBe(length)
    expect(column.chunks.map((chunk) => chunk.length)).toEqual([CHUNK_ROWS, CHUNK_ROWS, 10])
    let wrong = 0
    for (let row = 0; row < length; row += 1) {
      if (isMissing(column, row) !== (row % 7 === 0)) wrong += 1
      if (row % 7 !== 0 && cellAt(column, row) !== row % 300) wrong += 1
    }
    expect(wrong).toBe(0)
    expect(column.missingCount).toBe(Math.ceil(length / 7))
  })

  it('keeps ids as texts, trimmed, so that 7 and 007 differ', () => {
    const builder = new ColumnBuilder(field('actions', 'clnt_id'))
    for (const cell of ['7', '007', ' 7', 'NA', '7\r', '']) builder.push(builder.read(cell))
    const column = builder.build()
    expect(Array.from({ length: 6 }, (_, row) => textAt(column, row))).toEqual(['7', '007', '7', '', '7', ''])
    expect(column.missingCount).toBe(2)
    expect(column.dictionary?.size).toBe(3)
    expect(column.dictionary?.codeOf('007')).toBe(2)
    expect(column.dictionary?.codeOf('NA')).toBe(0)
    expect(column.dictionary?.codeOf('__proto__')).toBe(0)
  })
})
