import { DomainError } from '../domain-error.ts'
import type { DayWindow } from '../positions.ts'
import { asDay } from '../positions.ts'
import type { Dataset } from '../tables/dataset.ts'
import type { EventLog } from '../tables/event-log.ts'
import type { Dictionary } from '../tables/table.ts'
import { cancelledLines } from './cancelled-lines.ts'
import { chooseCategories, type CategoryColumns } from './category-columns.ts'
import { clientSegments } from './client-segments.ts'
import { dampKeywords } from './damp-keywords.ts'
import type { EvidenceMatrix, EvidenceSettings, QuantityRule } from './evidence.ts'
import { tallyEvents } from './event-tally.ts'
import { chooseKeywords } from './keyword-columns.ts'
import { OUTCOME, searchEpisodes } from './search-episodes.ts'
import { learnsFromWords, searchWeights } from './search-weights.ts'

/** Entries of one block while they are gathered, client by client. */
interface Block {
  /** Entries of client `c`: `[start[c], start[c + 1])`. */
  readonly start: Uint32Array
  readonly columns: number[]
  readonly weights: number[]
  readonly counts: number[]
}

const emptyBlock = (clientCount: number): Block => ({
  start: new Uint32Array(clientCount + 1),
  columns: [],
  weights: [],
  counts: [],
})

/** Every day on which something happened. @throws DomainError `empty-evidence` when nothing did */
export function wholePeriod(dataset: Dataset): DayWindow {
  if (dataset.period === null) throw new DomainError('empty-evidence', 'No table has days')
  return { startDay: dataset.period.firstDay, endDay: asDay(dataset.period.lastDay + 1) }
}

/** What a quantity of 0 or more multiplies a weight by. */
const QUANTITY_FACTORS: Readonly<Record<QuantityRule, (quantity: number) => number>> = {
  log: (quantity) => Math.log2(1 + quantity),
  linear: (quantity) => quantity,
  none: (quantity) => (quantity > 0 ? 1 : 0),
}

/**
 * Sum the events of one block: `r(u,j) = Σ w · 2^(−age/halfLife) · g(quantity)`, `g` by the quantity rule, age in days before the window's last day.
 * Entries that come to nothing are left out.
 *
 * @param weights `w` of each kind of event
 * @param kinds kind of each event; `null` when all are of kind 0
 * @param columnOfItem column of each item, negative for none
 */
function sumEvents(
  log: EventLog,
  weights: Float64Array,
  kinds: Uint8Array | null,
  columnOfItem: Int32Array,
  columnCount: number,
  window: DayWindow,
  { halfLifeDays, quantity: quantityRule }: EvidenceSettings,
): Block {
  const factorOf = QUANTITY_FACTORS[quantityRule]
  const clientCount = log.start.length - 1
  const block = emptyBlock(clientCount)
  const sums = new Float64Array(columnCount)
  const counts = new Uint32Array(columnCount)
  const { startDay, endDay } = window
  for (let client = 0; client < clientCount; client += 1) {
    const touched: number[] = []
    for (let event = log.start[client]!; event < log.start[client + 1]!; event += 1) {
      const day = log.days[event]!
      const item = log.items[event]!
      if (day < startDay || day >= endDay || item < 0) continue
      const column = columnOfItem[item]!
      if (column < 0) continue
      const quantity = log.quantities === null ? 1 : Math.max(0, log.quantities[event]!)
      const decay = halfLifeDays === null ? 1 : 2 ** (-(endDay - 1 - day) / halfLifeDays)
      const weight = weights[kinds === null ? 0 : kinds[event]!]!
      const part = weight * decay * factorOf(quantity)
      if (!(part > 0)) continue
      if (counts[column] === 0) touched.push(column)
      sums[column]! += part
      counts[column]! += 1
    }
    touched.sort((a, b) => a - b)
    for (const column of touched) {
      block.columns.push(column)
      block.weights.push(sums[column]!)
      block.counts.push(counts[column]!)
      sums[column] = 0
      counts[column] = 0
    }
    block.start[client + 1] = block.columns.length
  }
  return block
}

/**
 * The weight at a quantile, by nearest rank: the smallest that at least `quantile` of all do not exceed. 0 without weights.
 * It is always one that occurs, so that few weights are not cut by interpolation.
 */
export function quantileOf(weights: readonly number[], quantile: number): number {
  if (weights.length === 0) return 0
  const sorted = Float64Array.from(weights).sort()
  return sorted[Math.max(0, Math.ceil(quantile * sorted.length) - 1)]!
}

/** The keywords of the window and what followed each search. */
function wordsOf(
  dataset: Dataset,
  log: EventLog,
  dictionary: Dictionary,
  window: DayWindow,
  settings: EvidenceSettings,
) {
  const outcomes = searchEpisodes(dataset, window, settings.repeatMs)
  const isRepeat = (event: number): boolean => outcomes?.[event] === OUTCOME.repeat
  return { log, outcomes, ...chooseKeywords(log, isRepeat, dictionary, window, settings) }
}

/** Settings from 0 up. */
const AMOUNTS = [
  'purchaseWeight',
  'searchWeight',
  'detailWeight',
  'cartWeight',
  'checkoutWeight',
  'sessionPurchaseWeight',
  'repeatMs',
  'mu',
  'minKeywordUses',
] as const satisfies readonly (keyof EvidenceSettings)[]

function checkSettings(settings: EvidenceSettings, window: DayWindow): void {
  const { halfLifeDays, capQuantile, bm25 } = settings
  const complain = (name: string, value: number) => {
    throw new DomainError('bad-setting', `${name} cannot be ${value}`, { name, value })
  }
  for (const [name, value] of AMOUNTS.map((name) => [name, settings[name]] as const)) {
    if (!(value >= 0 && value < Number.POSITIVE_INFINITY)) complain(name, value)
  }
  if (halfLifeDays !== null && !(halfLifeDays > 0)) complain('halfLifeDays', halfLifeDays)
  if (!(capQuantile > 0 && capQuantile <= 1)) complain('capQuantile', capQuantile)
  if (bm25 !== null && !(bm25.k1 > 0 && bm25.k1 < Number.POSITIVE_INFINITY)) complain('k1', bm25.k1)
  if (bm25 !== null && !(bm25.b >= 0 && bm25.b <= 1)) complain('b', bm25.b)
  if (!(window.endDay > window.startDay)) complain('endDay', window.endDay)
}

/**
 * Turn the events inside a window into one weight per client and column: the only door from tables to models.
 *
 * A line that was given back inside the window is no evidence. Columns, caps and keyword minimums see nothing outside the window. Each block is cut to its cap; the keyword block is then
 * damped by `bm25` where that is set and multiplied by `mu`, and left out as a whole where `mu` is 0 or all weights of searches are. Rows are all clients of the data set.
 *
 * @param categories the category columns of that window and level, for a caller that has chosen them already
 * @throws DomainError `empty-evidence` when no client has any; `bad-setting` for a setting outside its bounds
 */
export function buildEvidence(
  dataset: Dataset,
  window: DayWindow,
  settings: EvidenceSettings,
  categories: CategoryColumns = chooseCategories(dataset, window, settings.level),
): EvidenceMatrix {
  checkSettings(settings, window)
  const { level, mu, bm25 } = settings
  const clientCount = dataset.clients.count
  const categoryCount = categories.codes.length
  const cancelled = cancelledLines(dataset, window)
  const bought =
    dataset.purchases === null
      ? emptyBlock(clientCount)
      : sumEvents(
          dataset.purchases,
          Float64Array.of(settings.purchaseWeight, 0),
          cancelled.isCancelled,
          categories.columnOfLeaf,
          categoryCount,
          window,
          settings,
        )

  const dictionary = dataset.tables.get('actions')?.columns.get('sech_kwd')?.dictionary ?? null
  const words =
    dataset.searches === null || dictionary === null || !learnsFromWords(settings)
      ? null
      : wordsOf(dataset, dataset.searches, dictionary, window, settings)
  const keywords = words?.keywords ?? []
  const searched =
    words === null
      ? emptyBlock(clientCount)
      : sumEvents(
          words.log,
          searchWeights(settings),
          words.outcomes,
          words.positionOfCode,
          keywords.length,
          window,
          settings,
        )

  const caps = {
    purchases: quantileOf(bought.weights, settings.capQuantile),
    searches: quantileOf(searched.weights, settings.capQuantile),
  }
  const damped =
    bm25 === null
      ? { block: searched, cap: caps.searches }
      : {
          block: { ...searched, weights: dampKeywords(searched, keywords.length, caps.searches, bm25) },
          cap: Number.POSITIVE_INFINITY,
        }
  const entryCount = bought.columns.length + searched.columns.length
  const rowPtr = new Uint32Array(clientCount + 1)
  const colIdx = new Uint32Array(entryCount)
  const values = new Float32Array(entryCount)
  const eventCounts = new Uint32Array(entryCount)
  let filled = 0
  const append = (block: Block, client: number, shift: number, cap: number, scale: number) => {
    for (let entry = block.start[client]!; entry < block.start[client + 1]!; entry += 1) {
      const value = Math.fround(Math.min(block.weights[entry]!, cap) * scale)
      // A decay so old that single precision has no number for it is no entry, nor is a word damped to nothing.
      if (value === 0) continue
      colIdx[filled] = block.columns[entry]! + shift
      values[filled] = value
      eventCounts[filled] = block.counts[entry]!
      filled += 1
    }
  }
  for (let client = 0; client < clientCount; client += 1) {
    append(bought, client, 0, caps.purchases, 1)
    append(damped.block, client, categoryCount, damped.cap, mu)
    rowPtr[client + 1] = filled
  }
  if (filled === 0) throw new DomainError('empty-evidence', 'No client bought or searched anything inside the window')

  return {
    csr: {
      rows: clientCount,
      cols: categoryCount + keywords.length,
      rowPtr,
      colIdx: filled === entryCount ? colIdx : colIdx.slice(0, filled),
      values: filled === entryCount ? values : values.slice(0, filled),
    },
    columnSpace: {
      level,
      categoryCount,
      categoryCodes: categories.codes,
      keywords,
      foldedKeywords: words?.folded ?? new Map(),
    },
    window,
    caps,
    settings,
    tally: {
      refunds: cancelled.count,
      events: tallyEvents(dataset.purchases, cancelled.isCancelled, categories.columnOfLeaf, words, window),
      keywords: words?.tally ?? { foldedWords: 0, foldedUses: 0, droppedWords: 0, droppedUses: 0 },
    },
    segments: clientSegments(dataset, window),
    eventCounts: filled === entryCount ? eventCounts : eventCounts.slice(0, filled),
  }
}
