import type { Kind } from './catalogue.ts'

/** A latent group of clients: what they like above the average, by kind of goods. */
export interface TasteGroup {
  readonly name: string
  /** Share among clients who mostly look around, and among those with listed purchases. Each sums to 1 over the groups. */
  readonly browserShare: number
  readonly buyerShare: number
  /** Multiplies the popularity of a kind; 1 where it is not named. */
  readonly likes: Readonly<Partial<Record<Kind, number>>>
  /** Relative chance that a member is a woman, 1 as everybody. */
  readonly female: number
  /** Relative chance of each age 10, 20, .. 60. */
  readonly ages: readonly number[]
}

export const GROUPS: readonly TasteGroup[] = [
  {
    name: 'cooking',
    browserShare: 0.16,
    buyerShare: 0.25,
    likes: { fresh: 5, dairy: 2, pantry: 2.5, kitchen: 3, chilled: 1.5 },
    female: 1.3,
    ages: [0.3, 0.5, 1, 1, 1.4, 1.6],
  },
  {
    name: 'convenience',
    browserShare: 0.13,
    buyerShare: 0.19,
    likes: { snack: 4, drink: 4, frozen: 4, pantry: 2.5, alcohol: 5, bakery: 2, chilled: 3 },
    female: 0.7,
    ages: [1.5, 2.2, 1.2, 0.8, 0.7, 0.6],
  },
  {
    name: 'family',
    browserShare: 0.12,
    buyerShare: 0.15,
    likes: { dairy: 4, snack: 2, kids: 12, fresh: 1.5, bakery: 3, living: 2, hobby: 4 },
    female: 1.2,
    ages: [0.3, 0.2, 1.5, 1.4, 0.6, 0.3],
  },
  {
    name: 'fashion',
    browserShare: 0.15,
    buyerShare: 0.07,
    likes: { fashion: 25, acc: 25, beauty: 3 },
    female: 1.8,
    ages: [1.5, 1.6, 1, 0.9, 1, 0.8],
  },
  {
    name: 'beauty',
    browserShare: 0.11,
    buyerShare: 0.1,
    likes: { beauty: 16, health: 4, fashion: 4, acc: 3 },
    female: 3,
    ages: [1.8, 1.9, 1.1, 0.9, 0.8, 0.6],
  },
  {
    name: 'home',
    browserShare: 0.11,
    buyerShare: 0.08,
    likes: { home: 22, kitchen: 9, living: 3, appliance: 9 },
    female: 1.4,
    ages: [0.2, 0.6, 1.2, 1.1, 1.1, 1],
  },
  {
    name: 'digital',
    browserShare: 0.08,
    buyerShare: 0.04,
    likes: { digital: 40, appliance: 16, auto: 14, hobby: 6, alcohol: 2 },
    female: 0.3,
    ages: [1.2, 1.5, 1.1, 1, 0.8, 0.6],
  },
  {
    name: 'baby',
    browserShare: 0.06,
    buyerShare: 0.05,
    likes: { baby: 60, kids: 14, living: 3, dairy: 2 },
    female: 1.8,
    ages: [0, 0.8, 2.4, 0.6, 0.1, 0.3],
  },
  {
    name: 'sport',
    browserShare: 0.05,
    buyerShare: 0.04,
    likes: { sport: 40, health: 6, fashion: 4, acc: 5, drink: 1.5 },
    female: 0.6,
    ages: [1, 1.2, 1, 1.1, 1.1, 0.9],
  },
  {
    name: 'pet',
    browserShare: 0.03,
    buyerShare: 0.03,
    likes: { pet: 120, living: 3, drink: 1.5 },
    female: 1.3,
    ages: [0.8, 1.5, 1.2, 0.9, 0.9, 0.7],
  },
]

/** Each group has so many styles: smaller circles that differ in the shelves they prefer. */
export const STYLES_PER_GROUP = 3
/** The group of a style. */
export function groupOf(style: number): TasteGroup {
  return GROUPS[Math.floor(style / STYLES_PER_GROUP)]!
}

type Fits = Readonly<Partial<Record<Kind, number>>>

/** How well a kind of goods fits a shop, `[0, 1]`; `rest` where it is not named. */
export const UNIT_FITS: readonly { readonly rest: number; readonly fits: Fits }[] = [
  {
    rest: 0.12,
    fits: {
      fashion: 1,
      acc: 1,
      beauty: 1,
      kids: 0.8,
      baby: 0.6,
      home: 0.6,
      kitchen: 0.5,
      appliance: 0.5,
      digital: 0.5,
      sport: 1,
      health: 0.7,
      hobby: 0.5,
    },
  },
  {
    rest: 0.12,
    fits: {
      home: 1,
      appliance: 1,
      digital: 1,
      fashion: 0.9,
      acc: 0.8,
      beauty: 0.7,
      kids: 0.7,
      baby: 0.8,
      sport: 0.8,
      kitchen: 1,
      health: 1,
      pet: 0.7,
      living: 0.5,
      auto: 1,
      hobby: 1,
    },
  },
  {
    rest: 1,
    fits: {
      alcohol: 0.15,
      kitchen: 0.6,
      baby: 0.8,
      beauty: 0.3,
      home: 0.15,
      health: 0.4,
      hobby: 0.3,
      kids: 0.2,
      auto: 0.2,
      fashion: 0.05,
      acc: 0.05,
      digital: 0.05,
      appliance: 0.05,
      sport: 0.06,
    },
  },
  {
    rest: 1,
    fits: { beauty: 0.5, home: 0.5, fashion: 0.3, acc: 0.25, digital: 0.3, appliance: 0.3, kids: 0.5, sport: 0.3 },
  },
  {
    rest: 1,
    fits: {
      home: 0.1,
      fashion: 0.05,
      acc: 0.05,
      digital: 0.03,
      appliance: 0.03,
      kids: 0.1,
      sport: 0.05,
      auto: 0.1,
      hobby: 0.2,
      beauty: 0.2,
      kitchen: 0.4,
    },
  },
  { rest: 0.04, fits: { beauty: 1, health: 0.6, living: 0.35, snack: 0.15, drink: 0.15, acc: 0.15, baby: 0.3 } },
]

/** Relative number of visits of each shop before tastes are counted in. */
export const UNIT_SIZES = [1, 1, 1, 0.55, 0.45, 0.75]
