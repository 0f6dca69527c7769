import type { Csr } from '../../matrix/csr.ts'
import { alsLists, foldTask } from '../../metrics/fold-task.ts'
import { hitsOf } from '../../metrics/hits.ts'
import { ndcg } from '../../metrics/ndcg.ts'
import { noSegments, type ClientSegments } from '../../signals/client-segments.ts'
import { checkpoint, type TaskControl, type TaskProgress } from '../../task-control.ts'
import type { AlsKernels } from '../als/kernels.ts'
import { ONE_THREAD } from '../als/estimate-bytes.ts'
import { estimateTraining } from '../als/estimate.ts'
import { trainAls } from '../als/train.ts'
import { chooseCandidate, type CandidateFigures } from './choose-candidate.ts'
import { refineGrid, type RefineTrial } from './refine-grid.ts'

/** Places of a list that count. */
const K = 10

/** Share of the bar for the comparison at the end. */
const COMPARING = 0.05

/** A candidate that was tried. */
export interface TriedCandidate extends RefineTrial, CandidateFigures {}

/** What came of trying the settings around the rule. */
export interface Refinement {
  /** As they were tried, the rule first. */
  readonly tried: readonly TriedCandidate[]
  /** Position in `tried` of what to offer; 0 when nothing is clearly better than the rule. */
  readonly best: number
  /** Clients with at least one purchase of a known category inside the test days. */
  readonly clientsWithTruth: number
  readonly population: number
}

/** How far a refinement is. `done` and `total` are iterations of the rule: one with twice the factors counts for as many as it takes. */
export interface RefineProgress extends TaskProgress {
  /** Position of the candidate at work, `[0, candidates)`. */
  readonly candidate: number
  readonly candidates: number
}

/**
 * Try the settings of `refineGrid` for these training days and choose among them, by NDCG@10 on the next purchase, repeats
 * allowed. What is chosen is only ever offered: see `chooseCandidate` for why its figures are optimistic.
 *
 * @param training clients by columns, from the training days of the first of the rolling folds
 * @param truth clients by categories: what each bought inside the test days of that fold; counts do not matter
 * @param segments of the training days; nobody in any unless given
 * @throws DomainError `bad-shape`, `cancelled`, `empty-evidence`, `out-of-memory`, `singular-system`
 */
export async function refineAls(
  training: Csr,
  categoryCount: number,
  truth: Csr,
  control: TaskControl<RefineProgress>,
  kernels?: AlsKernels,
  segments: ClientSegments = noSegments(training.rows),
): Promise<Refinement> {
  const task = foldTask(training, categoryCount, truth, segments)
  const size = { clientCount: training.rows, columnCount: training.cols, entryCount: training.colIdx.length }
  const trials = refineGrid(size)
  const bar = workBar(
    trials.map(({ settings }) => estimateTraining(size, settings, ONE_THREAD, null).ms),
    trials[0]!.settings.iterations,
  )
  const figures: Float64Array[] = []
  for (const { settings } of trials) {
    const at = figures.length
    const tick = (share: number) => control.tick(bar(at, share))
    const ofTraining: TaskControl = {
      tick: ({ stage, done, total }) => tick(stage === 'training' ? (0.8 * done) / total : 0.8 + (0.1 * done) / total),
      isCancelled: control.isCancelled,
    }
    const fit = await trainAls(training, settings, ofTraining, kernels)
    const lists = await alsLists(task, fit, settings.factors, K, kernels, (share) =>
      checkpoint(control, bar(at, 0.9 + 0.1 * share)),
    )
    figures.push(Float64Array.from(lists, (list, own) => figureOf(list, task.truths[own]!)))
  }

  const isWordsOnly = (client: number): boolean => hasWordsOnly(training, categoryCount, client)
  const words = task.clients.flatMap((client, place) => (isWordsOnly(client) ? [place] : []))
  let wordsPopulation = 0
  for (let client = 0; client < training.rows; client++) if (isWordsOnly(client)) wordsPopulation++
  const comparison = { figures, population: training.rows, words, wordsPopulation, seed: trials[0]!.settings.seed }
  const { candidates, best } = await chooseCandidate(comparison, (share) =>
    checkpoint(control, bar(trials.length, share)),
  )
  await checkpoint(control, bar(trials.length, 1))
  return {
    tried: trials.map((trial, at) => ({ ...trial, ...candidates[at]! })),
    best,
    clientsWithTruth: task.clients.length,
    population: training.rows,
  }
}

const figureOf = (list: Uint32Array, truth: Uint32Array): number => ndcg(hitsOf(truth, list), truth.length, K)

/** Whether the training days know a client by words alone: who only searched, or bought what has no category. Columns rise. */
function hasWordsOnly({ rowPtr, colIdx }: Csr, categoryCount: number, client: number): boolean {
  const start = rowPtr[client]!
  return rowPtr[client + 1]! > start && colIdx[start]! >= categoryCount
}

/**
 * One bar over candidates of unequal cost, and the comparison after the last of them.
 *
 * @param costs what each candidate takes, in any unit
 * @param iterations what the first of them counts for
 */
function workBar(costs: readonly number[], iterations: number): (candidate: number, share: number) => RefineProgress {
  const before = costs.map((_, at) => costs.slice(0, at).reduce((sum, cost) => sum + cost, 0))
  const all = costs.reduce((sum, cost) => sum + cost, 0)
  const total = Math.round((iterations * all) / costs[0]! / (1 - COMPARING))
  return (candidate, share) => {
    const trained = candidate < costs.length ? (before[candidate]! + share * costs[candidate]!) / all : 1
    const compared = candidate < costs.length ? 0 : share
    return {
      stage: 'refining',
      done: total * ((1 - COMPARING) * trained + COMPARING * compared),
      total,
      unit: 'iterations',
      candidate: Math.min(candidate, costs.length - 1),
      candidates: costs.length,
    }
  }
}
