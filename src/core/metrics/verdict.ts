import type { Interval } from './bootstrap.ts'

/** Fewer clients than this allow no word about which model is better. */
const FEWEST_CLIENTS = 50

/** Whether ALS orders the next purchase better than the popular list, on the primary metric. */
export interface Verdict {
  readonly metric: 'NDCG'
  readonly k: 10
  readonly als: number
  readonly popular: number
  /** ALS minus popular over the same clients, with its 95 % interval. */
  readonly difference: number
  readonly low: number
  readonly high: number
  /** `better` and `worse` only when the interval keeps clear of zero. */
  readonly word: 'better' | 'worse' | 'no-clear-difference' | 'too-few-clients'
}

/** Put the comparison of two models into one word. "No clear difference" does not mean "equal". */
export function verdictWord(difference: Interval, clients: number): Verdict['word'] {
  if (clients < FEWEST_CLIENTS) return 'too-few-clients'
  if (difference.low > 0) return 'better'
  if (difference.high < 0) return 'worse'
  return 'no-clear-difference'
}
