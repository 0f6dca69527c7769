import { DomainError } from '../domain-error.ts'
import type { ClientRow } from '../models/client-row.ts'
import type { FittedRow, Neighbours, Recommender } from '../models/recommender.ts'
import { asColumnIndex, type ColumnIndex } from '../positions.ts'
import type { Explanation, ListWay } from './recommendation.ts'

/** Scores that differ by less than this part of the largest are one and the same score: the rest is rounding. */
const SAME_SCORE = 1e-9

/**
 * Standard deviation of the scores over the candidates, the categories that `isLeftOut` does not name (population form).
 * 0 for scores that are all the same, and for none.
 */
export function scoreDeviation(scores: Float64Array, isLeftOut: (category: number) => boolean): number {
  let count = 0
  let sum = 0
  let largest = 0
  const isCandidate = (category: number) => !Number.isNaN(scores[category]!) && !isLeftOut(category)
  for (let category = 0; category < scores.length; category++) {
    if (!isCandidate(category)) continue
    count++
    sum += scores[category]!
    largest = Math.max(largest, Math.abs(scores[category]!))
  }
  if (count === 0) return 0
  const mean = sum / count
  let squares = 0
  for (let category = 0; category < scores.length; category++)
    if (isCandidate(category)) squares += (scores[category]! - mean) ** 2
  const deviation = Math.sqrt(squares / count)
  return deviation > SAME_SCORE * largest ? deviation : 0
}

/**
 * The categories near one column, the client left out: `score(i) = cos(y_query, y_i)`, all of it one share.
 *
 * @returns `null` when the model knows nothing of the column
 * @throws DomainError `bad-setting` when there is no such column
 */
export function fitQuery(model: Neighbours, column: number): FittedRow | null {
  const scores = model.similarTo(column)
  if (scores === null) return null
  const query = asColumnIndex(column)
  return {
    route: 'query',
    scores,
    explain: (category) => {
      const similarity = scores[category]!
      const share = { column: query, similarity, share: similarity }
      return {
        kind: 'additive',
        score: similarity,
        purchases: 0,
        words: 0,
        shares: [],
        rest: 0,
        restCount: 0,
        query: share,
      }
    },
  }
}

/** A blend of two parts; `fitted` is `null` when neither has anything to say. */
export interface Blend {
  readonly fitted: FittedRow | null
  /** Parts that are the same for every category (an empty client, an unknown column): they count 0. */
  readonly silent: readonly ('client' | 'query')[]
}

/**
 * Both at once: `score(i) = (1 - t) client(i)/sd_client + t query(i)/sd_query`, the deviations over the candidates, no
 * centring. A constant would not move the ranking but would be a share of nothing. Where the deviation is 0 the part is 0.
 *
 * `sd_client` comes from the unedited row, so that an edit moves scores, not the scale. Shares are those of the client, times
 * `(1 - t)/sd_client`, the difference of raw factors among them, and one for the query: they add up to the score.
 *
 * @param query scores that are NaN for what is no candidate; `null` when there are none
 * @throws DomainError `bad-setting` for a `t` outside `[0, 1]`; as `fitRow`
 */
export function fitBlend(
  model: Recommender,
  query: FittedRow | null,
  row: ClientRow,
  { t, column, unedited = row }: Extract<ListWay, { readonly kind: 'blend' }>,
): Blend {
  if (!(t >= 0 && t <= 1)) throw new DomainError('bad-setting', `A blend of ${t}`, { setting: 't', value: t })
  const isLeftOut = (category: number) => category === column
  const before = unedited === row ? null : model.fitRow(unedited)
  // An unedited client of whom nothing is known has no scale: the edited one brings its own.
  const scaleBefore = before === null ? 0 : scoreDeviation(before.scores, isLeftOut)
  const client = model.fitRow(row)
  const ownScale = client === null ? 0 : scoreDeviation(client.scores, isLeftOut)
  const clientScale = ownScale > 0 && scaleBefore > 0 ? scaleBefore : ownScale
  const queryScale = query === null ? 0 : scoreDeviation(query.scores, isLeftOut)
  const silent = [...(clientScale > 0 ? [] : ['client' as const]), ...(queryScale > 0 ? [] : ['query' as const])]
  const clientFactor = clientScale > 0 ? (1 - t) / clientScale : 0
  const queryFactor = queryScale > 0 ? t / queryScale : 0
  if (clientFactor === 0 && queryFactor === 0) return { fitted: null, silent }

  const scores = new Float64Array(model.categoryCount)
  for (let category = 0; category < scores.length; category++)
    scores[category] = isLeftOut(category)
      ? NaN
      : (client === null || clientFactor === 0 ? 0 : clientFactor * client.scores[category]!) +
        (query === null || queryFactor === 0 ? 0 : queryFactor * query.scores[category]!)
  return {
    fitted: {
      route: client === null || clientFactor === 0 ? 'query' : client.route,
      scores,
      explain: (category, topShares) => {
        const part = client === null || clientFactor === 0 ? null : client.explain(category, topShares)
        return addQuery(part, clientFactor, scores[category]!, {
          column: asColumnIndex(column),
          similarity: query?.scores[category] ?? 0,
          factor: queryFactor,
        })
      },
    },
    silent,
  }
}

interface QueryPart {
  readonly column: ColumnIndex
  readonly similarity: number
  readonly factor: number
}

function addQuery(
  part: Explanation | null,
  factor: number,
  score: number,
  { column, similarity, factor: queryFactor }: QueryPart,
): Explanation {
  // A sum can only be taken apart where the client's part is one.
  if (part !== null && part.kind !== 'additive') return { kind: 'not-defined', score }
  return {
    kind: 'additive',
    score,
    purchases: factor * (part?.purchases ?? 0),
    words: factor * (part?.words ?? 0),
    shares: (part?.shares ?? []).map((share) => ({ ...share, share: factor * share.share })),
    rest: factor * (part?.rest ?? 0),
    restCount: part?.restCount ?? 0,
    query: { column, similarity, share: queryFactor * similarity },
    ...(part?.rawDifference === undefined ? {} : { rawDifference: factor * part.rawDifference }),
  }
}
