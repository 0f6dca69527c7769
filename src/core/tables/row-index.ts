/** The rows of each client: client `c` owns `rows[start[c] .. start[c + 1])`, in the order of the file. */
export interface RowIndex {
  /** Shape `[clients + 1]`. */
  readonly start: Uint32Array
  readonly rows: Uint32Array
}

/**
 * Sort rows by client without moving them: a counting sort, stable.
 *
 * @param clientOfRow shape `[rows]`
 * @param wanted rows that count; all when left out
 */
export function buildRowIndex(
  clientOfRow: Uint32Array,
  clientCount: number,
  wanted?: (row: number) => boolean,
): RowIndex {
  const start = new Uint32Array(clientCount + 1)
  for (let row = 0; row < clientOfRow.length; row += 1) {
    if (wanted === undefined || wanted(row)) start[clientOfRow[row]! + 1]! += 1
  }
  for (let client = 0; client < clientCount; client += 1) start[client + 1]! += start[client]!
  const next = start.slice(0, clientCount)
  const rows = new Uint32Array(start[clientCount]!)
  for (let row = 0; row < clientOfRow.length; row += 1) {
    if (wanted !== undefined && !wanted(row)) continue
    const client = clientOfRow[row]!
    rows[next[client]!] = row
    next[client]! += 1
  }
  return { start, rows }
}
