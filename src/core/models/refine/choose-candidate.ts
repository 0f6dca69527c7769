import { deriveSeed } from '../../matrix/random.ts'
import { bootstrapIntervals, type Interval } from '../../metrics/bootstrap.ts'
import { verdictWord, type Verdict } from '../../metrics/verdict.ts'

/** A candidate against the rule over the same clients, in NDCG@10. */
export interface PairedDifference extends Interval {
  /** Candidate minus rule. */
  readonly mean: number
  /** Clients with truth behind it. */
  readonly clients: number
  readonly word: Verdict['word']
}

/** How one candidate stands. */
export interface CandidateFigures {
  /** Mean NDCG@10 over the clients with truth. */
  readonly ndcg: number
  /** `null` for the rule itself. */
  readonly difference: PairedDifference | null
  /** The same over clients who are known by words alone; `null` for the rule itself. */
  readonly onWords: PairedDifference | null
}

/** A group of clients: who they are, and how many of them have no truth. */
interface Group {
  /** Positions among the clients with truth. */
  readonly places: ArrayLike<number>
  /** All clients of the group, with truth or without. */
  readonly population: number
  readonly seed: number
}

/** What the candidates are compared on. */
export interface Comparison {
  /** NDCG@10 of each candidate, the rule first; each of shape `[clients with truth]`. */
  readonly figures: readonly Float64Array[]
  /** All clients. */
  readonly population: number
  /** Clients with truth of whom the training days know words alone, as positions in `figures`. */
  readonly words: ArrayLike<number>
  /** All clients of whom the training days know words alone. */
  readonly wordsPopulation: number
  readonly seed: number
}

/**
 * Compare every candidate with the rule, client by client, and choose.
 *
 * A candidate replaces the rule only where its paired 95 % interval (bootstrap over clients, as in the evaluation) lies above
 * 0 on all clients and does not lie below 0 on those known by words alone; of several, the one with the highest mean. Under
 * 50 clients nothing is chosen, and fewer than 50 known by words alone have no veto.
 *
 * The interval of the chosen candidate is optimistic: it is the best of several on the very clients that it is measured on,
 * and the intervals are not corrected for that. Hence a choice is an offer, to be confirmed on days that it has not seen; it is
 * never applied by itself.
 *
 * @param onProgress called between resamples with the share that is done; may pause, may throw `cancelled`
 * @returns the figures in the order of the candidates, and the position of the chosen one: 0 is the rule
 */
export async function chooseCandidate(
  { figures, population, words, wordsPopulation, seed }: Comparison,
  onProgress: (share: number) => Promise<void>,
): Promise<{ readonly candidates: readonly CandidateFigures[]; readonly best: number }> {
  const [rule, ...others] = figures as [Float64Array, ...Float64Array[]]
  const everybody = { places: rule.map((_, at) => at), population, seed: deriveSeed(seed, 'everybody') }
  const known = { places: words, population: wordsPopulation, seed: deriveSeed(seed, 'words') }
  const onAll = await compare(rule, others, everybody, (share) => onProgress(share / 2))
  const onWords = await compare(rule, others, known, (share) => onProgress(0.5 + share / 2))

  const candidates = figures.map((own, at): CandidateFigures => {
    if (at === 0) return { ndcg: mean(own), difference: null, onWords: null }
    return { ndcg: mean(own), difference: onAll[at - 1]!, onWords: onWords[at - 1]! }
  })
  let best = 0
  candidates.forEach(({ ndcg, difference, onWords: own }, at) => {
    const mayReplace = difference?.word === 'better' && own?.word !== 'worse'
    if (mayReplace && ndcg > candidates[best]!.ndcg) best = at
  })
  return { candidates, best }
}

async function compare(
  rule: Float64Array,
  others: readonly Float64Array[],
  { places, population, seed }: Group,
  onProgress: (share: number) => Promise<void>,
): Promise<PairedDifference[]> {
  const clients = places.length
  const differences = others.map((own) => Float64Array.from(places, (at) => own[at]! - rule[at]!))
  const overClients = differences.map(() => false)
  const intervals = await bootstrapIntervals(differences, overClients, clients, population, seed, onProgress)
  return differences.map((own, at) => {
    const interval = intervals[at]!
    return { ...interval, mean: mean(own), clients, word: verdictWord(interval, clients) }
  })
}

function mean(values: Float64Array): number {
  let sum = 0
  for (const value of values) sum += value
  return values.length === 0 ? 0 : sum / values.length
}
