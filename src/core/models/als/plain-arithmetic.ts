import { addGram } from '../../matrix/gram.ts'
import { transpose } from '../../matrix/transpose.ts'
import type { AlsArithmetic, CreateArithmetic, Side } from './arithmetic.ts'
import type { AlsKernels } from './kernels.ts'
import { addEntrySums, ridgeSum } from './loss.ts'
import { createPlainExactRows, createPlainParityRows } from './plain-side-solver.ts'
import type { CreateSideSolver, SideSolver } from './side-solver.ts'
import { localSweeps } from './sweep.ts'
import { weightedRows } from './weighted-rows.ts'

/**
 * ALS in float64: `parity` in plain TypeScript, `exact` by what it is handed. What `fast` comes close to, it solves exactly.
 */
export function createFloat64Arithmetic(createExactRows: CreateSideSolver): CreateArithmetic {
  return (csr, { factors: rank, objective, solver }, initial) => {
    const w0 = objective.unobservedWeight
    const tables: Readonly<Record<Side, Float64Array>> = initial
    const rows = { clients: weightedRows(csr, objective), columns: weightedRows(transpose(csr), objective) }
    const createRows = solver === 'parity' ? createPlainParityRows : createExactRows
    const solvers: Readonly<Record<Side, SideSolver>> = {
      clients: createRows(rank, rows.clients, csr.cols, w0),
      columns: createRows(rank, rows.columns, csr.rows, w0),
    }
    let side: Side = 'clients'

    const arithmetic: AlsArithmetic = {
      kernel: solvers.clients.kernel,
      costs: solvers.clients.costs,
      rowPtr: { clients: rows.clients.rowPtr, columns: rows.columns.rowPtr },
      addGram: (of, start, end, out) => {
        addGram(tables[of], rank, start, end, out)
      },
      *prepare(next, base, ridges) {
        yield
        side = next
        solvers[side].prepare(tables[side === 'clients' ? 'columns' : 'clients'], base, ridges)
      },
      solve: (start, end) => {
        solvers[side].solve(start, end, tables[side])
      },
      addEntrySums: (start, end, sums) => {
        addEntrySums(rows.clients, tables.clients, tables.columns, rank, w0, start, end, sums)
      },
      ridgeSum: (of, start, end, ridges) => ridgeSum(tables[of], rank, start, end, ridges),
      factors: () => initial,
    }
    return arithmetic
  }
}

/** ALS in plain float64: the twin that kernels are measured against, and what runs where there is none. */
export const createPlainArithmetic = createFloat64Arithmetic(createPlainExactRows)

/** Plain float64 throughout. */
export const plainKernels: AlsKernels = {
  startSweeps: localSweeps(createPlainArithmetic),
  createExactRows: createPlainExactRows,
}
