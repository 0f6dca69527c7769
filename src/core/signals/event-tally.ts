import type { DayWindow } from '../positions.ts'
import type { EventLog } from '../tables/event-log.ts'
import type { EventTally } from './evidence.ts'
import { OUTCOME } from './search-episodes.ts'

/** Events of each kind inside the window that have a column, shape `[256]`. */
function countKinds(log: EventLog, kinds: Uint8Array | null, columnOfItem: Int32Array, window: DayWindow): Uint32Array {
  const counts = new Uint32Array(256)
  for (let event = 0; event < log.items.length; event += 1) {
    const day = log.days[event]!
    const item = log.items[event]!
    if (day < window.startDay || day >= window.endDay || item < 0 || columnOfItem[item]! < 0) continue
    counts[kinds === null ? 0 : kinds[event]!]! += 1
  }
  return counts
}

/** Count what stands behind the weights, whatever they are. */
export function tallyEvents(
  purchases: EventLog | null,
  isCancelled: Uint8Array | null,
  columnOfLeaf: Int32Array,
  words: {
    readonly log: EventLog
    readonly outcomes: Uint8Array | null
    readonly positionOfCode: Int32Array
  } | null,
  window: DayWindow,
): EventTally {
  const lines = purchases === null ? null : countKinds(purchases, isCancelled, columnOfLeaf, window)
  const outcomes =
    words === null ? new Uint32Array(0) : countKinds(words.log, words.outcomes, words.positionOfCode, window)
  const tally = { searches: 0, details: 0, carts: 0, checkouts: 0, sessionPurchases: 0, repeats: 0 }
  outcomes.forEach((count, outcome) => {
    if (outcome === OUTCOME.repeat) {
      tally.repeats += count
      return
    }
    tally.searches += count
    tally.details += count * (outcome & OUTCOME.details)
    if ((outcome & OUTCOME.cart) !== 0) tally.carts += count
    if ((outcome & OUTCOME.checkout) !== 0) tally.checkouts += count
    if ((outcome & OUTCOME.purchase) !== 0) tally.sessionPurchases += count
  })
  return { purchaseLines: lines?.[0] ?? 0, ...tally }
}
