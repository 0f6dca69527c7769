import type { Csr } from '../../matrix/csr.ts'
import { transpose } from '../../matrix/transpose.ts'
import type { Objective } from '../recipe.ts'
import type { Side } from './arithmetic.ts'
import { weightedRows, type WeightedRows } from './weighted-rows.ts'

export type Sides = Readonly<Record<Side, WeightedRows>>

/** Both sides of a matrix with their confidences. */
export const sidesOf = (csr: Csr, objective: Objective): Sides => ({
  clients: weightedRows(csr, objective),
  columns: weightedRows(transpose(csr), objective),
})

/** The sides for the half-sweep that ends a training: clients alone are solved, so columns are there without entries. */
export const finalSidesOf = (csr: Csr, objective: Objective): Sides => ({
  clients: weightedRows(csr, objective),
  columns: {
    rows: csr.cols,
    rowPtr: new Uint32Array(csr.cols + 1),
    colIdx: new Uint32Array(0),
    confidence: new Float64Array(0),
  },
})
