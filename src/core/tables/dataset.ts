import { buildCategorySpace, NO_CATEGORY, type CategorySpace } from './categories.ts'
import { buildClientSpace, clientOfCodes, type ClientSpace } from './client-space.ts'
import { flatInt32 } from './column-scan.ts'
import type { EventLog, RefundLog } from './event-log.ts'
import { indexActions, type ActionFacts } from './index-actions.ts'
import { buildRowIndex, type RowIndex } from './row-index.ts'
import { CHUNK_ROWS, isMarked, type Column, type FileRole, type Table } from './table.ts'
import { usualPeriod, type UsualPeriod } from './usual-period.ts'

/** One or more tables, joined: clients, categories and the rows of each client. */
export interface Dataset {
  readonly tables: ReadonlyMap<FileRole, Table>
  readonly clients: ClientSpace
  readonly categories: CategorySpace
  /** Rows of each client in the actions and the transactions; `null` without that table. */
  readonly actionRows: RowIndex | null
  readonly lineRows: RowIndex | null
  readonly searches: EventLog | null
  readonly refunds: RefundLog | null
  /** `null` without actions, or where they have no kinds or days. */
  readonly actionFacts: ActionFacts | null
  readonly purchases: EventLog | null
  /** The days of the actions and the lines, wrong dates far outside left out; `null` without any. */
  readonly period: UsualPeriod | null
  /** Equal tables give equal fingerprints, whatever their order. */
  readonly fingerprint: string
}

/** `buy_ct` of each row, 1 where it is missing. */
function quantitiesOf({ length, chunks, missing }: Column): Float32Array {
  const out = new Float32Array(length)
  chunks.forEach((chunk, index) => {
    out.set(chunk, index * CHUNK_ROWS)
  })
  if (missing !== null) for (let row = 0; row < length; row += 1) if (isMarked(missing, row)) out[row] = 1
  return out
}

function purchaseLog(transactions: Table, { start, rows }: RowIndex, leafOfCode: Int32Array): EventLog | null {
  const codeColumn = transactions.columns.get('pd_c')
  const dayColumn = transactions.columns.get('de_dt')
  if (codeColumn === undefined || dayColumn === undefined) return null
  const countColumn = transactions.columns.get('buy_ct')
  const codeOfRow = flatInt32(codeColumn)
  const dayOfRow = flatInt32(dayColumn)
  const quantityOfRow = countColumn === undefined ? null : quantitiesOf(countColumn)
  const days = new Int32Array(rows.length)
  const items = new Int32Array(rows.length)
  const quantities = new Float32Array(rows.length).fill(1)
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at]!
    days[at] = dayOfRow[row]!
    items[at] = leafOfCode[codeOfRow[row]!] ?? NO_CATEGORY
    if (quantityOfRow !== null) quantities[at] = quantityOfRow[row]!
  }
  return { start, days, items, quantities }
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
  const actionIds = actions?.columns.get('clnt_id') ?? null
  const lineIds = transactions?.columns.get('clnt_id') ?? null
  const actionClients = actionIds === null ? new Uint32Array() : clientOfCodes(actionIds, clients)
  yield 2
  const actionIndex =
    actions === null || actionIds === null ? null : indexActions(actions, actionIds, actionClients, clients.count)
  yield 3
  const lineRows = lineIds === null ? null : buildRowIndex(lineIds, clientOfCodes(lineIds, clients), clients.count)
  const purchases =
    transactions === null || lineRows === null ? null : purchaseLog(transactions, lineRows, categories.leafOfCode)
  yield DATASET_PARTS
  const dayColumns = [actions, transactions].flatMap((table) => (table === null ? [] : (dayColumnOf(table) ?? [])))
  return {
    tables,
    clients,
    categories,
    actionRows: actionIndex?.rows ?? null,
    lineRows,
    searches: actionIndex?.searches ?? null,
    refunds: actionIndex?.refunds ?? null,
    actionFacts: actionIndex?.facts ?? null,
    purchases,
    period: usualPeriod(dayColumns),
    fingerprint: Array.from(tables, ([role, table]) => `${role}:${table.fingerprint}`)
      .sort()
      .join('|'),
  }
}

/** Parts of the work of `datasetInParts`. */
export const DATASET_PARTS = 4

/** Join up to four tables. Any subset works; parts whose table is not there are `null`. */
export function buildDataset(tables: ReadonlyMap<FileRole, Table>): Dataset {
  const parts = datasetInParts(tables)
  for (;;) {
    const part = parts.next()
    if (part.done === true) return part.value
  }
}
