import { cellAt, CHUNK_ROWS, isMarked, type Column, type Table } from '../tables/table.ts'
import { NAMED_CASES, type Steps } from './finding.ts'

/** Rows of a table that are equal to an earlier one in every column. */
export interface DuplicateRows {
  readonly count: number
  /** Bit `row & 7` of byte `row >> 3` is set for a row that repeats an earlier one. */
  readonly marks: Uint8Array
  /** The first cases, in the order of the table. */
  readonly examples: readonly { readonly row: number; readonly firstRow: number }[]
}

/** Bits of the filter per row: one row in eight then meets a stranger there, and is looked at closely for nothing. */
const FILTER_BITS_PER_ROW = 8

/** Rows that are looked at closely between two stops: each may take a comparison of all columns. */
const CLOSE_ROWS = 8192

/** The smallest power of two that is not below `least`. */
function powerOfTwo(least: number): number {
  let size = 32
  while (size < least) size *= 2
  return size
}

/** Mix one column into the hashes of all rows. Equal values give equal hashes, however narrow their chunks are. */
function* mixColumn(column: Column, hashes: Int32Array): Steps<void> {
  // One array type in the loop: a loop that meets all five kinds of chunks is several times slower.
  const hasFractions = column.chunks.some((chunk) => chunk instanceof Float64Array)
  const values = new Float64Array(hasFractions ? CHUNK_ROWS : 0)
  const halves = new Int32Array(values.buffer)
  const whole = new Int32Array(hasFractions ? 0 : CHUNK_ROWS)
  for (let index = 0; index < column.chunks.length; index += 1) {
    const chunk = column.chunks[index]!
    const start = index * CHUNK_ROWS
    if (hasFractions) {
      values.set(chunk)
      for (let at = 0; at < chunk.length; at += 1) {
        const before = hashes[start + at]!
        const low = Math.imul(((before << 5) | (before >>> 27)) ^ halves[2 * at]!, 0x9e3779b1)
        hashes[start + at] = Math.imul(((low << 5) | (low >>> 27)) ^ halves[2 * at + 1]!, 0x9e3779b1)
      }
    } else {
      whole.set(chunk)
      for (let at = 0; at < chunk.length; at += 1) {
        const before = hashes[start + at]!
        hashes[start + at] = Math.imul(((before << 5) | (before >>> 27)) ^ whole[at]!, 0x9e3779b1)
      }
    }
    yield
  }
}

/** Spread what the last columns changed over all bits. */
function* finish(hashes: Int32Array): Steps<void> {
  for (let start = 0; start < hashes.length; start += CHUNK_ROWS) {
    const end = Math.min(hashes.length, start + CHUNK_ROWS)
    for (let row = start; row < end; row += 1) {
      let hash = hashes[row]!
      hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
      hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
      hashes[row] = hash ^ (hash >>> 16)
    }
    yield
  }
}

function isEqualRow(columns: readonly Column[], a: number, b: number): boolean {
  for (const column of columns) {
    if (cellAt(column, a) !== cellAt(column, b)) return false
    // Missing numbers are stored as 0.
    if (isMarked(column.missing, a) !== isMarked(column.missing, b)) return false
  }
  return true
}

/** Rows whose hash shares its place with another's: all repeated rows are among them, and some more. */
function* suspects(hashes: Int32Array): Steps<Uint32Array> {
  const bits = powerOfTwo(hashes.length * FILTER_BITS_PER_ROW)
  const mask = bits - 1
  const seen = new Int32Array(bits / 32)
  const again = new Int32Array(bits / 32)
  for (let start = 0; start < hashes.length; start += CHUNK_ROWS) {
    const end = Math.min(hashes.length, start + CHUNK_ROWS)
    for (let row = start; row < end; row += 1) {
      const bit = hashes[row]! & mask
      const one = 1 << (bit & 31)
      if ((seen[bit >>> 5]! & one) !== 0) again[bit >>> 5]! |= one
      else seen[bit >>> 5]! |= one
    }
    yield
  }
  // Counted first, so that the list is made in its final size.
  let count = 0
  for (let start = 0; start < hashes.length; start += CHUNK_ROWS) {
    const end = Math.min(hashes.length, start + CHUNK_ROWS)
    for (let row = start; row < end; row += 1) {
      const bit = hashes[row]! & mask
      count += (again[bit >>> 5]! >>> (bit & 31)) & 1
    }
    yield
  }
  const rows = new Uint32Array(count)
  let filled = 0
  for (let start = 0; start < hashes.length; start += CHUNK_ROWS) {
    const end = Math.min(hashes.length, start + CHUNK_ROWS)
    for (let row = start; row < end; row += 1) {
      const bit = hashes[row]! & mask
      if (((again[bit >>> 5]! >>> (bit & 31)) & 1) === 0) continue
      rows[filled] = row
      filled += 1
    }
    yield
  }
  return rows
}

/**
 * Find the rows that repeat an earlier one in every column that was read.
 *
 * By a hash per row; equal hashes are compared cell by cell, so that no row is called a duplicate that is none. Takes 4 bytes a row,
 * and 2 more for the filter that keeps the rows that stand alone out of the table.
 */
export function* findDuplicateRows(table: Table): Steps<DuplicateRows> {
  const { rowCount } = table
  const columns = [...table.columns.values()]
  const marks = new Uint8Array((rowCount + 7) >>> 3)
  if (columns.length === 0) return { count: 0, marks, examples: [] }
  const hashes = new Int32Array(rowCount)
  for (const column of columns) yield* mixColumn(column, hashes)
  yield* finish(hashes)
  const rows = yield* suspects(hashes)

  const places = powerOfTwo(rows.length * 2)
  const mask = places - 1
  // First row with each content, by hash, one higher so that 0 is a free place.
  const firstRows = new Uint32Array(places)
  let count = 0
  const examples: { row: number; firstRow: number }[] = []
  for (let at = 0; at < rows.length; at += 1) {
    if (at % CLOSE_ROWS === CLOSE_ROWS - 1) yield
    const row = rows[at]!
    const hash = hashes[row]!
    let place = hash & mask
    for (;;) {
      const first = firstRows[place]!
      if (first === 0) {
        firstRows[place] = row + 1
        break
      }
      if (hashes[first - 1] === hash && isEqualRow(columns, first - 1, row)) {
        marks[row >>> 3]! |= 1 << (row & 7)
        count += 1
        if (examples.length < NAMED_CASES) examples.push({ row, firstRow: first - 1 })
        break
      }
      place = (place + 1) & mask
    }
  }
  return { count, marks, examples }
}
