import { DomainError } from '../domain-error.ts'
import { rowOf, type Csr, type SparseRow } from '../matrix/csr.ts'
import { selectTop } from '../matrix/top-k.ts'
import { clientRow, type ClientRow } from '../models/client-row.ts'
import type { FittedRow, Neighbours, Recommender, SureRecommender } from '../models/recommender.ts'
import { asColumnIndex } from '../positions.ts'
import { noSegments, type ClientSegments } from '../signals/client-segments.ts'
import { fitBlend, fitQuery } from './blend.ts'
import type { ListOptions, ListRequest, RecommendationList, RepeatMode } from './recommendation.ts'
import { throughFamilies } from './through-families.ts'

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
  /** The model had no answer. */
  readonly byFallback: boolean
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
  const own = model.fitRow(row)
  return { ...rankFitted(own ?? popular.fitRow(row), row, options), byFallback: own === null }
}

/** Rank the categories by scores that are there already. @throws DomainError `bad-setting` for a `k` below 1 */
function rankFitted(
  fitted: FittedRow,
  row: SparseRow,
  { k, repeat }: ListOptions,
): Omit<RankedCategories, 'byFallback'> {
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
 * For the client and in a blend, `families` speak where the row itself says nothing. A way that has nothing to say goes the popular
 * one. A query leaves the client out of the scores; the repeat switch holds for all ways.
 *
 * @param topShares as in `recommend`
 * @throws DomainError as `rankCategories`; `bad-setting` for a way that this model does not have, a `t` outside `[0, 1]`, and a
 * column that is not there
 */
export function recommendByWay(
  model: Recommender & Partial<Neighbours>,
  popular: SureRecommender,
  row: ClientRow,
  request: ListRequest,
  topShares = TOP_SHARES,
): RecommendationList {
  const { way = { kind: 'client' }, throughFamily = false, families } = request
  const asked = families === undefined ? model : throughFamilies(model, families)
  const list = (): RecommendationList => {
    if (way.kind === 'client') return recommend(asked, popular, row, request, topShares)
    const { similarTo } = model
    if ((way.kind !== 'query' && (way.kind as string) !== 'blend') || similarTo === undefined)
      throw new DomainError('bad-setting', `${model.id} has no such way`, { setting: 'way' })
    const query = fitQuery({ similarTo }, way.column)
    const byFallback = false
    if (way.kind === 'query')
      return listOf({ ...rankFitted(query ?? popular.fitRow(row), row, request), byFallback }, topShares)
    const blend = fitBlend(asked, query, row, way)
    const ranked = rankFitted(blend.fitted ?? popular.fitRow(row), row, request)
    return { ...listOf({ ...ranked, byFallback }, topShares), silent: blend.silent }
  }
  const made = list()
  return throughFamily && made.route === 'words' ? { ...made, route: 'word-family' } : made
}

function listOf(
  { fitted, columns, owned, hiddenCount, byFallback }: RankedCategories,
  topShares: number,
): RecommendationList {
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
    ...(byFallback && { byFallback }),
  }
}

/** What lists by the range are made from. */
export interface RangeParts {
  readonly model: Recommender & Partial<Neighbours>
  readonly popular: SureRecommender
  /** Clients by columns. */
  readonly csr: Csr
  /** Nobody in any when left out. */
  readonly segments?: ClientSegments
  /** See `ListRequest`: one row for each client of the range, the first one for `start`. */
  readonly families?: Csr | null
}

/**
 * Lists for the clients `[start, end)` of a matrix, cut to its rows; reasons keep their sums by block and name no shares.
 *
 * @throws DomainError as `recommendByWay`; `bad-shape` for families of fewer clients
 */
export function recommendRange(
  { model, popular, csr, segments = noSegments(csr.rows), families = null }: RangeParts,
  start: number,
  end: number,
  request: ListRequest,
): RecommendationList[] {
  const lists: RecommendationList[] = []
  const last = Math.min(end, csr.rows)
  if (families !== null && families.rows < last - start)
    throw new DomainError('bad-shape', `Families of ${families.rows} clients for ${last - start}`)
  for (let client = Math.max(0, start); client < last; client++) {
    const near = families === null ? {} : { families: rowOf(families, client - start) }
    lists.push(recommendByWay(model, popular, clientRow(csr, segments, client), { ...request, ...near }, 0))
  }
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
