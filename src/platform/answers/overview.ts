import { asDay } from '../../core/positions.ts'
import { LAST_ACTION_TYPE } from '../../core/ingest/schema.ts'
import { flatInt32 } from '../../core/tables/column-scan.ts'
import { compareNatural } from '../../core/tables/natural-order.ts'
import type { Dataset } from '../../core/tables/dataset.ts'
import { ACTION } from '../../core/tables/event-log.ts'
import { cellAt, isMissing, type Column, type Table } from '../../core/tables/table.ts'
import type { CategoryCount, FunnelStep, NamedCount, Overview } from '../../protocol/overview.ts'
import { SEGMENT, type ClientFacts } from './client-facts.ts'

/** Rows of the top tables. */
const TOP = 50

const byCount = (a: NamedCount, b: NamedCount): number =>
  b.count - a.count || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)

/** How often each text occurs, as `value_counts` does it, the missing left out. */
function valueCounts(column: Column, counts: Float64Array): NamedCount[] {
  const out: NamedCount[] = []
  for (let code = 1; code < counts.length; code += 1) {
    if (counts[code]! > 0) out.push({ name: column.dictionary?.textOf(code) ?? '', count: counts[code]! })
  }
  return out.sort(byCount)
}

/** Rows of each code of a column, shape `[dictionary size]`. */
function codeCounts(column: Column | undefined): Float64Array {
  const counts = new Float64Array(column?.dictionary?.size ?? 1)
  for (const chunk of column?.chunks ?? []) {
    for (let at = 0; at < chunk.length; at += 1) counts[chunk[at]!]! += 1
  }
  return counts
}

function countTexts(texts: readonly string[]): NamedCount[] {
  const counts = new Map<string, number>()
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1)
  return Array.from(counts, ([name, count]) => ({ name, count })).sort(byCount)
}

function segmentCounts(segments: Uint8Array): Overview['segments'] {
  const counts = new Uint32Array(4)
  for (const segment of segments) counts[segment]! += 1
  return {
    buyers: counts[SEGMENT.buyer]!,
    boughtCategoryUnknown: counts[SEGMENT.boughtCategoryUnknown]!,
    searchersOnly: counts[SEGMENT.searcherOnly]!,
    neither: counts[SEGMENT.neither]!,
  }
}

function dayCounts({ period, tables }: Dataset): Overview['days'] {
  if (period === null) return []
  const span = period.lastDay - period.firstDay + 1
  const actionCounts = new Uint32Array(span)
  const searchCounts = new Uint32Array(span)
  const lineCounts = new Uint32Array(span)
  const actionDays = tables.get('actions')?.columns.get('sess_dt')
  const types = tables.get('actions')?.columns.get('action_type')
  if (actionDays !== undefined && types !== undefined) {
    for (let row = 0; row < actionDays.length; row += 1) {
      const at = cellAt(actionDays, row) - period.firstDay
      actionCounts[at]! += 1
      if (cellAt(types, row) === ACTION.search) searchCounts[at]! += 1
    }
  }
  const lineDays = tables.get('transactions')?.columns.get('de_dt')
  for (let row = 0; lineDays !== undefined && row < lineDays.length; row += 1) {
    lineCounts[cellAt(lineDays, row) - period.firstDay]! += 1
  }
  const days: Overview['days'][number][] = []
  for (let at = 0; at < span; at += 1) {
    const [actions, lines] = [actionCounts[at]!, lineCounts[at]!]
    if (actions + lines > 0)
      days.push({ day: asDay(period.firstDay + at), actions, searches: searchCounts[at]!, lines })
  }
  return days
}

function unitCounts(tables: Dataset['tables']): Overview['units'] {
  const units = new Map<string, { actions: number; lines: number }>()
  const add = (table: Table | undefined, field: 'actions' | 'lines') => {
    const column = table?.columns.get('biz_unit')
    if (column === undefined) return
    for (const { name, count } of valueCounts(column, codeCounts(column))) {
      const unit = units.get(name) ?? { actions: 0, lines: 0 }
      unit[field] = count
      units.set(name, unit)
    }
  }
  add(tables.get('actions'), 'actions')
  add(tables.get('transactions'), 'lines')
  return Array.from(units, ([unit, counts]) => ({ unit, ...counts })).sort((a, b) => compareNatural(a.unit, b.unit))
}

/** Rows, sessions and clients of each action type. A session is a client's `sess_id`; rows without one belong to none. */
function funnel({ tables, actionRows, clients }: Dataset): FunnelStep[] | null {
  const actions = tables.get('actions')
  const typeColumn = actions?.columns.get('action_type')
  if (actions === undefined || typeColumn === undefined || actionRows === null) return null
  const types = flatInt32(typeColumn)
  const sessionColumn = actions.columns.get('sess_id')
  const sessions = sessionColumn === undefined ? new Int32Array(actions.rowCount) : flatInt32(sessionColumn)
  const size = LAST_ACTION_TYPE + 1
  const rowCounts = new Float64Array(size)
  const sessionCounts = new Float64Array(size)
  const clientCounts = new Float64Array(size)
  const addSet = (counts: Float64Array, bits: number) => {
    for (let type = 0; type < size; type += 1) if ((bits & (1 << type)) !== 0) counts[type]! += 1
  }
  const typesOfSession = new Map<number, number>()
  for (let client = 0; client < clients.count; client += 1) {
    typesOfSession.clear()
    let all = 0
    for (let at = actionRows.start[client]!; at < actionRows.start[client + 1]!; at += 1) {
      const row = actionRows.rows[at]!
      const bit = 1 << types[row]!
      rowCounts[types[row]!]! += 1
      all |= bit
      const session = sessions[row]!
      if (session !== 0) typesOfSession.set(session, (typesOfSession.get(session) ?? 0) | bit)
    }
    addSet(clientCounts, all)
    for (const bits of typesOfSession.values()) addSet(sessionCounts, bits)
  }
  return Array.from(rowCounts, (rows, actionType) => ({
    actionType,
    rows,
    sessions: sessionCounts[actionType]!,
    clients: clientCounts[actionType]!,
  }))
}

/** Words of search actions only, as they were typed. */
function keywordCounts({ tables, searches }: Dataset): NamedCount[] | null {
  const column = tables.get('actions')?.columns.get('sech_kwd')
  if (column?.dictionary == null || searches === null) return null
  const counts = new Float64Array(column.dictionary.size)
  for (const code of searches.items) counts[code]! += 1
  return valueCounts(column, counts)
}

function categoryCounts({ categories, purchases, lineRows, tables }: Dataset): CategoryCount[] | null {
  if (purchases === null || lineRows === null) return null
  const { leaves } = categories
  const amountColumn = tables.get('transactions')?.columns.get('buy_am')
  const lines = new Float64Array(leaves.length)
  const clientCounts = new Float64Array(leaves.length)
  const amounts = new Float64Array(leaves.length)
  const lastClient = new Int32Array(leaves.length).fill(-1)
  for (let client = 0; client + 1 < purchases.start.length; client += 1) {
    for (let event = purchases.start[client]!; event < purchases.start[client + 1]!; event += 1) {
      const leaf = purchases.items[event]!
      if (leaf < 0) continue
      const row = lineRows.rows[event]!
      lines[leaf]! += 1
      if (amountColumn !== undefined && !isMissing(amountColumn, row)) amounts[leaf]! += cellAt(amountColumn, row)
      if (lastClient[leaf] !== client) clientCounts[leaf]! += 1
      lastClient[leaf] = client
    }
  }
  return Array.from(leaves.keys())
    .filter((leaf) => lines[leaf]! > 0)
    .sort((a, b) => lines[b]! - lines[a]! || a - b)
    .slice(0, TOP)
    .map((leaf) => ({
      code: leaves[leaf]!.code,
      path: leaves[leaf]!.names.filter((name) => name !== null),
      lines: lines[leaf]!,
      clients: clientCounts[leaf]!,
      amount: amounts[leaf]!,
    }))
}

/** The data set at a glance. Genders and ages count clients; those of whom none is given have an empty name. */
export function buildOverview(dataset: Dataset, facts: ClientFacts, version: number): Overview {
  const { tables, clients, categories } = dataset
  const keywords = keywordCounts(dataset)
  const demographics = tables.get('demographics')
  return {
    version,
    clientCount: clients.count,
    segments: segmentCounts(facts.segments),
    days: dayCounts(dataset),
    units: unitCounts(tables),
    funnel: funnel(dataset),
    topKeywords: keywords?.slice(0, TOP) ?? null,
    keywordCount: keywords?.length ?? null,
    searchCount: dataset.searches?.items.length ?? null,
    topCategories: categoryCounts(dataset),
    categoryCount: tables.has('transactions') || tables.has('products') ? categories.leaves.length : null,
    genders: demographics?.columns.has('clnt_gender') === true ? countTexts(facts.genders) : null,
    ages: demographics?.columns.has('clnt_age') === true ? countTexts(facts.ages) : null,
  }
}
