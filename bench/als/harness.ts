import { bestBuild } from '../../src/platform/als-builds.ts'
import { timeFit, type FitCase } from './fit.ts'
import { timeEase, timeFoldIns, timeLists, type TimedLists } from './lists-run.ts'
import type { WorldSize } from './world.ts'

/** A page that fits in its own thread: the browser's engine, without the rest of the product. */
export interface AlsHarness {
  readonly fit: (one: FitCase, solver: 'fast' | 'parity') => Promise<{ ms: number; loss: number; kernel: string }>
  /** Lists from factors that lie beside the page, float32, as `clients.bin` and `columns.bin`. */
  readonly lists: (one: FitCase, clientCount: number) => Promise<Omit<TimedLists, 'columns'> & { columns: number[] }>
  readonly foldIns: (one: FitCase) => Promise<number[]>
  readonly ease: (world: WorldSize) => Promise<number>
}

const read = async (name: string): Promise<Float64Array> =>
  Float64Array.from(new Float32Array(await (await fetch(name)).arrayBuffer()))

const harness: AlsHarness = {
  fit: async (one, solver) => {
    const { ms, loss, kernel } = await timeFit(one, solver, bestBuild())
    return { ms, loss, kernel }
  },
  lists: async (one, clientCount) => {
    const factors = { clients: await read('clients.bin'), columns: await read('columns.bin') }
    const lists = timeLists(one, clientCount, factors)
    return { ...lists, columns: [...lists.columns] }
  },
  foldIns: timeFoldIns,
  ease: timeEase,
}
Object.assign(globalThis, { harness })
