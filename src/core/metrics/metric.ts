/** Metric names as the field prints them. */
export type MetricName = 'MAP' | 'NDCG' | 'Recall' | 'Precision' | 'Hit rate' | 'Coverage'

/**
 * Whose definition a figure follows, because toolkits mean different things by one word.
 *
 * - `ours`: mean over clients with truth; AP over `min(|T|, K)`
 * - `ml_metrics`: `mapk` of that library: a mean over the whole population, clients without truth count 0
 */
export type MetricConvention = 'ours' | 'ml_metrics'

/** The list lengths at which every metric is shown. */
export const METRIC_KS: readonly number[] = [1, 3, 5, 10, 20]

/** One figure of the table `Metrics`. */
export interface MetricValue {
  readonly metric: MetricName
  readonly convention: MetricConvention
  readonly k: number
  readonly value: number
  /** 95 % interval from resampled clients, or `null` where resampling clients is wrong (coverage). */
  readonly low: number | null
  readonly high: number | null
  /** Clients in the mean. */
  readonly clients: number
}
