import { describe, expect, it } from 'vitest'
import { goldenCsr, readGolden } from '../../golden/read-golden.fixture.ts'
import { rowOf } from '../../matrix/csr.ts'
import { selectTop } from '../../matrix/top-k.ts'
import { averagePrecision } from '../../metrics/average-precision.ts'
import { hitCount, hitsOf } from '../../metrics/hits.ts'
import { ndcg } from '../../metrics/ndcg.ts'
import { createBprModel } from './bpr-model.ts'
import { trainBpr, type BprFit, type BprSettings } from './train-bpr.ts'

const { train, test } = readGolden('evaluation.json')
const { params, mean, sd } = readGolden('bpr_quality.json')
const training = goldenCsr(train)
const truth = goldenCsr(test)
const K = 10
const SEEDS = [1, 2, 3, 4, 5]
const MEASURES = ['precision', 'map', 'ndcg', 'auc'] as const
const still = () => Promise.resolve()

const settingsOf = (seed: number): BprSettings => ({
  factors: params.factors,
  iterations: params.iterations,
  learningRate: params.learning_rate,
  regularization: params.regularization,
  seed,
})

/** What the library calls quality, of the lists without what each user has: see the notes on evaluation in the golden data. */
function qualityOf(scoresOf: (user: number) => Float64Array): Record<(typeof MEASURES)[number], number> {
  let hitSum = 0
  let capped = 0
  let users = 0
  const sums = { map: 0, ndcg: 0, auc: 0 }
  for (let user = 0; user < truth.rows; user++) {
    const wanted = rowOf(truth, user).columns
    if (wanted.length === 0) continue
    const allowed = new Uint8Array(truth.cols).fill(1)
    for (const column of rowOf(training, user).columns) allowed[column] = 0
    const hits = hitsOf(wanted, [...selectTop(scoresOf(user), K, allowed)])
    users++
    hitSum += hitCount(hits, K)
    capped += Math.min(K, wanted.length)
    sums.map += averagePrecision(hits, wanted.length, K)
    sums.ndcg += ndcg(hits, wanted.length, K)
    let found = 0
    let misses = 0
    let area = 0
    for (const hit of hits) {
      if (hit === 1) found++
      else {
        misses++
        area += found
      }
    }
    const others = truth.cols - wanted.length
    area += ((found + wanted.length) / 2) * (others - misses)
    sums.auc += area / (wanted.length * others)
  }
  return { precision: hitSum / capped, map: sums.map / users, ndcg: sums.ndcg / users, auc: sums.auc / users }
}

function trainedScores({ clients, columns }: BprFit, user: number): Float64Array {
  const width = params.factors + 1
  return Float64Array.from({ length: truth.cols }, (_, column) => {
    let score = 0
    for (let f = 0; f < width; f++) score += clients[user * width + f]! * columns[column * width + f]!
    return score
  })
}

describe('BPR on the data of implicit 0.7.3', async () => {
  const fits = await Promise.all(SEEDS.map((seed) => trainBpr(training, settingsOf(seed), still)))
  const overSeeds = (scoresOf: (fit: BprFit, seed: number) => (user: number) => Float64Array) => {
    const runs = fits.map((fit, at) => qualityOf(scoresOf(fit, SEEDS[at]!)))
    return (measure: (typeof MEASURES)[number]) => runs.reduce((sum, run) => sum + run[measure], 0) / runs.length
  }
  const trained = overSeeds((fit) => (user) => trainedScores(fit, user))
  const folded = overSeeds((fit, seed) => {
    const model = createBprModel({
      settings: settingsOf(seed),
      columnFactors: fit.columns,
      training,
      categoryCount: training.cols,
    })
    return (user) => model.fitRow(rowOf(training, user))?.scores ?? new Float64Array(training.cols)
  })

  // Two means of five seeds each differ by 0.63 of the deviation of one seed: twice that deviation is three of theirs.
  it.each(MEASURES)('reaches its %s, with the factors of the training', (measure) => {
    expect(Math.abs(trained(measure) - mean[measure])).toBeLessThan(2 * sd[measure])
  })

  it.each(MEASURES)('does not fall below its %s with rows folded in', (measure) => {
    expect(folded(measure)).toBeGreaterThan(mean[measure] - 2 * sd[measure])
  })
})
