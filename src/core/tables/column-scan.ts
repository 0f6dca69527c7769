import { CHUNK_ROWS, isMarked, type Column } from './table.ts'

/** All cells of a column as one array, for work that meets most rows; missing ones as they are stored. */
export function flatInt32(column: Column): Int32Array {
  const out = new Int32Array(column.length)
  column.chunks.forEach((chunk, index) => {
    out.set(chunk, index * CHUNK_ROWS)
  })
  return out
}

/** How many cells hold a value and are equal to `wanted`. For `text` columns `wanted` is a code. */
export function countEqual(column: Column, wanted: number): number {
  let count = 0
  for (const chunk of column.chunks) {
    for (let at = 0; at < chunk.length; at += 1) if (chunk[at] === wanted) count += 1
  }
  // Missing cells are stored as 0.
  return wanted === 0 && column.kind !== 'text' ? count - column.missingCount : count
}

/** The smallest and largest value, or `null` when all are missing or there is no row. */
export function rangeOf(column: Column): { readonly low: number; readonly high: number } | null {
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  column.chunks.forEach((chunk, index) => {
    for (let at = 0; at < chunk.length; at += 1) {
      const row = index * CHUNK_ROWS + at
      if (isMarked(column.missing, row)) continue
      const value = chunk[at]!
      if (value < low) low = value
      if (value > high) high = value
    }
  })
  return low > high ? null : { low, high }
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
