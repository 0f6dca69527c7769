/** What a run of losses says, for one sentence. */
export interface LossStory {
  readonly word: 'single' | 'settled' | 'falling' | 'rising'
  readonly first: number
  readonly last: number
  readonly iterations: number
  /** Decimals that show the losses as different, where they are. */
  readonly digits: number
}

/** A last step below this share of the whole way down is called settled. */
const SETTLED_SHARE = 0.01
const FEWEST_DIGITS = 3
const MOST_DIGITS = 6

/**
 * "Did training settle?" in words: `rising` when the last step went up, `settled` when it was below
 * a hundredth of the whole way down, else `falling`.
 *
 * @returns `null` without any loss
 */
export function lossStory(losses: readonly number[]): LossStory | null {
  const first = losses[0]
  const last = losses.at(-1)
  if (first === undefined || last === undefined) return null
  const step = (losses.at(-2) ?? last) - last
  const way = Math.abs(first - last)
  const settled = Math.abs(step) <= SETTLED_SHARE * way
  const moving = step < 0 ? 'rising' : 'falling'
  return {
    word: losses.length === 1 ? 'single' : settled ? 'settled' : moving,
    first,
    last,
    iterations: losses.length,
    digits: lossDigits(losses),
  }
}

/** Decimals at which the whole way down has at least two digits: three to six. */
export function lossDigits(losses: readonly number[]): number {
  const way = Math.max(...losses) - Math.min(...losses)
  const needed = way > 0 ? Math.ceil(-Math.log10(way)) + 1 : FEWEST_DIGITS
  return Math.min(MOST_DIGITS, Math.max(FEWEST_DIGITS, needed))
}

/** Iterations that are named on the axis: the first, the last, and round ones between, at most six. */
export function iterationTicks(count: number): readonly number[] {
  const step = [1, 5, 10, 20, 50, 100, 200, 500].find((size) => count / size <= 4) ?? 500
  const between: number[] = []
  for (let at = step; at < count - step / 2; at += step) if (at > 1) between.push(at)
  return [1, ...between, count]
}
