import { rankCategories } from '../explain/recommend.ts'
import type { Csr } from '../matrix/csr.ts'
import type { AlsKernels } from '../models/als/kernels.ts'
import { trainAls } from '../models/als/train.ts'
import { fitComparisons, type LeftOutModel } from '../models/fit-comparisons.ts'
import { clientRow } from '../models/client-row.ts'
import { createPopular } from '../models/popularity/popular.ts'
import type { TrainingData } from '../models/model-descriptor.ts'
import type { AlsSettings, ModelId } from '../models/recipe.ts'
import type { Recommender, SureRecommender } from '../models/recommender.ts'
import { noSegments, type ClientSegments } from '../signals/client-segments.ts'
import { DomainError } from '../domain-error.ts'
import { checkpoint, type TaskControl } from '../task-control.ts'
import { bootstrapIntervals } from './bootstrap.ts'
import { clientFigures, type ClientFigures } from './client-figures.ts'
import { coverage } from './coverage.ts'
import { alsLists, foldTask } from './fold-task.ts'
import { METRIC_KS, type MetricValue } from './metric.ts'
import { verdictWord, type Verdict } from './verdict.ts'

/** Longest list that any metric looks at. */
const LONGEST_LIST = Math.max(...METRIC_KS)

/** Clients whose lists are made between two pauses: some ten milliseconds of fold-ins. */
const LIST_CLIENTS = 64

/** One model's figures on one fold. */
export interface ModelMetrics {
  readonly model: ModelId
  readonly values: readonly MetricValue[]
}

/** What a fold says of every model. */
export interface FoldMetrics {
  /** ALS, the popular list, then the others in the order of the registry. */
  readonly models: readonly ModelMetrics[]
  /** Models that are not among them, and why. */
  readonly leftOut: readonly LeftOutModel[]
  readonly verdict: Verdict
  /** Clients with at least one purchase of a known category inside the test days. */
  readonly clientsWithTruth: number
  /** All clients: the population over which `ml_metrics` means. */
  readonly population: number
}

interface JudgedModel {
  readonly id: ModelId
  readonly lists: readonly Uint32Array[]
  readonly figures: readonly ClientFigures[]
}

/**
 * Train on the days before a fold and judge on the fold: ALS, the popular list, and the models of `fitComparisons`.
 *
 * Task: the next purchase, repeats allowed. Lists are made for clients with truth from their row of the training matrix;
 * a row of which a model can say nothing gets the popular list of the client's segment, or of all. The verdict is of ALS against the popular list.
 * The nearest known word families (`throughFamilies`) are not asked: a client who only searched words without a column is judged by the fallback,
 * for every model alike, although the Client screen and the exported lists go that route first.
 *
 * @param training clients by columns, from the training days only
 * @param segments of the training days, for the popular list of each; nobody in any unless given
 * @param truth clients by categories: what each bought inside the test days; counts do not matter
 * @throws DomainError `bad-setting`, `bad-shape`, `cancelled`, `empty-evidence`, `singular-system`
 */
export async function evaluateFold(
  training: Csr,
  categoryCount: number,
  truth: Csr,
  settings: AlsSettings,
  control: TaskControl,
  kernels?: AlsKernels,
  segments: ClientSegments = noSegments(training.rows),
): Promise<FoldMetrics> {
  const task = foldTask(training, categoryCount, truth, segments)
  const { clients, truths, fallback } = task
  const fit = await trainAls(training, settings, control, kernels)
  const popular = createPopular(training, categoryCount)

  // Fits, then lists, then resamples: thirds of one bar, in clients.
  const total = Math.max(1, clients.length * 3)
  const report = (thirds: number): Promise<void> =>
    checkpoint(control, { stage: 'evaluating', done: Math.round(clients.length * thirds), total, unit: 'clients' })

  const data = { csr: training, categoryCount, segments, seed: settings.seed }
  const compared = await fitComparisons(data, report)
  const models: readonly { readonly id: ModelId; readonly model: Recommender }[] = [
    { id: 'popular', model: popular },
    ...compared.models,
  ]
  const judged: JudgedModel[] = []
  const judge = async (
    id: ModelId,
    listAll: (onProgress: (share: number) => Promise<void>) => Promise<Uint32Array[]>,
  ): Promise<void> => {
    const before = judged.length
    const lists = await listAll((share) => report(1 + (before + share) / (models.length + 1)))
    judged.push({ id, lists, figures: clientFigures(lists, truths) })
  }
  // The training has left the factors that lists come from, raw or refitted: no need to fold clients in again.
  await judge('als', (onProgress) => alsLists(task, fit, settings.factors, LONGEST_LIST, kernels, onProgress))
  for (const { id, model } of models)
    await judge(id, (onProgress) => listsFor(model, fallback, data, clients, onProgress))
  const figures = await summarize(judged, categoryCount, clients.length, truth.rows, settings.seed, (share) =>
    report(2 + share),
  )
  return { ...figures, leftOut: compared.leftOut }
}

async function listsFor(
  model: Recommender,
  fallback: SureRecommender,
  { csr, segments }: TrainingData,
  clients: readonly number[],
  report: (share: number) => Promise<void>,
): Promise<Uint32Array[]> {
  const lists: Uint32Array[] = []
  for (const client of clients) {
    const row = clientRow(csr, segments, client)
    lists.push(rankCategories(model, fallback, row, { k: LONGEST_LIST, repeat: 'both' }).columns)
    if (lists.length % LIST_CLIENTS === 0) await report(lists.length / clients.length)
  }
  return lists
}

async function summarize(
  judged: readonly JudgedModel[],
  categoryCount: number,
  clients: number,
  population: number,
  seed: number,
  report: (share: number) => Promise<void>,
): Promise<Omit<FoldMetrics, 'leftOut'>> {
  const figures = judged.flatMap((model) => model.figures)
  const [als, popular] = judged.map(primaryFigures) as [Float64Array, Float64Array, ...Float64Array[]]
  const difference = als.map((value, client) => value - popular[client]!)
  const overPopulation = figures.map(({ convention }) => convention === 'ml_metrics')
  const intervals = await bootstrapIntervals(
    [...figures.map(({ values }) => values), difference],
    [...overPopulation, false],
    clients,
    population,
    seed,
    report,
  )

  let next = 0
  const models = judged.map(({ id, lists, figures: own }) => ({
    model: id,
    values: [
      ...own.map(({ metric, convention, k, values }): MetricValue => {
        const size = convention === 'ml_metrics' ? population : clients
        return { metric, convention, k, value: mean(values, size), ...intervals[next++]!, clients: size }
      }),
      ...METRIC_KS.map((k): MetricValue => ({
        metric: 'Coverage',
        convention: 'ours',
        k,
        value: coverage(lists, categoryCount, k),
        low: null,
        high: null,
        clients,
      })),
    ],
  }))
  const interval = intervals.at(-1)!
  return {
    models,
    verdict: {
      metric: 'NDCG',
      k: 10,
      als: mean(als, clients),
      popular: mean(popular, clients),
      difference: mean(difference, clients),
      ...interval,
      word: verdictWord(interval, clients),
    },
    clientsWithTruth: clients,
    population,
  }
}

/** NDCG@10, client by client: what the verdict rests on. */
function primaryFigures({ figures }: JudgedModel): Float64Array {
  const found = figures.find(({ metric, k }) => metric === 'NDCG' && k === 10)
  if (found === undefined) throw new DomainError('unexpected', 'The primary metric is not among the figures')
  return found.values
}

function mean(values: Float64Array, size: number): number {
  let sum = 0
  for (const value of values) sum += value
  return size === 0 ? 0 : sum / size
}
