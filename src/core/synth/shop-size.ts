import type { Dirt } from './dirt.ts'

/** The six shops: three on the web, three with counters. */
export const UNITS = ['A01', 'A02', 'A03', 'B01', 'B02', 'B03'] as const

/** Position in `UNITS`. */
export type Unit = 0 | 1 | 2 | 3 | 4 | 5

/** A unit that sells on the web, and so has action rows. */
export type WebUnit = 0 | 1 | 2

export const WEB_UNITS: readonly WebUnit[] = [0, 1, 2]
export const COUNTER_UNITS: readonly Unit[] = [3, 4, 5]

/** How many of everything the files hold. Published counts of the real data where there are any, else chosen to fit them. */
export interface ShopSize {
  readonly clients: number
  /** Highest client id less `clients`: ids have gaps. */
  readonly idGaps: number
  /** Clients with listed purchases that also appear in the actions with their `trans_id`. */
  readonly joinedBuyers: number
  /** Clients with listed purchases and other purchases in the actions. */
  readonly splitBuyers: number
  /** Clients with listed purchases and none in the actions. */
  readonly counterBuyers: number
  /** Clients with purchases in the actions and no listed one: "bought, category unknown". */
  readonly unlistedBuyers: number
  readonly searchingBuyers: number
  readonly searchingOthers: number
  /** Of the buyers with a type-6 row, and of all others, those whose gender and age are known. */
  readonly knownBuyers: number
  readonly knownOthers: number

  readonly lines: number
  readonly counterLines: number
  readonly counterBaskets: number
  /** Web baskets in both files: with a purchase row; with a refund row alone. */
  readonly joinedBaskets: number
  readonly refundOnlyJoined: number
  /** Web baskets of the transactions file alone. */
  readonly quietBaskets: number
  /** Baskets of the actions file alone: with a purchase row; with a refund row alone; with a purchase row without id. */
  readonly unlistedBaskets: number
  readonly refundOnlyUnlisted: number
  readonly namelessPurchases: number
  /** Further purchase rows of an id, and further rows of the one that recurs most. */
  readonly repeatedRows: number
  readonly longestRepeat: number
  /** Refund rows of ids that have a purchase row. */
  readonly refunds: number

  /** Purchase rows (type 6) by web unit. */
  readonly purchaseRows: readonly number[]
  /** Action rows by web unit. */
  readonly actionRows: readonly number[]
  readonly unknownLines: number
  readonly zeroLines: number
  readonly missingPageCounts: number
  readonly missingSessionSeconds: number
}

const FULL: ShopSize = {
  clients: 72_399,
  idGaps: 30,
  joinedBuyers: 7_421,
  splitBuyers: 3_279,
  counterBuyers: 584,
  unlistedBuyers: 10_133,
  searchingBuyers: 13_457,
  searchingOthers: 25_107,
  knownBuyers: 12_145,
  knownOthers: 100,
  lines: 599_961,
  counterLines: 371_976,
  counterBaskets: 80_300,
  joinedBaskets: 21_000,
  refundOnlyJoined: 833,
  quietBaskets: 14_307,
  unlistedBaskets: 26_500,
  refundOnlyUnlisted: 2_664,
  namelessPurchases: 4_936,
  repeatedRows: 3_752,
  longestRepeat: 61,
  refunds: 2_179,
  purchaseRows: [9_000, 13_000, 34_249],
  actionRows: [196_832, 668_093, 2_331_437],
  unknownLines: 17_652,
  zeroLines: 7_586,
  missingPageCounts: 1_428,
  missingSessionSeconds: 57_607,
}

/**
 * The sizes at a scale: everything times `scale`, rounded. The most repeated id keeps its 62 rows: it is planted dirt that a
 * small data set must have as well.
 */
export function sizeAt(scale: number): ShopSize {
  const scaled = (key: keyof ShopSize): number => Math.round((FULL[key] as number) * scale)
  const entries = Object.entries(FULL).map(([key, value]: [string, number | readonly number[]]) => [
    key,
    typeof value === 'number' ? scaled(key as keyof ShopSize) : value.map((part) => Math.round(part * scale)),
  ])
  return { ...(Object.fromEntries(entries) as ShopSize), longestRepeat: FULL.longestRepeat }
}

/** The sizes without the dirt that is not wanted. */
export function withoutDirt(size: ShopSize, dirt: ReadonlySet<Dirt>): ShopSize {
  return {
    ...size,
    ...(!dirt.has('unknown-codes') && { unknownLines: 0 }),
    ...(!dirt.has('zero-amounts') && { zeroLines: 0 }),
    ...(!dirt.has('repeated-ids') && { repeatedRows: 0, longestRepeat: 0 }),
    ...(!dirt.has('purchases-without-id') && { namelessPurchases: 0 }),
  }
}

/**
 * Wanted share of each action type (0 to 5) among the rows of a web unit without its purchases and refunds. A01 only knows
 * searches. Sums over units give the published counts by type.
 */
export const TYPE_TARGETS: readonly (readonly number[])[] = [
  [1, 0, 0, 0, 0, 0],
  [161_393, 110_000, 200_000, 60_000, 12_000, 110_000],
  [302_413, 197_998, 455_266, 536_765, 160_240, 640_530],
].map((counts) => {
  const sum = counts.reduce((a, b) => a + b, 0)
  return counts.map((count) => count / sum)
})

/** Traffic sources as published, rows by web unit. */
export const SOURCES = ['unknown', 'DIRECT', 'PUSH', 'WEBSITE', 'PORTAL_1', 'PORTAL_2', 'PORTAL_3'] as const
export const SOURCE_ROWS: readonly (readonly number[])[] = [
  [160_458, 16_279, 0, 6_221, 11_449, 1_863, 837],
  [667_694, 9, 0, 453, 902, 0, 0],
  [0, 1_752_344, 540_362, 43_432, 29_806, 29_496, 8_190],
]

/** Devices as published, rows by web unit; the empty word is a blank cell. */
export const DEVICES = ['', 'PC', 'mobile_app', 'mobile_web'] as const
export const DEVICE_ROWS: readonly (readonly number[])[] = [
  [43, 37_952, 114_957, 43_880],
  [453, 77_617, 359_902, 230_121],
  [1_782_081, 150_421, 0, 398_935],
]
