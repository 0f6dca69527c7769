import { rankCategories } from '../../src/core/explain/recommend.ts'
import { rowOf, type Csr } from '../../src/core/matrix/csr.ts'
import { createAlsModel } from '../../src/core/models/als/als-model.ts'
import type { EvidenceSize } from '../../src/core/models/als/default-settings.ts'
import { trainAls } from '../../src/core/models/als/train.ts'
import { defaultEaseLambda, fitEase, MOST_EASE_CATEGORIES } from '../../src/core/models/ease/ease.ts'
import { fitItemKnn } from '../../src/core/models/item-knn/item-knn.ts'
import { createOwnFrequentFill } from '../../src/core/models/own-frequent/own-frequent.ts'
import { countClients, createPopular } from '../../src/core/models/popularity/popular.ts'
import { PRESETS } from '../../src/core/models/presets.ts'
import type { AlsSettings } from '../../src/core/models/recipe.ts'
import type { Recommender } from '../../src/core/models/recommender.ts'
import type { DayWindow } from '../../src/core/positions.ts'
import { buildEvidence } from '../../src/core/signals/build-evidence.ts'
import { DEFAULT_EVIDENCE } from '../../src/core/signals/default-evidence.ts'
import type { EvidenceMatrix, EvidenceSettings } from '../../src/core/signals/evidence.ts'
import type { Dataset } from '../../src/core/tables/dataset.ts'
import { uncontrolled } from '../../src/core/task-control.ts'
import { AlsPool } from '../../src/platform/als-pool/als-pool.ts'

/** Places of the lists that are judged. */
export const LIST_LENGTH = 10

/** The first places of the list of a client; shape `[LIST_LENGTH]` where there are as many categories. */
export type ListOf = (client: number) => Uint32Array

/** The models that are compared, by name. Those beside the first three are there for information. */
export interface Contest<T> {
  readonly best: T
  readonly popular: T
  readonly seed: T
  readonly others: readonly (readonly [name: string, one: T])[]
}

/** All of a contest, named as they are shown. */
export const allOf = <T>({ best, popular, seed, others }: Contest<T>): (readonly [string, T])[] => [
  ['Best default', best],
  ['popular', popular],
  ['Seed recipe', seed],
  ...others,
]

export const mapContest = <T, U>({ best, popular, seed, others }: Contest<T>, map: (one: T) => U): Contest<U> => ({
  best: map(best),
  popular: map(popular),
  seed: map(seed),
  others: others.map(([name, one]) => [name, map(one)]),
})

const still = () => Promise.resolve()

/** Lists of a model for the rows of a matrix; rows of which it can say nothing get the popular list. */
function listsOf(model: Recommender, { csr, columnSpace }: EvidenceMatrix): ListOf {
  const popular = createPopular(csr, columnSpace.categoryCount)
  return (client) =>
    rankCategories(model, popular, rowOf(csr, client), { k: LIST_LENGTH, repeat: 'both' }).columns.slice()
}

/** Lists of ALS after a training in the kernel, as the product trains it. */
export async function alsLists(evidence: EvidenceMatrix, settings: AlsSettings): Promise<ListOf> {
  const { csr, columnSpace } = evidence
  const fit = await trainAls(csr, settings, uncontrolled, new AlsPool().at({ threads: 1, sharesMemory: false }).kernels)
  const { categoryCount } = columnSpace
  return listsOf(createAlsModel({ settings, columnFactors: fit.columns, categoryCount }), evidence)
}

/** The settings that Best default starts with on some evidence. */
export const bestSettings = (csr: Csr): AlsSettings => PRESETS['best-default'].als(evidenceSizeOf(csr))

const evidenceSizeOf = ({ rows, cols, colIdx }: Csr): EvidenceSize => ({
  clientCount: rows,
  columnCount: cols,
  entryCount: colIdx.length,
})

/** Evidence of Best default in a window. */
export const bestEvidence = (dataset: Dataset, window: DayWindow, own: Partial<EvidenceSettings>): EvidenceMatrix =>
  buildEvidence(dataset, window, { ...DEFAULT_EVIDENCE, ...own })

/**
 * Train all contenders on the days of a window. Those beside ALS learn from the evidence of Best default, as they do in the product;
 * EASE is left out above as many categories as it takes on.
 *
 * @param own settings of the evidence that all share: its level, and whether words are read
 */
export async function fitContest(
  dataset: Dataset,
  window: DayWindow,
  own: Pick<EvidenceSettings, 'level'> & Partial<Pick<EvidenceSettings, 'mu'>>,
): Promise<Contest<ListOf>> {
  const evidence = bestEvidence(dataset, window, own)
  const { csr, columnSpace } = evidence
  const { categoryCount } = columnSpace
  const seed = PRESETS['seed-recipe']
  const seedEvidence = buildEvidence(dataset, window, seed.evidence(own.level))
  const lists = (model: Recommender) => listsOf(model, evidence)
  const others: [string, ListOf][] = []
  if (categoryCount <= MOST_EASE_CATEGORIES)
    others.push(['EASE', lists(await fitEase(csr, categoryCount, defaultEaseLambda(csr, categoryCount), still))])
  others.push(
    ['item-kNN (cosine)', lists(await fitItemKnn(csr, categoryCount, 'cosine', still))],
    ['own frequent + fill', lists(createOwnFrequentFill(countClients(csr, categoryCount), csr.cols))],
  )
  return {
    best: await alsLists(evidence, bestSettings(csr)),
    popular: lists(createPopular(csr, categoryCount)),
    seed: await alsLists(seedEvidence, seed.als(evidenceSizeOf(seedEvidence.csr))),
    others,
  }
}
