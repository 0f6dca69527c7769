import type { CreateArithmetic } from '../core/models/als/arithmetic.ts'
import { createFloat64Arithmetic } from '../core/models/als/plain-arithmetic.ts'
import type { CreateSideSolver } from '../core/models/als/side-solver.ts'
import { bestBuild, type AlsBuild } from './als-builds.ts'
import { createKernelArithmetic } from './als-kernel.ts'

/** The arithmetic of one thread: float32 for `fast` and `parity`, float64 for `exact`. */
export function createLocalArithmetic(
  createExactRows: CreateSideSolver,
  build: AlsBuild | null = bestBuild(),
): CreateArithmetic {
  const exact = createFloat64Arithmetic(createExactRows)
  const others = createKernelArithmetic(build)
  return (csr, settings, initial) => (settings.solver === 'exact' ? exact : others)(csr, settings, initial)
}
