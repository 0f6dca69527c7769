import { DomainError } from '../domain-error.ts'
import type { Csr, SparseRow } from '../matrix/csr.ts'
import { selectTop } from '../matrix/top-k.ts'
import { clientRow, type ClientRow } from '../models/client-row.ts'
import type { FittedRow, Neighbours, Recommender, SureRecommender } from '../models/recommender.ts'
import { asColumnIndex } from '../positions.ts'
import { noSegments, type ClientSegments } from '../signals/client-segments.ts'
import { fitBlend, fitQuery } from './blend.ts'
import type { ListOptions, ListRequest, RecommendationList, RepeatMode } from './recommendation.ts'

/** Shares named beside a recommendation; the others are one sum. As many as a bar of the width of a card can label. */
const TOP_SHARES = 6

/** The ranked categories of a row, before reasons. */
export interface RankedCategories {
  readonly fitted: FittedRow
  /** Columns, best first. */
  readonly columns: Uint32Array
  /** 1 for categories that the row holds, shape `[categoryCount]`. */
  readonly owned: Uint8Array
  /** See `RecommendationList`. */
  readonly hiddenCount: number
}

/**
 * Rank the categories for a row. A model that can say nothing about it hands over to the popular list, of the client's segment or of all.
 *
 * Ties: higher score, then lower column.
 *
 * @throws DomainError `bad-setting` for a `k` below 1; `bad-shape` and `singular-system` from the model
 */
export function rankCategories(
  model: Recommender,
  popular: SureRecommender,
  row: ClientRow,
  options: ListOptions,
): RankedCategories {
  return rankFitted(model.fitRow(row) ?? popular.fitRow(row), row, options)
}

/** Rank the categories by scores that are there already. @throws DomainError `bad-setting` for a `k` below 1 */
function rankFitted(fitted: FittedRow, row: SparseRow, { k, repeat }: ListOptions): RankedCategories {
  if (!Number.isInteger(k) || k < 1)
    throw new DomainError('bad-setting', `A list of ${k} cannot be made`, { setting: 'k', value: k })
  const owned = ownedCategories(row, fitted.scores.length)
  const top = selectTop(fitted.scores, k, null)
  if (repeat === 'both') return { fitted, columns: top, owned, hiddenCount: 0 }
  return {
    fitted,
    columns: selectTop(fitted.scores, k, allowedCategories(owned, repeat)),
    owned,
    hiddenCount: top.reduce((count, column) => count + (isAllowed(owned[column]!, repeat) ? 0 : 1), 0),
  }
}

/**
 * The list for one row, with the reasons of every place.
 *
 * @param topShares shares named in each reason; 0 leaves only the sums by block, for lists by the thousand
 * @throws DomainError as `rankCategories`
 */
export function recommend(
  model: Recommender,
  popular: SureRecommender,
  row: ClientRow,
  options: ListOptions,
  topShares = TOP_SHARES,
): RecommendationList {
  return listOf(rankCategories(model, popular, row, options), topShares)
}

/**
 * The list of one way, with its reasons: for the client, near a word or category, or both.
 *
 * A way that has nothing to say goes the popular one. A query leaves the client out of the scores; the repeat switch holds for all ways.
 *
 * @throws DomainError as `rankCategories`; `bad-setting` for a `t` outside `[0, 1]` and for a column that is not there
 */
export function recommendByWay(
  model: Recommender & Neighbours,
  popular: SureRecommender,
  row: ClientRow,
  request: ListRequest,
): RecommendationList {
  const { way = { kind: 'client' }, throughFamily = false } = request
  const list = (): RecommendationList => {
    if (way.kind === 'client') return recommend(model, popular, row, request)
    if (way.kind !== 'query' && (way.kind as string) !== 'blend')
      throw new DomainError('bad-setting', 'There is no such way', { setting: 'way' })
    const query = fitQuery(model, way.column)
    if (way.kind === 'query') return listOf(rankFitted(query ?? popular.fitRow(row), row, request), TOP_SHARES)
    const blend = fitBlend(model, query, row, way)
    const ranked = rankFitted(blend.fitted ?? popular.fitRow(row), row, request)
    return { ...listOf(ranked, TOP_SHARES), silent: blend.silent }
  }
  const made = list()
  return throughFamily && made.route === 'words' ? { ...made, route: 'word-family' } : made
}

function listOf({ fitted, columns, owned, hiddenCount }: RankedCategories, topShares: number): RecommendationList {
  return {
    route: fitted.route,
    items: Array.from(columns, (position, at) => {
      const column = asColumnIndex(position)
      return {
        rank: at + 1,
        column,
        score: fitted.scores[position]!,
        repeat: owned[position] === 1,
        explanation: fitted.explain(column, topShares),
      }
    }),
    hiddenCount,
  }
}

/**
 * Lists for the clients `[start, end)` of a matrix, cut to its rows; reasons keep their sums by block and name no shares.
 *
 * @throws DomainError as `rankCategories`
 */
export function recommendRange(
  model: Recommender,
  popular: SureRecommender,
  csr: Csr,
  start: number,
  end: number,
  options: ListOptions,
  segments: ClientSegments = noSegments(csr.rows),
): RecommendationList[] {
  const lists: RecommendationList[] = []
  const last = Math.min(end, csr.rows)
  for (let client = Math.max(0, start); client < last; client++)
    lists.push(recommend(model, popular, clientRow(csr, segments, client), options, 0))
  return lists
}

function ownedCategories(row: SparseRow, categoryCount: number): Uint8Array {
  const owned = new Uint8Array(categoryCount)
  for (const column of row.columns) if (column < categoryCount) owned[column] = 1
  return owned
}

const isAllowed = (owned: number, repeat: 'repeat' | 'new'): boolean => (owned === 1) === (repeat === 'repeat')

function allowedCategories(owned: Uint8Array, repeat: Exclude<RepeatMode, 'both'>): Uint8Array {
  return owned.map((value) => (isAllowed(value, repeat) ? 1 : 0))
}
