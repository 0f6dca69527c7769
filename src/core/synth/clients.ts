import { createRandom, deriveSeed } from '../matrix/random.ts'
import { drawWeighted, logNormal, pickDistinct, shuffle } from './sampling.ts'
import type { ShopSize } from './shop-size.ts'
import { groupOf, GROUPS, STYLES_PER_GROUP } from './taste-groups.ts'

/** Which files a client's purchases are found in. */
export const JOINED = 0
export const SPLIT = 1
export const COUNTER = 2
export const UNLISTED = 3
export const NO_PURCHASE = 4

/** Gender and age cells; `unknown` both or neither, as in the published data. */
export const GENDERS = ['unknown', 'F', 'M'] as const
export const AGES = ['unknown', '10', '20', '30', '40', '50', '60'] as const

/** Known clients by age 10 to 60 as published: women, men. */
const KNOWN_CLIENTS = [34, 762, 3680, 4200, 1435, 241, 12, 162, 627, 748, 259, 85]

/** All clients, one array per fact; the position is the rank of the client's id. */
export interface Clients {
  readonly count: number
  /** Ids as written, rising, with gaps. */
  readonly ids: Uint32Array
  /** `JOINED` to `NO_PURCHASE`. */
  readonly purchaseClass: Uint8Array
  readonly style: Uint8Array
  /** 1 when the client ever searches. */
  readonly searches: Uint8Array
  /** Positions in `GENDERS` and `AGES`. */
  readonly gender: Uint8Array
  readonly age: Uint8Array
  /** How much the client buys, relative, mean about 1. */
  readonly loyalty: Float64Array
}

function drawIds(size: ShopSize, seed: number): Uint32Array {
  const random = createRandom(deriveSeed(seed, 'ids'))
  const all = new Uint32Array(size.clients + size.idGaps).map((_, position) => position + 1)
  shuffle(random, all)
  return all.slice(0, size.clients).sort()
}

/** Gives gender and age to `known` clients so that the published table is met exactly, tastes leaning the draw. */
function drawDemographics(clients: Clients, known: readonly number[], seed: number): void {
  const random = createRandom(deriveSeed(seed, 'demographics'))
  const full = KNOWN_CLIENTS.reduce((a, b) => a + b, 0)
  const remaining = KNOWN_CLIENTS.map((count) => (count * known.length) / full)
  for (const client of known) {
    const group = groupOf(clients.style[client]!)
    const weights = remaining.map(
      (left, cell) => Math.max(left, 0) * (cell < 6 ? group.female : 1) * group.ages[cell % 6]! + 1e-9,
    )
    const cell = drawWeighted(random, weights)
    remaining[cell]! -= 1
    clients.gender[client] = cell < 6 ? 1 : 2
    clients.age[client] = 1 + (cell % 6)
  }
}

/** Plans who the clients are; counts are exact. */
export function planClients(size: ShopSize, seed: number): Clients {
  const random = createRandom(deriveSeed(seed, 'clients'))
  const count = size.clients
  const clients: Clients = {
    count,
    ids: drawIds(size, seed),
    purchaseClass: new Uint8Array(count).fill(NO_PURCHASE),
    style: new Uint8Array(count),
    searches: new Uint8Array(count),
    gender: new Uint8Array(count),
    age: new Uint8Array(count),
    loyalty: new Float64Array(count),
  }

  const order = new Uint32Array(count).map((_, position) => position)
  shuffle(random, order)
  const buyers: number[] = []
  const others: number[] = []
  const classSizes = [size.joinedBuyers, size.splitBuyers, size.counterBuyers, size.unlistedBuyers]
  let classAt = 0
  let leftInClass = classSizes[0]!
  for (const client of order) {
    while (classAt < NO_PURCHASE && leftInClass === 0) leftInClass = classSizes[++classAt] ?? 0
    clients.purchaseClass[client] = classAt
    leftInClass--
    const listed = classAt <= COUNTER
    const group = drawWeighted(
      random,
      GROUPS.map((each) => (listed ? each.buyerShare : each.browserShare)),
    )
    clients.style[client] = group * STYLES_PER_GROUP + random.int(STYLES_PER_GROUP)
    clients.loyalty[client] = logNormal(random, -0.98, 1.4)
    if (classAt === NO_PURCHASE || classAt === COUNTER) others.push(client)
    else buyers.push(client)
  }

  const likelyToSearch = [4, 2.2, 1, 1, 1]
  const searchers = [
    ...pickDistinct(random, buyers, (client) => likelyToSearch[clients.purchaseClass[client]!]!, size.searchingBuyers),
    ...pickDistinct(random, others, () => 1, size.searchingOthers),
  ]
  for (const client of searchers) clients.searches[client] = 1

  const likelyKnown = [30, 30, 1, 1, 1]
  const known = [
    ...pickDistinct(random, buyers, (client) => likelyKnown[clients.purchaseClass[client]!]!, size.knownBuyers),
    ...pickDistinct(random, others, () => 1, size.knownOthers),
  ]
  drawDemographics(clients, known, seed)
  return clients
}
