import type { AlsFactors, AlsSweeps } from '../../core/models/als/arithmetic.ts'
import type { AlsKernels } from '../../core/models/als/kernels.ts'
import { plainKernels } from '../../core/models/als/plain-arithmetic.ts'
import { finalSidesOf, sidesOf, type Sides } from '../../core/models/als/sides.ts'
import { sweepsOf } from '../../core/models/als/sweep.ts'
import type { AlsSettings } from '../../core/models/recipe.ts'
import type { TrainingPlace } from '../../protocol/training-place.ts'
import { bestBuild, exactBuild, moduleOf, type AlsBuild, type ExactBuild, type KernelBuild } from '../als-builds.ts'
import { startArithmetic } from '../als-kernel.ts'
import { createKernelRanker } from '../top-k-kernel.ts'
import { Crew } from './crew.ts'
import { LentMember } from './lent-member.ts'
import { MovedSweeps } from './moved-sweeps.ts'
import { SharedSweeps } from './shared-sweeps.ts'

const runsShared = (build: KernelBuild): boolean => moduleOf(build, 'shared') !== null

/** The members that the page lent, and the trainings that they help with. One training at a time has them. */
export class AlsPool {
  readonly #members = new Map<number, LentMember>()
  readonly #build: AlsBuild | null
  readonly #exact: ExactBuild | null
  #isBusy = false

  /** @param build the build of the float32 kernel, and that of the float64 one; the best unless said */
  constructor(build: AlsBuild | null = bestBuild(), exact: ExactBuild | null = exactBuild()) {
    this.#build = build
    this.#exact = exact
  }

  add(memberId: number, port: MessagePort): void {
    this.#members.set(memberId, new LentMember(port))
  }

  /** Its worker is gone. */
  lose(memberId: number): void {
    this.#members.get(memberId)?.lose()
    this.#members.delete(memberId)
  }

  /**
   * How to start a training: shared out where that is possible, else in this thread. The bits are the same.
   *
   * @returns what computes it, and the crew whose record can be read once the training has ended
   */
  at({ threads, sharesMemory }: TrainingPlace): { readonly kernels: AlsKernels; readonly crew: Crew } {
    const isShared = sharesMemory && [this.#build, this.#exact].every((build) => build === null || runsShared(build))
    const crew = new Crew(
      { threads: Math.max(1, threads), transport: isShared ? 'shared' : 'moved' },
      () => [...this.#members.values()],
      () => {
        this.#isBusy = false
      },
    )
    const start = (build: KernelBuild, sides: Sides, settings: AlsSettings, initial: AlsFactors): AlsSweeps => {
      if (crew.threads === 1 || this.#isBusy)
        return sweepsOf(startArithmetic(build, sides, settings, initial), settings.factors)
      const sweeps = new (isShared ? SharedSweeps : MovedSweeps)(build, sides, settings, initial, crew)
      this.#isBusy = true
      return sweeps
    }
    return {
      crew,
      kernels: {
        createRanker: createKernelRanker(),
        startSweeps: (csr, settings, initial) => {
          const build = settings.solver === 'exact' ? this.#exact : this.#build
          return build === null
            ? plainKernels.startSweeps(csr, settings, initial)
            : start(build, sidesOf(csr, settings.objective), settings, initial)
        },
        startFinalSweep: (csr, settings, initial) =>
          this.#exact === null
            ? plainKernels.startFinalSweep(csr, settings, initial)
            : start(this.#exact, finalSidesOf(csr, settings.objective), settings, initial),
      },
    }
  }
}
