import { asClientIndex, asDay } from '../../core/positions.ts'
import type { ClientDay, ClientHistory, ClientSearch, PurchaseNode } from '../../protocol/client-history.ts'

/** 1 July 2019. */
export const JULY_1 = 18_078

/** A node of the purchase tree; sums of children are not checked. */
export function purchase(key: string, change: Partial<PurchaseNode> = {}): PurchaseNode {
  return {
    key,
    name: key,
    level: 3,
    lineCount: 1,
    quantity: 1,
    amount: 100,
    lastDay: asDay(JULY_1),
    children: [],
    ...change,
  }
}

/** A keyword searched on these days of July 2019, once a day. */
export function search(keyword: string, datesInJuly: readonly number[]): ClientSearch {
  const days = datesInJuly.map((date) => asDay(JULY_1 + date - 1))
  return { keyword, count: days.length, firstDay: days[0]!, lastDay: days.at(-1)!, days }
}

/** A day of July 2019. */
export function dayOfJuly(date: number, change: Partial<ClientDay> = {}): ClientDay {
  return { day: asDay(JULY_1 + date - 1), searches: 0, views: 0, carts: 0, lines: 0, amount: 0, ...change }
}

/** A client with one of everything. */
export function clientHistory(change: Partial<ClientHistory> = {}): ClientHistory {
  return {
    client: asClientIndex(0),
    clientId: '46288',
    gender: 'F',
    age: '40',
    units: ['A02'],
    sessionCount: 3,
    actionCount: 20,
    searchCount: 3,
    lineCount: 2,
    transactionCount: 1,
    onlinePurchaseCount: 1,
    amount: 48_000,
    searches: [search('커텐', [3, 4]), search('dhc', [4])],
    purchases: [
      purchase('Interior', {
        level: 1,
        lineCount: 2,
        quantity: 3,
        amount: 48_000,
        children: [
          purchase('Window', {
            level: 2,
            lineCount: 2,
            quantity: 3,
            amount: 48_000,
            children: [
              purchase('0777', { name: 'Curtains', quantity: 2, amount: 40_000, lastDay: asDay(JULY_1 + 3) }),
              purchase('0778', { name: null, amount: 8000 }),
            ],
          }),
        ],
      }),
    ],
    days: [dayOfJuly(3, { searches: 1, views: 2 }), dayOfJuly(4, { searches: 2, carts: 1, lines: 2, amount: 48_000 })],
    ...change,
  }
}
