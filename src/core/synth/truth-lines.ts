import { UNITS } from './shop-size.ts'
import type { ShopWitness } from './witness.ts'

const rounded = (value: number): number => Number(value.toPrecision(6))

/** What the first line of the file says of the others. */
const ABOUT = {
  what: 'The law of the first line of each client’s next listed basket, on the day after the period',
  formula:
    'P(pd_c) = probability of pd_c in favourites (0 where absent) + sum over units u of rest[u] * base[style][u][place of pd_c in the products file]',
  units: UNITS,
}

/**
 * Writes what a witness is told as lines of JSON, so that a reader needs one line at a time: what the file holds, then
 * `{style, base}` for each style, then `{id, style, rest, favourites: [[pd_c, probability], ..]}` for each client. Six digits.
 *
 * @param write takes one line with its line feed
 */
export function createTruthLines(write: (line: string) => void | Promise<void>): ShopWitness {
  const line = (value: unknown): void | Promise<void> => write(`${JSON.stringify(value)}\n`)
  return {
    onBaseShares: async (base) => {
      await line(ABOUT)
      for (const [style, ofUnits] of base.entries()) {
        await line({ style, base: ofUnits.map((shares) => Array.from(shares, rounded)) })
      }
    },
    onClient: (id, { style, rest, favourites }) =>
      line({
        id,
        style,
        rest: Array.from(rest, rounded),
        // The category at position `i` has code `i + 1`.
        favourites: favourites.map(({ category, probability }) => [category + 1, rounded(probability)]),
      }),
  }
}
