import type { Csr, SparseRow } from '../../matrix/csr.ts'
import type { Objective } from '../recipe.ts'
import { confidencesOf } from './confidence.ts'

/** One side of the training matrix as the row solvers read it: where a row's entries are and how sure each is. */
export interface WeightedRows {
  readonly rows: number
  readonly rowPtr: Uint32Array
  /** Position on the other side, shape `[entries]`. */
  readonly colIdx: Uint32Array
  /** `c`, shape `[entries]`. */
  readonly confidence: Float64Array
}

/** The rows of a matrix with their confidences. */
export function weightedRows(csr: Csr, objective: Objective): WeightedRows {
  return {
    rows: csr.rows,
    rowPtr: csr.rowPtr,
    colIdx: csr.colIdx,
    confidence: confidencesOf(csr.values, objective),
  }
}

/** One row, real or edited, in the form in which training sees it: so both take the same path. */
export function weightedRow(row: SparseRow, objective: Objective): WeightedRows {
  return {
    rows: 1,
    rowPtr: Uint32Array.of(0, row.columns.length),
    colIdx: row.columns,
    confidence: confidencesOf(row.values, objective),
  }
}
