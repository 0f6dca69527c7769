import { createExactSolver } from './exact-solver.ts'
import { createParitySolver } from './parity-solver.ts'
import type { RowSolver } from './row-solver.ts'
import type { CreateSideSolver } from './side-solver.ts'
import { exactCosts } from './sweep.ts'

/** Row by row in plain TypeScript, in float64. */
const plainSideSolver =
  (
    createSolver: (
      rank: number,
      base: Float64Array,
      ridges: Float64Array | null,
      unobservedWeight: number,
    ) => RowSolver,
  ): CreateSideSolver =>
  (rank, rows, _others, unobservedWeight) => {
    let sweep: { fixed: Float64Array; ridges: Float64Array | null; solver: RowSolver } | null = null
    return {
      kernel: 'typescript-float64',
      costs: exactCosts(rank),
      prepare(fixed, base, ridges) {
        sweep = { fixed, ridges, solver: createSolver(rank, base, ridges, unobservedWeight) }
      },
      solve(start, end, solved) {
        if (sweep === null) return
        const { fixed, ridges, solver } = sweep
        for (let row = start; row < end; row++) {
          if (rows.rowPtr[row] === rows.rowPtr[row + 1] || ridges?.[row] === 0)
            solved.fill(0, row * rank, (row + 1) * rank)
          else solver.solveRow(rows, row, fixed, solved)
        }
      },
    }
  }

/** Cholesky: the twin that the kernel is measured against, and what runs where there is none. */
export const createPlainExactRows = plainSideSolver(createExactSolver)

/** Conjugate gradient of so many steps. */
export const createPlainParityRows = (steps: number): CreateSideSolver =>
  plainSideSolver((rank, base, ridges, unobservedWeight) =>
    createParitySolver(rank, base, ridges, unobservedWeight, steps),
  )
