import type { ClientDay, ClientSearch, PurchaseNode } from '../../protocol/client-history.ts'

/** Days since 1970, both inclusive. */
export interface DaySpan {
  readonly firstDay: number
  readonly lastDay: number
}

/** A word at a day, for a mark of the time axis. */
export interface DayWord {
  readonly day: number
  readonly text: string
}

const DAY_MS = 86_400_000
/** More labels than this and a lane becomes a text. */
const MOST_LABELS = 6
const dateOf = (day: number): Date => new Date(day * DAY_MS)

/** The days of the time axis: those of the whole data set, so that clients compare, stretched if a client has others. */
export function spanOf(days: readonly ClientDay[], period: DaySpan | null): DaySpan | null {
  const first = days[0]
  const last = days.at(-1)
  if (first === undefined || last === undefined) return period
  return {
    firstDay: Math.min(first.day, period?.firstDay ?? first.day),
    lastDay: Math.max(last.day, period?.lastDay ?? last.day),
  }
}

/** Sums over all days of a client. */
export function dayTotals(days: readonly ClientDay[]) {
  const totals = { searches: 0, views: 0, carts: 0, lines: 0, amount: 0 }
  for (const day of days) {
    totals.searches += day.searches
    totals.views += day.views
    totals.carts += day.carts
    totals.lines += day.lines
    totals.amount += day.amount
  }
  return totals
}

/**
 * The days that get a text under the axis: the first and the 15th of each month while they fit, else firsts of months.
 *
 * @param mostTicks at least 1
 */
export function dayTicks({ firstDay, lastDay }: DaySpan, mostTicks: number): readonly number[] {
  const firsts: number[] = []
  const middles: number[] = []
  for (let day = firstDay; day <= lastDay; day += 1) {
    const dayOfMonth = dateOf(day).getUTCDate()
    if (dayOfMonth === 1) firsts.push(day)
    if (dayOfMonth === 15) middles.push(day)
  }
  const all = [...firsts, ...middles].sort((a, b) => a - b)
  if (all.length === 0) return [firstDay]
  if (all.length <= mostTicks) return all
  const monthly = firsts.length === 0 ? all : firsts
  const step = Math.ceil(monthly.length / mostTicks)
  return monthly.filter((_, at) => at % step === 0)
}

/** The most used keyword of each of the busiest search days, busiest first; every keyword once. */
export function searchWords(days: readonly ClientDay[], searches: readonly ClientSearch[]): readonly DayWord[] {
  const wordOf = new Map<number, string>()
  const taken = new Set<string>()
  const busiest = days.filter((day) => day.searches > 0).sort((a, b) => b.searches - a.searches || a.day - b.day)
  for (const { day } of busiest) {
    if (wordOf.size === MOST_LABELS) break
    const word = searches.find(({ keyword, days: on }) => !taken.has(keyword) && on.some((one) => one === day))
    if (word === undefined) continue
    taken.add(word.keyword)
    wordOf.set(day, word.keyword)
  }
  return [...wordOf].map(([day, text]) => ({ day, text }))
}

/** Names of categories at the day on which they were bought last, largest amount first; one for each day. */
export function purchaseWords(purchases: readonly PurchaseNode[]): readonly DayWord[] {
  const named = leavesOf(purchases)
    .flatMap(({ name, lastDay, amount }) => (name === null ? [] : [{ text: name, day: lastDay, amount }]))
    .sort((a, b) => b.amount - a.amount)
  const textOf = new Map<number, string>()
  for (const { day, text } of named) if (!textOf.has(day) && textOf.size < MOST_LABELS) textOf.set(day, text)
  return [...textOf].map(([day, text]) => ({ day, text }))
}

/** The nodes without children, in the order of the tree. */
export function leavesOf(nodes: readonly PurchaseNode[]): readonly PurchaseNode[] {
  return nodes.flatMap((node) => (node.children.length === 0 ? [node] : leavesOf(node.children)))
}
