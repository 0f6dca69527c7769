import { scanInt32 } from './column-scan.ts'
import type { Column } from './table.ts'

/** The rows of each client: client `c` owns `rows[start[c] .. start[c + 1])`, in the order of the file. */
export interface RowIndex {
  /** Shape `[clients + 1]`. */
  readonly start: Uint32Array
  readonly rows: Uint32Array
}

/** Counts per client, in `counts[client + 1]`, turned into where each client begins. @returns `counts` */
export function startsOfCounts(counts: Uint32Array): Uint32Array {
  for (let client = 1; client < counts.length; client += 1) counts[client]! += counts[client - 1]!
  return counts
}

/**
 * Sort rows by client without moving them: a counting sort, stable.
 *
 * @param ids the column that names the client of each row
 * @param clientOfCode the client of each of its codes
 */
export function buildRowIndex(ids: Column, clientOfCode: Uint32Array, clientCount: number): RowIndex {
  const counts = new Uint32Array(clientCount + 1)
  scanInt32([ids], ([codes], length) => {
    for (let at = 0; at < length; at += 1) counts[clientOfCode[codes[at]!]! + 1]! += 1
  })
  const start = startsOfCounts(counts)
  const next = start.slice(0, clientCount)
  const rows = new Uint32Array(ids.length)
  scanInt32([ids], ([codes], length, firstRow) => {
    for (let at = 0; at < length; at += 1) {
      const client = clientOfCode[codes[at]!]!
      const place = next[client]!
      rows[place] = firstRow + at
      next[client] = place + 1
    }
  })
  return { start, rows }
}
