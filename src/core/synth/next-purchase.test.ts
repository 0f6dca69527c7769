import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { createRandom } from '../matrix/random.ts'
import { uncontrolled } from '../task-control.ts'
import { createShopper, drawBasket, type Shopper } from './basket-categories.ts'
import { planBaskets } from './baskets.ts'
import { createCalendar, PERIOD_DAYS } from './calendar.ts'
import { readCatalogue } from './catalogue.ts'
import { COUNTER, JOINED, NO_PURCHASE, planClients } from './clients.ts'
import { generateShop } from './generate-shop.ts'
import { PLAIN_SHARE_REACHED } from './keywords.ts'
import {
  baseShares,
  createUnitShares,
  fittingShare,
  type NextPurchase,
  nextPurchaseOf,
  purchaseProbabilities,
} from './next-purchase.ts'
import { createSampler, drawWeighted } from './sampling.ts'
import { sizeAt, UNITS } from './shop-size.ts'
import { drawClientTaste, drawFitting, plantTastes } from './tastes.ts'
import { createTruthLines } from './truth-lines.ts'

const SEED = 11
const catalogue = readCatalogue()
const tastes = plantTastes(catalogue, SEED, PLAIN_SHARE_REACHED)
const base = baseShares(tastes)
const law = { catalogue, tastesOn: () => tastes, hasOneIntent: false }
const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((a, b) => a + b, 0)

/**
 * Pearson's statistic of draws against a law, cells that expect fewer than 10 draws in one, as a number of standard deviations
 * above its mean (a chi-square with k degrees of freedom has mean k and variance 2k).
 */
function surprise(counts: Float64Array, law: Float64Array): number {
  const draws = sum(counts)
  let statistic = 0
  let cells = 0
  let restCount = 0
  let restWanted = 0
  const add = (count: number, wanted: number): void => {
    statistic += (count - wanted) ** 2 / wanted
    cells++
  }
  law.forEach((p, c) => {
    if (p * draws >= 10) return add(counts[c]!, p * draws)
    restCount += counts[c]!
    restWanted += p * draws
  })
  if (restWanted > 0) add(restCount, restWanted)
  return (statistic - (cells - 1)) / Math.sqrt(2 * (cells - 1))
}

function shopperOf(seed: number): Shopper {
  const style = seed % base.length
  const random = createRandom(seed)
  return createShopper(random, drawClientTaste(catalogue, tastes, style, seed))
}

describe('the law of a fitting draw', () => {
  it('sums to 1 and is that of the draw', () => {
    const share = Float64Array.of(0.5, 0.3, 0.15, 0.05)
    for (const fit of [Float64Array.of(0.02, 0, 0.1, 1), Float64Array.of(1, 1, 1, 1), Float64Array.of(0, 0, 0, 0)]) {
      const law = fittingShare(share, fit)
      expect(sum(law)).toBeCloseTo(1, 12)
      const sampler = createSampler(share)
      const random = createRandom(3)
      const counts = new Float64Array(share.length)
      for (let i = 0; i < 40_000; i++) counts[drawFitting(random, () => sampler.draw(random), fit)]! += 1
      expect(surprise(counts, law)).toBeLessThan(4)
    }
  })
})

describe('the next purchase', () => {
  it('sums to 1 for any client, day and mix of shops', () => {
    const weights = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 6, maxLength: 6 })
    fc.assert(
      fc.property(fc.nat(100_000), fc.integer({ min: 0, max: 200 }), weights, (seed, day, mix) => {
        const total = sum(mix)
        const shares = Float64Array.from(UNITS, (_, unit) => (total > 0 ? mix[unit]! / total : 1 / 6))
        const next = nextPurchaseOf(shopperOf(seed), day, shares, tastes.fit)
        expect(sum(next.rest) + sum(next.favourites.map(({ probability }) => probability))).toBeCloseTo(1, 12)
        const probabilities = purchaseProbabilities(next, base)
        expect(sum(probabilities)).toBeCloseTo(1, 10)
        expect(probabilities.every((p) => p >= 0)).toBe(true)
      }),
      { numRuns: 60 },
    )
  })

  it('is the law by which baskets are drawn', () => {
    const shares = Float64Array.of(0.1, 0.1, 0.3, 0.2, 0.2, 0.1)
    for (const seed of [4, 77, 1203]) {
      const shopper = shopperOf(seed)
      const day = [3, 40, PERIOD_DAYS][seed % 3]!
      const wanted = purchaseProbabilities(nextPurchaseOf(shopper, day, shares, tastes.fit), base)
      const random = createRandom(seed)
      const counts = new Float64Array(wanted.length)
      const out = new Uint16Array(3)
      for (let i = 0; i < 60_000; i++) {
        const fresh = { taste: shopper.taste, boughtOn: [...shopper.boughtOn] }
        drawBasket(random, fresh, { unit: drawWeighted(random, shares), day }, law, out)
        counts[out[0]!]! += 1
      }
      expect(surprise(counts, wanted)).toBeLessThan(4)
      // The same draws against another client's law: the measure sees a difference.
      const other = purchaseProbabilities(nextPurchaseOf(shopperOf(seed + 1), day, shares, tastes.fit), base)
      expect(surprise(counts, other)).toBeGreaterThan(20)
    }
  })

  it('finds a favourite likelier when it is due', () => {
    const { taste } = shopperOf(5)
    const shares = Float64Array.of(0, 0, 0, 0, 1, 0)
    const at = (daysAgo: number): Float64Array =>
      purchaseProbabilities(
        nextPurchaseOf({ taste, boughtOn: taste.favourites.map(() => 90 - daysAgo) }, 90, shares, tastes.fit),
        base,
      )
    const first = taste.favourites[0]!
    expect(at(60)[first]!).toBeGreaterThan(at(0)[first]!)
  })
})

describe('the shares of the shops', () => {
  it('are those in which the planned baskets fall, by purchase class', () => {
    const size = sizeAt(0.2)
    const clients = planClients(size, SEED)
    const baskets = planBaskets(clients, size, tastes, createCalendar(), SEED)
    const sharesOf = createUnitShares(clients, baskets, tastes)
    for (const purchaseClass of [JOINED, COUNTER]) {
      const wanted = new Float64Array(6)
      const found = new Float64Array(6)
      for (let client = 0; client < clients.count; client++) {
        if (clients.purchaseClass[client] !== purchaseClass) continue
        const shares = sharesOf(purchaseClass, clients.style[client]!)
        expect(sum(shares)).toBeCloseTo(1, 12)
        for (let basket = baskets.ofClient[client]!; basket < baskets.ofClient[client + 1]!; basket++) {
          if (baskets.sort[basket]! > 3) continue
          found[baskets.unit[basket]!]! += 1
          shares.forEach((share, unit) => (wanted[unit]! += share))
        }
      }
      found.forEach((count, unit) => expect(Math.abs(count - wanted[unit]!) / sum(found)).toBeLessThan(0.02))
    }
    expect(sum(sharesOf(NO_PURCHASE, 0))).toBeCloseTo(1, 12)
  })
})

describe('the truth of every client', () => {
  const scale = 0.003
  const clients: { id: number; next: NextPurchase }[] = []
  const lines: string[] = []
  beforeAll(async () => {
    const toLines = createTruthLines(
      (line) => void lines.push(line),
      () => undefined,
    )
    await generateShop({ scale, seed: SEED }, uncontrolled, () => undefined, {
      onBaseShares: (shares) => toLines.onBaseShares(shares),
      onClient: (id, next) => {
        clients.push({ id, next })
        return toLines.onClient(id, next)
      },
      onSessions: () => undefined,
    })
  })

  it('is told once each, in order', () => {
    expect(clients).toHaveLength(sizeAt(scale).clients)
    expect(clients.every(({ id }, i) => i === 0 || id > clients[i - 1]!.id)).toBe(true)
  })

  it('is read back from its lines', () => {
    interface Line {
      readonly style: number
      readonly base: readonly (readonly number[])[]
      readonly id: number
      readonly rest: readonly number[]
      readonly favourites: readonly (readonly [number, number])[]
    }
    const read = lines.slice(1).map((line) => JSON.parse(line) as Line)
    const styles = read.slice(0, base.length)
    const written = read.slice(base.length)
    expect(written.map(({ id }) => id)).toEqual(clients.map(({ id }) => id))
    clients.slice(0, 40).forEach(({ next }, i) => {
      const { style, rest, favourites } = written[i]!
      const exact = purchaseProbabilities(next, base)
      exact.forEach((probability, c) => {
        const own = favourites.find(([code]) => code === catalogue.categories[c]!.code)?.[1] ?? 0
        const found = own + sum(rest.map((weight, unit) => weight * styles[style]!.base[unit]![c]!))
        if (Math.abs(found - probability) > 2e-5 * probability + 1e-12) expect.fail(`client ${i}, category ${c}`)
      })
    })
  })

  it('changes no byte of the files', async () => {
    const bytesOf = async (watched: boolean): Promise<string> => {
      const parts: Uint8Array[] = []
      const witness = createTruthLines(
        () => undefined,
        () => undefined,
      )
      await generateShop(
        { scale, seed: SEED },
        uncontrolled,
        (_, bytes) => void parts.push(bytes),
        watched ? witness : undefined,
      )
      return Buffer.concat(parts).toString('base64')
    }
    expect((await bytesOf(true)) === (await bytesOf(false))).toBe(true)
  }, 30_000)
})
