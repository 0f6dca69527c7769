import type { Csr } from '../../src/core/matrix/csr.ts'
import { createRandom } from '../../src/core/matrix/random.ts'

/** Shape of a made-up matrix of counts. */
export interface WorldSize {
  readonly clients: number
  readonly columns: number
  /** Events drawn; several on one cell add up. */
  readonly events: number
  readonly seed: number
}

const TOPICS = 24
/** Share of a client's events inside the topics of its own. */
const OWN_SHARE = 0.75

/**
 * Clients by columns: each client has two topics, columns of a topic follow Zipf's law, and activity is log-normal.
 * The same size gives the same matrix everywhere.
 */
export function makeWorld({ clients, columns, events, seed }: WorldSize): Csr {
  const random = createRandom(seed)
  const normal = () => Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next())
  const activity = Array.from({ length: clients }, () => Math.exp(normal()))
  const sum = activity.reduce((total, value) => total + value, 0)
  const zipf = (count: number) => Math.min(count - 1, Math.floor(count ** random.next()) - 1)
  const rowPtr = new Uint32Array(clients + 1)
  const colIdx: number[] = []
  const values: number[] = []
  const perTopic = Math.ceil(columns / TOPICS)
  for (const [client, own] of activity.entries()) {
    const expected = (own / sum) * events
    const count = Math.floor(expected) + (random.next() < expected % 1 ? 1 : 0)
    const topics = [Math.floor(random.next() * TOPICS), Math.floor(random.next() * TOPICS)] as const
    const cells = new Map<number, number>()
    for (let event = 0; event < count; event += 1) {
      const topic = random.next() < OWN_SHARE ? topics[event % 2 === 0 ? 0 : 1] : Math.floor(random.next() * TOPICS)
      // Topics lie across the columns, so that the popular ones are spread as in a shop.
      const column = Math.min(columns - 1, zipf(perTopic) * TOPICS + topic)
      cells.set(column, (cells.get(column) ?? 0) + 1)
    }
    for (const [column, value] of [...cells].sort(([a], [b]) => a - b)) {
      colIdx.push(column)
      values.push(value)
    }
    rowPtr[client + 1] = colIdx.length
  }
  return { rows: clients, cols: columns, rowPtr, colIdx: Uint32Array.from(colIdx), values: Float32Array.from(values) }
}
