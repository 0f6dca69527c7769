import { addGram } from '../../matrix/gram.ts'
import { transpose } from '../../matrix/transpose.ts'
import type { AlsArithmetic, CreateArithmetic, Side } from './arithmetic.ts'
import { createExactSolver } from './exact-solver.ts'
import { addEntrySums, ridgeSum } from './loss.ts'
import { createParitySolver } from './parity-solver.ts'
import type { RowSolver } from './row-solver.ts'
import { exactCosts } from './sweep.ts'
import { weightedRows } from './weighted-rows.ts'

/**
 * ALS in plain float64: the twin that kernels are measured against, and what runs where there is none.
 * What `fast` comes close to, it solves exactly.
 */
export const createPlainArithmetic: CreateArithmetic = (csr, { factors: rank, objective, solver }, initial) => {
  const w0 = objective.unobservedWeight
  const tables: Readonly<Record<Side, Float64Array>> = initial
  const rows = { clients: weightedRows(csr, objective), columns: weightedRows(transpose(csr), objective) }
  let solves: {
    readonly side: Side
    readonly fixed: Float64Array
    readonly ridges: Float64Array | null
    readonly solver: RowSolver
  } | null = null

  const arithmetic: AlsArithmetic = {
    kernel: 'typescript-float64',
    costs: exactCosts(rank),
    rowPtr: { clients: rows.clients.rowPtr, columns: rows.columns.rowPtr },
    addGram: (side, start, end, out) => {
      addGram(tables[side], rank, start, end, out)
    },
    *prepare(side, base, ridges) {
      yield
      const create = solver === 'parity' ? createParitySolver : createExactSolver
      const fixed = tables[side === 'clients' ? 'columns' : 'clients']
      solves = { side, fixed, ridges, solver: create(rank, base, ridges, w0) }
    },
    solve: (start, end) => {
      if (solves === null) return
      const { side, fixed, ridges } = solves
      const { rowPtr } = rows[side]
      for (let row = start; row < end; row++) {
        if (rowPtr[row] === rowPtr[row + 1] || ridges?.[row] === 0) tables[side].fill(0, row * rank, (row + 1) * rank)
        else solves.solver.solveRow(rows[side], row, fixed, tables[side])
      }
    },
    addEntrySums: (start, end, sums) => {
      addEntrySums(rows.clients, tables.clients, tables.columns, rank, w0, start, end, sums)
    },
    ridgeSum: (side, start, end, ridges) => ridgeSum(tables[side], rank, start, end, ridges),
    factors: () => initial,
  }
  return arithmetic
}
