import { clientOfCodes, clientOfRows } from '../../core/tables/client-space.ts'
import { scanInt32 } from '../../core/tables/column-scan.ts'
import type { Dataset } from '../../core/tables/dataset.ts'
import { NO_DAY } from '../../core/tables/index-actions.ts'
import { CHUNK_ROWS, textAt } from '../../core/tables/table.ts'

/** What is known of a client as a whole, by what the client did. The four exclude each other. */
export const SEGMENT = { buyer: 0, boughtCategoryUnknown: 1, searcherOnly: 2, neither: 3 } as const

/** A few figures per client, shape `[clients]` each. */
export interface ClientFacts {
  readonly genders: readonly string[]
  readonly ages: readonly string[]
  readonly searchCounts: Uint32Array
  readonly lineCounts: Uint32Array
  readonly amounts: Float64Array
  /** Day of the last action or line; `NO_DAY` without any. */
  readonly lastDays: Int32Array
  /** One of `SEGMENT`. */
  readonly segments: Uint8Array
}

function countsOf(start: Uint32Array | undefined, clientCount: number): Uint32Array {
  const counts = new Uint32Array(clientCount)
  if (start !== undefined)
    for (let client = 0; client < clientCount; client += 1) counts[client] = start[client + 1]! - start[client]!
  return counts
}

/** Gender and age of each client; a second row of the same client is ignored. */
function demographicsOf(dataset: Dataset): { genders: string[]; ages: string[] } {
  const genders = new Array<string>(dataset.clients.count).fill('')
  const ages = new Array<string>(dataset.clients.count).fill('')
  const table = dataset.tables.get('demographics')
  if (table === undefined) return { genders, ages }
  const clients = clientOfRows(table, dataset.clients)
  const gender = table.columns.get('clnt_gender')
  const age = table.columns.get('clnt_age')
  for (let row = table.rowCount - 1; row >= 0; row -= 1) {
    const client = clients[row]!
    if (gender !== undefined) genders[client] = textAt(gender, row)
    if (age !== undefined) ages[client] = textAt(age, row)
  }
  return { genders, ages }
}

/** One pass over each table that has not been gone through yet. */
export function buildClientFacts(dataset: Dataset): ClientFacts {
  const { clients, tables, lineRows, actionFacts } = dataset
  const searchCounts = countsOf(dataset.searches?.start, clients.count)
  const lineCounts = countsOf(lineRows?.start, clients.count)
  const amounts = new Float64Array(clients.count)
  const lastDays = new Int32Array(clients.count).fill(NO_DAY)

  const lines = tables.get('transactions')?.columns
  const lineIds = lines?.get('clnt_id')
  const lineDays = lines?.get('de_dt')
  const lineAmounts = lines?.get('buy_am')
  if (lineIds !== undefined && lineDays !== undefined) {
    const clientOfCode = clientOfCodes(lineIds, clients)
    const amountCells = new Float64Array(CHUNK_ROWS)
    scanInt32([lineIds, lineDays], ([codes, days], length, firstRow) => {
      if (lineAmounts !== undefined) amountCells.set(lineAmounts.chunks[firstRow / CHUNK_ROWS]!)
      for (let at = 0; at < length; at += 1) {
        const client = clientOfCode[codes[at]!]!
        if (days[at]! > lastDays[client]!) lastDays[client] = days[at]!
        // A missing amount is stored as 0.
        amounts[client]! += amountCells[at]!
      }
    })
  }
  if (actionFacts !== null)
    actionFacts.lastDays.forEach((day, client) => {
      if (day > lastDays[client]!) lastDays[client] = day
    })
  const segments = Uint8Array.from(lineCounts, (count, client) => {
    if (count > 0) return SEGMENT.buyer
    if (actionFacts?.hasPurchase[client] === 1) return SEGMENT.boughtCategoryUnknown
    return searchCounts[client]! > 0 ? SEGMENT.searcherOnly : SEGMENT.neither
  })
  return { ...demographicsOf(dataset), searchCounts, lineCounts, amounts, lastDays, segments }
}
