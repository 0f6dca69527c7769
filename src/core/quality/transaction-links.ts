import { clientOfCodes } from '../tables/client-space.ts'
import type { Dataset } from '../tables/dataset.ts'
import { ACTION } from '../tables/event-log.ts'
import { lineOfRow, sourceOfRow } from '../tables/row-place.ts'
import { cellAt, CHUNK_ROWS, type Column, type Table } from '../tables/table.ts'
import { joinState } from './client-coverage.ts'
import { NAMED_CASES, type Coverage, type QualityFinding, type RowPlace, type Steps } from './finding.ts'

/** Where a row stands in its file. */
export function placeOf(table: Table, row: number): RowPlace {
  const source = sourceOfRow(table, row)
  return { file: source.fileName, line: lineOfRow(source, row) }
}

/** Who uses each id, over both files. Ids are positions: those of the transactions first, then those that only actions have. */
class IdUsers {
  /** The first client of each id, one higher; 0 for none yet. */
  readonly #first: Uint32Array
  readonly #shared = new Map<number, { readonly clients: Set<number>; readonly table: Table; readonly row: number }>()

  constructor(ids: number) {
    this.#first = new Uint32Array(ids)
  }

  add(id: number, client: number, table: Table, row: number): void {
    const first = this.#first[id]!
    if (first === 0) this.#first[id] = client + 1
    else if (first !== client + 1) {
      const shared = this.#shared.get(id)
      if (shared === undefined) this.#shared.set(id, { clients: new Set([first - 1, client]), table, row })
      else shared.clients.add(client)
    }
  }

  finding(textOf: (id: number) => string): QualityFinding {
    let ids = 0
    for (const client of this.#first) if (client !== 0) ids += 1
    const examples = Array.from(this.#shared.entries()).slice(0, NAMED_CASES)
    return {
      code: 'shared-id',
      state: this.#shared.size === 0 ? 'checked' : 'look',
      ids,
      shared: this.#shared.size,
      examples: examples.map(([id, { clients, table, row }]) => ({
        id: textOf(id),
        clientCount: clients.size,
        place: placeOf(table, row),
      })),
    }
  }
}

/** Rows of a code that is not missing, and whether the code was found on the other side. */
function coverageOf(rows: Uint32Array, isFound: (code: number) => boolean): Coverage {
  let all = 0
  let rowsFound = 0
  let distinct = 0
  let distinctFound = 0
  for (let code = 1; code < rows.length; code += 1) {
    const count = rows[code]!
    if (count === 0) continue
    all += count
    distinct += 1
    if (!isFound(code)) continue
    rowsFound += count
    distinctFound += 1
  }
  return { rows: all, rowsFound, distinct, distinctFound }
}

/** The two columns of a table that name a client and a transaction; `null` without one of them. */
interface Links {
  readonly table: Table
  readonly ids: Column
  readonly clients: Column
}

function linksOf(table: Table | undefined): Links | null {
  const ids = table?.columns.get('trans_id')
  const clients = table?.columns.get('clnt_id')
  return table === undefined || ids === undefined || clients === undefined ? null : { table, ids, clients }
}

/**
 * `trans_id`: purchases and refunds of the actions looked up in the transactions, transactions that any action names, purchase
 * actions without an id, and ids that more than one client uses.
 */
export function* transactionFindings({ tables, clients }: Dataset): Steps<readonly QualityFinding[]> {
  const lines = linksOf(tables.get('transactions'))
  const actions = linksOf(tables.get('actions'))
  const lineIds = lines?.ids.dictionary ?? null
  const actionIds = actions?.ids.dictionary ?? null
  const lineSize = lineIds?.size ?? 1
  const actionSize = actionIds?.size ?? 1
  if (lineIds === null && actionIds === null) return []

  const idOfAction = new Uint32Array(actionSize)
  for (let code = 1; code < actionSize; code += 1) {
    const inLines = lineIds?.codeOf(actionIds?.textOf(code) ?? '') ?? 0
    idOfAction[code] = inLines === 0 ? lineSize + code : inLines
  }
  yield
  const users = new IdUsers(lineSize + actionSize)
  const lineRows = new Uint32Array(lineSize)
  if (lines !== null) {
    const clientOfCode = clientOfCodes(lines.clients, clients)
    for (let row = 0; row < lines.table.rowCount; row += 1) {
      if (row % CHUNK_ROWS === CHUNK_ROWS - 1) yield
      const id = cellAt(lines.ids, row)
      lineRows[id]! += 1
      if (id !== 0) users.add(id, clientOfCode[cellAt(lines.clients, row)]!, lines.table, row)
    }
  }
  const findings: QualityFinding[] = []
  const online = new Uint8Array(lineSize + actionSize)
  if (actions !== null) {
    const { table } = actions
    const clientOfCode = clientOfCodes(actions.clients, clients)
    const typeColumn = table.columns.get('action_type')
    const boughtRows = new Uint32Array(actionSize)
    const isWithout = new Uint8Array(clients.count)
    let purchases = 0
    let without = 0
    const types = new Int32Array(CHUNK_ROWS)
    const ids = new Int32Array(CHUNK_ROWS)
    for (let start = 0; start < table.rowCount; start += CHUNK_ROWS) {
      const index = start / CHUNK_ROWS
      if (typeColumn !== undefined) types.set(typeColumn.chunks[index]!)
      ids.set(actions.ids.chunks[index]!)
      const size = Math.min(CHUNK_ROWS, table.rowCount - start)
      for (let at = 0; at < size; at += 1) {
        const type = types[at]!
        const code = ids[at]!
        if (type === ACTION.purchase) purchases += 1
        if (code !== 0) {
          const id = idOfAction[code]!
          online[id] = 1
          if (type === ACTION.purchase || type === ACTION.refund) boughtRows[code]! += 1
          users.add(id, clientOfCode[cellAt(actions.clients, start + at)]!, table, start + at)
        } else if (type === ACTION.purchase) {
          without += 1
          isWithout[clientOfCode[cellAt(actions.clients, start + at)]!] = 1
        }
      }
      yield
    }
    if (lines !== null) {
      const bought = coverageOf(boughtRows, (code) => (lineRows[idOfAction[code]!] ?? 0) > 0)
      const named = coverageOf(lineRows, (code) => online[code] === 1)
      findings.push({ code: 'transaction-join', state: joinState(bought, named), actions: bought, lines: named })
    }
    const clientCount = isWithout.reduce((sum, one) => sum + one, 0)
    findings.push({
      code: 'purchase-without-id',
      state: without === 0 ? 'checked' : 'kept',
      purchases,
      without,
      clientCount,
    })
  }
  findings.push(users.finding((id) => (id < lineSize ? lineIds?.textOf(id) : actionIds?.textOf(id - lineSize)) ?? ''))
  return findings
}
