import { createRandom, deriveSeed, type Random } from '../matrix/random.ts'
import { type BasketLaw, createShopper, drawBasket, type Shopper } from './basket-categories.ts'
import { type Baskets, isListed } from './baskets.ts'
import { MINUTES_PER_DAY } from './calendar.ts'
import { logNormal, shuffle } from './sampling.ts'
import type { ShopSize } from './shop-size.ts'
import type { ClientTaste } from './tastes.ts'

/** Amounts that do not fit 32 bits, as they stand in the published data. */
export const HUGE_AMOUNTS = [100_000_016_899, 100_000_007_199] as const
/** The largest count of one line, and the largest believable amount (won). */
export const LARGEST_COUNT = 3_600
const LARGEST_AMOUNT = 11_800_000

/** All transaction lines, basket by basket. */
export interface Lines {
  readonly count: number
  /** Basket `b` owns lines `[ofBasket[b], ofBasket[b + 1])`. */
  readonly ofBasket: Uint32Array
  /** Positions in the catalogue. */
  readonly category: Uint16Array
  /** Whole line, won. */
  readonly amount: Float64Array
  readonly pieces: Uint16Array
  /** 1 where the file says `unknown`; the category stays known to the truth. */
  readonly hidden: Uint8Array
}

/** Room for the lines of the planned baskets. */
export function allocateLines(baskets: Baskets): Lines {
  const ofBasket = new Uint32Array(baskets.count + 1)
  for (let basket = 0; basket < baskets.count; basket++) {
    ofBasket[basket + 1] = ofBasket[basket]! + (isListed(baskets.sort[basket]!) ? baskets.lineCount[basket]! : 0)
  }
  const count = ofBasket[baskets.count]!
  return {
    count,
    ofBasket,
    category: new Uint16Array(count),
    amount: new Float64Array(count),
    pieces: new Uint16Array(count),
    hidden: new Uint8Array(count),
  }
}

/** Pieces of one line; nobody buys several of what costs more than this (won). */
const DEAR = 60_000

function drawPieces(random: Random, priceWon: number): number {
  if (priceWon > DEAR) return 1
  const u = random.next()
  if (u < 0.84) return 1
  if (u < 0.93) return 2
  if (u < 0.975) return 3 + random.int(2)
  return Math.min(235, Math.floor(5 + 1.5 / (1.0001 - random.next()) ** 0.7))
}

/**
 * Fills the baskets of one client in time order, categories by `drawBasket`.
 *
 * @returns the client after the last basket
 */
export function fillBaskets(
  lines: Lines,
  baskets: Baskets,
  range: { readonly start: number; readonly end: number },
  taste: ClientTaste,
  law: BasketLaw,
  clientSeed: number,
): Shopper {
  const random = createRandom(deriveSeed(clientSeed, 'lines'))
  const shopper = createShopper(random, taste)
  for (let basket = range.start; basket < range.end; basket++) {
    if (!isListed(baskets.sort[basket]!)) continue
    const place = { unit: baskets.unit[basket]!, day: Math.floor(baskets.minute[basket]! / MINUTES_PER_DAY) }
    const first = lines.ofBasket[basket]!
    const end = lines.ofBasket[basket + 1]!
    drawBasket(random, shopper, place, law, lines.category.subarray(first, end))
    for (let line = first; line < end; line++) {
      const { priceWon } = law.catalogue.categories[lines.category[line]!]!
      const pieces = drawPieces(random, priceWon)
      const unitPrice = Math.max(100, Math.round((priceWon * logNormal(random, -0.08, 0.4)) / 10) * 10)
      lines.pieces[line] = pieces
      lines.amount[line] = Math.min(unitPrice * pieces, LARGEST_AMOUNT)
    }
  }
  return shopper
}

/** Plants the dirt of the published data: unknown codes, zeros, two absurd amounts, one absurd count. */
export function dirtyLines(lines: Lines, size: ShopSize, hasHugeAmounts: boolean, seed: number): void {
  const random = createRandom(deriveSeed(seed, 'dirt'))
  const order = new Uint32Array(lines.count).map((_, line) => line)
  shuffle(random, order)
  for (let i = 0; i < size.unknownLines; i++) lines.hidden[order[i]!] = 1
  shuffle(random, order)
  let next = 0
  if (hasHugeAmounts) {
    for (const amount of HUGE_AMOUNTS) if (next < lines.count) lines.amount[order[next++]!] = amount
    if (next < lines.count) lines.pieces[order[next++]!] = LARGEST_COUNT
  }
  for (let i = 0; i < size.zeroLines && next < lines.count; i++) {
    const line = order[next++]!
    const u = random.next()
    if (u < 0.7) lines.amount[line] = 0
    if (u >= 0.55) lines.pieces[line] = 0
  }
}
