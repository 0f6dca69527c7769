import type { Verdict } from '../../core/metrics/verdict.ts'

/** The result of a comparison, ready for one sentence. */
export interface VerdictShape {
  readonly word: Verdict['word']
  /** `bad` only when ALS loses: red is for a model that is worse than popularity. */
  readonly tone: 'plain' | 'bad'
  /** Decimals that show the two values as different, wherever the word says that they differ. */
  readonly digits: number
  /** Whether the difference and its interval mean anything. */
  readonly hasDifference: boolean
  /** Whether to say what could be tried. */
  readonly hasAdvice: boolean
}

const FEWEST_DIGITS = 3
const MOST_DIGITS = 6

/** What the page says about a verdict. The words follow `verdict.word` alone: no second opinion is formed here. */
export function verdictShape(verdict: Verdict): VerdictShape {
  const { word, als, popular } = verdict
  const differ = word === 'better' || word === 'worse'
  return {
    word,
    tone: word === 'worse' ? 'bad' : 'plain',
    digits: differ ? digitsApart(als, popular) : FEWEST_DIGITS,
    hasDifference: word !== 'too-few-clients',
    hasAdvice: word === 'worse' || word === 'no-clear-difference',
  }
}

function digitsApart(a: number, b: number): number {
  let digits = FEWEST_DIGITS
  while (digits < MOST_DIGITS && a.toFixed(digits) === b.toFixed(digits)) digits++
  return digits
}
