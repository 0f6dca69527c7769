import type { Csr } from '../matrix/csr.ts'
import type { DayWindow } from '../positions.ts'
import type { Dataset } from '../tables/dataset.ts'

/**
 * What each client bought inside a window, as lines per category column; the quantity does not count.
 *
 * @param columnOfLeaf columns of the evidence that is judged
 */
export function heldOutTruth(
  dataset: Pick<Dataset, 'clients' | 'purchases'>,
  window: DayWindow,
  columnOfLeaf: Int32Array,
  categoryCount: number,
): { readonly truth: Csr; readonly linesWithoutColumn: number } {
  const clientCount = dataset.clients.count
  const rowPtr = new Uint32Array(clientCount + 1)
  const columns: number[] = []
  const values: number[] = []
  let linesWithoutColumn = 0
  const { purchases } = dataset
  for (let client = 0; purchases !== null && client < clientCount; client += 1) {
    const lines = new Map<number, number>()
    for (let event = purchases.start[client]!; event < purchases.start[client + 1]!; event += 1) {
      const day = purchases.days[event]!
      if (day < window.startDay || day >= window.endDay) continue
      const leaf = purchases.items[event]!
      const column = leaf < 0 ? -1 : columnOfLeaf[leaf]!
      if (column < 0) linesWithoutColumn += 1
      else lines.set(column, (lines.get(column) ?? 0) + 1)
    }
    for (const column of [...lines.keys()].sort((a, b) => a - b)) {
      columns.push(column)
      values.push(lines.get(column)!)
    }
    rowPtr[client + 1] = columns.length
  }
  return {
    truth: {
      rows: clientCount,
      cols: categoryCount,
      rowPtr,
      colIdx: Uint32Array.from(columns),
      values: Float32Array.from(values),
    },
    linesWithoutColumn,
  }
}
