import { describe, expect, it } from 'vitest'
import { averagePrecision, mapk } from './average-precision.ts'
import { clientFigures } from './client-figures.ts'
import { coverage } from './coverage.ts'
import { hitRate } from './hit-rate.ts'
import { hitCount, hitsOf } from './hits.ts'
import { METRIC_KS } from './metric.ts'
import { ndcg } from './ndcg.ts'
import { precision } from './precision.ts'
import { recall } from './recall.ts'

// One client bought 3, 7 and 9; the list is 7, 1, 9, 4: hits at places 1 and 3.
const truth = [3, 7, 9]
const hits = hitsOf(truth, [7, 1, 9, 4])

describe('a list worked by hand', () => {
  it('has its hits at places 1 and 3', () => {
    expect([...hits]).toEqual([1, 0, 1, 0])
    expect([1, 2, 3, 20].map((k) => hitCount(hits, k))).toEqual([1, 1, 2, 2])
  })

  it('counts a category that stands in the list twice once', () => {
    expect([...hitsOf([5], [5, 5])]).toEqual([1, 0])
  })

  it('has an AP over min(|T|, K)', () => {
    expect(averagePrecision(hits, 3, 1)).toBe(1)
    expect(averagePrecision(hits, 3, 2)).toBe(1 / 2)
    expect(averagePrecision(hits, 3, 4)).toBeCloseTo((1 + 2 / 3) / 3, 15)
    expect(averagePrecision(hits, 0, 4)).toBe(0)
  })

  it('has an NDCG against the best list of length K', () => {
    const second = 1 / Math.log2(3)
    expect(ndcg(hits, 3, 1)).toBe(1)
    expect(ndcg(hits, 3, 2)).toBeCloseTo(1 / (1 + second), 15)
    expect(ndcg(hits, 3, 4)).toBeCloseTo((1 + 0.5) / (1 + second + 0.5), 15)
    expect(ndcg(hits, 0, 4)).toBe(0)
  })

  it('has recall over |T|, precision over K and a hit from the first place on', () => {
    expect([recall(hits, 3, 1), recall(hits, 3, 4), recall(hits, 0, 4)]).toEqual([1 / 3, 2 / 3, 0])
    expect([precision(hits, 1), precision(hits, 4), precision(hits, 20)]).toEqual([1, 1 / 2, 1 / 10])
    expect([hitRate(hits, 1), hitRate(hitsOf([4], [7, 1, 9, 4]), 3)]).toEqual([1, 0])
  })
})

describe('coverage', () => {
  it('is the share of categories in any list, cut to K', () => {
    const lists = [[0, 1, 2], [0, 2], []]
    expect([1, 2, 3].map((k) => coverage(lists, 4, k))).toEqual([1 / 4, 3 / 4, 3 / 4])
    expect(coverage([], 0, 3)).toBe(0)
  })
})

describe('clientFigures', () => {
  it('gives every metric at every K, client by client', () => {
    const figures = clientFigures([[7, 1, 9, 4], [2]], [truth, [8]])
    expect(figures).toHaveLength(6 * METRIC_KS.length)
    const at = (metric: string, k: number): number[] => [
      ...figures.find((figure) => figure.metric === metric && figure.convention === 'ours' && figure.k === k)!.values,
    ]
    expect(at('MAP', 3)).toEqual([(1 + 2 / 3) / 3, 0])
    expect(at('NDCG', 1)).toEqual([1, 0])
    expect(at('Recall', 5)).toEqual([2 / 3, 0])
    expect(at('Precision', 5)).toEqual([2 / 5, 0])
    expect(at('Hit rate', 1)).toEqual([1, 0])
  })
})

describe('mapk', () => {
  it('is 0 over nobody and counts a missing list as empty', () => {
    expect(mapk([], [], 3)).toBe(0)
    expect(mapk([[1], [2]], [[1]], 3)).toBe(0.5)
  })
})
