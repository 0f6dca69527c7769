import type { SparseRow } from '../matrix/csr.ts'
import type { ClientRow } from '../models/client-row.ts'
import type { ColumnIndex } from '../positions.ts'
import type { SegmentLabel } from '../signals/client-segments.ts'

/** Which categories may stand in a list: those bought before, those never bought, or both. */
export type RepeatMode = 'both' | 'repeat' | 'new'

/** From what a list was made, printed in plain words beside it. */
export type Route =
  | 'purchases-and-words'
  | 'purchases'
  | 'words'
  /** From words alone, none of which has a column of its own: each stands for the nearest that has one. */
  | 'word-family'
  /** From the likeness to one word or category, the client left out. */
  | 'query'
  | 'popular-in-segment'
  | 'popular'

/** One entry of the client that carries (or pushes down) a recommendation. */
export interface Share {
  readonly column: ColumnIndex
  readonly block: 'purchase' | 'word'
  /** The evidence weight `r` of the client's entry. */
  readonly weight: number
  /** Part of the score, may be negative. */
  readonly share: number
}

/** What the likeness to a word or category adds to a score: one share. */
export interface QueryShare {
  /** The word or category that the list is to be near. */
  readonly column: ColumnIndex
  /** Cosine of the two factor vectors, `[-1, 1]`. */
  readonly similarity: number
  readonly share: number
}

/**
 * Why a category has its score.
 *
 * - `additive`: `purchases + words + query.share + rawDifference = score`, and each of the first two is the sum of its shares
 * - `popularity`: the score is a count of clients; there is nothing personal in it
 * - `segment-popularity`: so many of the clients of the client's segment have it; `score` is their share, drawn towards all clients
 * - `not-defined`: the model ranks, but its score does not split over the entries of the client
 */
export type Explanation =
  | {
      readonly kind: 'additive'
      readonly score: number
      readonly purchases: number
      readonly words: number
      /** Largest by absolute value first, at most `topShares`; `rest` is the sum of the others. */
      readonly shares: readonly Share[]
      readonly rest: number
      readonly restCount: number
      /** Only in a list that is to be near something. */
      readonly query?: QueryShare
      /**
       * Only where the score comes from the raw factors of a training: that score minus the one of the refitted client, whose reasons
       * the others are.
       */
      readonly rawDifference?: number
    }
  | { readonly kind: 'popularity'; readonly score: number; readonly clients: number }
  | {
      readonly kind: 'segment-popularity'
      readonly score: number
      readonly clients: number
      readonly segmentClients: number
      readonly segment: SegmentLabel
    }
  | { readonly kind: 'not-defined'; readonly score: number }

/** One recommended category. */
export interface Recommendation {
  /** From 1. */
  readonly rank: number
  readonly column: ColumnIndex
  readonly score: number
  /** Whether the client has bought it before, inside the window of the model. */
  readonly repeat: boolean
  readonly explanation: Explanation
}

/** What the analyst asks of a list. */
export interface ListOptions {
  /** Length of the list, at least 1. */
  readonly k: number
  readonly repeat: RepeatMode
}

/**
 * How a list is made: for the client, near one column (the query), or both, `(1 - t) client/sd + t query/sd`.
 * The query's own category is never in the list.
 */
export type ListWay =
  | { readonly kind: 'client' }
  | { readonly kind: 'query'; readonly column: number }
  | {
      readonly kind: 'blend'
      readonly column: number
      /** Part of the query, `[0, 1]`. */
      readonly t: number
      /** The row before it was edited, which fixes the scale; the row itself when left out. */
      readonly unedited?: ClientRow
    }

/** A list of one way. */
export interface ListRequest extends ListOptions {
  /** For the client when left out. */
  readonly way?: ListWay
  /** No word of the row is known as it was typed: see the route `word-family`. */
  readonly throughFamily?: boolean
  /** The row of the nearest known families of the client's words without a column: read where the model can say nothing of the row itself. */
  readonly families?: SparseRow
}

/** A ranked list for one client. Ties: higher score, then lower column (codes ascend with columns). */
export interface RecommendationList {
  readonly route: Route
  readonly items: readonly Recommendation[]
  /** Categories that would stand among the first `k` but are hidden by the repeat switch. */
  readonly hiddenCount: number
  /** The model can say nothing of the client, so another one made the list: the popular one, of the segment or of all. */
  readonly byFallback?: true
  /** Parts of a blend that say nothing about any category, so that they count 0. */
  readonly silent?: readonly ('client' | 'query')[]
}
