import { describe, expect, it } from 'vitest'
import { goldenCsr, readGolden } from '../golden/read-golden.fixture.ts'
import { rowOf } from '../matrix/csr.ts'
import { apk, averagePrecision, mapk } from './average-precision.ts'
import { hitCount, hitsOf } from './hits.ts'
import { ndcg } from './ndcg.ts'

const mlMetrics = readGolden('ml_metrics.json')
const evaluation = readGolden('evaluation.json')

describe('the metrics of ml_metrics come out to the last digit', () => {
  it.each(mlMetrics.apk)(
    'apk of $actual against $predicted at $k is $expected',
    ({ actual, predicted, k, expected }) => {
      expect(apk(actual, predicted, k)).toBe(expected)
    },
  )

  it.each(mlMetrics.mapk)('mapk at $k ($note) is $expected', ({ actual, predicted, k, expected }) => {
    expect(mapk(actual, predicted, k)).toBeCloseTo(expected, 14)
  })
})

describe('on the lists of implicit 0.7.3', () => {
  const truth = goldenCsr(evaluation.test)
  const clients = evaluation.users.map((user, at) => {
    const actual = rowOf(truth, user).columns
    return { hits: hitsOf(actual, evaluation.recommended_ids_top20[at]!), truthCount: actual.length }
  })
  const mean = (measure: (hits: Uint8Array, truthCount: number) => number): number =>
    clients.reduce((sum, { hits, truthCount }) => sum + measure(hits, truthCount), 0) / clients.length

  it.each(evaluation.metrics)('MAP and NDCG at $K are its figures', ({ K, map, ndcg: expected }) => {
    expect(mean((hits, truthCount) => averagePrecision(hits, truthCount, K))).toBeCloseTo(map, 12)
    expect(mean((hits, truthCount) => ndcg(hits, truthCount, K))).toBeCloseTo(expected, 12)
  })

  it.each(evaluation.metrics)('hits at $K over min(K, |T|) are what it calls precision', ({ K, precision }) => {
    const capped = clients.reduce((sum, { truthCount }) => sum + Math.min(K, truthCount), 0)
    const hits = clients.reduce((sum, client) => sum + hitCount(client.hits, K), 0)
    expect(hits / capped).toBeCloseTo(precision, 12)
  })
})
