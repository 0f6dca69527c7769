import type { SparseRow } from '../matrix/csr.ts'
import type { Recommender } from '../models/recommender.ts'

/**
 * A model that asks the nearest known word families before it gives up: a row of which it can say nothing, empty or with a vector
 * near zero, is answered by the row of those families, and the route says so.
 *
 * @param families what the client's words without a column stand for, see `createStrandedWords`; an empty row changes nothing
 */
export function throughFamilies(model: Recommender, families: SparseRow): Recommender {
  if (families.columns.length === 0) return model
  return {
    ...model,
    fitRow: (row) => {
      const fitted = model.fitRow(row)
      if (fitted !== null) return fitted
      const near = model.fitRow(families)
      return near === null ? null : { ...near, route: 'word-family' }
    },
  }
}
