import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { appendTables } from './append-tables.ts'
import { createDictionary, type DecodeText } from './dictionary.ts'
import { cellAt, CHUNK_ROWS, isMissing, textAt, type Chunk, type Column, type ColumnKind, type Table } from './table.ts'
import { encodeUtf8 } from './utf8.ts'

const decode: DecodeText = (bytes, encoding) => new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes)

type Cell = string | number | null

/** A column by the plainest code there is; wide chunks, so that narrowing shows. */
function columnOf(name: string, kind: ColumnKind, cells: readonly Cell[]): Column {
  const texts = ['']
  const missing = new Uint8Array((cells.length + 7) >>> 3)
  const values = cells.map((cell, row) => {
    if (typeof cell === 'string') {
      if (!texts.includes(cell, 1)) texts.push(cell)
      return texts.indexOf(cell, 1)
    }
    if (cell === null) missing[row >>> 3]! |= 1 << (row & 7)
    return cell ?? 0
  })
  const chunks: Chunk[] = []
  for (let at = 0; at < values.length; at += CHUNK_ROWS)
    chunks.push(new Float64Array(values.slice(at, at + CHUNK_ROWS)))
  const missingCount = cells.filter((cell) => cell === null).length
  const isText = kind === 'text'
  return {
    name,
    kind,
    length: cells.length,
    chunks,
    missing: isText || missingCount === 0 ? null : missing,
    missingCount,
    dictionary: isText ? createDictionary({ encoding: 'utf-8', ...encodeUtf8(texts) }, decode) : null,
  }
}

function tableOf(fileName: string, rowCount: number, columns: readonly Column[]): Table {
  return {
    role: 'transactions',
    rowCount,
    columns: new Map(columns.map((column) => [column.name, column])),
    sources: [{ fileName, sizeBytes: 1, firstRow: 0, lineBreaks: [0, 2] }],
    fingerprint: fileName,
  }
}

const cellsOf = (column: Column): Cell[] =>
  Array.from({ length: column.length }, (_, row) => {
    if (isMissing(column, row)) return null
    return column.kind === 'text' ? textAt(column, row) : cellAt(column, row)
  })

function append(first: Table, second: Table): Table {
  const parts = appendTables(first, second, decode)
  for (;;) {
    const part = parts.next()
    if (part.done === true) return part.value
  }
}

const KINDS: Readonly<Record<string, ColumnKind>> = { a: 'text', b: 'integer', c: 'amount', d: 'text', e: 'day' }

const someCell = (kind: ColumnKind): fc.Arbitrary<Cell> =>
  fc.option(
    kind === 'text'
      ? fc.constantFrom<Cell>('7', '우유', 'é', '𝄞', 'unknown')
      : fc.constantFrom<Cell>(0, 3, -1, 70_000, kind === 'amount' ? 1.5 : 9),
  )

const someTable: fc.Arbitrary<Readonly<Record<string, readonly Cell[]>>> = fc
  .record({ rows: fc.nat(9), names: fc.subarray(Object.keys(KINDS), { minLength: 1 }) })
  .chain(({ rows, names }) =>
    fc.record(
      Object.fromEntries(
        names.map((name) => [name, fc.array(someCell(KINDS[name]!), { minLength: rows, maxLength: rows })]),
      ),
    ),
  )

describe('appending tables', () => {
  it('gives the cells of the first and then those of the second, columns that one has not missing', () => {
    const build = (name: string, cells: Readonly<Record<string, readonly Cell[]>>) => {
      const columns = Object.entries(cells).map(([column, values]) => columnOf(column, KINDS[column]!, values))
      return tableOf(name, columns[0]!.length, columns)
    }
    fc.assert(
      fc.property(someTable, someTable, (one, two) => {
        const first = build('one.csv', one)
        const second = build('two.csv', two)
        const joined = append(first, second)
        expect(joined.rowCount).toBe(first.rowCount + second.rowCount)
        expect([...joined.columns.keys()].sort()).toEqual(
          [...new Set([...Object.keys(one), ...Object.keys(two)])].sort(),
        )
        for (const [name, column] of joined.columns) {
          const gap = (rows: number): Cell[] => new Array<Cell>(rows).fill(null)
          const expected = [...(one[name] ?? gap(first.rowCount)), ...(two[name] ?? gap(second.rowCount))]
          expect(cellsOf(column)).toEqual(expected)
          expect(column.missingCount).toBe(expected.filter((cell) => cell === null).length)
          const texts = Array.from({ length: column.dictionary?.size ?? 0 }, (_, code) =>
            column.dictionary?.textOf(code),
          )
          expect(new Set(texts).size).toBe(texts.length)
        }
        for (const [name, column] of first.columns) expect(cellsOf(column)).toEqual(one[name])
      }),
    )
  })

  it('keeps every chunk full but the last, and as narrow as its values', () => {
    const numbers = (count: number, from: number) => Array.from({ length: count }, (_, row) => from + (row % 200))
    const lengths = [0, 1, CHUNK_ROWS - 1, CHUNK_ROWS, CHUNK_ROWS + 5]
    for (const before of lengths) {
      for (const after of lengths) {
        const cells = [numbers(before, 0), numbers(after, 3)]
        const [first, second] = cells.map((values, at) =>
          tableOf(String(at), values.length, [columnOf('b', 'integer', values)]),
        )
        const column = append(first!, second!).columns.get('b')!
        expect(column.chunks.slice(0, -1).every((chunk) => chunk.length === CHUNK_ROWS)).toBe(true)
        expect(column.chunks.reduce((sum, chunk) => sum + chunk.length, 0)).toBe(before + after)
        expect(column.chunks.at(-1) instanceof Uint8Array).toBe(
          before + after > 0 && !(after === 0 && before === CHUNK_ROWS),
        )
        expect(cellsOf(column).join()).toBe([...cells[0]!, ...cells[1]!].join())
      }
    }
  })

  it('remembers where each file begins and its lines', () => {
    const table = (name: string, rows: number) =>
      tableOf(name, rows, [columnOf('b', 'integer', new Array(rows).fill(1))])
    const joined = append(append(table('one', 3), table('two', 4)), table('three', 5))
    expect(joined.sources.map(({ fileName, firstRow, lineBreaks }) => [fileName, firstRow, lineBreaks])).toEqual([
      ['one', 0, [0, 2]],
      ['two', 3, [3, 2]],
      ['three', 7, [7, 2]],
    ])
    expect(joined.fingerprint).not.toBe(append(append(table('two', 4), table('one', 3)), table('three', 5)).fingerprint)
  })

  it('takes texts of two encodings for equal when they read the same', () => {
    const korean = columnOf('a', 'text', ['우유'])
    const stored = {
      encoding: 'euc-kr',
      offsets: Uint32Array.of(0, 0, 4),
      bytes: Uint8Array.of(0xbf, 0xec, 0xc0, 0xaf),
    }
    const cp949: Column = { ...korean, dictionary: createDictionary(stored as never, decode) }
    const column = append(tableOf('one', 1, [cp949]), tableOf('two', 1, [korean])).columns.get('a')!
    expect(cellsOf(column)).toEqual(['우유', '우유'])
    expect(column.dictionary?.size).toBe(2)
  })
})

describe('UTF-8', () => {
  it('is what the platform writes, lone surrogates included', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: fc.nat(0xffff).map((unit) => String.fromCharCode(unit)) })), (texts) => {
        const { offsets, bytes } = encodeUtf8(texts)
        const pieces = texts.map((_, at) => [...bytes.subarray(offsets[at], offsets[at + 1])])
        expect(pieces).toEqual(texts.map((text) => [...new TextEncoder().encode(text)]))
      }),
    )
    expect([...encodeUtf8(['𝄞é우']).bytes]).toEqual([...new TextEncoder().encode('𝄞é우')])
  })
})
