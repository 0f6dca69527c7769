import type { Csr } from './csr.ts'

/**
 * The entries in the columns `[0, columnCount)`: the category block, where categories come first. Rows keep their places.
 *
 * @param csr with columns that rise inside a row
 */
export function leftColumns(csr: Csr, columnCount: number): Csr {
  const rowPtr = new Uint32Array(csr.rows + 1)
  const colIdx = new Uint32Array(csr.colIdx.length)
  const values = new Float32Array(csr.colIdx.length)
  let filled = 0
  for (let row = 0; row < csr.rows; row++) {
    const end = csr.rowPtr[row + 1]!
    for (let at = csr.rowPtr[row]!; at < end && csr.colIdx[at]! < columnCount; at++) {
      colIdx[filled] = csr.colIdx[at]!
      values[filled] = csr.values[at]!
      filled++
    }
    rowPtr[row + 1] = filled
  }
  return { rows: csr.rows, cols: columnCount, rowPtr, colIdx: colIdx.slice(0, filled), values: values.slice(0, filled) }
}
