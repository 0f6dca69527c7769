import type { CreateArithmetic } from '../core/models/als/arithmetic.ts'
import type { AlsKernels } from '../core/models/als/kernels.ts'
import { createFloat64Arithmetic } from '../core/models/als/plain-arithmetic.ts'
import { createKernelArithmetic } from './als-kernel.ts'
import { createKernelExactRows } from './exact-kernel.ts'

/** The kernels that run here: float32 for `fast` and `parity`, float64 for `exact` and for the half-sweep that ends a training. */
export function createAlsKernels(): AlsKernels {
  const createExactRows = createKernelExactRows()
  const exact = createFloat64Arithmetic(createExactRows)
  const others = createKernelArithmetic()
  const createArithmetic: CreateArithmetic = (csr, settings, initial) =>
    (settings.solver === 'exact' ? exact : others)(csr, settings, initial)
  return { createArithmetic, createExactRows }
}
