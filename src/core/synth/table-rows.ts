import { createRandom, deriveSeed } from '../matrix/random.ts'
import { type Baskets, isListed } from './baskets.ts'
import { dateNumber, MINUTES_PER_DAY, PERIOD_DAYS } from './calendar.ts'
import type { Catalogue } from './catalogue.ts'
import { AGES, type Clients, GENDERS } from './clients.ts'
import { CsvBytes } from './csv-bytes.ts'
import type { Lines } from './lines.ts'
import { shuffle } from './sampling.ts'
import { UNITS } from './shop-size.ts'

const PRODUCT_HEADER = 'pd_c,clac_nm1,clac_nm2,clac_nm3\n'
const DEMOGRAPHIC_HEADER = 'clnt_id,clnt_gender,clnt_age\n'
const TRANSACTION_HEADER = 'clnt_id,trans_id,trans_seq,biz_unit,pd_c,de_dt,de_tm,buy_am,buy_ct\n'

/** The products file: `pd_c` as an integer, two level-3 names missing. */
export function productFile(catalogue: Catalogue): Uint8Array {
  const out = new CsvBytes()
  out.raw(PRODUCT_HEADER)
  for (const category of catalogue.categories) {
    out.number(category.code)
    out.text(category.level1)
    out.text(category.level2)
    out.text(category.level3)
    out.endRow()
  }
  return out.take()
}

/** The demographics file: one row per client, ids rising. */
export function demographicFile(clients: Clients): Uint8Array {
  const out = new CsvBytes(clients.count * 18)
  out.raw(DEMOGRAPHIC_HEADER)
  for (let client = 0; client < clients.count; client++) {
    out.number(clients.ids[client]!)
    out.text(GENDERS[clients.gender[client]!]!)
    out.text(AGES[clients.age[client]!]!)
    out.endRow()
  }
  return out.take()
}

/** Blocks in which the shops follow each other in the transactions file. */
const UNIT_ORDER = [2, 3, 4, 5, 1, 0]

/** Line numbers in file order: blocks by shop, in them days in no order, in a day lines in no order. */
function lineOrder(
  baskets: Baskets,
  seed: number,
): { readonly order: Uint32Array; readonly basketOf: Uint32Array; readonly firstLine: Uint32Array } {
  const random = createRandom(deriveSeed(seed, 'line-order'))
  const days = new Uint32Array(PERIOD_DAYS).map((_, day) => day)
  shuffle(random, days)
  const placeOfDay = new Uint32Array(PERIOD_DAYS)
  days.forEach((day, place) => (placeOfDay[day] = place))
  const blockOf = (basket: number): number =>
    UNIT_ORDER.indexOf(baskets.unit[basket]!) * PERIOD_DAYS +
    placeOfDay[Math.floor(baskets.minute[basket]! / MINUTES_PER_DAY)]!

  const starts = new Uint32Array(UNIT_ORDER.length * PERIOD_DAYS + 1)
  const firstLine = new Uint32Array(baskets.count + 1)
  for (let basket = 0; basket < baskets.count; basket++) {
    const lines = isListed(baskets.sort[basket]!) ? baskets.lineCount[basket]! : 0
    firstLine[basket + 1] = firstLine[basket]! + lines
    starts[blockOf(basket) + 1]! += lines
  }
  for (let block = 1; block < starts.length; block++) starts[block]! += starts[block - 1]!
  const order = new Uint32Array(firstLine[baskets.count]!)
  const basketOf = new Uint32Array(order.length)
  const next = starts.slice()
  for (let basket = 0; basket < baskets.count; basket++) {
    const block = blockOf(basket)
    for (let line = firstLine[basket]!; line < firstLine[basket + 1]!; line++) {
      basketOf[line] = basket
      order[next[block]!] = line
      next[block]! += 1
    }
  }
  for (let block = 0; block + 1 < starts.length; block++) shuffle(random, order, starts[block], starts[block + 1])
  return { order, basketOf, firstLine }
}

/** The transactions file in pieces of about a megabyte: `pd_c` padded to four digits, or `unknown`. */
export function* transactionFile(
  clients: Clients,
  baskets: Baskets,
  lines: Lines,
  catalogue: Catalogue,
  seed: number,
): Generator<Uint8Array> {
  const { order, basketOf, firstLine } = lineOrder(baskets, seed)
  const clientOf = new Uint32Array(baskets.count)
  for (let client = 0; client < clients.count; client++) {
    clientOf.fill(client, baskets.ofClient[client], baskets.ofClient[client + 1])
  }
  const out = new CsvBytes(1 << 20)
  out.raw(TRANSACTION_HEADER)
  for (const line of order) {
    const basket = basketOf[line]!
    const minute = baskets.minute[basket]!
    out.number(clients.ids[clientOf[basket]!]!)
    out.number(baskets.transId[basket]!)
    out.number(line - firstLine[basket]! + 1)
    out.text(UNITS[baskets.unit[basket]!]!)
    if (lines.hidden[line] === 1) out.text('unknown')
    else out.padded(catalogue.categories[lines.category[line]!]!.code, 4)
    out.number(dateNumber(Math.floor(minute / MINUTES_PER_DAY)))
    out.minute(minute % MINUTES_PER_DAY)
    out.number(lines.amount[line]!)
    out.number(lines.pieces[line]!)
    out.endRow()
    if (out.length > 1_000_000) yield out.take()
  }
  yield out.take()
}
