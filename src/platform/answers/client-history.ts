import { asDay, type ClientIndex } from '../../core/positions.ts'
import type { Dataset } from '../../core/tables/dataset.ts'
import { ACTION } from '../../core/tables/event-log.ts'
import type { RowIndex } from '../../core/tables/row-index.ts'
import { cellAt, isMissing, textAt, type Column, type Table } from '../../core/tables/table.ts'
import type { ClientDay, ClientHistory, ClientSearch } from '../../protocol/client-history.ts'
import type { ClientFacts } from './client-facts.ts'
import { purchaseTree, type Line } from './purchase-tree.ts'

type OpenDay = { -readonly [Key in keyof ClientDay]: ClientDay[Key] }

/** Days, units and words of one client while they are gathered. */
class Gathering {
  readonly days = new Map<number, OpenDay>()
  readonly units = new Map<string, number>()
  readonly words = new Map<string, { count: number; readonly days: Set<number> }>()

  day(day: number): OpenDay {
    let open = this.days.get(day)
    if (open === undefined) {
      open = { day: asDay(day), searches: 0, views: 0, carts: 0, lines: 0, amount: 0 }
      this.days.set(day, open)
    }
    return open
  }

  unit(column: Column | undefined, row: number): void {
    const unit = column === undefined ? '' : textAt(column, row)
    if (unit !== '') this.units.set(unit, (this.units.get(unit) ?? 0) + 1)
  }

  word(keyword: string, day: number): void {
    if (keyword === '') return
    const known = this.words.get(keyword)
    if (known === undefined) this.words.set(keyword, { count: 1, days: new Set([day]) })
    else {
      known.count += 1
      known.days.add(day)
    }
  }

  searches(): ClientSearch[] {
    return Array.from(this.words, ([keyword, { count, days }]) => {
      const sorted = [...days].sort((a, b) => a - b).map(asDay)
      return { keyword, count, firstDay: sorted[0]!, lastDay: sorted.at(-1)!, days: sorted }
    }).sort((a, b) => b.count - a.count || compareText(a.keyword, b.keyword))
  }
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const rowsOf = (index: RowIndex | null, client: number): Uint32Array =>
  index === null ? new Uint32Array() : index.rows.subarray(index.start[client], index.start[client + 1])

/** Counts things that are named by an id; those without one count singly. */
class IdCounter {
  readonly #ids = new Set<number>()
  #nameless = 0

  add(column: Column | undefined, row: number): void {
    if (column === undefined || isMissing(column, row)) this.#nameless += 1
    else this.#ids.add(cellAt(column, row))
  }

  get count(): number {
    return this.#ids.size + this.#nameless
  }
}

function readActions(actions: Table | undefined, rows: Uint32Array, gathering: Gathering) {
  const sessions = new Set<number>()
  const purchases = new IdCounter()
  const types = actions?.columns.get('action_type')
  const dayColumn = actions?.columns.get('sess_dt')
  if (actions === undefined || types === undefined || dayColumn === undefined)
    return { sessionCount: 0, onlinePurchaseCount: 0, searchCount: 0 }
  const units = actions.columns.get('biz_unit')
  const sessionColumn = actions.columns.get('sess_id')
  const keywords = actions.columns.get('sech_kwd')
  const transactions = actions.columns.get('trans_id')
  let searchCount = 0
  for (const row of rows) {
    const type = cellAt(types, row)
    const day = gathering.day(cellAt(dayColumn, row))
    gathering.unit(units, row)
    // `sess_id` counts within a client, and all rows here are one client's.
    if (sessionColumn !== undefined && !isMissing(sessionColumn, row)) sessions.add(cellAt(sessionColumn, row))
    if (type === ACTION.search) {
      searchCount += 1
      day.searches += 1
      if (keywords !== undefined) gathering.word(textAt(keywords, row), day.day)
    } else if (type === ACTION.list || type === ACTION.detail) day.views += 1
    else if (type === ACTION.cartAdd) day.carts += 1
    else if (type === ACTION.purchase) purchases.add(transactions, row)
  }
  return { sessionCount: sessions.size, onlinePurchaseCount: purchases.count, searchCount }
}

function readLines(dataset: Dataset, rows: Uint32Array, gathering: Gathering) {
  const table = dataset.tables.get('transactions')
  const codes = table?.columns.get('pd_c')
  const dayColumn = table?.columns.get('de_dt')
  const lines: Line[] = []
  const transactions = new IdCounter()
  if (table === undefined || codes === undefined || dayColumn === undefined) return { lines, transactionCount: 0 }
  const { leaves, leafOfCode } = dataset.categories
  const numberAt = (column: Column | undefined, row: number): number =>
    column === undefined || isMissing(column, row) ? 0 : cellAt(column, row)
  const units = table.columns.get('biz_unit')
  const ids = table.columns.get('trans_id')
  const amounts = table.columns.get('buy_am')
  const counts = table.columns.get('buy_ct')
  for (const row of rows) {
    const day = gathering.day(cellAt(dayColumn, row))
    const amount = numberAt(amounts, row)
    day.lines += 1
    day.amount += amount
    gathering.unit(units, row)
    transactions.add(ids, row)
    const category = leaves[leafOfCode[cellAt(codes, row)]!] ?? null
    lines.push({ category, day: day.day, quantity: numberAt(counts, row), amount })
  }
  return { lines, transactionCount: transactions.count }
}

/** Everything the Client screen shows of one client's past. Words stand as they were typed. */
export function clientHistory(dataset: Dataset, facts: ClientFacts, client: ClientIndex): ClientHistory {
  const gathering = new Gathering()
  const actionRows = rowsOf(dataset.actionRows, client)
  const lineRows = rowsOf(dataset.lineRows, client)
  const actions = readActions(dataset.tables.get('actions'), actionRows, gathering)
  const { lines, transactionCount } = readLines(dataset, lineRows, gathering)
  return {
    client,
    clientId: dataset.clients.ids[client]!,
    gender: facts.genders[client]!,
    age: facts.ages[client]!,
    units: [...gathering.units]
      .sort(([a, left], [b, right]) => right - left || compareText(a, b))
      .map(([unit]) => unit),
    sessionCount: actions.sessionCount,
    actionCount: actionRows.length,
    searchCount: actions.searchCount,
    lineCount: lineRows.length,
    transactionCount,
    onlinePurchaseCount: actions.onlinePurchaseCount,
    amount: facts.amounts[client]!,
    searches: gathering.searches(),
    purchases: purchaseTree(lines),
    days: [...gathering.days.values()].sort((a, b) => a.day - b.day),
  }
}
