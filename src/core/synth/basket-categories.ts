import type { Random } from '../matrix/random.ts'
import type { Catalogue } from './catalogue.ts'
import type { TastesOn } from './drift.ts'
import { type ClientTaste, drawFitting } from './tastes.ts'

/** A favourite that is due goes into the basket; one that is not rarely does. */
const DUE_CHANCE = 0.34
const EARLY_CHANCE = 0.03

/** Chances of the next line, cumulative: the same category again, the same shelf, the client's style; else what anybody buys. */
const AGAIN = 0.04
const SAME_SHELF = 0.22
export const OWN_STYLE = 0.9
/** `SAME_SHELF` where a basket has one intent: what it was filled for. */
const SAME_SHELF_AS_INTENT = 0.6

/** What baskets are filled by. */
export interface BasketLaw {
  readonly catalogue: Catalogue
  readonly tastesOn: TastesOn
  /** Whether the first line is the one intent that the others follow; else each may follow any line before it. */
  readonly hasOneIntent: boolean
}

/** What a client likes, and when the favourites were last bought. */
export interface Shopper {
  readonly taste: ClientTaste
  /** Day of the period, negative before it; follows `taste.favourites`. */
  readonly boughtOn: number[]
}

/** A client at the period's start: every favourite was bought at some day of the cycle before. */
export const createShopper = (random: Random, taste: ClientTaste): Shopper => ({
  taste,
  boughtOn: taste.cycleDays.map((cycle) => -random.int(cycle)),
})

/** Chance that the favourite at a place goes into a basket of this day, in a shop that surely sells it. */
export function favouriteChance({ taste, boughtOn }: Shopper, place: number, day: number): number {
  return day - boughtOn[place]! >= taste.cycleDays[place]! ? DUE_CHANCE : EARLY_CHANCE
}

/** A category of the same shelf, well-sold ones first. */
export function drawFromShelf(random: Random, catalogue: Catalogue, category: number): number {
  const shelf = catalogue.shelves[catalogue.categories[category]!.shelf]!
  const one = shelf[random.int(shelf.length)]!
  const other = shelf[random.int(shelf.length)]!
  return catalogue.categories[one]!.lineWeight >= catalogue.categories[other]!.lineWeight ? one : other
}

/**
 * Draws the categories of one basket: due favourites, then what lies near the lines before, the client's style, the popular.
 * Favourites that go in count as bought on `day`. The law of the first line is that of `nextPurchaseOf`.
 *
 * @param out positions in the catalogue, at least one
 */
export function drawBasket(
  random: Random,
  shopper: Shopper,
  place: { readonly unit: number; readonly day: number },
  law: BasketLaw,
  out: Uint16Array,
): void {
  const tastes = law.tastesOn(place.day)
  const sameShelf = law.hasOneIntent ? SAME_SHELF_AS_INTENT : SAME_SHELF
  const { taste, boughtOn } = shopper
  const fit = tastes.fit[place.unit]!
  let at = 0
  taste.favourites.forEach((favourite, position) => {
    if (at >= out.length || random.next() >= fit[favourite]!) return
    if (random.next() >= favouriteChance(shopper, position, place.day)) return
    boughtOn[position] = place.day
    out[at++] = favourite
  })
  for (; at < out.length; at++) {
    const u = random.next()
    const before = at > 0 ? out[law.hasOneIntent ? 0 : random.int(at)]! : -1
    if (before >= 0 && u < AGAIN) out[at] = before
    else if (before >= 0 && u < sameShelf) out[at] = drawFromShelf(random, law.catalogue, before)
    else {
      const sampler = u < OWN_STYLE ? tastes.purchases[taste.style]! : tastes.popular
      out[at] = drawFitting(random, () => sampler.draw(random), fit)
    }
  }
}
