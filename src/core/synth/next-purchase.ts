import { type Baskets, hasPurchaseRow, IN_BOTH, isListed, unitWeights } from './baskets.ts'
import { favouriteChance, OWN_STYLE, type Shopper } from './basket-categories.ts'
import type { Clients } from './clients.ts'
import { UNITS, WEB_UNITS } from './shop-size.ts'
import { FITTING_TRIES, type Tastes } from './tastes.ts'

/**
 * Law of `drawFitting`: with refusal rate `R = Σ p(1 − fit)` and `n` tries, `p · (fit · (1 − R^(n−1)) / (1 − R) + R^(n−1))`.
 *
 * @param share law of one try, sums to 1
 * @returns sums to 1
 */
export function fittingShare(share: Float64Array, fit: Float64Array, tries = FITTING_TRIES): Float64Array {
  let refused = 0
  share.forEach((p, c) => (refused += p * (1 - fit[c]!)))
  const last = refused ** (tries - 1)
  const taken = refused < 1 ? (1 - last) / (1 - refused) : tries - 1
  return share.map((p, c) => p * (fit[c]! * taken + last))
}

/** What a client of each style buys first in a shop when no favourite goes into the basket; shape `[styles][units][categories]`. */
export type BaseShares = readonly (readonly Float64Array[])[]

/** The base shares of all styles; each vector sums to 1. */
export function baseShares(tastes: Tastes): BaseShares {
  const anybody = tastes.fit.map((fit) => fittingShare(tastes.popularShare, fit))
  return tastes.purchaseShares.map((share) =>
    tastes.fit.map((fit, unit) => {
      const own = fittingShare(share, fit)
      return own.map((p, c) => OWN_STYLE * p + (1 - OWN_STYLE) * anybody[unit]![c]!)
    }),
  )
}

/**
 * The drawer of shops gives each web shop an exact number of purchase rows by changing its weights on the way. These are the fixed
 * weights that give the same numbers in expectation, found by iterative scaling.
 *
 * @returns shape `[web units]`, for `unitWeights`
 */
function settledWeights(clients: Clients, baskets: Baskets, tastes: Tastes): number[] {
  const drawn = WEB_UNITS.map(() => 0)
  const ofStyle = tastes.pull.map(() => 0)
  for (let client = 0; client < clients.count; client++) {
    for (let basket = baskets.ofClient[client]!; basket < baskets.ofClient[client + 1]!; basket++) {
      if (!hasPurchaseRow(baskets.sort[basket]!)) continue
      drawn[baskets.unit[basket]!]! += 1
      ofStyle[clients.style[client]!]! += 1
    }
  }
  const settled = [...drawn]
  for (let round = 0; round < 200; round++) {
    const expected = WEB_UNITS.map(() => 0)
    tastes.pull.forEach((pull, style) => {
      const { units, weights } = unitWeights(IN_BOTH, pull, settled)
      const sum = weights.reduce((a, b) => a + b, 0)
      units.forEach((unit, i) => (expected[unit]! += (ofStyle[style]! * weights[i]!) / sum))
    })
    for (const unit of WEB_UNITS) if (expected[unit]! > 0) settled[unit]! *= drawn[unit]! / expected[unit]!
  }
  return settled
}

/**
 * Shares of the shops in a client's next listed basket: the sorts of listed baskets that clients of the same purchase class have,
 * each with the weights by which its shop is drawn. Clients without a listed basket take the sorts of all.
 *
 * @returns asked by purchase class and style; shape `[units]`, sums to 1
 */
export function createUnitShares(
  clients: Clients,
  baskets: Baskets,
  tastes: Tastes,
): (purchaseClass: number, style: number) => Float64Array {
  const webWeights = settledWeights(clients, baskets, tastes)
  const counts = new Map<number, Map<number, number>>()
  const all = new Map<number, number>()
  for (let client = 0; client < clients.count; client++) {
    const purchaseClass = clients.purchaseClass[client]!
    const ofClass = counts.get(purchaseClass) ?? new Map<number, number>()
    for (let basket = baskets.ofClient[client]!; basket < baskets.ofClient[client + 1]!; basket++) {
      const sort = baskets.sort[basket]!
      if (!isListed(sort)) continue
      ofClass.set(sort, (ofClass.get(sort) ?? 0) + 1)
      all.set(sort, (all.get(sort) ?? 0) + 1)
      counts.set(purchaseClass, ofClass)
    }
  }
  return (purchaseClass, style) => {
    const sorts = counts.get(purchaseClass) ?? all
    const total = [...sorts.values()].reduce((a, b) => a + b, 0)
    const shares = new Float64Array(UNITS.length)
    for (const [sort, count] of sorts) {
      const { units, weights } = unitWeights(sort, tastes.pull[style]!, webWeights)
      const sum = weights.reduce((a, b) => a + b, 0)
      units.forEach((unit, i) => (shares[unit]! += ((count / total) * weights[i]!) / sum))
    }
    return shares
  }
}

/** A client's next purchase, the first line of the next listed basket, in parts that are short to write. */
export interface NextPurchase {
  readonly style: number
  /** Probability of each favourite as such; it may also come from the base shares. */
  readonly favourites: readonly { readonly category: number; readonly probability: number }[]
  /** Probability that no favourite is drawn and the basket is one of the shop; shape `[units]`. With the favourites it sums to 1. */
  readonly rest: Float64Array
}

/**
 * The parts of `P(c) = Σ_unit s_unit · (Σ_j [f_j = c] · q_j · Π_{i<j} (1 − q_i) + Π_i (1 − q_i) · base(style, unit, c))`, where
 * `f` are the favourites, `q` their chances in that shop on that day and `s` the shares of the shops.
 */
export function nextPurchaseOf(
  shopper: Shopper,
  day: number,
  unitShares: Float64Array,
  fit: readonly Float64Array[],
): NextPurchase {
  const { favourites, style } = shopper.taste
  const chances = new Float64Array(favourites.length)
  const rest = unitShares.map((share, unit) => {
    let left = share
    for (let place = 0; place < favourites.length; place++) {
      const chance = fit[unit]![favourites[place]!]! * favouriteChance(shopper, place, day)
      chances[place]! += left * chance
      left *= 1 - chance
    }
    return left
  })
  return {
    style,
    favourites: favourites.map((category, place) => ({ category, probability: chances[place]! })),
    rest,
  }
}

/** Exact probability of every category as the client's next purchase; shape `[categories]`, sums to 1. */
export function purchaseProbabilities(next: NextPurchase, base: BaseShares): Float64Array {
  const ofStyle = base[next.style]!
  const probabilities = new Float64Array(ofStyle[0]!.length)
  next.rest.forEach((rest, unit) => ofStyle[unit]!.forEach((share, c) => (probabilities[c]! += rest * share)))
  for (const { category, probability } of next.favourites) probabilities[category]! += probability
  return probabilities
}
