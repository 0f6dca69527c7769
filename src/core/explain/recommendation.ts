import type { ColumnIndex } from '../positions.ts'
import type { SegmentLabel } from '../signals/client-segments.ts'

/** Which categories may stand in a list: those bought before, those never bought, or both. */
export type RepeatMode = 'both' | 'repeat' | 'new'

/** From what a list was made, printed in plain words beside it. */
export type Route = 'purchases-and-words' | 'purchases' | 'words' | 'popular-in-segment' | 'popular'

/** One entry of the client that carries (or pushes down) a recommendation. */
export interface Share {
  readonly column: ColumnIndex
  readonly block: 'purchase' | 'word'
  /** The evidence weight `r` of the client's entry. */
  readonly weight: number
  /** Part of the score, may be negative. */
  readonly share: number
}

/**
 * Why a category has its score.
 *
 * - `additive`: `purchases + words = score`, and each is the sum of its shares
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

/** A ranked list for one client. Ties: higher score, then lower column (codes ascend with columns). */
export interface RecommendationList {
  readonly route: Route
  readonly items: readonly Recommendation[]
  /** Categories that would stand among the first `k` but are hidden by the repeat switch. */
  readonly hiddenCount: number
}
