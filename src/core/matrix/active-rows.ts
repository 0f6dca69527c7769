import type { Csr } from './csr.ts'

/** Rows with at least one entry: clients of whom anything is known. */
export function activeRowCount(csr: Csr): number {
  let count = 0
  for (let row = 0; row < csr.rows; row++) if (csr.rowPtr[row + 1]! > csr.rowPtr[row]!) count++
  return count
}
