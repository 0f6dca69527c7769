import { bootstrapIntervals } from '../../src/core/metrics/bootstrap.ts'

/** A mean difference over clients, with its 95 % interval. */
export interface Difference {
  readonly mean: number
  readonly low: number
  readonly high: number
}

export const meanOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length

/** `a − b`, client by client; clients are drawn again. */
export async function pairedDifference(a: Float64Array, b: Float64Array): Promise<Difference> {
  const difference = a.map((value, client) => value - (b[client] ?? Number.NaN))
  const count = difference.length
  const [interval] = await bootstrapIntervals([difference], [false], count, count, 1, () => Promise.resolve())
  return { mean: count === 0 ? 0 : meanOf(difference), low: interval?.low ?? 0, high: interval?.high ?? 0 }
}

const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(4)}`

/** As `+0.0123 [+0.0100, +0.0150]`. */
export const shownDifference = ({ mean, low, high }: Difference): string =>
  `${signed(mean)} [${signed(low)}, ${signed(high)}]`
