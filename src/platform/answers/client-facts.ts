import { clientOfRows } from '../../core/tables/client-space.ts'
import { ACTION, type Dataset } from '../../core/tables/dataset.ts'
import { cellAt, isMissing, textAt } from '../../core/tables/table.ts'

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

/** Below every day that a date can be. */
export const NO_DAY = -0x80000000

const countsOf = (start: Uint32Array | undefined, clientCount: number): Uint32Array =>
  Uint32Array.from({ length: clientCount }, (_, client) =>
    start === undefined ? 0 : start[client + 1]! - start[client]!,
  )

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

/** One pass over each table. */
export function buildClientFacts(dataset: Dataset): ClientFacts {
  const { clients, tables, lineRows, actionRows } = dataset
  const searchCounts = countsOf(dataset.searches?.start, clients.count)
  const lineCounts = countsOf(lineRows?.start, clients.count)
  const amounts = new Float64Array(clients.count)
  const lastDays = new Int32Array(clients.count).fill(NO_DAY)
  const hasPurchaseAction = new Uint8Array(clients.count)

  const lines = tables.get('transactions')
  const lineDays = lines?.columns.get('de_dt')
  const lineAmounts = lines?.columns.get('buy_am')
  const actions = tables.get('actions')
  const actionDays = actions?.columns.get('sess_dt')
  const actionTypes = actions?.columns.get('action_type')
  if (lines !== undefined && lineDays !== undefined && lineRows !== null) {
    const clientOfRow = clientOfRows(lines, clients)
    for (let row = 0; row < lines.rowCount; row += 1) {
      const client = clientOfRow[row]!
      const day = cellAt(lineDays, row)
      if (day > lastDays[client]!) lastDays[client] = day
      if (lineAmounts !== undefined && !isMissing(lineAmounts, row)) amounts[client]! += cellAt(lineAmounts, row)
    }
  }
  if (actions !== undefined && actionDays !== undefined && actionTypes !== undefined && actionRows !== null) {
    const clientOfRow = clientOfRows(actions, clients)
    for (let row = 0; row < actions.rowCount; row += 1) {
      const client = clientOfRow[row]!
      const day = cellAt(actionDays, row)
      if (day > lastDays[client]!) lastDays[client] = day
      if (cellAt(actionTypes, row) === ACTION.purchase) hasPurchaseAction[client] = 1
    }
  }
  const segments = Uint8Array.from(lineCounts, (count, client) => {
    if (count > 0) return SEGMENT.buyer
    if (hasPurchaseAction[client] === 1) return SEGMENT.boughtCategoryUnknown
    return searchCounts[client]! > 0 ? SEGMENT.searcherOnly : SEGMENT.neither
  })
  return { ...demographicsOf(dataset), searchCounts, lineCounts, amounts, lastDays, segments }
}
