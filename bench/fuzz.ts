import { parseArgs } from 'node:util'
import fc from 'fast-check'
import { differential, roundTrip } from '../src/platform/csv-fuzz.fixture.ts'

/** Texts of each kind with one seed, before the clock is looked at. */
const RUNS = 20_000

/**
 * Compare the byte parser with PapaParse on made-up texts for as long as one likes, each time with another seed.
 * The first text that no written rule explains is printed with its seed, and fails the run.
 */
export function fuzz(args: readonly string[]): void {
  const { values } = parseArgs({
    args: [...args],
    options: { minutes: { type: 'string', default: '1' }, seed: { type: 'string', default: '1' } },
  })
  const until = performance.now() + Number(values.minutes) * 60_000
  let seed = Number(values.seed)
  let texts = 0
  do {
    try {
      fc.assert(roundTrip, { seed, numRuns: RUNS })
      fc.assert(differential, { seed, numRuns: RUNS })
    } catch (error) {
      console.error(error)
      process.exitCode = 1
      return
    }
    texts += 2 * RUNS
    seed += 1
  } while (performance.now() < until)
  console.log(JSON.stringify({ texts, seeds: seed - Number(values.seed), unexplained: 0 }))
}
