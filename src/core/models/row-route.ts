import type { Route } from '../explain/recommendation.ts'
import type { SparseRow } from '../matrix/csr.ts'

/** From which blocks a row that is not empty comes. */
export function routeOf(row: SparseRow, categoryCount: number): Route {
  // Columns rise and categories come first, so the ends of the row tell.
  if (row.columns[row.columns.length - 1]! < categoryCount) return 'purchases'
  return row.columns[0]! < categoryCount ? 'purchases-and-words' : 'words'
}
