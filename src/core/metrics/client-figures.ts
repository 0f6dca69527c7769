import { averagePrecision } from './average-precision.ts'
import { hitRate } from './hit-rate.ts'
import { hitsOf } from './hits.ts'
import { METRIC_KS, type MetricConvention, type MetricName } from './metric.ts'
import { ndcg } from './ndcg.ts'
import { precision } from './precision.ts'
import { recall } from './recall.ts'

/** A metric at one list length, client by client. */
export interface ClientFigures {
  readonly metric: MetricName
  readonly convention: MetricConvention
  readonly k: number
  /** Shape `[clients with truth]`. */
  readonly values: Float64Array
}

type Measure = (hits: Uint8Array, truthCount: number, k: number) => number

/** Every metric that is a mean over clients, in the order of the table. Coverage is none. */
const MEASURES: readonly { metric: MetricName; convention: MetricConvention; measure: Measure }[] = [
  { metric: 'MAP', convention: 'ours', measure: averagePrecision },
  { metric: 'MAP', convention: 'ml_metrics', measure: averagePrecision },
  { metric: 'NDCG', convention: 'ours', measure: ndcg },
  { metric: 'Recall', convention: 'ours', measure: recall },
  { metric: 'Precision', convention: 'ours', measure: (hits, _truthCount, k) => precision(hits, k) },
  { metric: 'Hit rate', convention: 'ours', measure: (hits, _truthCount, k) => hitRate(hits, k) },
]

/**
 * All metrics of all clients, at every K.
 *
 * The two conventions of MAP share their figures per client; they differ in what the sum is divided by.
 *
 * @param lists one list per client with truth, as long as the largest K where the catalogue allows it
 * @param truths what came true, same order
 */
export function clientFigures(
  lists: readonly ArrayLike<number>[],
  truths: readonly ArrayLike<number>[],
): readonly ClientFigures[] {
  const hits = lists.map((list, client) => hitsOf(truths[client]!, list))
  return MEASURES.flatMap(({ metric, convention, measure }) =>
    METRIC_KS.map((k) => ({
      metric,
      convention,
      k,
      values: Float64Array.from(hits, (ofClient, client) => measure(ofClient, truths[client]!.length, k)),
    })),
  )
}
