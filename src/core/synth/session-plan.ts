import { createRandom, deriveSeed } from '../matrix/random.ts'
import { type Baskets, hasPurchaseRow } from './baskets.ts'
import { type Clients, JOINED, SPLIT, UNLISTED } from './clients.ts'
import { drawWeighted, logNormal, shareOut } from './sampling.ts'
import { type ShopSize, WEB_UNITS } from './shop-size.ts'
import type { Tastes } from './tastes.ts'

/** Rows that a purchase needs at least, by web unit, when the client searches: A01 has a search before it, the others a basket. */
const ROWS_OF_PURCHASE = [2, 3, 3]

/** A client without any purchase looks around this much; buyers more. By purchase class. */
const CURIOSITY = [3.6, 2.2, 1.1, 1.7, 1]

/** Nobody looks around more than this many times as much as the mean client, nor counts for more than so many baskets. */
const CURIOSITY_CAP = 8
const BASKETS_CAP = 12

/** Chance that a client also visits a web shop that is not the usual one, and how much less there. */
const ELSEWHERE_CHANCE = 0.3
const ELSEWHERE_FACTOR = 0.3

/**
 * Action rows of every client in each web unit, sums exact; shape `[3][clients]`. Everybody has one row at least; clients who
 * never search have none in A01 but their purchases, since that shop only reports searches and purchases.
 */
export function planRows(
  clients: Clients,
  baskets: Baskets,
  size: ShopSize,
  tastes: Tastes,
  seed: number,
): Uint32Array[] {
  const random = createRandom(deriveSeed(seed, 'rows'))
  const home = new Uint8Array(clients.count)
  const weights = WEB_UNITS.map(() => new Float64Array(clients.count))
  const minima = WEB_UNITS.map(() => new Uint32Array(clients.count))
  for (let client = 0; client < clients.count; client++) {
    const searches = clients.searches[client] === 1
    const pull = tastes.pull[clients.style[client]!]!
    const purchaseClass = clients.purchaseClass[client]!
    const bought = [JOINED, SPLIT, UNLISTED].includes(purchaseClass)
    for (let basket = baskets.ofClient[client]!; basket < baskets.ofClient[client + 1]!; basket++) {
      const unit = baskets.unit[basket]!
      if (unit > 2) continue
      const echoes = baskets.repeats[basket]! + baskets.refunds[basket]!
      const purchase = hasPurchaseRow(baskets.sort[basket]!)
        ? unit === 0 && !searches
          ? 1
          : ROWS_OF_PURCHASE[unit]!
        : 0
      minima[unit]![client]! += purchase + echoes
      if (purchase > 0) weights[unit]![client]! += 0.5
    }
    const chances = WEB_UNITS.map((unit) => (unit === 0 && !searches ? 0 : pull[unit]! ** 1.5))
    const unit = drawWeighted(random, chances)
    home[client] = unit
    minima[unit]![client]! += 1
    const curiosity = CURIOSITY[purchaseClass]! * Math.min(CURIOSITY_CAP, logNormal(random, -0.72, 1.2))
    for (const each of WEB_UNITS) {
      if (each === 0 && !searches) {
        weights[each]![client] = 0
        continue
      }
      if (each === unit) weights[each]![client]! += 1
      else if (random.next() < ELSEWHERE_CHANCE) weights[each]![client]! += ELSEWHERE_FACTOR
      weights[each]![client] =
        Math.min(BASKETS_CAP, weights[each]![client]!) * curiosity * (bought && weights[each]![client]! > 1 ? 1.3 : 1)
    }
  }
  return WEB_UNITS.map((unit) => shareOut(size.actionRows[unit]!, weights[unit]!, (client) => minima[unit]![client]!))
}
