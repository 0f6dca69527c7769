import { flatInt32 } from '../tables/column-scan.ts'
import type { Dataset } from '../tables/dataset.ts'
import { ACTION } from '../tables/event-log.ts'
import { cellAt, isMarked, type Column } from '../tables/table.ts'
import type { DayWindow } from '../positions.ts'
import { createSessionOrder } from './session-order.ts'

/** Detail views of an episode beyond these add nothing. */
const MAX_DETAILS = 5

/** What followed a search, as one byte: detail views in the lowest bits, then one bit each. */
export const OUTCOME = { details: 7, cart: 8, checkout: 16, purchase: 32, repeat: 64 } as const

/** A column of the actions by row; all zeros without it. */
const flatOrZero = (column: Column | undefined, rows: number): Int32Array =>
  column === undefined ? new Int32Array(rows) : flatInt32(column)

/**
 * What followed each search until the next search or the end of its session, in the order of `hit_seq` (hits without one first, equal
 * ones as in the file): detail views, at most `MAX_DETAILS`; whether more was put into the cart than was taken out after it; a
 * checkout attempt; and whether a purchase follows in the session, also beyond the next search.
 *
 * - A hit that follows the same action (and, for a search, the same word) within less than `repeatMs` counts once with it. Other
 *   actions come as fast without being repeats (a checkout and its purchase), so they are kept apart.
 * - A purchase whose `trans_id` the client has in an earlier session is that one shown again, and ends nothing. Earlier is by day, minute
 *   and place in the file. One without an id stands for itself.
 * - A search without a session has no episode. Hits outside the window are not seen.
 *
 * Costs one pass over the rows of the clients who searched, and a sort of each session that has a search.
 *
 * @param repeatMs milliseconds, `>= 0`; 0 finds no repeats
 * @returns bits of `OUTCOME` for each event of `searches`; `null` without actions
 */
export function searchEpisodes(
  { tables, actionRows, searches }: Pick<Dataset, 'tables' | 'actionRows' | 'searches'>,
  { startDay, endDay }: DayWindow,
  repeatMs: number,
): Uint8Array | null {
  const actions = tables.get('actions')
  const typeColumn = actions?.columns.get('action_type')
  const dayColumn = actions?.columns.get('sess_dt')
  const sessionColumn = actions?.columns.get('sess_id')
  if (actions === undefined || actionRows === null || searches === null) return null
  const outcomes = new Uint8Array(searches.items.length)
  if (typeColumn === undefined || dayColumn === undefined || sessionColumn === undefined) return outcomes

  const { start, rows } = actionRows
  const types = flatInt32(typeColumn)
  const days = flatInt32(dayColumn)
  const sessions = flatInt32(sessionColumn)
  const sequence = flatOrZero(actions.columns.get('hit_seq'), actions.rowCount)
  const elapsedColumn = repeatMs > 0 ? actions.columns.get('hit_pss_tm') : undefined
  const elapsed = flatOrZero(elapsedColumn, elapsedColumn === undefined ? 0 : actions.rowCount)
  const minutes = actions.columns.get('hit_tm')
  const transactions = actions.columns.get('trans_id')
  const order = createSessionOrder(start, sessionColumn.dictionary?.size ?? 1)
  /** The purchase that comes first of each transaction of one client, as a place among the client's rows. */
  const firstPurchase = new Map<number, number>()

  const isRepeat = (row: number, before: number): boolean =>
    elapsedColumn !== undefined &&
    types[row] === types[before] &&
    elapsed[row]! >= elapsed[before]! &&
    elapsed[row]! - elapsed[before]! < repeatMs &&
    !isMarked(elapsedColumn.missing, row) &&
    !isMarked(elapsedColumn.missing, before)

  const isEarlier = (row: number, than: number): boolean => {
    if (days[row] !== days[than]) return days[row]! < days[than]!
    const minute = minutes === undefined ? 0 : cellAt(minutes, row)
    const other = minutes === undefined ? 0 : cellAt(minutes, than)
    return minute === other ? row < than : minute < other
  }

  for (let client = 0; client + 1 < start.length; client += 1) {
    const firstEvent = searches.start[client]!
    if (firstEvent === searches.start[client + 1]!) continue
    const firstRow = start[client]!
    const rowCount = start[client + 1]! - firstRow
    firstPurchase.clear()
    order.begin(firstEvent)
    for (let at = 0; at < rowCount; at += 1) {
      const row = rows[firstRow + at]!
      const type = types[row]!
      const day = days[row]!
      const isInside = day >= startDay && day < endDay
      order.add(at, isInside ? sessions[row]! : 0, type === ACTION.search)
      if (type !== ACTION.purchase || !isInside || transactions === undefined) continue
      const transaction = cellAt(transactions, row)
      if (transaction === 0) continue
      const known = firstPurchase.get(transaction)
      if (known === undefined || isEarlier(row, rows[firstRow + known]!)) firstPurchase.set(transaction, at)
    }
    order.arrange(rowCount, (at) => sequence[rows[firstRow + at]!]! >>> 0)

    for (let session = 0; session < order.count; session += 1) {
      if (!order.hasSearch(session)) continue
      const begin = order.startOf(session)
      const end = order.startOf(session + 1)
      let purchaseAt = -1
      for (let place = end - 1; place >= begin && purchaseAt < 0; place -= 1) {
        const row = rows[firstRow + order.at(place)]!
        if (types[row] !== ACTION.purchase) continue
        const known = transactions === undefined ? undefined : firstPurchase.get(cellAt(transactions, row))
        if (known === undefined || order.sessionOf(known) === session) purchaseAt = place
      }
      let search = -1
      let details = 0
      let inCart = 0
      let flags = 0
      let before = -1
      for (let place = begin; place < end; place += 1) {
        const at = order.at(place)
        const row = rows[firstRow + at]!
        const isSame = before >= 0 && isRepeat(row, before)
        before = row
        switch (types[row]!) {
          case ACTION.search: {
            const event = order.eventOf(at)
            if (isSame && search >= 0 && searches.items[event] === searches.items[search]) {
              outcomes[event] = OUTCOME.repeat
              break
            }
            if (search >= 0) outcomes[search] = details | flags | (inCart > 0 ? OUTCOME.cart : 0)
            search = event
            details = 0
            inCart = 0
            flags = purchaseAt > place ? OUTCOME.purchase : 0
            break
          }
          case ACTION.detail:
            if (!isSame && details < MAX_DETAILS) details += 1
            break
          case ACTION.cartAdd:
            if (!isSame) inCart += 1
            break
          case ACTION.cartRemove:
            // What was put in before the search is no merit of it, nor is its removal a loss.
            if (!isSame && inCart > 0) inCart -= 1
            break
          case ACTION.checkout:
            flags |= OUTCOME.checkout
            break
        }
      }
      if (search >= 0) outcomes[search] = details | flags | (inCart > 0 ? OUTCOME.cart : 0)
    }
  }
  return outcomes
}
