import { addGram } from '../../matrix/gram.ts'
import type { AlsSettings } from '../recipe.ts'
import type { AlsArithmetic, AlsFactors, CreateArithmetic, Side } from './arithmetic.ts'
import { cgStepsOf } from './cg-steps.ts'
import type { AlsKernels } from './kernels.ts'
import { addEntrySums, ridgeSum } from './loss.ts'
import { createPlainExactRows, createPlainParityRows } from './plain-side-solver.ts'
import { finalSidesOf, sidesOf, type Sides } from './sides.ts'
import type { SideSolver } from './side-solver.ts'
import { localSweeps, sweepsOf } from './sweep.ts'

/** ALS in plain float64 over rows that are given. What `fast` comes close to, it solves exactly. */
function plainArithmetic(rows: Sides, settings: AlsSettings, initial: AlsFactors): AlsArithmetic {
  const { factors: rank, objective, solver } = settings
  const w0 = objective.unobservedWeight
  const tables: Readonly<Record<Side, Float64Array>> = initial
  const createRows = solver === 'parity' ? createPlainParityRows(cgStepsOf(settings)) : createPlainExactRows
  const solvers: Readonly<Record<Side, SideSolver>> = {
    clients: createRows(rank, rows.clients, rows.columns.rows, w0),
    columns: createRows(rank, rows.columns, rows.clients.rows, w0),
  }
  let side: Side = 'clients'

  return {
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
}

/** ALS in plain float64: the twin that kernels are measured against, and what runs where there is none. */
export const createPlainArithmetic: CreateArithmetic = (csr, settings, initial) =>
  plainArithmetic(sidesOf(csr, settings.objective), settings, initial)

/** Plain float64 throughout. */
export const plainKernels: AlsKernels = {
  startSweeps: localSweeps(createPlainArithmetic),
  startFinalSweep: (csr, settings, initial) =>
    sweepsOf(
      plainArithmetic(finalSidesOf(csr, settings.objective), { ...settings, solver: 'exact' }, initial),
      settings.factors,
    ),
}
