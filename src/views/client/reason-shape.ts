import type { Explanation, RecommendationList, Share } from '../../core/explain/recommendation.ts'
import type { ColumnLabel } from '../../protocol/client-history.ts'

/** An explanation that adds up. */
export type AdditiveReason = Extract<Explanation, { readonly kind: 'additive' }>

/** One part of a reason bar; without a share it is the query, what raw factors differ by, or what the named shares of its block leave over. */
export interface ReasonSegment {
  readonly block: Share['block'] | 'query' | 'raw'
  readonly value: number
  readonly share: Share | null
}

/** Whether the reasons of a list have a part that only some lists have. */
export const hasPart = ({ items }: RecommendationList, part: 'query' | 'rawDifference'): boolean =>
  items.some(({ explanation }) => explanation.kind === 'additive' && explanation[part] !== undefined)

/** Smaller left-overs are rounding. No unit, relative to the score. */
const NOTHING = 1e-6

/**
 * The bar of one recommendation: the query, words, then purchases, the named shares of each by size, then what they leave over; at
 * the end what the raw factors differ by.
 *
 * The values add up to `query + words + purchases + rawDifference`, which is the score.
 */
export function reasonSegments(reason: AdditiveReason): readonly ReasonSegment[] {
  const blockOf = (block: Share['block'], sum: number): readonly ReasonSegment[] => {
    const shares = reason.shares.filter((share) => share.block === block)
    const named = shares.map((share): ReasonSegment => ({ block, value: share.share, share }))
    const rest = sum - shares.reduce((total, { share }) => total + share, 0)
    const scale = Math.max(Math.abs(sum), Math.abs(reason.score))
    return Math.abs(rest) > NOTHING * scale ? [...named, { block, value: rest, share: null }] : named
  }
  const { query, rawDifference = 0 } = reason
  const near: readonly ReasonSegment[] =
    query === undefined || query.share === 0 ? [] : [{ block: 'query', value: query.share, share: null }]
  const raw: readonly ReasonSegment[] = rawDifference === 0 ? [] : [{ block: 'raw', value: rawDifference, share: null }]
  return [...near, ...blockOf('word', reason.words), ...blockOf('purchase', reason.purchases), ...raw]
}

/** The scale that all bars of a list share: the longest run on either side of zero. `low <= 0 <= high`. */
export function reasonScale(bars: readonly (readonly ReasonSegment[])[]): {
  readonly low: number
  readonly high: number
} {
  let low = 0
  let high = 0
  for (const segments of bars) {
    let below = 0
    let above = 0
    for (const { value } of segments) {
      if (value < 0) below += value
      else above += value
    }
    low = Math.min(low, below)
    high = Math.max(high, above)
  }
  return { low, high }
}

/** What all parts of a reason add up to: the score, by construction of the model. */
export const reasonTotal = (reason: AdditiveReason): number =>
  reason.shares.reduce(
    (total, { share }) => total + share,
    reason.rest + (reason.query?.share ?? 0) + (reason.rawDifference ?? 0),
  )

/** A category's own name and the names above it. */
export interface CategoryName {
  /** `null` when the product file has none. */
  readonly name: string | null
  readonly parents: readonly string[]
}

/** Split a name path at the level that is ranked: a path that ends earlier has no name of its own. */
export function categoryName({ path }: ColumnLabel, level: number): CategoryName {
  const name = path[level - 1]
  return {
    name: name === undefined || name === '' ? null : name,
    parents: path.slice(0, level - 1).filter((parent) => parent !== ''),
  }
}

/** How an entry of the client is called, and how often it stands in the history (`null` when that is not known). */
export interface EntryName {
  readonly text: string | null
  readonly code: string
  readonly count: number | null
}

/** Counts behind entries: searches by keyword in the form of columns, lines by category code or name. */
export interface EntryCounts {
  readonly words: ReadonlyMap<string, number>
  readonly categories: ReadonlyMap<string, number>
}

/** The name of an entry, from the labels of the list and the client's history. */
export function entryName(label: ColumnLabel | undefined, level: number, counts: EntryCounts): EntryName {
  if (label === undefined) return { text: null, code: '', count: null }
  const { code, kind } = label
  if (kind === 'keyword') {
    // A column counts the searches for all of its spellings.
    const found = [code, ...(label.spellings ?? [])].flatMap((word) => counts.words.get(word) ?? [])
    return { text: code, code, count: found.length === 0 ? null : found.reduce((sum, one) => sum + one) }
  }
  return { text: categoryName(label, level).name, code, count: counts.categories.get(code) ?? null }
}
