import { scanInt32 } from './column-scan.ts'
import { ACTION, type EventLog, type RefundLog } from './event-log.ts'
import { startsOfCounts, type RowIndex } from './row-index.ts'
import { cellAt, type Column, type Table } from './table.ts'

/** Below every day that a date can be. */
export const NO_DAY = -0x80000000

/** What the actions say of each client, shape `[clients]` each. */
export interface ActionFacts {
  /** Day of the last action, `NO_DAY` without any. */
  readonly lastDays: Int32Array
  /** 1 for a client with an action of the kind "purchase". */
  readonly hasPurchase: Uint8Array
}

/** The actions by client. */
export interface ActionIndex {
  readonly rows: RowIndex
  /** `null` where the table has no kinds of actions or no days; so are the refunds and the facts. */
  readonly searches: EventLog | null
  readonly refunds: RefundLog | null
  readonly facts: ActionFacts | null
}

/** The refunds are few: their cells are asked for one by one. */
function refundLog(
  refundRows: readonly number[],
  actions: Table,
  ids: Column,
  days: Column,
  clientOfCode: Uint32Array,
): RefundLog {
  const transactions = actions.columns.get('trans_id')
  return {
    clients: Uint32Array.from(refundRows, (row) => clientOfCode[cellAt(ids, row)]!),
    days: Int32Array.from(refundRows, (row) => cellAt(days, row)),
    transactions: Uint32Array.from(refundRows, (row) => (transactions === undefined ? 0 : cellAt(transactions, row))),
  }
}

/**
 * Sort the actions by client without moving them, and the searches among them: counting sorts, stable. Two passes over
 * millions of rows, in which all is done that needs such a pass.
 *
 * @param clientOfCode the client of each code of the ids
 */
export function indexActions(actions: Table, ids: Column, clientOfCode: Uint32Array, clientCount: number): ActionIndex {
  const types = actions.columns.get('action_type')
  const dayColumn = actions.columns.get('sess_dt')
  const keywords = actions.columns.get('sech_kwd')
  const isTyped = types !== undefined && dayColumn !== undefined
  const counts = new Uint32Array(clientCount + 1)
  const searchCounts = new Uint32Array(clientCount + 1)
  const lastDays = new Int32Array(clientCount).fill(NO_DAY)
  const hasPurchase = new Uint8Array(clientCount)
  const refundRows: number[] = []
  const typeOfRow = types ?? ids
  const dayOfRow = dayColumn ?? ids
  scanInt32([ids, typeOfRow, dayOfRow], ([codes, type, days], length, firstRow) => {
    for (let at = 0; at < length; at += 1) {
      const client = clientOfCode[codes[at]!]!
      counts[client + 1]! += 1
      if (type[at] === ACTION.search) searchCounts[client + 1]! += 1
      else if (type[at] === ACTION.purchase) hasPurchase[client] = 1
      else if (type[at] === ACTION.refund) refundRows.push(firstRow + at)
      if (days[at]! > lastDays[client]!) lastDays[client] = days[at]!
    }
  })
  const start = startsOfCounts(counts)
  const next = start.slice(0, clientCount)
  const rows = new Uint32Array(ids.length)
  const searchStart = startsOfCounts(searchCounts)
  const nextSearch = searchStart.slice(0, clientCount)
  const searchDays = new Int32Array(isTyped ? searchStart[clientCount]! : 0)
  const items = new Int32Array(searchDays.length)
  scanInt32([ids, typeOfRow, dayOfRow, keywords ?? ids], ([codes, type, days, keyword], length, firstRow) => {
    for (let at = 0; at < length; at += 1) {
      const client = clientOfCode[codes[at]!]!
      const place = next[client]!
      rows[place] = firstRow + at
      next[client] = place + 1
      if (type[at] !== ACTION.search || !isTyped) continue
      const search = nextSearch[client]!
      nextSearch[client] = search + 1
      searchDays[search] = days[at]!
      if (keywords !== undefined) items[search] = keyword[at]!
    }
  })
  return {
    rows: { start, rows },
    searches: isTyped ? { start: searchStart, days: searchDays, items, quantities: null } : null,
    refunds: isTyped ? refundLog(refundRows, actions, ids, dayColumn, clientOfCode) : null,
    facts: isTyped ? { lastDays, hasPurchase } : null,
  }
}
