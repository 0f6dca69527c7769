/**
 * A sparse matrix by rows (compressed sparse row), as flat buffers that cross a worker border in one move.
 *
 * Row `r` owns entries `[rowPtr[r], rowPtr[r + 1])`; inside a row `colIdx` rises strictly.
 */
export interface Csr {
  readonly rows: number
  readonly cols: number
  /** Shape `[rows + 1]`, starts at 0, never falls. */
  readonly rowPtr: Uint32Array
  /** Shape `[entries]`, each in `[0, cols)`. */
  readonly colIdx: Uint32Array
  /** Shape `[entries]`, the evidence weight `r`, `> 0` unless a test says otherwise. */
  readonly values: Float32Array
}

/** One sparse row: what is known of one client, real or edited. Columns rise strictly. */
export interface SparseRow {
  readonly columns: Uint32Array
  readonly values: Float32Array
}

/** The row of a matrix as views into its buffers: no copy. */
export function rowOf(csr: Csr, row: number): SparseRow {
  const start = csr.rowPtr[row]!
  const end = csr.rowPtr[row + 1]!
  return { columns: csr.colIdx.subarray(start, end), values: csr.values.subarray(start, end) }
}
