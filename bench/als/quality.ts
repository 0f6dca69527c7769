import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { AlsSolver } from '../../src/core/models/recipe.ts'
import { wholePeriod } from '../../src/core/signals/build-evidence.ts'
import { chooseCategories } from '../../src/core/signals/category-columns.ts'
import { DEFAULT_EVIDENCE } from '../../src/core/signals/default-evidence.ts'
import type { Dataset } from '../../src/core/tables/dataset.ts'
import { buildClientFacts, SEGMENT } from '../../src/platform/answers/client-facts.ts'
import { verdictAbove } from '../support.ts'
import { allOf, alsLists, bestEvidence, bestSettings, fitContest, mapContest } from './contenders.ts'
import { lastDaysOut } from './hold-out.ts'
import { meanOf, pairedDifference, shownDifference } from './paired.ts'
import { filesAt, generatedShop, loadDataset, type LawOf } from './shop-data.ts'
import { shareOfBest } from './true-utility.ts'

/** Real purchases. Its searches are simulated from the baskets, so its actions are not read at all. */
const JOURNEY_FOLDER = '../shared/data/completejourney'
const JOURNEY_FILES = ['02.transactions.csv', '03.demographics.csv', '04.product.csv']
const SEEDS = [1, 2]
const ITERATIONS = [3, 8, 15]
/** NDCG@10 that Best default may lose to the popular list at the lower end of the interval. */
const JOURNEY_MARGIN = -0.01
/** NDCG@10 that `fast` may differ from `parity` by where chance alone tells them apart. */
const SOLVER_MARGIN = -0.001

const STRATA = [
  ['buyers', SEGMENT.buyer],
  ['bought, category unknown', SEGMENT.boughtCategoryUnknown],
  ['searchers only', SEGMENT.searcherOnly],
  ['neither', SEGMENT.neither],
] as const

const say = (line: string) => {
  console.log(line)
}

/** Say a figure that must lie above a bound, with its verdict. */
function judge(what: string, shown: string, figure: number, must: number): void {
  const verdict = verdictAbove(figure, must)
  if (verdict === 'MUST MISSED') process.exitCode = 1
  say(`  ${what.padEnd(32)} ${shown}  ${verdict}`)
}

const shownMeans = (figures: readonly (readonly [string, Float64Array])[]): string =>
  figures.map(([name, own]) => `${name} ${meanOf(own).toFixed(4)}`).join(', ')

/** Lists of all contenders, trained on the whole period, beside the laws that the purchases were drawn from. */
async function judgeByTruth(dataset: Dataset, lawOf: LawOf): Promise<void> {
  const window = wholePeriod(dataset)
  const contest = await fitContest(dataset, window, { level: 3 })
  const shareOf = shareOfBest(dataset.clients.ids, chooseCategories(dataset, window, 3).codes, lawOf)
  const shares = mapContest(contest, shareOf)
  const { segments } = buildClientFacts(dataset)
  for (const [stratum, segment] of STRATA) {
    const own = mapContest(shares, (all) => all.filter((_, client) => segments[client] === segment))
    const count = own.best.length
    say(` ${stratum}, n = ${String(count)}: ${count === 0 ? 'nobody' : shownMeans(allOf(own))}`)
    if (count === 0) continue
    if (segment === SEGMENT.neither) {
      say('  nothing is known of them: by design every model shows the popular list')
      continue
    }
    const overPopular = await pairedDifference(own.best, own.popular)
    judge('Best default − popular', shownDifference(overPopular), overPopular.low, 0)
    const overSeed = await pairedDifference(own.best, own.seed)
    judge('Best default − Seed recipe', shownDifference(overSeed), overSeed.low, 0)
  }
}

async function judgeJourney(dataset: Dataset): Promise<void> {
  for (const level of [1, 2, 3] as const) {
    const { training, clientCount, ndcgOf } = lastDaysOut(dataset, level)
    const figures = mapContest(await fitContest(dataset, training, { level, mu: 0 }), ndcgOf)
    say(` level ${String(level)}, n = ${String(clientCount)}: ${shownMeans(allOf(figures))}`)
    const difference = await pairedDifference(figures.best, figures.popular)
    judge('Best default − popular', shownDifference(difference), difference.low, JOURNEY_MARGIN)
  }
}

/** The same settings under each solver, at equal iterations. `fast` must not be below `parity` beyond chance. */
async function judgeSolvers(name: string, dataset: Dataset, mu: number): Promise<void> {
  const { training, clientCount, ndcgOf } = lastDaysOut(dataset, 3)
  const evidence = bestEvidence(dataset, training, { mu })
  say(` ${name}, n = ${String(clientCount)}`)
  for (const iterations of ITERATIONS) {
    const figuresOf = async (solver: AlsSolver): Promise<Float64Array> =>
      ndcgOf(await alsLists(evidence, { ...bestSettings(evidence.csr), solver, iterations }))
    const fast = await figuresOf('fast')
    const parity = await figuresOf('parity')
    const exact = await figuresOf('exact')
    const means = shownMeans(Object.entries({ fast, parity, exact }))
    say(`  ${String(iterations)} iterations: ${means}`)
    const difference = await pairedDifference(fast, parity)
    // Both must hold: not clearly below, and close even where the interval is wide.
    const figure = difference.high < 0 ? -Infinity : difference.mean
    judge('fast − parity', shownDifference(difference), figure, SOLVER_MARGIN)
    say(`  ${'fast − exact'.padEnd(32)} ${shownDifference(await pairedDifference(fast, exact))}  reported`)
  }
}

/**
 * How good the recommendations are, through the code of the product from CSV to list: on the truth of generated shops, on real
 * purchases where they lie beside the project, and solver against solver.
 *
 * @param scale of the generated shops
 */
export async function quality(scale: number): Promise<void> {
  const journeyPaths = JOURNEY_FILES.map((name) => join(JOURNEY_FOLDER, name))
  const journey = journeyPaths.every((path) => existsSync(path)) ? await loadDataset(filesAt(journeyPaths)) : null
  const shops = []
  for (const seed of SEEDS) shops.push({ name: `shop of seed ${String(seed)}`, ...(await generatedShop(scale, seed)) })
  for (const { name, dataset, lawOf } of shops) {
    say(`\n${name}, scale ${String(scale)}: share of the best possible true utility in the top 10; lower bound > 0`)
    await judgeByTruth(dataset, lawOf)
  }
  if (journey === null) say(`\nReal purchases: not measured, ${JOURNEY_FOLDER} is not there`)
  else {
    say(`\nReal purchases, last 14 days: NDCG@10; lower bound > ${String(JOURNEY_MARGIN)}`)
    await judgeJourney(journey)
  }
  say(`\nSolvers, last 14 days: NDCG@10; fast − parity: upper bound >= 0 and mean > ${String(SOLVER_MARGIN)}`)
  for (const { name, dataset } of shops.slice(0, 1)) await judgeSolvers(name, dataset, DEFAULT_EVIDENCE.mu)
  if (journey !== null) await judgeSolvers('real purchases', journey, 0)
}
