import { createRandom, deriveSeed } from '../matrix/random.ts'
import { PERIOD_DAYS } from './calendar.ts'
import type { Catalogue } from './catalogue.ts'
import { createSampler } from './sampling.ts'
import { normalised, type Tastes } from './tastes.ts'

/** Days over which tastes stand still: a week. */
const STAGE_DAYS = 7
const LAST_STAGE = Math.floor((PERIOD_DAYS - 1) / STAGE_DAYS)

/** The tastes of a day; days after the period have those of its last week. */
export type TastesOn = (day: number) => Tastes

/**
 * Lets popularity and the styles' tastes move over the period: in week `w` of the last `W`, with `x = 2w / W − 1` in [−1, 1],
 * `share(s, c) ∝ planted share(s, c) · exp(strength · x · (trend(c) + leaning(s, shelf of c)))`, both standard normal; popularity
 * likewise with the trend alone. The middle of the period has the planted tastes. Habits and the shops that clients choose stay.
 *
 * @param strength `>= 0`; at 0 every day has the planted tastes themselves
 */
export function createDrift(catalogue: Catalogue, tastes: Tastes, seed: number, strength: number): TastesOn {
  if (strength === 0) return () => tastes
  const random = createRandom(deriveSeed(seed, 'drift'))
  const { categories, shelves } = catalogue
  const trend = Float64Array.from(categories, () => random.normal())
  const leanings = tastes.purchaseShares.map(() => Float64Array.from(shelves, () => random.normal()))

  function stageTastes(stage: number): Tastes {
    const by = strength * ((2 * stage) / LAST_STAGE - 1)
    const move = (share: Float64Array, leaning?: Float64Array): Float64Array =>
      normalised(
        share.map(
          (p, c) => p * Math.exp(by * (trend[c]! + (leaning === undefined ? 0 : leaning[categories[c]!.shelf]!))),
        ),
      )
    const purchaseShares = tastes.purchaseShares.map((share, style) => move(share, leanings[style]))
    const searchShares = tastes.searchShares.map((share, style) => move(share, leanings[style]))
    const popularShare = move(tastes.popularShare)
    return {
      ...tastes,
      purchaseShares,
      searchShares,
      popularShare,
      purchases: purchaseShares.map(createSampler),
      searches: searchShares.map(createSampler),
      popular: createSampler(popularShare),
    }
  }

  const made = new Map<number, Tastes>()
  return (day) => {
    const stage = Math.min(LAST_STAGE, Math.max(0, Math.floor(day / STAGE_DAYS)))
    const known = made.get(stage) ?? stageTastes(stage)
    made.set(stage, known)
    return known
  }
}
