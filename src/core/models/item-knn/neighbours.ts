import type { Csr } from '../../matrix/csr.ts'
import { transpose } from '../../matrix/transpose.ts'
import type { Similarity } from '../similarity/similarity-model.ts'

/** The neighbours of every category: row `j` owns `[rowPtr[j], rowPtr[j + 1])`, columns rise inside a row. */
export interface Neighbours {
  readonly rowPtr: Uint32Array
  readonly colIdx: Uint32Array
  readonly values: Float64Array
}

/** Multiplications between two pauses: some milliseconds. */
const PAUSE_EVERY = 2_000_000

/**
 * Each category's most similar ones by `s_ji = Σ_u w_ju w_iu`, itself among them.
 *
 * Only pairs that share a client are neighbours. Ties: higher similarity, then lower column.
 *
 * @param items rows are categories, columns are clients
 * @param weights of the entries of `items`
 * @param neighbourCount kept for each category, at least 1
 * @param onProgress called every few milliseconds with the share that is done; may pause, may throw `cancelled`
 */
export async function nearestNeighbours(
  items: Csr,
  weights: Float64Array,
  neighbourCount: number,
  onProgress: (share: number) => Promise<void>,
): Promise<Neighbours> {
  const clients = transpose(items)
  const clientWeights = alongClients(items, clients, weights)
  const sums = new Float64Array(items.rows)
  const isTouched = new Uint8Array(items.rows)
  const rowPtr = new Uint32Array(items.rows + 1)
  const colIdx: number[] = []
  const values: number[] = []
  let work = 0
  for (let item = 0; item < items.rows; item++) {
    const touched: number[] = []
    for (let at = items.rowPtr[item]!; at < items.rowPtr[item + 1]!; at++) {
      const weight = weights[at]!
      const client = items.colIdx[at]!
      const end = clients.rowPtr[client + 1]!
      for (let other = clients.rowPtr[client]!; other < end; other++) {
        const column = clients.colIdx[other]!
        if (isTouched[column] === 0) {
          isTouched[column] = 1
          touched.push(column)
        }
        sums[column]! += weight * clientWeights[other]!
      }
      work += end - clients.rowPtr[client]!
    }
    touched.sort((a, b) => sums[b]! - sums[a]! || a - b)
    for (const column of touched.slice(0, neighbourCount).sort((a, b) => a - b)) {
      colIdx.push(column)
      values.push(sums[column]!)
    }
    rowPtr[item + 1] = colIdx.length
    for (const column of touched) {
      sums[column] = 0
      isTouched[column] = 0
    }
    if (work < PAUSE_EVERY) continue
    work = 0
    await onProgress((item + 1) / items.rows)
  }
  return { rowPtr, colIdx: Uint32Array.from(colIdx), values: Float64Array.from(values) }
}

/** The weights in the order of the transposed matrix: within a client categories rise, as they do row by row of `items`. */
function alongClients(items: Csr, clients: Csr, weights: Float64Array): Float64Array {
  const next = clients.rowPtr.slice(0, clients.rows)
  const moved = new Float64Array(weights.length)
  items.colIdx.forEach((client, at) => {
    moved[next[client]!++] = weights[at]!
  })
  return moved
}

/** Neighbours as a similarity. */
export function similarityOf({ rowPtr, colIdx, values }: Neighbours): Similarity {
  return {
    addRow: (j, weight, scores) => {
      for (let at = rowPtr[j]!; at < rowPtr[j + 1]!; at++) scores[colIdx[at]!]! += weight * values[at]!
    },
    at: (j, i) => {
      for (let at = rowPtr[j]!; at < rowPtr[j + 1]!; at++) if (colIdx[at] === i) return values[at]!
      return 0
    },
  }
}
