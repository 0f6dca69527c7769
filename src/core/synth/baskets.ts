import { createRandom, deriveSeed, type Random } from '../matrix/random.ts'
import { type Calendar, MINUTES_PER_DAY, PERIOD_DAYS } from './calendar.ts'
import { type Clients, COUNTER, JOINED, NO_PURCHASE, SPLIT, UNLISTED } from './clients.ts'
import { drawWeighted, logNormal, shareOut } from './sampling.ts'
import { COUNTER_UNITS, type ShopSize, type Unit, WEB_UNITS } from './shop-size.ts'
import type { Tastes } from './tastes.ts'

/** Where a basket leaves traces. The first four are listed in the transactions file. */
const AT_COUNTER = 0
export const IN_BOTH = 1
const REFUND_IN_BOTH = 2
const QUIET = 3
const ACTIONS_ONLY = 4
const REFUND_ONLY = 5
export const WITHOUT_ID = 6

/** Whether the sort of basket has lines in the transactions file. */
export const isListed = (sort: number): boolean => sort <= QUIET
/** Whether the sort of basket has a type-6 row. */
export const hasPurchaseRow = (sort: number): boolean =>
  sort === IN_BOTH || sort === ACTIONS_ONLY || sort === WITHOUT_ID

/** All baskets, client by client and in time order within a client; one array per fact. */
export interface Baskets {
  readonly count: number
  /** Client `c` owns baskets `[ofClient[c], ofClient[c + 1])`. */
  readonly ofClient: Uint32Array
  readonly sort: Uint8Array
  readonly unit: Uint8Array
  /** Minutes since the period's start. */
  readonly minute: Uint32Array
  /** `trans_id`; 0 for none. Listed baskets are numbered by time from 1, the others after them. */
  readonly transId: Uint32Array
  /** Lines in the transactions file, 0 for those not listed. */
  readonly lineCount: Uint32Array
  /** Type-6 rows beyond the first, and type-7 rows. */
  readonly repeats: Uint8Array
  readonly refunds: Uint8Array
}

/** The most loyal client buys this many times as often as the mean one: nobody fills a basket at every hour of the day. */
const LOYALTY_CAP = 10

/** How many baskets of each sort every client has: shape `[7][clients]`, sums exact. */
function planCounts(clients: Clients, size: ShopSize, random: Random): Uint32Array[] {
  const weightsFor = (allowed: readonly number[], spread: number): Float64Array =>
    Float64Array.from(clients.purchaseClass, (purchaseClass, client) =>
      allowed.includes(purchaseClass)
        ? Math.min(LOYALTY_CAP, clients.loyalty[client]! * logNormal(random, 0, spread))
        : 0,
    )
  const atLeastOne =
    (needing: readonly number[]) =>
    (client: number): number =>
      needing.includes(clients.purchaseClass[client]!) ? 1 : 0
  const none = (): number => 0
  const listed = [JOINED, SPLIT, COUNTER]
  const inActions = [JOINED, SPLIT, UNLISTED]
  // Most who bought without a listed purchase did so once.
  const unlistedWeights = weightsFor(inActions, 0.8).map((weight, client) =>
    clients.purchaseClass[client] === UNLISTED ? weight * 0.35 : weight,
  )
  return [
    shareOut(size.counterBaskets, weightsFor(listed, 0.6), atLeastOne([SPLIT, COUNTER])),
    shareOut(size.joinedBaskets, weightsFor([JOINED], 0.5), atLeastOne([JOINED])),
    shareOut(size.refundOnlyJoined, weightsFor([JOINED], 0.5), none),
    shareOut(size.quietBaskets, weightsFor(listed, 0.6), none),
    shareOut(size.unlistedBaskets, unlistedWeights, atLeastOne([SPLIT, UNLISTED])),
    shareOut(size.refundOnlyUnlisted, weightsFor(inActions, 0.5), none),
    shareOut(size.namelessPurchases, weightsFor(inActions, 0.5), none),
  ]
}

/**
 * Days of a client's `count` baskets, rising: evenly paced with some play, at most two weeks apart, so that groceries come
 * back every 7 to 14 days for those who buy about ten times.
 */
function drawDays(random: Random, calendar: Calendar, count: number): number[] {
  if (count === 1) return [calendar.drawDay(random)]
  const pace = Math.min(PERIOD_DAYS / count, 7 + random.next() * 7)
  const gaps = Array.from({ length: count - 1 }, () => Math.max(0.05, pace * (1 + 0.35 * random.normal())))
  const span = gaps.reduce((a, b) => a + b, 0)
  const squeeze = Math.min(1, (PERIOD_DAYS - 1) / span)
  let day = random.next() * Math.max(0, PERIOD_DAYS - 1 - span * squeeze)
  const days = [calendar.settle(random, Math.floor(day))]
  for (const gap of gaps) {
    day = Math.min(day + gap * squeeze, PERIOD_DAYS - 1)
    days.push(calendar.settle(random, Math.floor(day)))
  }
  return days
}

/**
 * The shops that a basket of a sort may be of, with their weights for a client.
 *
 * @param pull of the shops on the client's style, shape `[units]`
 * @param purchaseRows purchase rows still wanted of each web shop, in any unit
 */
export function unitWeights(
  sort: number,
  pull: Float64Array,
  purchaseRows: readonly number[],
): { readonly units: readonly Unit[]; readonly weights: readonly number[] } {
  if (sort === AT_COUNTER) return { units: COUNTER_UNITS, weights: COUNTER_UNITS.map((unit) => pull[unit]!) }
  if (!hasPurchaseRow(sort)) {
    const units = sort === QUIET ? WEB_UNITS : ([1, 2] as const)
    return { units, weights: units.map((unit) => pull[unit]! ** 2) }
  }
  return {
    units: WEB_UNITS,
    weights: WEB_UNITS.map((unit) => Math.max(purchaseRows[unit]!, 1e-9) * pull[unit]! ** 2),
  }
}

/** Draws shops so that each web shop gets its exact number of purchase rows, and clients the shops that suit their tastes. */
function unitDrawer(size: ShopSize, tastes: Tastes, random: Random): (sort: number, style: number) => Unit {
  const purchaseRows = size.purchaseRows.reduce((a, b) => a + b, 0)
  const first = size.joinedBaskets + size.unlistedBaskets + size.namelessPurchases
  const remaining = size.purchaseRows.map((rows) => (rows * first) / purchaseRows)
  return (sort, style) => {
    const { units, weights } = unitWeights(sort, tastes.pull[style]!, remaining)
    const unit = units[drawWeighted(random, weights)]!
    if (hasPurchaseRow(sort)) remaining[unit]! -= 1
    return unit
  }
}

/** Numbers the listed baskets by time, then those known to the actions alone. */
function numberBaskets(baskets: Baskets): void {
  const byTime = new Uint32Array(baskets.count).map((_, basket) => basket)
  byTime.sort((a, b) => baskets.minute[a]! - baskets.minute[b]! || a - b)
  let nextId = 1
  for (const basket of byTime) if (isListed(baskets.sort[basket]!)) baskets.transId[basket] = nextId++
  for (const basket of byTime) {
    const sort = baskets.sort[basket]!
    if (sort === ACTIONS_ONLY || sort === REFUND_ONLY) baskets.transId[basket] = nextId++
  }
}

/** Lines per listed basket: exact sums at the counters and on the web, one line at least. */
function planLines(baskets: Baskets, size: ShopSize, random: Random): void {
  const plan = (wanted: (sort: number) => boolean, total: number): void => {
    const members: number[] = []
    for (let basket = 0; basket < baskets.count; basket++) if (wanted(baskets.sort[basket]!)) members.push(basket)
    const weights = members.map((basket) => {
      const unit = baskets.unit[basket]!
      if (unit >= 3) return logNormal(random, 1.1, 0.95)
      return unit === 2 ? logNormal(random, 1.8, 1.15) : logNormal(random, -0.8, 0.9)
    })
    shareOut(total, weights, () => 1).forEach((lines, member) => (baskets.lineCount[members[member]!] = lines))
  }
  plan((sort) => sort === AT_COUNTER, size.counterLines)
  plan((sort) => isListed(sort) && sort !== AT_COUNTER, size.lines - size.counterLines)
}

/** Marks the purchases whose rows recur and those that are refunded later. */
function planEchoes(baskets: Baskets, size: ShopSize, random: Random): void {
  const candidates: number[] = []
  for (let basket = 0; basket < baskets.count; basket++) {
    const sort = baskets.sort[basket]!
    if (sort === REFUND_IN_BOTH || sort === REFUND_ONLY) baskets.refunds[basket] = 1
    else if (hasPurchaseRow(sort) && sort !== WITHOUT_ID) candidates.push(basket)
  }
  const early = candidates.find(
    (basket) => baskets.unit[basket] === 2 && baskets.minute[basket]! < 60 * MINUTES_PER_DAY,
  )
  if (early !== undefined) baskets.repeats[early] = size.longestRepeat
  const others = candidates.filter((basket) => basket !== early)
  if (others.length === 0) return
  for (let i = 0; i < size.repeatedRows; i++) baskets.repeats[others[random.int(others.length)]!]! += 1
  const refundable = candidates.filter((basket) => baskets.unit[basket] !== 0)
  if (refundable.length === 0) return
  for (let i = 0; i < size.refunds; i++) baskets.refunds[refundable[random.int(refundable.length)]!]! += 1
}

/** Plans every basket: whose, when, where, how large. Products come later. */
export function planBaskets(
  clients: Clients,
  size: ShopSize,
  tastes: Tastes,
  calendar: Calendar,
  seed: number,
): Baskets {
  const random = createRandom(deriveSeed(seed, 'baskets'))
  const counts = planCounts(clients, size, random)
  const ofClient = new Uint32Array(clients.count + 1)
  for (let client = 0; client < clients.count; client++) {
    ofClient[client + 1] = ofClient[client]! + counts.reduce((sum, ofSort) => sum + ofSort[client]!, 0)
  }
  const count = ofClient[clients.count]!
  const baskets: Baskets = {
    count,
    ofClient,
    sort: new Uint8Array(count),
    unit: new Uint8Array(count),
    minute: new Uint32Array(count),
    transId: new Uint32Array(count),
    lineCount: new Uint32Array(count),
    repeats: new Uint8Array(count),
    refunds: new Uint8Array(count),
  }
  const drawUnit = unitDrawer(size, tastes, random)
  for (let client = 0; client < clients.count; client++) {
    const start = ofClient[client]!
    const end = ofClient[client + 1]!
    if (end === start || clients.purchaseClass[client] === NO_PURCHASE) continue
    const left = counts.map((ofSort) => ofSort[client]!)
    const days = drawDays(random, calendar, end - start)
    const visits = days.map((day) => {
      const sort = drawWeighted(random, left)
      left[sort]! -= 1
      const unit = drawUnit(sort, clients.style[client]!)
      return { sort, unit, minute: day * MINUTES_PER_DAY + calendar.drawMinute(random, sort !== AT_COUNTER) }
    })
    visits.sort((a, b) => a.minute - b.minute)
    visits.forEach((visit, position) => {
      baskets.sort[start + position] = visit.sort
      baskets.unit[start + position] = visit.unit
      baskets.minute[start + position] = visit.minute
    })
  }
  numberBaskets(baskets)
  planLines(baskets, size, random)
  planEchoes(baskets, size, random)
  return baskets
}
