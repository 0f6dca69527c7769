import { createExactSolver } from './exact-solver.ts'
import { createParitySolver } from './parity-solver.ts'
import type { RowSolver } from './row-solver.ts'
import type { CreateSideSolver } from './side-solver.ts'
import { exactCosts } from './sweep.ts'

/** Row by row in plain TypeScript, in float64. */
const plainSideSolver =
  (createSolver: (rank: number, base: Float64Array, unobservedWeight: number) => RowSolver): CreateSideSolver =>
  (rank, rows, _others, unobservedWeight) => {
    /** Base with the ridge of the row. */
    const ridged = new Float64Array(rank * rank)
    const solver = createSolver(rank, ridged, unobservedWeight)
    let sweep: { fixed: Float64Array; base: Float64Array; ridges: Float64Array | null } | null = null
    return {
      kernel: 'typescript-float64',
      costs: exactCosts(rank),
      prepare(fixed, base, ridges) {
        ridged.set(base)
        sweep = { fixed, base, ridges }
      },
      solve(start, end, solved) {
        if (sweep === null) return
        const { fixed, base, ridges } = sweep
        for (let row = start; row < end; row++) {
          if (rows.rowPtr[row] === rows.rowPtr[row + 1]) {
            solved.fill(0, row * rank, (row + 1) * rank)
            continue
          }
          if (ridges !== null) for (let i = 0; i < ridged.length; i += rank + 1) ridged[i] = base[i]! + ridges[row]!
          solver.solveRow(rows, row, fixed, solved)
        }
      },
    }
  }

/** Cholesky: the twin that the kernel is measured against, and what runs where there is none. */
export const createPlainExactRows = plainSideSolver(createExactSolver)

export const createPlainParityRows = plainSideSolver(createParitySolver)
