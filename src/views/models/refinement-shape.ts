import type { PairedDifference } from '../../core/models/refine/choose-candidate.ts'
import type { TriedCandidate } from '../../core/models/refine/refine-als.ts'
import type { AlsSettings } from '../../core/models/recipe.ts'
import type { RefineResult } from '../../state/refine-store.ts'

/** A number of the model's settings that candidates differ in. */
export type RefinedNumber = 'alpha' | 'lambda' | 'factors'

/** The numbers in which a candidate differs from the rule, in the order in which they are read; empty for the rule. */
export function refinedNumbers({ candidate }: Pick<TriedCandidate, 'candidate'>): readonly RefinedNumber[] {
  const order: readonly RefinedNumber[] = ['alpha', 'lambda', 'factors']
  return order.filter((number) => candidate[number] !== 1)
}

/** The value of such a number. */
export const numberOf = ({ factors, objective }: AlsSettings, number: RefinedNumber): number =>
  number === 'factors' ? factors : objective[number]

/** One line of the table: what was tried, and how it stands. */
export interface RefinementRow {
  readonly tried: TriedCandidate
  readonly isRule: boolean
  readonly isOffered: boolean
  readonly difference: PairedDifference | null
  /** `few` where fewer clients are known by words alone than allow a word. */
  readonly onWords: PairedDifference | 'few' | null
}

/** The rule, then the others from the highest figure to the lowest. */
export function refinementRows({ tried, best }: RefineResult): readonly RefinementRow[] {
  const rows = tried.map((one, at): RefinementRow => ({
    tried: one,
    isRule: at === 0,
    isOffered: at === best && at !== 0,
    difference: one.difference,
    onWords: one.onWords?.word === 'too-few-clients' ? 'few' : one.onWords,
  }))
  return rows.sort((a, b) => Number(b.isRule) - Number(a.isRule) || b.tried.ndcg - a.tried.ndcg)
}

/** What a refinement comes to, in one word. */
export function refinementWord({ tried, offer }: RefineResult): 'better' | 'none' | 'tooFew' {
  if (offer !== null) return 'better'
  return tried.some(({ difference }) => difference?.word === 'too-few-clients') ? 'tooFew' : 'none'
}
