import { UNITS } from './shop-size.ts'
import type { ShopWitness } from './witness.ts'

// Throughout: the category at position `i` of the products file has code `i + 1`.
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
 * The sessions are a file of their own: `{id, intents: [[pd_c, ..] of sess_id 1, ..]}` for each client, intents empty where a
 * session only looks back on a purchase.
 *
 * @param write takes one line of the purchases with its line feed
 * @param writeSessions takes one line of the sessions
 */
export function createTruthLines(
  write: (line: string) => void | Promise<void>,
  writeSessions: (line: string) => void | Promise<void>,
): ShopWitness {
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
        favourites: favourites.map(({ category, probability }) => [category + 1, rounded(probability)]),
      }),
    onSessions: (id, intents) =>
      writeSessions(`${JSON.stringify({ id, intents: intents.map((own) => own.map((category) => category + 1)) })}\n`),
  }
}
