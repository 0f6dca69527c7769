import type { Random } from '../matrix/random.ts'

/** Draws positions with fixed weights in constant time. */
export interface Sampler {
  readonly draw: (random: Random) => number
}

/**
 * A sampler over positions `[0, weights.length)`, each with probability proportional to its weight (`>= 0`, at least one above 0).
 * Vose's alias method ("A linear algorithm for generating random numbers with a given distribution", 1991).
 */
export function createSampler(weights: ArrayLike<number>): Sampler {
  const count = weights.length
  let total = 0
  for (let i = 0; i < count; i++) total += weights[i]!
  const keep = new Float64Array(count)
  const alias = new Uint32Array(count)
  const low: number[] = []
  const high: number[] = []
  for (let i = 0; i < count; i++) {
    keep[i] = (weights[i]! * count) / total
    alias[i] = i
    if (keep[i]! < 1) low.push(i)
    else high.push(i)
  }
  while (low.length > 0 && high.length > 0) {
    const small = low.pop()!
    const large = high.at(-1)!
    alias[small] = large
    keep[large]! -= 1 - keep[small]!
    if (keep[large]! < 1) low.push(high.pop()!)
  }
  // What rounding left over stands for itself.
  for (const i of low) keep[i] = 1
  for (const i of high) keep[i] = 1
  return {
    draw: (random) => {
      const i = random.int(count)
      return random.next() < keep[i]! ? i : alias[i]!
    },
  }
}

/** A position drawn with probability proportional to `weights`, for a handful of weights that change at every call. */
export function drawWeighted(random: Random, weights: ArrayLike<number>): number {
  let total = 0
  for (let i = 0; i < weights.length; i++) total += weights[i]!
  let rest = random.next() * total
  for (let i = 0; i < weights.length - 1; i++) {
    rest -= weights[i]!
    if (rest < 0) return i
  }
  return weights.length - 1
}

/** Puts `items[start, end)` in random order, in place (Fisher and Yates). */
export function shuffle(random: Random, items: Uint32Array, start = 0, end = items.length): void {
  for (let i = end - 1; i > start; i--) {
    const j = start + random.int(i - start + 1)
    const kept = items[i]!
    items[i] = items[j]!
    items[j] = kept
  }
}

/**
 * Exactly `total` units shared out by weight: every member gets `minimum` at least, the rest by cumulative rounding, so that the
 * sum is exact and no member is off by more than one. A member of weight 0 gets its minimum.
 *
 * @returns shape `[weights.length]`; sums to `max(total, sum of the minima)`
 */
export function shareOut(total: number, weights: ArrayLike<number>, minimum: (member: number) => number): Uint32Array {
  const shares = new Uint32Array(weights.length)
  let weightSum = 0
  let rest = total
  for (let i = 0; i < weights.length; i++) {
    shares[i] = minimum(i)
    rest -= shares[i]!
    weightSum += weights[i]!
  }
  if (rest <= 0 || weightSum <= 0) return shares
  let reached = 0
  let given = 0
  for (let i = 0; i < weights.length; i++) {
    reached += weights[i]!
    const upTo = Math.round((reached / weightSum) * rest)
    shares[i]! += upTo - given
    given = upTo
  }
  return shares
}

/**
 * Exactly `count` distinct members, larger weights first in tendency.
 * Efraimidis and Spirakis, "Weighted random sampling with a reservoir", 2006: the largest keys u^(1/w).
 */
export function pickDistinct(
  random: Random,
  members: readonly number[],
  weight: (member: number) => number,
  count: number,
): number[] {
  return members
    .map((member) => ({ member, key: random.exponential() / weight(member) }))
    .sort((a, b) => a.key - b.key)
    .slice(0, count)
    .map((entry) => entry.member)
}

/** `exp(mean + sigma * normal)`: long tails of activity, baskets and amounts. */
export const logNormal = (random: Random, mean: number, sigma: number): number =>
  Math.exp(mean + sigma * random.normal())
