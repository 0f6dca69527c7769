import { DomainError } from '../domain-error.ts'
import { createRandom, deriveSeed } from '../matrix/random.ts'
import { FILE_ROLES, type FileRole } from '../tables/table.ts'
import { checkpoint, type TaskControl } from '../task-control.ts'
import { ACTION_HEADER, createActionRows } from './action-rows.ts'
import type { Shopper } from './basket-categories.ts'
import { planBaskets } from './baskets.ts'
import { createCalendar, PERIOD_DAYS } from './calendar.ts'
import { readCatalogue } from './catalogue.ts'
import { makeClientSessions } from './client-sessions.ts'
import { planClients } from './clients.ts'
import { CsvBytes } from './csv-bytes.ts'
import { DEFAULT_DIRT, type Dirt, hasForm } from './dirt.ts'
import { createDrift } from './drift.ts'
import { createFileForm } from './file-form.ts'
import { createKeywordMaker, PLAIN_SHARE_REACHED } from './keywords.ts'
import { allocateLines, dirtyLines, fillBaskets } from './lines.ts'
import { baseShares, createUnitShares, type NextPurchase, nextPurchaseOf } from './next-purchase.ts'
import { shuffle } from './sampling.ts'
import { planRows } from './session-plan.ts'
import { createTypeChain } from './sessions.ts'
import type { ShopOptions } from './shop-options.ts'
import { sizeAt, withoutDirt } from './shop-size.ts'
import { demographicFile, productFile, transactionFile } from './table-rows.ts'
import { drawClientTaste, plantTastes } from './tastes.ts'
import { describeTruth, type ShopTruth } from './truth.ts'
import type { ShopWitness } from './witness.ts'

/** Below this the planted shapes (every sort of buyer, every shop) no longer fit in. */
export const SMALLEST_SCALE = 0.002

/** Takes the pieces of the files; the pieces of one role come in file order. */
export type ShopSink = (role: FileRole, bytes: Uint8Array) => void | Promise<void>

/** Bytes per piece of the action file, about. */
const PIECE_BYTES = 1 << 20
/** Clients between two checkpoints: a few milliseconds of work. */
const CLIENTS_PER_TICK = 64

/** A sink whose files are written in another form. */
function formedSink(sink: ShopSink, dirt: ReadonlySet<Dirt>, seed: number): ShopSink {
  const forms = new Map(FILE_ROLES.map((role) => [role, createFileForm(role, dirt, seed)]))
  return (role, bytes) => sink(role, forms.get(role)!(bytes))
}

/**
 * Generates the four files of an invented shop as UTF-8 CSV, piece by piece, with planted tastes; sizes and shares as published
 * for the real data. Memory beyond the sink's: plans of clients and baskets, the transaction lines, and the action rows with a
 * keyword, which stand last in the file (about 50 MB at scale 1).
 *
 * @param witness is told each client's true next purchase; costs a second at scale 1
 * @returns what was planted
 * @throws DomainError `bad-setting` for a scale or seed out of range; `cancelled`
 */
export async function generateShop(
  options: ShopOptions,
  control: TaskControl,
  rawSink: ShopSink,
  witness?: ShopWitness,
): Promise<ShopTruth> {
  const { scale, seed, drift = 0, oneIntent: hasOneIntent = false } = options
  if (!(scale >= SMALLEST_SCALE && scale <= 10)) {
    throw new DomainError('bad-setting', `Scale must lie in [${SMALLEST_SCALE}, 10]`, { scale })
  }
  if (!Number.isInteger(seed) || seed < 0 || seed >= 2 ** 32) {
    throw new DomainError('bad-setting', 'Seed must be a whole number in [0, 2^32)', { seed })
  }
  if (!(drift >= 0 && drift <= 2)) throw new DomainError('bad-setting', 'Drift must lie in [0, 2]', { drift })
  const dirt = options.dirt ?? DEFAULT_DIRT
  const sink = hasForm(dirt) ? formedSink(rawSink, dirt, seed) : rawSink
  const size = withoutDirt(sizeAt(scale), dirt)
  // Every client is met twice: once to fill the baskets, once to write the sessions.
  const total = size.clients * 2
  const tick = (done: number): Promise<void> =>
    checkpoint(control, { stage: 'generating', done, total, unit: 'clients' })

  const catalogue = readCatalogue()
  const tastes = plantTastes(catalogue, seed, PLAIN_SHARE_REACHED)
  const tastesOn = createDrift(catalogue, tastes, seed, drift)
  const law = { catalogue, tastesOn, hasOneIntent }
  const calendar = createCalendar()
  const clients = planClients(size, seed)
  await tick(0)
  const baskets = planBaskets(clients, size, tastes, calendar, seed)
  const rows = planRows(clients, baskets, size, tastes, seed)
  await tick(0)
  await sink('products', productFile(catalogue))
  await sink('demographics', demographicFile(clients))

  const seedOf = (client: number): number => deriveSeed(deriveSeed(seed, 'client'), client)
  const tasteOf = (client: number) => drawClientTaste(catalogue, tastes, clients.style[client]!, seedOf(client))
  const lines = allocateLines(baskets)
  const unitShares = createUnitShares(clients, baskets, tastes)
  const nextOf = (client: number, shopper: Shopper): NextPurchase => {
    const shares = unitShares(clients.purchaseClass[client]!, clients.style[client]!)
    return nextPurchaseOf(shopper, PERIOD_DAYS, shares, tastes.fit)
  }
  await witness?.onBaseShares(baseShares(tastesOn(PERIOD_DAYS)))
  for (let client = 0; client < clients.count; client++) {
    const range = { start: baskets.ofClient[client]!, end: baskets.ofClient[client + 1]! }
    if (range.end > range.start || witness !== undefined) {
      const shopper = fillBaskets(lines, baskets, range, tasteOf(client), law, seedOf(client))
      await witness?.onClient(clients.ids[client]!, nextOf(client, shopper))
    }
    if (client % CLIENTS_PER_TICK === 0) await tick(client)
  }
  dirtyLines(lines, size, dirt.has('huge-amounts'), seed)
  for (const piece of transactionFile(clients, baskets, lines, catalogue, seed)) {
    await sink('transactions', piece)
    await tick(clients.count)
  }

  const world = {
    ...law,
    calendar,
    baskets,
    lines,
    keywords: createKeywordMaker(catalogue),
    chain: createTypeChain(),
  }
  const actions = createActionRows(size)
  const plain = new CsvBytes(PIECE_BYTES * 2)
  const searches = new CsvBytes(PIECE_BYTES * 2)
  const kept: Uint8Array[] = []
  plain.raw(ACTION_HEADER)
  const order = new Uint32Array(clients.count).map((_, client) => client)
  shuffle(createRandom(deriveSeed(seed, 'client-order')), order)
  let done = clients.count
  for (const client of order) {
    const sessions = makeClientSessions(world, {
      position: client,
      seed: seedOf(client),
      taste: tasteOf(client),
      searches: clients.searches[client] === 1,
      rows: rows.map((ofUnit) => ofUnit[client]!),
    })
    await witness?.onSessions(
      clients.ids[client]!,
      sessions.map(({ intents }) => intents),
    )
    const random = createRandom(deriveSeed(seedOf(client), 'rows'))
    actions.writeClient(random, clients.ids[client]!, sessions, plain, searches)
    if (plain.length > PIECE_BYTES) await sink('actions', plain.take())
    if (searches.length > PIECE_BYTES) kept.push(searches.take())
    if (++done % CLIENTS_PER_TICK === 0) await tick(done)
  }
  await sink('actions', plain.take())
  kept.push(searches.take())
  for (const piece of kept) await sink('actions', piece)
  await tick(total)
  return describeTruth(options, size, clients, catalogue, tastes, actions.counts)
}
