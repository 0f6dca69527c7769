import { createRandom } from '../matrix/random.ts'

/** Resamples behind every interval: enough that the 2.5th and 97.5th percentiles rest on 25 values each side. */
const RESAMPLES = 1000

/** The ends of an interval. */
export interface Interval {
  readonly low: number
  readonly high: number
}

/** Called between resamples with the share that is done; may pause, may throw `cancelled`. */
type OnResample = (share: number) => Promise<void>

/**
 * 95 % percentile intervals of means over clients, by drawing the clients again with replacement.
 *
 * One draw of the whole population serves all columns, so that differences between models are paired. Clients without truth
 * take part in the draw: how many of the drawn have truth varies, as it does in life.
 *
 * @param columns per-client figures, each of shape `[clients with truth]`
 * @param overPopulation for each column: `true` divides by the whole population (clients without truth count 0),
 * `false` by the drawn clients with truth
 * @param population all clients, at least as many as have truth
 * @returns one interval per column; both ends 0 when nobody has truth
 * @see Efron, Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 13
 */
export async function bootstrapIntervals(
  columns: readonly Float64Array[],
  overPopulation: readonly boolean[],
  clientsWithTruth: number,
  population: number,
  seed: number,
  onResample: OnResample,
): Promise<readonly Interval[]> {
  if (clientsWithTruth === 0) return columns.map(() => ({ low: 0, high: 0 }))
  const random = createRandom(seed)
  const drawn = new Uint32Array(clientsWithTruth)
  const means = columns.map(() => new Float64Array(RESAMPLES))
  let kept = 0
  for (let resample = 0; resample < RESAMPLES; resample++) {
    drawn.fill(0)
    let withTruth = 0
    for (let i = 0; i < population; i++) {
      const client = random.int(population)
      if (client >= clientsWithTruth) continue
      drawn[client]!++
      withTruth++
    }
    // Without anyone to mean over there is no mean: only with a handful of clients, which no verdict rests on.
    if (withTruth > 0) {
      columns.forEach((column, at) => {
        means[at]![kept] = weightedSum(column, drawn) / (overPopulation[at] === true ? population : withTruth)
      })
      kept++
    }
    await onResample((resample + 1) / RESAMPLES)
  }
  return means.map((values) => {
    const sorted = values.subarray(0, kept).sort()
    return { low: percentile(sorted, 0.025), high: percentile(sorted, 0.975) }
  })
}

function weightedSum(column: Float64Array, counts: Uint32Array): number {
  let sum = 0
  for (let i = 0; i < column.length; i++) sum += column[i]! * counts[i]!
  return sum
}

/**
 * The value below which a share of sorted values lies, interpolated between neighbours (the default of numpy).
 *
 * @param sorted rising; 0 when it is empty
 */
export function percentile(sorted: Float64Array, share: number): number {
  if (sorted.length === 0) return 0
  const place = share * (sorted.length - 1)
  const below = Math.floor(place)
  const above = Math.min(below + 1, sorted.length - 1)
  return sorted[below]! + (place - below) * (sorted[above]! - sorted[below]!)
}
