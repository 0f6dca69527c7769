import { deriveSeed, createRandom, type Random } from '../matrix/random.ts'
import type { Catalogue, Kind } from './catalogue.ts'
import { createSampler, logNormal, type Sampler } from './sampling.ts'
import { UNITS } from './shop-size.ts'
import { groupOf, GROUPS, STYLES_PER_GROUP, type TasteGroup, UNIT_FITS, UNIT_SIZES } from './taste-groups.ts'

const STYLE_COUNT = GROUPS.length * STYLES_PER_GROUP

/** Spread (standard deviation of the logarithm) of a style's liking of a shelf, and of a category on it. */
const SHELF_SPREAD = 1.5
const CATEGORY_SPREAD = 0.8

/** The planted tastes. */
export interface Tastes {
  /** Categories bought, by style (`group * STYLES_PER_GROUP + style of the group`). */
  readonly purchases: readonly Sampler[]
  /** Categories searched for, by style. */
  readonly searches: readonly Sampler[]
  /** Categories bought by anybody. */
  readonly popular: Sampler
  /** Probability of each category bought by anybody; shape `[categories]`. */
  readonly popularShare: Float64Array
  /** How much more a category is searched for than bought, relative; shape `[categories]`. */
  readonly searchLeaning: Float64Array
  /** `[0, 1]`, shape `[units][categories]`. */
  readonly fit: readonly Float64Array[]
  /** Pull of a shop on a style, shape `[styles][units]`. */
  readonly pull: readonly Float64Array[]
  /** Probability of each category of a style's purchases, shape `[styles][categories]`. */
  readonly purchaseShares: readonly Float64Array[]
  /** The same of its searches. */
  readonly searchShares: readonly Float64Array[]
}

/**
 * Distributions of all styles that together give the wanted popularity: `share[s][c] ∝ q[c] * liking[s][c]`, with `q` found by
 * iterative scaling (15 rounds bring every category within a few percent).
 */
function fitShares(likings: readonly Float64Array[], weights: readonly number[], wanted: Float64Array): Float64Array[] {
  const count = wanted.length
  const q = Float64Array.from(wanted)
  const shares = likings.map(() => new Float64Array(count))
  for (let round = 0; round < 15; round++) {
    const mix = new Float64Array(count)
    likings.forEach((liking, style) => {
      let sum = 0
      for (let c = 0; c < count; c++) sum += q[c]! * liking[c]!
      const share = shares[style]!
      for (let c = 0; c < count; c++) {
        share[c] = (q[c]! * liking[c]!) / sum
        mix[c]! += share[c]! * weights[style]!
      }
    })
    for (let c = 0; c < count; c++) q[c]! *= wanted[c]! / mix[c]!
  }
  return shares
}

/** Values over their sum. */
export function normalised(values: Float64Array): Float64Array {
  let sum = 0
  for (const value of values) sum += value
  return values.map((value) => value / sum)
}

/** Share of searches wanted for each category: the published counts of plain words, the rest flatter than purchases. */
function wantedSearches(catalogue: Catalogue, searches: number, plainShare: number): Float64Array {
  const wanted = new Float64Array(catalogue.categories.length)
  let left = 1
  let flatSum = 0
  for (const [c, category] of catalogue.categories.entries()) {
    if (category.searchTarget > 0) {
      wanted[c] = category.searchTarget / (plainShare * searches)
      left -= wanted[c]
    } else flatSum += category.lineWeight ** 0.55
  }
  for (const [c, category] of catalogue.categories.entries()) {
    if (category.searchTarget === 0) wanted[c] = (left * category.lineWeight ** 0.55) / flatSum
  }
  return wanted
}

/**
 * Plants the tastes of a seed.
 *
 * @param plainShare of the searches for a category with a published count, those that are its plain word, `(0, 1]`
 */
export function plantTastes(catalogue: Catalogue, seed: number, plainShare: number): Tastes {
  const random = createRandom(deriveSeed(seed, 'tastes'))
  const { categories, shelves } = catalogue
  const likings: Float64Array[] = []
  for (const group of GROUPS) {
    for (let style = 0; style < STYLES_PER_GROUP; style++) {
      const shelfLiking = shelves.map(() => logNormal(random, 0, SHELF_SPREAD))
      likings.push(
        Float64Array.from(
          categories,
          (category) =>
            (group.likes[category.kind] ?? 1) * shelfLiking[category.shelf]! * logNormal(random, 0, CATEGORY_SPREAD),
        ),
      )
    }
  }
  const styleWeights = (share: (group: TasteGroup) => number): number[] =>
    Array.from({ length: STYLE_COUNT }, (_, s) => share(groupOf(s)) / STYLES_PER_GROUP)

  const popularity = normalised(Float64Array.from(categories, (category) => category.lineWeight))
  const purchaseShares = fitShares(
    likings,
    styleWeights((group) => group.buyerShare),
    popularity,
  )
  const wanted = wantedSearches(catalogue, 651_638, plainShare)
  const searchWeights = styleWeights((group) => (group.browserShare + group.buyerShare) / 2)
  const searchShares = fitShares(likings, searchWeights, wanted)

  const fit = UNIT_FITS.map(({ rest, fits }) =>
    Float64Array.from(categories, (category) => fits[category.kind] ?? rest),
  )
  const pull = purchaseShares.map((share) =>
    Float64Array.from(UNITS, (_, unit) => {
      let sum = 0
      for (let c = 0; c < share.length; c++) sum += share[c]! * fit[unit]![c]!
      return sum * UNIT_SIZES[unit]!
    }),
  )
  return {
    purchases: purchaseShares.map(createSampler),
    searches: searchShares.map(createSampler),
    popular: createSampler(popularity),
    popularShare: popularity,
    searchLeaning: wanted.map((share, c) => share / popularity[c]!),
    fit,
    pull,
    purchaseShares,
    searchShares,
  }
}

/** How often a category that the shop does not sell is drawn anew. */
export const FITTING_TRIES = 12

/** Draws a category that the shop sells; the last of `FITTING_TRIES` stands. */
export function drawFitting(random: Random, draw: () => number, fit: Float64Array): number {
  let category = draw()
  for (let i = 1; i < FITTING_TRIES && random.next() >= fit[category]!; i++) category = draw()
  return category
}

/** What one client likes: a style, and a few favourite categories that are bought again and again. */
export interface ClientTaste {
  readonly style: number
  /** Positions of categories, most liked first. */
  readonly favourites: readonly number[]
  /** Days between purchases of each favourite: 7 to 14 for groceries, longer for the rest. */
  readonly cycleDays: readonly number[]
}

const GROCERIES: ReadonlySet<Kind> = new Set([
  'fresh',
  'dairy',
  'chilled',
  'frozen',
  'pantry',
  'snack',
  'bakery',
  'drink',
])

/** The taste of the client with this seed. */
export function drawClientTaste(catalogue: Catalogue, tastes: Tastes, style: number, clientSeed: number): ClientTaste {
  const random = createRandom(deriveSeed(clientSeed, 'taste'))
  const wanted = 5 + random.int(10)
  const favourites: number[] = []
  const cycleDays: number[] = []
  for (let tries = 0; favourites.length < wanted && tries < 40; tries++) {
    const source = random.next() < 0.9 ? tastes.purchases[style]! : tastes.popular
    const category = source.draw(random)
    if (favourites.includes(category)) continue
    favourites.push(category)
    const grocery = GROCERIES.has(catalogue.categories[category]!.kind)
    cycleDays.push(grocery ? 7 + random.int(8) : 14 + random.int(46))
  }
  return { style, favourites, cycleDays }
}
