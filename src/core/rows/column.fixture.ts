import fc from 'fast-check'
import { CHUNK_ROWS, type Chunk, type Column, type ColumnKind, type FileRole, type Table } from '../tables/table.ts'

export type Cell = string | number | null

/** Chunks of every kind that can hold the cells, in turn, so that a column mixes them. */
function chunkOf(cells: readonly number[], turn: number): Chunk {
  const kinds = [Uint8Array, Uint16Array, Uint32Array, Int32Array, Float64Array] as const
  const able = kinds.filter((Kind) => cells.every((cell) => new Kind([cell])[0] === cell))
  return new able[turn % able.length]!(cells)
}

/** A column of given cells, as the reader of files makes them. */
export function columnFrom(name: string, kind: ColumnKind, cells: readonly Cell[]): Column {
  const texts = ['']
  const codes = new Map<string, number>()
  const stored = cells.map((cell) => {
    if (cell === null || typeof cell === 'number') return cell ?? 0
    const known = codes.get(cell) ?? texts.push(cell) - 1
    codes.set(cell, known)
    return known
  })
  const chunks: Chunk[] = []
  for (let start = 0; start < cells.length; start += CHUNK_ROWS)
    chunks.push(chunkOf(stored.slice(start, start + CHUNK_ROWS), chunks.length + cells.length))
  const missing = new Uint8Array((cells.length + 7) >>> 3)
  let missingCount = 0
  cells.forEach((cell, row) => {
    if (cell !== null) return
    missingCount += 1
    missing[row >>> 3]! |= 1 << (row & 7)
  })
  const dictionary = {
    size: texts.length,
    textOf: (code: number) => texts[code] ?? '',
    codeOf: (text: string) => codes.get(text) ?? 0,
    stored: { encoding: 'utf-8', offsets: new Uint32Array(), bytes: new Uint8Array() },
  } as const
  return {
    name,
    kind,
    length: cells.length,
    chunks,
    missing: kind === 'text' || missingCount === 0 ? null : missing,
    missingCount,
    dictionary: kind === 'text' ? dictionary : null,
  }
}

/** A table of such columns, read from one file without a broken line. */
export function tableFrom(role: FileRole, columns: readonly Column[]): Table {
  return {
    role,
    rowCount: columns[0]?.length ?? 0,
    columns: new Map(columns.map((column) => [column.name, column])),
    sources: [{ fileName: `${role}.csv`, sizeBytes: 1, firstRow: 0, lineBreaks: [0, 2] }],
    fingerprint: role,
  }
}

/** Run pieces of work to their end without a pause. */
export function finish<T>(work: Generator<undefined, T>): T {
  for (;;) {
    const step = work.next()
    if (step.done === true) return step.value
  }
}

const sometimesMissing = (cell: fc.Arbitrary<Cell>): fc.Arbitrary<Cell> =>
  fc.oneof({ weight: 4, arbitrary: cell }, fc.constant(null))

/** Cells of a text column: ids with and without zeros, words in any case, composed and decomposed Hangul. */
export const textCell = sometimesMissing(
  fc.oneof(
    fc.constantFrom(
      '7',
      '007',
      '0',
      '00',
      '12',
      '9',
      '우유',
      '우유'.normalize('NFD'),
      'Milk',
      'MILK',
      'unknown',
      'a b',
    ),
    fc.string({ minLength: 1, maxLength: 4 }),
    fc.nat(2000).map(String),
  ),
)

/** Cells of a number column: small, negative, zero of both signs, fractions, and beyond 32 bits. */
export const numberCell = sometimesMissing(
  fc.oneof(
    fc.integer({ min: -5, max: 5 }),
    fc.constantFrom(0, 100_000_016_899, -(2 ** 40), 0.5, -0.25),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
  ),
)

/** Cells of a column of small whole numbers, as days and minutes are. */
export const wholeCell = sometimesMissing(fc.integer({ min: -3, max: 40 }))
