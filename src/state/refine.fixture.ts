import { refineGrid } from '../core/models/refine/refine-grid.ts'
import type { PairedDifference } from '../core/models/refine/choose-candidate.ts'
import type { Fold } from '../core/split/last-days-fold.ts'
import type { RefinementResult } from '../protocol/model-api.ts'

const SIZE = { clientCount: 72_399, columnCount: 24_668, entryCount: 651_230 }

const difference = (mean: number, clients: number, word: PairedDifference['word']): PairedDifference => ({
  mean,
  low: mean - 0.008,
  high: mean + 0.008,
  clients,
  word,
})

/** A refinement in which twice the alpha is better than the rule by 0.012, or in which nothing is. */
export function refinementFixture(fold: Fold, isBetter: boolean): RefinementResult {
  const tried = refineGrid(SIZE).map((trial, at) => {
    const { lambda, alpha, factors } = trial.candidate
    const isWinner = isBetter && alpha === 2 && lambda === 1 && factors === 1
    const mean = isWinner ? 0.012 : -0.001
    if (at === 0) return { ...trial, ndcg: 0.2, difference: null, onWords: null }
    const onAll = difference(mean, 812, isWinner ? 'better' : 'no-clear-difference')
    return { ...trial, ndcg: 0.2 + mean, difference: onAll, onWords: difference(0.001, 96, 'no-clear-difference') }
  })
  const best = tried.findIndex((one) => one.difference?.word === 'better')
  return { tried, best: Math.max(0, best), clientsWithTruth: 812, population: 72_399, fold }
}
