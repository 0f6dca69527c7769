import { recommend } from '../../src/core/explain/recommend.ts'
import { rowOf } from '../../src/core/matrix/csr.ts'
import { createAlsModel } from '../../src/core/models/als/als-model.ts'
import type { AlsFactors } from '../../src/core/models/als/arithmetic.ts'
import { defaultEaseLambda, fitEase } from '../../src/core/models/ease/ease.ts'
import { createPopular } from '../../src/core/models/popularity/popular.ts'
import { bestBuild } from '../../src/platform/als-builds.ts'
import { createTalliedRanker } from '../../src/platform/top-k-kernel.ts'
import { settingsOf, timeFit, worldOf, type FitCase } from './fit.ts'
import type { WorldSize } from './world.ts'

/** Length of the lists. */
export const LIST_LENGTH = 10
/** Stands beyond the end of a list. */
export const NOTHING = -1
/** Clients that are folded in, spread over the world. */
const FOLDED = 200
/** Clients that are folded in before the clock runs. */
const WARM_UP = 20

/** Lists of the first clients of a world, what each client has left out. */
export interface TimedLists {
  readonly ms: number
  readonly kernel: string
  /** Shape `[clients, LIST_LENGTH]`, `NOTHING` beyond the end of a list. */
  readonly columns: Int32Array
  /** Share of the products of rows and columns that were worked out. */
  readonly touched: number
  /** Clients whose order float32 could not prepare. */
  readonly undecided: number
}

/** @throws Error where the kernel does not run */
export function timeLists(one: FitCase, clientCount: number, { clients, columns }: AlsFactors): TimedLists {
  const csr = worldOf(one.world)
  const rows = clients.subarray(0, clientCount * one.factors)
  const start = performance.now()
  const ranker = createTalliedRanker(columns, one.factors, LIST_LENGTH)
  if (ranker === null) throw new Error('The kernel does not run here')
  const lists = ranker.rank(rows, csr)
  const ms = performance.now() - start
  const { panels, allPanels, undecided } = ranker.tally
  const listed = Int32Array.from(lists.columns, (column, at) =>
    at % LIST_LENGTH < (lists.counts[Math.floor(at / LIST_LENGTH)] ?? 0) ? column : NOTHING,
  )
  return { ms, kernel: ranker.kernel, columns: listed, touched: panels / allPanels, undecided }
}

/** Milliseconds for each of some clients: fold in, rank all columns as categories, explain the top 10. */
export async function timeFoldIns(one: FitCase): Promise<number[]> {
  const csr = worldOf(one.world)
  const { factors } = await timeFit(one, 'fast', bestBuild())
  const model = createAlsModel({
    settings: settingsOf(one, 'fast'),
    columnFactors: factors.columns,
    categoryCount: csr.cols,
  })
  const popular = createPopular(csr, csr.cols)
  const known = Array.from({ length: csr.rows }, (_, client) => client).filter(
    (client) => rowOf(csr, client).columns.length > 0,
  )
  const open = (client: number): number => {
    const start = performance.now()
    recommend(model, popular, rowOf(csr, client), { k: LIST_LENGTH, repeat: 'both' })
    return performance.now() - start
  }
  known.slice(0, WARM_UP).forEach(open)
  return Array.from({ length: FOLDED }, (_, at) => open(known[Math.floor((at * known.length) / FOLDED)] ?? 0))
}

/** Milliseconds of EASE on all columns of a world. */
export async function timeEase(world: WorldSize): Promise<number> {
  const csr = worldOf(world)
  const start = performance.now()
  await fitEase(csr, csr.cols, defaultEaseLambda(csr, csr.cols), () => Promise.resolve())
  return performance.now() - start
}
