import { CHUNK_ROWS, isMarked, type Column, type StoredTexts } from './table.ts'

/**
 * Go through columns of one table side by side, a chunk at a time. Every chunk is handed over as an `Int32Array`: a loop that meets
 * arrays of several kinds takes many times as long. The arrays are used again for the next chunk. For codes, days and small numbers.
 */
export function scanInt32<const Columns extends readonly Column[]>(
  columns: Columns,
  visit: (cells: { readonly [Index in keyof Columns]: Int32Array }, length: number, firstRow: number) => void,
): void {
  const cells = columns.map(() => new Int32Array(CHUNK_ROWS)) as { [Index in keyof Columns]: Int32Array }
  const first = columns[0]?.chunks ?? []
  for (let index = 0; index < first.length; index += 1) {
    columns.forEach(({ chunks }, at) => {
      cells[at]!.set(chunks[index]!)
    })
    visit(cells, first[index]!.length, index * CHUNK_ROWS)
  }
}

/** The code of a text of ASCII letters, or 0 when it does not occur: asks the bytes, so that nothing has to be decoded. */
export function codeOfAscii({ offsets, bytes }: StoredTexts, text: string): number {
  for (let code = 1; code + 1 < offsets.length; code += 1) {
    const start = offsets[code]!
    if (offsets[code + 1]! - start !== text.length) continue
    let same = 0
    while (same < text.length && bytes[start + same] === text.charCodeAt(same)) same += 1
    if (same === text.length) return code
  }
  return 0
}

/** All cells of a column as one array, for work that meets most rows; missing ones as they are stored. */
export function flatInt32(column: Column): Int32Array {
  const out = new Int32Array(column.length)
  column.chunks.forEach((chunk, index) => {
    out.set(chunk, index * CHUNK_ROWS)
  })
  return out
}

function equalsIn(cells: Int32Array | Float64Array, length: number, wanted: number): number {
  let count = 0
  for (let at = 0; at < length; at += 1) count += cells[at] === wanted ? 1 : 0
  return count
}

/** How many cells hold a value and are equal to `wanted`, a whole number from 0 to 2^31 - 1. For `text` columns it is a code. */
export function countEqual(column: Column, wanted: number): number {
  let count = 0
  const whole = new Int32Array(Math.min(CHUNK_ROWS, column.length))
  for (const chunk of column.chunks) {
    if (chunk instanceof Float64Array) count += equalsIn(chunk, chunk.length, wanted)
    else {
      // As 32 bits each whole number stays apart from all others.
      whole.set(chunk)
      count += equalsIn(whole, chunk.length, wanted)
    }
  }
  // Missing cells are stored as 0.
  return wanted === 0 && column.kind !== 'text' ? count - column.missingCount : count
}

/** The smallest and largest value, or `null` when all are missing or there is no row. */
export function rangeOf(column: Column): { readonly low: number; readonly high: number } | null {
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  const { missing } = column
  const cells = new Int32Array(Math.min(CHUNK_ROWS, column.length))
  column.chunks.forEach((chunk, index) => {
    if (missing === null && !(chunk instanceof Float64Array) && !(chunk instanceof Uint32Array)) {
      cells.set(chunk)
      const range = rangeOfWhole(cells, chunk.length)
      low = Math.min(low, range.low)
      high = Math.max(high, range.high)
      return
    }
    for (let at = 0; at < chunk.length; at += 1) {
      if (missing !== null && isMarked(missing, index * CHUNK_ROWS + at)) continue
      const value = chunk[at]!
      if (value < low) low = value
      if (value > high) high = value
    }
  })
  return low > high ? null : { low, high }
}

function rangeOfWhole(cells: Int32Array, count: number): { low: number; high: number } {
  let low = cells[0]!
  let high = low
  for (let at = 1; at < count; at += 1) {
    const cell = cells[at]!
    if (cell < low) low = cell
    else if (cell > high) high = cell
  }
  return { low, high }
}

/** Bytes of the typed arrays of a column and, by estimate, of its texts. */
export function columnBytes(column: Column): number {
  let bytes = column.missing?.byteLength ?? 0
  for (const chunk of column.chunks) bytes += chunk.byteLength
  const { dictionary } = column
  if (dictionary !== null) {
    // A short text takes about 24 bytes in the heap, its places in the list and the map about 40.
    bytes += dictionary.size * 64
  }
  return bytes
}
