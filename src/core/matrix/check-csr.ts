import { DomainError } from '../domain-error.ts'
import type { Csr, SparseRow } from './csr.ts'

/**
 * Refuse a matrix whose buffers do not fit together, so that the loops behind may read without checks.
 *
 * @throws DomainError `bad-shape`
 */
export function checkCsr(csr: Csr): void {
  const entries = csr.colIdx.length
  if (csr.rowPtr.length !== csr.rows + 1)
    throw new DomainError('bad-shape', `rowPtr has ${csr.rowPtr.length} places for ${csr.rows} rows`)
  if (csr.values.length !== entries)
    throw new DomainError('bad-shape', `${csr.values.length} values for ${entries} entries`)
  if (csr.rowPtr[0] !== 0 || csr.rowPtr[csr.rows] !== entries)
    throw new DomainError('bad-shape', `rowPtr does not span the ${entries} entries`)
  for (let row = 0; row < csr.rows; row++) {
    const start = csr.rowPtr[row]!
    const end = csr.rowPtr[row + 1]!
    if (end < start) throw new DomainError('bad-shape', `rowPtr falls at row ${row}`, { row })
    if (end > entries) throw new DomainError('bad-shape', `rowPtr leaves the entries at row ${row}`, { row })
    checkRising(csr.colIdx, start, end, csr.cols, row)
  }
}

/**
 * Refuse a row whose columns do not rise strictly inside `[0, cols)`, or whose weights are no numbers above 0.
 *
 * @throws DomainError `bad-shape`
 */
export function checkSparseRow(row: SparseRow, cols: number): void {
  if (row.values.length !== row.columns.length)
    throw new DomainError('bad-shape', `${row.values.length} values for ${row.columns.length} columns`)
  checkRising(row.columns, 0, row.columns.length, cols, 0)
  for (let at = 0; at < row.values.length; at++) {
    const value = row.values[at]!
    if (!(value > 0 && value < Infinity))
      throw new DomainError('bad-shape', `The weight ${value} is not a number above 0`, { column: row.columns[at]! })
  }
}

function checkRising(columns: Uint32Array, start: number, end: number, cols: number, row: number): void {
  let before = -1
  for (let at = start; at < end; at++) {
    const column = columns[at]!
    if (column <= before) throw new DomainError('bad-shape', `Columns do not rise at row ${row}`, { row, column })
    if (column >= cols)
      throw new DomainError('bad-shape', `Column ${column} of row ${row} is not below ${cols}`, { row, column })
    before = column
  }
}
