import { createRandom, deriveSeed } from '../../matrix/random.ts'
import { defaultAlsSettings, type EvidenceSize } from '../als/default-settings.ts'
import type { AlsSettings } from '../recipe.ts'

/**
 * Settings near those of the rule, as multiples of its numbers: found on a part of the data, they can be applied to all of it,
 * where the rule gives another lambda.
 */
export interface RefineCandidate {
  /** `> 0`, as the others. */
  readonly lambda: number
  readonly alpha: number
  readonly factors: number
}

/** A candidate with the settings that it is for evidence of some size. */
export interface RefineTrial {
  readonly candidate: RefineCandidate
  readonly settings: AlsSettings
}

/** The rule itself. */
const RULE: RefineCandidate = { lambda: 1, alpha: 1, factors: 1 }

/**
 * A step each way from the rule, and what goes together: more factors or more confidence with a stronger ridge.
 *
 * Few, because each costs a training, and because the best of many looks good by chance alone. Half the factors are left out:
 * with the rule's lambda the weakest ones are near zero anyway.
 */
const NEIGHBOURS: readonly RefineCandidate[] = [
  { lambda: 0.5, alpha: 1, factors: 1 },
  { lambda: 2, alpha: 1, factors: 1 },
  { lambda: 1, alpha: 0.5, factors: 1 },
  { lambda: 1, alpha: 2, factors: 1 },
  { lambda: 2, alpha: 2, factors: 1 },
  { lambda: 1, alpha: 1, factors: 2 },
  { lambda: 2, alpha: 1, factors: 2 },
]

/** The settings of a candidate for evidence of a given size: the rule's, times its multiples. */
export function refinedSettings(size: EvidenceSize, { lambda, alpha, factors }: RefineCandidate): AlsSettings {
  const rule = defaultAlsSettings(size)
  const { objective } = rule
  return {
    ...rule,
    factors: Math.round(rule.factors * factors),
    objective: {
      ...objective,
      alpha: objective.alpha * alpha,
      // Two digits and at least 1, as the rule has it.
      lambda: Math.max(1, Number((objective.lambda * lambda).toPrecision(2))),
    },
  }
}

/**
 * What is tried: the rule first, then its neighbours in an order that the rule's seed decides, so that neither ties nor a
 * run that is stopped early favour the order of writing. Neighbours that come to the same numbers are tried once.
 */
export function refineGrid(size: EvidenceSize): readonly RefineTrial[] {
  const random = createRandom(deriveSeed(defaultAlsSettings(size).seed, 'refine'))
  const shuffled = [...NEIGHBOURS]
  for (let last = shuffled.length - 1; last > 0; last--) {
    const other = random.int(last + 1)
    const moved = shuffled[last]!
    shuffled[last] = shuffled[other]!
    shuffled[other] = moved
  }
  const trials = new Map<string, RefineTrial>()
  for (const candidate of [RULE, ...shuffled]) {
    const settings = refinedSettings(size, candidate)
    const key = [settings.factors, settings.objective.alpha, settings.objective.lambda].join(' ')
    if (!trials.has(key)) trials.set(key, { candidate, settings })
  }
  return [...trials.values()]
}
