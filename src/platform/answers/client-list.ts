import { asClientIndex, asDay } from '../../core/positions.ts'
import { isUnknownWord } from '../../core/ingest/parse-cell.ts'
import type { ClientSpace } from '../../core/tables/client-space.ts'
import { NO_DAY } from '../../core/tables/index-actions.ts'
import { sortNatural } from '../../core/tables/natural-order.ts'
import type {
  ClientRow,
  ClientRowsRequest,
  ClientRowsWindow,
  ClientSegment,
  ClientSortKey,
} from '../../protocol/client-history.ts'
import { SEGMENT, type ClientFacts } from './client-facts.ts'

/** Sorted and filtered orders that are remembered; scrolling asks for the same one over and over. */
const REMEMBERED_ORDERS = 8

const WANTED_SEGMENT: Readonly<Record<Exclude<ClientSegment, 'all'>, number>> = {
  buyers: SEGMENT.buyer,
  'searchers-only': SEGMENT.searcherOnly,
  neither: SEGMENT.neither,
}

/** Sorts last, whichever the direction. */
const NOTHING = Number.NaN

/** Texts as ranks in natural order. An empty text and the word `unknown` say nothing, and stand last. */
function ranksOf(texts: readonly string[]): Float64Array {
  const distinct = sortNatural([...new Set(texts)])
  const ranks = new Map(
    distinct.map((text, rank) => [text, text === '' || isUnknownWord(text) ? NOTHING : rank] as const),
  )
  return Float64Array.from(texts, (text) => ranks.get(text) ?? NOTHING)
}

/** The list of all clients of one version of the data: sorted, filtered, handed out in windows. */
export class ClientList {
  readonly #clients: ClientSpace
  readonly #facts: ClientFacts
  readonly #version: number
  readonly #keys = new Map<ClientSortKey, Float64Array>()
  readonly #orders = new Map<string, Uint32Array>()

  constructor(clients: ClientSpace, facts: ClientFacts, version: number) {
    this.#clients = clients
    this.#facts = facts
    this.#version = version
  }

  /** Rows `[start, end)` of the order asked for, cut to what there is. */
  rows(request: ClientRowsRequest): ClientRowsWindow {
    const order = this.#order(request)
    const start = Math.min(Math.max(0, request.start), order.length)
    const rows = Array.from(order.subarray(start, Math.max(start, request.end)), (client) => this.#row(client))
    return { total: order.length, start, rows, version: this.#version }
  }

  #row(client: number): ClientRow {
    const facts = this.#facts
    const lastDay = facts.lastDays[client]!
    return {
      client: asClientIndex(client),
      clientId: this.#clients.ids[client]!,
      gender: facts.genders[client]!,
      age: facts.ages[client]!,
      searchCount: facts.searchCounts[client]!,
      lineCount: facts.lineCounts[client]!,
      amount: facts.amounts[client]!,
      lastDay: lastDay === NO_DAY ? null : asDay(lastDay),
    }
  }

  #order({ sort, text, segment }: ClientRowsRequest): Uint32Array {
    const name = JSON.stringify([sort.key, sort.descending, segment, text])
    const known = this.#orders.get(name)
    if (known !== undefined) return known
    const order = this.#filtered(text.trim(), segment)
    this.#sort(order, sort.key, sort.descending)
    for (const oldest of this.#orders.keys()) {
      if (this.#orders.size < REMEMBERED_ORDERS) break
      this.#orders.delete(oldest)
    }
    this.#orders.set(name, order)
    return order
  }

  #filtered(text: string, segment: ClientSegment): Uint32Array {
    const { ids, count } = this.#clients
    const { segments } = this.#facts
    const wanted = segment === 'all' ? null : WANTED_SEGMENT[segment]
    const out = new Uint32Array(count)
    let filled = 0
    for (let client = 0; client < count; client += 1) {
      if (wanted !== null && segments[client] !== wanted) continue
      if (text !== '' && !ids[client]!.includes(text)) continue
      out[filled] = client
      filled += 1
    }
    return out.slice(0, filled)
  }

  /** Ties keep the natural order of ids, which is the order of positions, in both directions. */
  #sort(order: Uint32Array, key: ClientSortKey, descending: boolean): void {
    if (key === 'clientId') {
      if (descending) order.reverse()
      return
    }
    const keys = this.#keysOf(key)
    const sign = descending ? -1 : 1
    order.sort((a, b) => {
      const left = keys[a]!
      const right = keys[b]!
      if (left === right) return a - b
      if (left < right) return -sign
      if (left > right) return sign
      // At least one of the two says nothing.
      const leftIsNothing = left !== left
      return leftIsNothing === (right !== right) ? a - b : leftIsNothing ? 1 : -1
    })
  }

  #keysOf(key: Exclude<ClientSortKey, 'clientId'>): Float64Array {
    const known = this.#keys.get(key)
    if (known !== undefined) return known
    const facts = this.#facts
    const make = {
      gender: () => ranksOf(facts.genders),
      age: () => ranksOf(facts.ages),
      searchCount: () => Float64Array.from(facts.searchCounts),
      lineCount: () => Float64Array.from(facts.lineCounts),
      amount: () => facts.amounts,
      lastDay: () => Float64Array.from(facts.lastDays, (day) => (day === NO_DAY ? NOTHING : day)),
    }
    const keys = make[key]()
    this.#keys.set(key, keys)
    return keys
  }
}
