import { CHUNK_ROWS, type Chunk } from '../tables/table.ts'

const scratch = new Float64Array(CHUNK_ROWS)

/**
 * The cells of one chunk in the one array that is lent to everybody: use them before the next call and before a pause.
 * Chunks are of five kinds, and a loop that meets them all is several times slower than the copy.
 */
export function lendCells(chunk: Chunk): Float64Array {
  scratch.set(chunk)
  return scratch
}

/** 1 where the cell at place `at` of chunk `index` is marked as missing, else 0. */
export const missingBit = (missing: Uint8Array, index: number, at: number): number =>
  (missing[((index * CHUNK_ROWS) >>> 3) + (at >>> 3)]! >>> (at & 7)) & 1
