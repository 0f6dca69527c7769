import type { Csr } from './csr.ts'

/**
 * The same entries by columns: row `j` of the answer holds column `j` of `csr`, its client positions rising.
 *
 * A counting sort: two passes over the entries, no comparison.
 */
export function transpose(csr: Csr): Csr {
  const entries = csr.colIdx.length
  const rowPtr = new Uint32Array(csr.cols + 1)
  for (let at = 0; at < entries; at++) rowPtr[csr.colIdx[at]! + 1]!++
  for (let column = 0; column < csr.cols; column++) rowPtr[column + 1]! += rowPtr[column]!

  const next = rowPtr.slice(0, csr.cols)
  const colIdx = new Uint32Array(entries)
  const values = new Float32Array(entries)
  for (let row = 0; row < csr.rows; row++) {
    const end = csr.rowPtr[row + 1]!
    for (let at = csr.rowPtr[row]!; at < end; at++) {
      const column = csr.colIdx[at]!
      const place = next[column]!
      next[column] = place + 1
      colIdx[place] = row
      values[place] = csr.values[at]!
    }
  }
  return { rows: csr.cols, cols: csr.rows, rowPtr, colIdx, values }
}
