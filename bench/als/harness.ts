import { bestBuild } from '../../src/platform/als-builds.ts'
import { timeFit, type FitCase } from './fit.ts'

/** A page that fits in its own thread: the browser's engine, without the rest of the product. */
export interface AlsHarness {
  readonly fit: (one: FitCase, solver: 'fast' | 'parity') => Promise<{ ms: number; loss: number; kernel: string }>
}

const harness: AlsHarness = {
  fit: async (one, solver) => {
    const { ms, loss, kernel } = await timeFit(one, solver, bestBuild())
    return { ms, loss, kernel }
  },
}
Object.assign(globalThis, { harness })
