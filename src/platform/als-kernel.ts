import type { AlsArithmetic, AlsFactors, CreateArithmetic, RowCosts, Side } from '../core/models/als/arithmetic.ts'
import { ridgeSum, type EntrySums } from '../core/models/als/loss.ts'
import { createPlainArithmetic } from '../core/models/als/plain-arithmetic.ts'
import { sidesOf, type Sides } from '../core/models/als/sides.ts'
import { gridOf } from '../core/models/als/sweep.ts'
import type { AlsSettings } from '../core/models/recipe.ts'
import { bestBuild, exactBuild, type AlsBuild, type ExactBuild, type KernelBuild } from './als-builds.ts'
import { memoryOf } from './als-plan.ts'
import { openKernel, planKernel } from './open-kernel.ts'
import { otherSide, type SweepKernel } from './sweep-kernel.ts'

/** Rows that are whitened between two pauses. */
export const WHITEN_ROWS = 512

/**
 * ALS of one thread in a kernel: `parity` and `fast` in float32, `exact` in float64; plain TypeScript where the kernel does not run.
 *
 * @param build the build of the float32 kernel; the best one unless said
 */
export function createKernelArithmetic(
  build: AlsBuild | null = bestBuild(),
  exact: ExactBuild | null = exactBuild(),
): CreateArithmetic {
  return (csr, settings, initial) => {
    const chosen = settings.solver === 'exact' ? exact : build
    return chosen === null
      ? createPlainArithmetic(csr, settings, initial)
      : startArithmetic(chosen, sidesOf(csr, settings.objective), settings, initial)
  }
}

/** Begin a training in a memory of this thread. */
export function startArithmetic(
  build: KernelBuild,
  sides: Sides,
  settings: AlsSettings,
  initial: AlsFactors,
): KernelArithmetic {
  const plan = planKernel(build, settings, sides, { threads: 1, isShared: false, sentRows: null })
  const kernel = openKernel(plan, memoryOf(plan.bytes, 'own'), 'own', 0)
  kernel.writeRows(sides)
  kernel.writeFactors(initial)
  return new KernelArithmetic(kernel, sides)
}

/** The arithmetic of one thread that has the memory for itself. */
export class KernelArithmetic implements AlsArithmetic {
  readonly kernel: string
  readonly costs: RowCosts
  readonly rowPtr: Readonly<Record<Side, Uint32Array>>
  readonly source: SweepKernel
  #side: Side = 'clients'

  constructor(kernel: SweepKernel, sides: Sides) {
    this.source = kernel
    this.kernel = kernel.plan.build
    this.costs = kernel.costs
    this.rowPtr = { clients: sides.clients.rowPtr, columns: sides.columns.rowPtr }
  }

  addGram(side: Side, start: number, end: number, out: Float64Array): void {
    this.source.addTriangle(this.source.gram(side, start, end), out)
  }

  *prepare(side: Side, base: Float64Array, ridges: Float64Array | null): Generator<undefined, void> {
    this.#side = side
    yield* this.source.setBase(base, ridges)
    if (!this.source.whitens) return
    const starts = gridOf(this.source.plan.places[otherSide(side)].rows, WHITEN_ROWS)
    for (let block = 1; block < starts.length; block += 1) {
      this.source.whiten(side, starts[block - 1]!, starts[block]!)
      yield
    }
  }

  solve(start: number, end: number): void {
    this.source.solve(this.#side, start, end)
  }

  addEntrySums(start: number, end: number, sums: EntrySums): void {
    const [fit, confidence] = this.source.entrySums(start, end)
    sums.fit += fit!
    sums.confidence += confidence!
  }

  ridgeSum(side: Side, start: number, end: number, ridges: Float64Array): number {
    return ridgeSum(this.source.table(side), this.source.plan.f, start, end, ridges)
  }

  factors(): AlsFactors {
    return this.source.factors()
  }
}
