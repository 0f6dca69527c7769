import fc from 'fast-check'
import { expect, it } from 'vitest'
import { rankCategories } from '../../explain/recommend.ts'
import type { Csr } from '../../matrix/csr.ts'
import { createRandom } from '../../matrix/random.ts'
import { noSegments } from '../../signals/client-segments.ts'
import { uncontrolled } from '../../task-control.ts'
import { clientRow } from '../client-row.ts'
import { checkerboard, twoColours } from '../checkerboard.fixture.ts'
import { createPopular } from '../popularity/popular.ts'
import type { AlsSettings } from '../recipe.ts'
import { createAlsModel } from './als-model.ts'
import { listClients } from './list-clients.ts'
import { createPlainRanker, type CreateRowRanker } from './rank-rows.ts'
import { trainAls } from './train.ts'

/** Clients of different length, some with keywords alone or nothing; the last categories were never bought. */
function makeShop(clients: number, categories: number, keywords: number, seed: number): Csr {
  const random = createRandom(seed)
  const cols = categories + keywords
  const rowPtr = new Uint32Array(clients + 1)
  const colIdx: number[] = []
  for (let client = 0; client < clients; client++) {
    const share = client % 7 === 0 ? 0 : 0.3 * random.next()
    for (let column = 0; column < cols; column++) {
      const isOffered = column < categories - 2 || column >= categories
      if (isOffered && (client % 5 > 0 || column >= categories) && random.next() < share) colIdx.push(column)
    }
    rowPtr[client + 1] = colIdx.length
  }
  const values = Float32Array.from(colIdx, () => 1 + Math.floor(random.next() * 3))
  return { rows: clients, cols, rowPtr, colIdx: Uint32Array.from(colIdx), values }
}

async function bothWays(csr: Csr, categoryCount: number, settings: AlsSettings, k: number) {
  const fit = await trainAls(csr, settings, uncontrolled)
  const popular = createPopular(csr, categoryCount)
  const raw = settings.clientFactors === 'raw' ? { factors: fit.clients, training: csr } : undefined
  const model = createAlsModel({ settings, columnFactors: fit.columns, categoryCount, raw })
  const clients = Array.from({ length: csr.rows }, (_, client) => csr.rows - 1 - client)
  // Small slices, so that there are several.
  const createRanker: CreateRowRanker = (...parts) => ({ ...createPlainRanker(...parts), sliceRows: 7 })
  const segments = noSegments(csr.rows)
  const parts = {
    fit,
    rank: settings.factors,
    categoryCount,
    training: csr,
    segments,
    fallback: popular,
    k,
    createRanker,
  }
  const shares: number[] = []
  const lists = await listClients(parts, clients, (share) => Promise.resolve(void shares.push(share)))
  const ranked = clients.map((client) => {
    const { columns, fitted } = rankCategories(model, popular, clientRow(csr, segments, client), { k, repeat: 'both' })
    return { columns: [...columns], route: fitted.route }
  })
  return { lists: lists.map((list) => [...list]), ranked, shares }
}

it('makes the lists of the model, folded in or from raw factors, for every kind of client', async () => {
  const sizes = fc.record({
    clients: fc.integer({ min: 5, max: 60 }),
    categories: fc.integer({ min: 3, max: 40 }),
    keywords: fc.integer({ min: 1, max: 20 }),
    factors: fc.integer({ min: 1, max: 12 }),
    k: fc.integer({ min: 1, max: 45 }),
    lambda: fc.constantFrom(1, 20, 5000),
    seed: fc.nat(),
    clientFactors: fc.constantFrom('refitted' as const, 'raw' as const),
  })
  const routes = new Set<string>()
  await fc.assert(
    fc.asyncProperty(sizes, async ({ clients, categories, keywords, factors, k, lambda, seed, clientFactors }) => {
      const csr = makeShop(clients, categories, keywords, seed)
      fc.pre(csr.colIdx.length > 0)
      const objective = { ...twoColours.objective, lambda }
      const solver = clientFactors === 'raw' ? 'parity' : twoColours.solver
      const settings: AlsSettings = { ...twoColours, solver, clientFactors, factors, iterations: 2, seed, objective }
      const { lists, ranked, shares } = await bothWays(csr, categories, settings, k)
      expect(lists).toEqual(ranked.map(({ columns }) => columns))
      expect(shares.at(-1)).toBe(1)
      for (const { route } of ranked) routes.add(route)
    }),
    { seed: 20190913, numRuns: 80 },
  )
  expect([...routes].sort()).toEqual(['popular', 'purchases', 'purchases-and-words', 'words'])
})

it('gives the popular list to the client without anything and to the one of whom the factors say nothing', async () => {
  const { csr, lonelyClient, emptyClient } = checkerboard(60, 20)
  const { lists, ranked } = await bothWays(csr, 20, twoColours, 5)
  const popular = [0, 1, 2, 3, 4]
  expect(lists[csr.rows - 1 - emptyClient]).toEqual(popular)
  expect(lists[csr.rows - 1 - lonelyClient]).toEqual(popular)
  expect(ranked.filter(({ route }) => route === 'popular')).toHaveLength(2)
})
