import { createRandom, deriveSeed, type Random } from '../matrix/random.ts'
import { drawFromShelf } from './basket-categories.ts'
import { type Baskets, hasPurchaseRow, WITHOUT_ID } from './baskets.ts'
import { type Calendar, MINUTES_PER_DAY, MS_PER_DAY, PERIOD_DAYS } from './calendar.ts'
import type { Catalogue } from './catalogue.ts'
import type { TastesOn } from './drift.ts'
import type { KeywordMaker } from './keywords.ts'
import type { Lines } from './lines.ts'
import { drawWeighted, logNormal } from './sampling.ts'
import {
  cutAtMidnight,
  type DaySession,
  drawOffsets,
  type Session,
  START_OF_SESSION,
  type TypeChain,
} from './sessions.ts'
import { type WebUnit, WEB_UNITS } from './shop-size.ts'
import { type ClientTaste, drawFitting } from './tastes.ts'

/** Everything that the sessions of a shop share. */
export interface SessionWorld {
  readonly catalogue: Catalogue
  readonly tastesOn: TastesOn
  /** Whether all searches and purchases of a session follow from one intent. */
  readonly hasOneIntent: boolean
  readonly calendar: Calendar
  readonly baskets: Baskets
  readonly lines: Lines
  readonly keywords: KeywordMaker
  readonly chain: TypeChain
}

/** One client of that world. */
export interface Visitor {
  readonly position: number
  readonly seed: number
  readonly taste: ClientTaste
  readonly searches: boolean
  /** Action rows to make, by web unit. */
  readonly rows: readonly number[]
}

/** Hits of a session that ends in a purchase, and of one that does not, by web unit: mean and spread of the logarithm. */
const BUYING_SIZES = [
  [0.5, 0.7],
  [2.2, 0.7],
  [2.5, 0.65],
] as const
const BROWSING_SIZES = [
  [0.35, 0.85],
  [0.8, 1.4],
  [1.2, 1.4],
] as const
const LARGEST_SESSION = 300

/** Share of browsing sessions that prepare a purchase of the next three days, and so look for what will be bought. */
const PREPARING = 0.3

/** What a search looks for, cumulative: the session's intent, its shelf; else something of the client's own. */
const INTENT = 0.74
const NEAR_INTENT = 0.87
/** Chance that the same word is searched again at once (next page, sorting). */
const SAME_WORD = 0.3
/** Chance that a browsing session is about a favourite. */
const FAVOURITE = 0.4

/** Makes all sessions of one client, in time order and cut at midnight. */
export function makeClientSessions(world: SessionWorld, visitor: Visitor): DaySession[] {
  const random = createRandom(deriveSeed(visitor.seed, 'sessions'))
  world.keywords.nextClient()
  const maker = new SessionMaker(world, visitor, random)
  const sessions = WEB_UNITS.flatMap((unit) => maker.sessionsIn(unit))
  sessions.sort((a, b) => a.startMs - b.startMs)
  const parts = sessions.flatMap(cutAtMidnight)
  parts.sort((a, b) => a.startMs - b.startMs)
  return parts
}

class SessionMaker {
  readonly #world: SessionWorld
  readonly #visitor: Visitor
  readonly #random: Random
  #mustSearch: boolean

  constructor(world: SessionWorld, visitor: Visitor, random: Random) {
    this.#world = world
    this.#visitor = visitor
    this.#random = random
    this.#mustSearch = visitor.searches
  }

  sessionsIn(unit: WebUnit): Session[] {
    const { baskets } = this.#world
    const { position } = this.#visitor
    const mine: number[] = []
    for (let b = baskets.ofClient[position]!; b < baskets.ofClient[position + 1]!; b++) {
      if (baskets.unit[b] === unit) mine.push(b)
    }
    const purchases = mine.filter((basket) => hasPurchaseRow(baskets.sort[basket]!))
    const echoes = mine.reduce((sum, basket) => sum + baskets.repeats[basket]! + baskets.refunds[basket]!, 0)

    let left = this.#visitor.rows[unit]! - echoes
    const sizes = this.#buyingSizes(unit, purchases.length, left)
    const sessions = purchases.map((basket, i) => this.#buying(unit, basket, sizes[i]!))
    for (const size of sizes) left -= size
    while (left > 0) {
      const size = Math.min(left, this.#size(BROWSING_SIZES[unit]))
      sessions.push(this.#browsing(unit, size, purchases))
      left -= size
    }
    sessions.sort((a, b) => a.startMs - b.startMs)
    for (const basket of mine) this.#addEchoes(sessions, unit, basket)
    return sessions
  }

  #size(law: readonly [number, number]): number {
    return Math.min(LARGEST_SESSION, 1 + Math.floor(logNormal(this.#random, law[0], law[1])))
  }

  /** Wanted sizes, cut down evenly when the client's rows do not reach. */
  #buyingSizes(unit: WebUnit, count: number, rows: number): number[] {
    const least = unit === 0 ? (this.#visitor.searches ? 2 : 1) : 3
    const extras = Array.from({ length: count }, () =>
      unit === 0 && !this.#visitor.searches ? 0 : this.#size(BUYING_SIZES[unit]),
    )
    const wanted = extras.reduce((a, b) => a + b, 0)
    const squeeze = wanted > 0 ? Math.min(1, (rows - least * count) / wanted) : 0
    return extras.map((extra) => least + Math.floor(extra * squeeze))
  }

  #buying(unit: WebUnit, basket: number, size: number): Session {
    const { baskets, lines, hasOneIntent } = this.#world
    const tastes = this.#world.tastesOn(Math.floor(baskets.minute[basket]! / MINUTES_PER_DAY))
    const random = this.#random
    const first = lines.ofBasket[basket]!
    const listed = lines.ofBasket[basket + 1]! - first
    const intents =
      listed > 0 && hasOneIntent
        ? [lines.category[first]!]
        : listed > 0
          ? Array.from({ length: Math.min(listed, 6) }, () => lines.category[first + random.int(listed)]!)
          : Array.from({ length: hasOneIntent ? 1 : 1 + random.int(3) }, () =>
              drawFitting(random, () => tastes.purchases[this.#visitor.taste.style]!.draw(random), tastes.fit[unit]!),
            )
    const offsets = drawOffsets(random, size)
    const endMs = baskets.minute[basket]! * 60_000 + random.int(60_000)
    const startMs = endMs - offsets.at(-1)!
    const attempts = unit === 0 ? 0 : Math.min(size - 2, 1 + Math.floor(random.exponential() * 2))
    const session = this.#session(unit, startMs, offsets.slice(0, size - 1), intents, attempts)
    const transId = baskets.sort[basket] === WITHOUT_ID ? 0 : baskets.transId[basket]!
    session.hits.push({ type: 6, ms: endMs, transId, keyword: '' })
    return session
  }

  #browsing(unit: WebUnit, size: number, purchases: readonly number[]): Session {
    const random = this.#random
    const { baskets, lines, calendar, hasOneIntent } = this.#world
    const offsets = drawOffsets(random, size)
    if (purchases.length > 0 && random.next() < PREPARING) {
      const basket = purchases[random.int(purchases.length)]!
      const ahead = Math.floor(random.exponential() * MINUTES_PER_DAY)
      const day = Math.floor((baskets.minute[basket]! - ahead) / MINUTES_PER_DAY)
      const first = lines.ofBasket[basket]!
      const listed = lines.ofBasket[basket + 1]! - first
      const intent =
        listed > 0 ? lines.category[first + (hasOneIntent ? 0 : random.int(listed))]! : this.#intent(unit, day)
      if (day >= 0) return this.#session(unit, this.#start(day, offsets), offsets, [intent], 0)
    }
    const start = this.#start(calendar.drawDay(random), offsets)
    return this.#session(unit, start, offsets, [this.#intent(unit, Math.floor(start / MS_PER_DAY))], 0)
  }

  /** A start on the day that leaves the session inside the period. */
  #start(day: number, offsets: readonly number[]): number {
    const minute = this.#world.calendar.drawMinute(this.#random, true)
    const startMs = day * MS_PER_DAY + minute * 60_000 + this.#random.int(60_000)
    return Math.max(0, Math.min(startMs, PERIOD_DAYS * MS_PER_DAY - 1 - offsets.at(-1)!))
  }

  #session(
    unit: WebUnit,
    startMs: number,
    offsets: readonly number[],
    intents: readonly number[],
    attempts: number,
  ): Session {
    const { chain } = this.#world
    const { searches } = this.#visitor
    const session: Session = { unit, startMs, hits: [], intents }
    const free = offsets.length - attempts
    let previous = START_OF_SESSION
    let word = ''
    offsets.forEach((offset, i) => {
      let type: number
      if (i >= free) chain.count(unit, (type = 5))
      else if (this.#mustSearch || unit === 0) chain.count(unit, (type = 0))
      else type = chain.next(this.#random, unit, previous, searches)
      if (type === 0) {
        this.#mustSearch = false
        if (word === '' || this.#random.next() >= SAME_WORD)
          word = this.#word(unit, intents, Math.floor(startMs / MS_PER_DAY))
      }
      session.hits.push({ type, ms: startMs + offset, transId: 0, keyword: type === 0 ? word : '' })
      previous = type
    })
    return session
  }

  #word(unit: WebUnit, intents: readonly number[], day: number): string {
    const { keywords, catalogue, tastesOn, hasOneIntent } = this.#world
    const { searchLeaning } = tastesOn(day)
    const random = this.#random
    const u = random.next() * (hasOneIntent ? NEAR_INTENT : 1)
    let category: number
    if (u < NEAR_INTENT) {
      const intent =
        intents[
          drawWeighted(
            random,
            intents.map((each) => searchLeaning[each]!),
          )
        ]!
      category = u < INTENT ? intent : drawFromShelf(random, catalogue, intent)
    } else category = this.#intent(unit, day)
    return keywords.draw(random, category)
  }

  /** A category that the client may look for in this shop. */
  #intent(unit: WebUnit, day: number): number {
    const tastes = this.#world.tastesOn(day)
    const { favourites, style } = this.#visitor.taste
    const random = this.#random
    if (random.next() < FAVOURITE) {
      const fit = tastes.fit[unit]!
      const weights = favourites.map((each) => tastes.searchLeaning[each]! * fit[each]!)
      return favourites[drawWeighted(random, weights)]!
    }
    return drawFitting(random, () => tastes.searches[style]!.draw(random), tastes.fit[unit]!)
  }

  /** Order pages that are opened again, and refunds: at the end of a later session, or on their own. */
  #addEchoes(sessions: Session[], unit: WebUnit, basket: number): void {
    const { baskets } = this.#world
    const random = this.#random
    const boughtMs = (baskets.minute[basket]! + 1) * 60_000
    const add = (type: number, delayMs: number): void => {
      const later = sessions.filter((session) => session.startMs >= boughtMs)
      const transId = baskets.transId[basket]!
      if (later.length > 0 && random.next() < 0.6) {
        const { hits } = later[random.int(later.length)]!
        const last = hits.at(-1)!
        hits.push({ type, ms: last.ms + 5_000 + random.int(60_000), transId, keyword: '' })
        return
      }
      const ms = Math.min(boughtMs + Math.floor(delayMs * random.exponential()), PERIOD_DAYS * MS_PER_DAY - 1)
      sessions.push({ unit, startMs: ms, hits: [{ type, ms, transId, keyword: '' }], intents: [] })
    }
    for (let i = 0; i < baskets.repeats[basket]!; i++) add(6, 2 * MS_PER_DAY)
    for (let i = 0; i < baskets.refunds[basket]!; i++) add(7, 4 * MS_PER_DAY)
  }
}
