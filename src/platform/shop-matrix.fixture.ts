import type { Csr } from '../core/matrix/csr.ts'
import { createRandom } from '../core/matrix/random.ts'

/** Clients with a taste for one of a few stretches of columns, some without anything. */
export function shop(rows: number, cols: number, perRow: number, seed: number): Csr {
  const random = createRandom(seed)
  const rowPtr = new Uint32Array(rows + 1)
  const colIdx: number[] = []
  const values: number[] = []
  for (let row = 0; row < rows; row += 1) {
    const taste = Math.floor(random.next() * 4)
    const wanted = row % 11 === 3 ? 0 : Math.floor(random.next() * 2 * perRow)
    const columns = new Set<number>()
    for (let entry = 0; entry < wanted; entry += 1) {
      const place = random.next() ** 2
      columns.add(random.next() < 0.8 ? Math.floor(((taste + place) * cols) / 4) : Math.floor(random.next() * cols))
    }
    for (const column of [...columns].sort((a, b) => a - b)) {
      colIdx.push(column)
      values.push(1 + Math.floor(random.next() * 4))
    }
    rowPtr[row + 1] = colIdx.length
  }
  return { rows, cols, rowPtr, colIdx: Uint32Array.from(colIdx), values: Float32Array.from(values) }
}
