import type { AlsKernels } from '../../core/models/als/kernels.ts'
import { localSweeps } from '../../core/models/als/sweep.ts'
import type { TrainingPlace } from '../../protocol/training-place.ts'
import { bestBuild, moduleOf, type AlsBuild } from '../als-builds.ts'
import { createLocalArithmetic } from '../local-arithmetic.ts'
import { createKernelExactRows } from '../exact-kernel.ts'
import { createKernelRanker } from '../top-k-kernel.ts'
import { Crew } from './crew.ts'
import { LentMember } from './lent-member.ts'
import { MovedSweeps } from './moved-sweeps.ts'
import { SharedSweeps } from './shared-sweeps.ts'

/** The members that the page lent, and the trainings that they help with. One training at a time has them. */
export class AlsPool {
  readonly #members = new Map<number, LentMember>()
  readonly #build: AlsBuild | null
  #isBusy = false

  /** @param build the build of the kernel; the best one unless said */
  constructor(build: AlsBuild | null = bestBuild()) {
    this.#build = build
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
    const build = this.#build
    const createExactRows = createKernelExactRows()
    const alone = localSweeps(createLocalArithmetic(createExactRows, build))
    const isShared = sharesMemory && build !== null && moduleOf(build, 'shared') !== null
    const crew = new Crew(
      { threads: Math.max(1, threads), transport: isShared ? 'shared' : 'moved' },
      () => [...this.#members.values()],
      () => {
        this.#isBusy = false
      },
    )
    return {
      crew,
      kernels: {
        createExactRows,
        createRanker: createKernelRanker(),
        startSweeps: (csr, settings, initial) => {
          if (build === null || settings.solver === 'exact' || crew.threads === 1 || this.#isBusy)
            return alone(csr, settings, initial)
          const sweeps = new (isShared ? SharedSweeps : MovedSweeps)(build, csr, settings, initial, crew)
          this.#isBusy = true
          return sweeps
        },
      },
    }
  }
}
