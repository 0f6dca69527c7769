import type { Explanation, Route } from '../explain/recommendation.ts'
import type { ColumnIndex } from '../positions.ts'
import type { ClientRow } from './client-row.ts'

/**
 * A trained model: the small interface that all share. It takes *rows*, never clients,
 * so that a real client and an edited one go the same way. A row may name its client; a model that keeps what it learned of each
 * one looks there, and finds out by itself whether the row was edited since.
 */
export interface Recommender {
  /** Stable: the id of its descriptor. */
  readonly id: string
  /** Categories are columns `[0, categoryCount)`; only they are ever ranked. */
  readonly categoryCount: number
  /**
   * Read a row. The answer shares work buffers with the model and is good until the next `fitRow`.
   *
   * @param row columns below the model's, weights above 0
   * @returns `null` when the model can say nothing about this row: the caller falls back to a model that always can
   */
  readonly fitRow: (row: ClientRow) => FittedRow | null
}

/** What a model made of one row. */
export interface FittedRow {
  readonly route: Route
  /** The score of every category, NaN for one that is not ranked; shape `[categoryCount]`; the model's own buffer. */
  readonly scores: Float64Array
  /**
   * Why category `column` has its score.
   * @param topShares how many shares to name; with 0 only the sums by block are worked out, which is much cheaper
   */
  readonly explain: (column: ColumnIndex, topShares: number) => Explanation
}

/** A model that places categories and words in one space, so that it knows which are near each other. */
export interface Neighbours {
  /**
   * How near each category is to a column: cosine, `[-1, 1]`, NaN for the column itself; shape `[categoryCount]`, the
   * model's own buffer, good until the next call.
   *
   * @returns `null` when the model knows nothing of that column
   * @throws DomainError `bad-setting` when there is no such column
   */
  readonly similarTo: (column: number) => Float64Array | null
}

/** A model that has an answer for every row, also an empty one. */
export interface SureRecommender extends Recommender {
  readonly fitRow: (row: ClientRow) => FittedRow
}
