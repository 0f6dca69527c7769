import { joinKey } from '../tables/natural-order.ts'
import type { Dictionary } from '../tables/table.ts'

/** Texts that are sorted or merged between two stops: a few milliseconds of work. */
const RUN = 4096

/** A text made ready for many comparisons. */
interface Key {
  readonly code: number
  readonly text: string
  /** The digits without leading zeros; `null` for a text that is no number. */
  readonly digits: string | null
}

const DIGITS = /^\d+$/

/** The same order as `compareNatural`, without looking at every letter anew. */
function compareKeys(a: Key, b: Key): number {
  if ((a.digits === null) !== (b.digits === null)) return a.digits === null ? 1 : -1
  if (a.digits !== null && b.digits !== null) {
    if (a.digits.length !== b.digits.length) return a.digits.length - b.digits.length
    if (a.digits !== b.digits) return a.digits < b.digits ? -1 : 1
    return a.text.length - b.text.length
  }
  return a.text < b.text ? -1 : a.text > b.text ? 1 : 0
}

function* merged(left: readonly Key[], right: readonly Key[]): Generator<undefined, Key[]> {
  const out = new Array<Key>(left.length + right.length)
  let fromLeft = 0
  let fromRight = 0
  for (let at = 0; at < out.length; at += 1) {
    const takesLeft =
      fromRight === right.length || (fromLeft < left.length && compareKeys(left[fromLeft]!, right[fromRight]!) <= 0)
    if (takesLeft) {
      out[at] = left[fromLeft]!
      fromLeft += 1
    } else {
      out[at] = right[fromRight]!
      fromRight += 1
    }
    if (at % RUN === RUN - 1) yield
  }
  return out
}

/**
 * The place of each text in natural order (`compareNatural`): shape `[size]`, equal texts equal ranks; the rank of code 0,
 * the missing one, is after all others. Sorted in runs, with stops, so that a caller can pause.
 */
export function* textRanks(dictionary: Dictionary): Generator<undefined, Uint32Array> {
  let runs: Key[][] = []
  for (let start = 1; start < dictionary.size; start += RUN) {
    const run: Key[] = []
    for (let code = start; code < Math.min(start + RUN, dictionary.size); code += 1) {
      const text = dictionary.textOf(code)
      run.push({ code, text, digits: DIGITS.test(text) ? joinKey(text) : null })
    }
    runs.push(run.sort(compareKeys))
    yield
  }
  while (runs.length > 1) {
    const longer: Key[][] = []
    for (let at = 0; at < runs.length; at += 2) {
      const right = runs[at + 1]
      longer.push(right === undefined ? runs[at]! : yield* merged(runs[at]!, right))
    }
    runs = longer
  }
  const ranks = new Uint32Array(dictionary.size)
  let rank = 0
  let before: Key | null = null
  for (const key of runs[0] ?? []) {
    if (before !== null && before.text !== key.text) rank += 1
    ranks[key.code] = rank
    before = key
  }
  ranks[0] = rank + 1
  return ranks
}
