import type { DayWindow } from '../positions.ts'
import type { Dataset } from '../tables/dataset.ts'
import { cellAt } from '../tables/table.ts'
import type { RefundCount } from './evidence.ts'

/** The purchase lines that were given back. */
export interface CancelledLines {
  /** 1 for each event of the purchases that a refund cancels; `null` when none is. */
  readonly isCancelled: Uint8Array | null
  readonly count: RefundCount
}

/**
 * Find the lines that refunds cancel. A refund names a transaction and no product, so it takes back the whole quantity of all lines
 * of the same client and `trans_id`: each loses exactly what it brought, at its own date. The second refund of a transaction
 * finds nothing more to cancel, and counts as matched.
 *
 * Refunds and lines outside the window are not seen: a line that is given back after the window still counts.
 */
export function cancelledLines(
  { tables, purchases, lineRows, refunds }: Pick<Dataset, 'tables' | 'purchases' | 'lineRows' | 'refunds'>,
  { startDay, endDay }: DayWindow,
): CancelledLines {
  if (refunds === null) return { isCancelled: null, count: { matched: 0, cancelledLines: 0, unmatched: 0 } }
  const isInside = (day: number): boolean => day >= startDay && day < endDay
  const actionTexts = tables.get('actions')?.columns.get('trans_id')?.dictionary ?? null
  /** By client: how many refunds name each transaction. */
  const refundsOfClient = new Map<number, Map<string, number>>()
  let refundCount = 0
  for (let at = 0; at < refunds.days.length; at += 1) {
    if (!isInside(refunds.days[at]!)) continue
    refundCount += 1
    const transaction = refunds.transactions[at]!
    if (transaction === 0 || actionTexts === null) continue
    const client = refunds.clients[at]!
    const text = actionTexts.textOf(transaction)
    const ofClient = refundsOfClient.get(client) ?? new Map<string, number>()
    refundsOfClient.set(client, ofClient.set(text, (ofClient.get(text) ?? 0) + 1))
  }

  const lineIds = tables.get('transactions')?.columns.get('trans_id')
  const lineTexts = lineIds?.dictionary ?? null
  let isCancelled: Uint8Array | null = null
  let matched = 0
  let cancelledCount = 0
  if (purchases !== null && lineRows !== null && lineIds !== undefined && lineTexts !== null) {
    for (const [client, ofClient] of refundsOfClient) {
      const met = new Set<string>()
      for (let event = purchases.start[client]!; event < purchases.start[client + 1]!; event += 1) {
        if (!isInside(purchases.days[event]!)) continue
        // The purchases lie in the order of the rows of each client.
        const text = lineTexts.textOf(cellAt(lineIds, lineRows.rows[event]!))
        if (!ofClient.has(text)) continue
        isCancelled ??= new Uint8Array(purchases.items.length)
        isCancelled[event] = 1
        cancelledCount += 1
        met.add(text)
      }
      for (const text of met) matched += ofClient.get(text)!
    }
  }
  return {
    isCancelled,
    count: { matched, cancelledLines: cancelledCount, unmatched: refundCount - matched },
  }
}
