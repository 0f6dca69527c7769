import { beforeAll, describe, expect, it } from 'vitest'
import type { FileRole } from '../tables/table.ts'
import { uncontrolled } from '../task-control.ts'
import { PERIOD_DAYS } from './calendar.ts'
import { readCatalogue } from './catalogue.ts'
import { createDrift } from './drift.ts'
import { generateShop } from './generate-shop.ts'
import type { ShopOptions } from './shop-options.ts'
import { PLAIN_SHARE_REACHED } from './keywords.ts'
import { type BaseShares, baseShares } from './next-purchase.ts'
import { plantTastes } from './tastes.ts'

const SEED = 5
const catalogue = readCatalogue()
const tastes = plantTastes(catalogue, SEED, PLAIN_SHARE_REACHED)
const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((a, b) => a + b, 0)

interface Watched {
  readonly actions: readonly string[][]
  readonly transactions: readonly string[][]
  /** By client id, then by session from 1 on. */
  readonly intents: ReadonlyMap<number, readonly (readonly number[])[]>
  readonly base: BaseShares
}

async function watch(options: Partial<ShopOptions>): Promise<Watched> {
  const parts: Record<FileRole, Uint8Array[]> = { actions: [], transactions: [], demographics: [], products: [] }
  const intents = new Map<number, readonly (readonly number[])[]>()
  let base: BaseShares = []
  await generateShop(
    { scale: 0.02, seed: SEED, ...options },
    uncontrolled,
    (role, bytes) => void parts[role].push(bytes),
    {
      onBaseShares: (shares) => void (base = shares),
      onClient: () => undefined,
      onSessions: (id, own) => void intents.set(id, own),
    },
  )
  const rows = (role: FileRole): string[][] => {
    const text = new TextDecoder().decode(Buffer.concat(parts[role])).trimEnd()
    const lines = text.split('\n').slice(1)
    return lines.map((line) => line.split(','))
  }
  return { actions: rows('actions'), transactions: rows('transactions'), intents, base }
}

describe('drift', () => {
  it('leaves every day as planted at strength 0', () => {
    const still = createDrift(catalogue, tastes, SEED, 0)
    expect([0, 50, PERIOD_DAYS].every((day) => still(day) === tastes)).toBe(true)
  })

  it('moves away from the planted tastes to both ends, in weeks, and stays a law', () => {
    const on = createDrift(catalogue, tastes, SEED, 0.8)
    expect(on(0)).toBe(on(6))
    expect(on(7)).not.toBe(on(6))
    expect(on(PERIOD_DAYS)).toBe(on(PERIOD_DAYS - 1))
    const distance = (day: number): number =>
      sum(on(day).popularShare.map((p, c) => Math.abs(p - tastes.popularShare[c]!))) / 2
    for (const day of [0, 45, 92]) {
      const { purchaseShares, searchShares, popularShare } = on(day)
      for (const share of [...purchaseShares, ...searchShares, popularShare]) expect(sum(share)).toBeCloseTo(1, 10)
    }
    expect(distance(0)).toBeGreaterThan(distance(21))
    expect(distance(92)).toBeGreaterThan(distance(70))
    // The middle of thirteen steps lies between two weeks, a thirteenth of the way off.
    expect(distance(45)).toBeLessThan(distance(0) / 5)
    // What rises on one side falls on the other: logarithms are straight lines through the middle.
    const ratio = (c: number): number =>
      (on(92).popularShare[c]! * on(0).popularShare[c]!) / tastes.popularShare[c]! ** 2
    expect(ratio(17) / ratio(900)).toBeCloseTo(1, 8)
  })

  it('is in the files and in the truth', async () => {
    const drifting = await watch({ drift: 1 })
    const on = createDrift(catalogue, tastes, SEED, 1)
    expect(drifting.base[3]![2]).toEqual(baseShares(on(PERIOD_DAYS))[3]![2])
    // Log-likelihood of the late lines under late against early popularity, less the same of the early lines.
    const gain = ({ transactions }: Watched, isLate: boolean): number => {
      const lines = transactions.filter(
        (row) => row[4] !== 'unknown' && (isLate ? row[5]! > '20190901' : row[5]! < '20190801'),
      )
      const gains = lines.map((row) => {
        const c = Number(row[4]) - 1
        return Math.log(on(PERIOD_DAYS).popularShare[c]! / on(0).popularShare[c]!)
      })
      return sum(gains) / gains.length
    }
    const still = await watch({})
    expect(gain(drifting, true) - gain(drifting, false)).toBeGreaterThan(0.5)
    expect(Math.abs(gain(still, true) - gain(still, false))).toBeLessThan(0.2)
  }, 30_000)

  it('is refused when out of range', async () => {
    for (const drift of [-0.1, 2.1, Number.NaN])
      await expect(watch({ drift })).rejects.toMatchObject({ code: 'bad-setting' })
  })
})

describe('intents', () => {
  let several: Watched
  let one: Watched
  beforeAll(async () => {
    ;[several, one] = await Promise.all([watch({}), watch({ oneIntent: true })])
  }, 30_000)

  it('are told for every session of every client', () => {
    for (const { actions, intents } of [several, one]) {
      expect(actions.every((row) => intents.get(Number(row[0]))?.[Number(row[1]) - 1] !== undefined)).toBe(true)
      // Only sessions of purchases and refunds alone look back.
      expect(
        actions.every(
          (row) => row[3] === '6' || row[3] === '7' || intents.get(Number(row[0]))![Number(row[1]) - 1]!.length > 0,
        ),
      ).toBe(true)
    }
    expect([...one.intents.values()].flat().every((own) => own.length <= 1)).toBe(true)
    expect([...several.intents.values()].flat().some((own) => own.length > 1)).toBe(true)
  })

  /** Of the purchase sessions whose basket is listed, the share of lines on a shelf of an intent; and of searches by plain word of it. */
  function agreement({ actions, transactions, intents }: Watched): { readonly lines: number; readonly words: number } {
    const sessionOf = new Map<string, number>()
    for (const row of actions) if (row[3] === '6' && row[8] !== '') sessionOf.set(`${row[0]},${row[8]}`, Number(row[1]))
    const shelfOf = (c: number): number => catalogue.categories[c]!.shelf
    const near: boolean[] = []
    for (const row of transactions) {
      const session = sessionOf.get(`${row[0]},${row[1]}`)
      if (session === undefined || row[4] === 'unknown') continue
      const own = intents.get(Number(row[0]))![session - 1]!
      if (own.length > 0) near.push(shelfOf(own[0]!) === shelfOf(Number(row[4]) - 1))
    }
    const plain = new Map(catalogue.categories.map(({ words }, c) => [words[0]!, shelfOf(c)]))
    const meant: boolean[] = []
    for (const row of actions) {
      const shelf = row[3] === '0' ? plain.get(row[9]!) : undefined
      if (shelf === undefined) continue
      meant.push(intents.get(Number(row[0]))![Number(row[1]) - 1]!.some((c) => shelfOf(c) === shelf))
    }
    return {
      lines: near.filter(Boolean).length / near.length,
      words: meant.filter(Boolean).length / meant.length,
    }
  }

  it('explain the searches, and all of them and most lines where there is one', () => {
    const before = agreement(several)
    const after = agreement(one)
    expect(before.words).toBeGreaterThan(0.75)
    expect(after.words).toBeGreaterThan(0.95)
    expect(after.lines).toBeGreaterThan(0.55)
    expect(after.lines).toBeGreaterThan(1.5 * before.lines)
  })
})
