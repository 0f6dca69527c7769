import { buildCategorySpace, NO_CATEGORY, type CategorySpace } from './categories.ts'
import { buildClientSpace, clientOfRows, type ClientSpace } from './client-space.ts'
import { flatInt32 } from './column-scan.ts'
import { buildRowIndex, type RowIndex } from './row-index.ts'
import { cellAt, isMissing, type FileRole, type Table } from './table.ts'
import { usualPeriod, type UsualPeriod } from './usual-period.ts'

/** `action_type` of the actions file. */
export const ACTION = { search: 0, list: 1, detail: 2, cartAdd: 3, cartRemove: 4, checkout: 5, purchase: 6 } as const

/** Events of one kind, sorted by client, in the order of the file within a client. All arrays have one entry per event. */
export interface EventLog {
  /** Client `c` owns events `[start[c], start[c + 1])`, shape `[clients + 1]`. */
  readonly start: Uint32Array
  readonly days: Int32Array
  /** Purchases: the leaf of the category space or `NO_CATEGORY`. Searches: the code of the keyword, 0 without one. */
  readonly items: Int32Array
  /** Of purchases: `buy_ct`, 1 where it is missing. Searches count 1 each. */
  readonly quantities: Float32Array | null
}

/** One or more tables, joined: clients, categories and the rows of each client. */
export interface Dataset {
  readonly tables: ReadonlyMap<FileRole, Table>
  readonly clients: ClientSpace
  readonly categories: CategorySpace
  /** Rows of each client in the actions and the transactions; `null` without that table. */
  readonly actionRows: RowIndex | null
  readonly lineRows: RowIndex | null
  readonly searches: EventLog | null
  readonly purchases: EventLog | null
  /** The days of the actions and the lines, wrong dates far outside left out; `null` without any. */
  readonly period: UsualPeriod | null
  /** Equal tables give equal fingerprints, whatever their order. */
  readonly fingerprint: string
}

function searchLog(actions: Table, clientOfRow: Uint32Array, clientCount: number): EventLog | null {
  const types = actions.columns.get('action_type')
  const days = actions.columns.get('sess_dt')
  if (types === undefined || days === undefined) return null
  const keywords = actions.columns.get('sech_kwd')
  const flatTypes = flatInt32(types)
  const { start, rows } = buildRowIndex(clientOfRow, clientCount, (row) => flatTypes[row] === ACTION.search)
  return {
    start,
    days: Int32Array.from(rows, (row) => cellAt(days, row)),
    items: keywords === undefined ? new Int32Array(rows.length) : Int32Array.from(rows, (row) => cellAt(keywords, row)),
    quantities: null,
  }
}

function purchaseLog(transactions: Table, index: RowIndex, leafOfCode: Int32Array): EventLog | null {
  const codes = transactions.columns.get('pd_c')
  const days = transactions.columns.get('de_dt')
  if (codes === undefined || days === undefined) return null
  const counts = transactions.columns.get('buy_ct')
  const quantityAt = (row: number): number => (counts === undefined || isMissing(counts, row) ? 1 : cellAt(counts, row))
  return {
    start: index.start,
    days: Int32Array.from(index.rows, (row) => cellAt(days, row)),
    items: Int32Array.from(index.rows, (row) => leafOfCode[cellAt(codes, row)] ?? NO_CATEGORY),
    quantities: Float32Array.from(index.rows, quantityAt),
  }
}

/** The day column of each file that has one. */
export const dayColumnOf = (table: Table) => table.columns.get(table.role === 'actions' ? 'sess_dt' : 'de_dt')

/** The same as `buildDataset`, with a stop after each part, so that a caller can report and pause. Yields the parts done, of `DATASET_PARTS`. */
export function* datasetInParts(tables: ReadonlyMap<FileRole, Table>): Generator<number, Dataset> {
  const actions = tables.get('actions') ?? null
  const transactions = tables.get('transactions') ?? null
  const clients = buildClientSpace(tables.values())
  yield 1
  const categories = buildCategorySpace(tables.get('products') ?? null, transactions)
  const actionClients = actions === null ? null : clientOfRows(actions, clients)
  yield 2
  const actionRows = actionClients === null ? null : buildRowIndex(actionClients, clients.count)
  yield 3
  const searches = actions === null || actionClients === null ? null : searchLog(actions, actionClients, clients.count)
  yield 4
  const lineRows = transactions === null ? null : buildRowIndex(clientOfRows(transactions, clients), clients.count)
  const purchases =
    transactions === null || lineRows === null ? null : purchaseLog(transactions, lineRows, categories.leafOfCode)
  yield DATASET_PARTS
  const dayColumns = [actions, transactions].flatMap((table) => (table === null ? [] : (dayColumnOf(table) ?? [])))
  return {
    tables,
    clients,
    categories,
    actionRows,
    lineRows,
    searches,
    purchases,
    period: usualPeriod(dayColumns),
    fingerprint: Array.from(tables, ([role, table]) => `${role}:${table.fingerprint}`)
      .sort()
      .join('|'),
  }
}

/** Parts of the work of `datasetInParts`. */
export const DATASET_PARTS = 5

/** Join up to four tables. Any subset works; parts whose table is not there are `null`. */
export function buildDataset(tables: ReadonlyMap<FileRole, Table>): Dataset {
  const parts = datasetInParts(tables)
  for (;;) {
    const part = parts.next()
    if (part.done === true) return part.value
  }
}
