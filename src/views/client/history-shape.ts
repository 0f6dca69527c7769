import type { ClientRow, ClientSearch, PurchaseNode } from '../../protocol/client-history.ts'
import { keywordText } from '../../state/keyword-text.ts'

/** The word that the files use for a value they do not have. */
const UNKNOWN = 'unknown'

/** Gender and age as far as they are known: the files leave them empty or say `unknown`. */
export function personFacts({ gender, age }: Pick<ClientRow, 'gender' | 'age'>): readonly string[] {
  return [gender, age].filter(isKnown)
}

/** Whether a text from the files says anything. */
export const isKnown = (text: string): boolean => text !== '' && text.toLowerCase() !== UNKNOWN

/** The words to draw: those that contain the filter, at most `limit` of them. */
export function shownSearches(
  searches: readonly ClientSearch[],
  filter: string,
  limit: number,
): { readonly shown: readonly ClientSearch[]; readonly matchCount: number } {
  const wanted = filter.trim().normalize('NFC').toLowerCase()
  const matching =
    wanted === '' ? searches : searches.filter(({ keyword }) => keyword.normalize('NFC').toLowerCase().includes(wanted))
  return { shown: matching.slice(0, limit), matchCount: matching.length }
}

/** What a category of the tree is: the one that gathers lines with the code `unknown`, one with a name, or one without. */
export function nodeKind({ key, level, name }: PurchaseNode): 'unknown' | 'named' | 'unnamed' {
  if (level === 1 && key === UNKNOWN) return 'unknown'
  return name === null || name === '' ? 'unnamed' : 'named'
}

/** One bar of the chart beside the tree. */
export interface GroupAmount {
  /** `null` for the groups gathered at the end. */
  readonly node: PurchaseNode | null
  readonly amount: number
  readonly groupCount: number
}

/** Groups of level 1 by amount; those past `limit - 1` are gathered into one. */
export function groupAmounts(purchases: readonly PurchaseNode[], limit: number): readonly GroupAmount[] {
  const fits = purchases.length <= limit
  const alone = (fits ? purchases : purchases.slice(0, limit - 1)).map((node): GroupAmount => ({
    node,
    amount: node.amount,
    groupCount: 1,
  }))
  if (fits) return alone
  const rest = purchases.slice(limit - 1)
  return [...alone, { node: null, amount: rest.reduce((sum, { amount }) => sum + amount, 0), groupCount: rest.length }]
}

/** Searches for each word, in the form in which columns name it: `LG TV` and `lg tv` are one. */
export function searchesByWord(searches: readonly ClientSearch[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { keyword, count } of searches) {
    const word = keywordText(keyword)
    counts.set(word, (counts.get(word) ?? 0) + count)
  }
  return counts
}

/** Lines bought of each category of a level, by code (level 3) or name. */
export function linesByCategory(purchases: readonly PurchaseNode[], level: number): ReadonlyMap<string, number> {
  const lines = new Map<string, number>()
  const visit = (node: PurchaseNode) => {
    if (node.level === level) lines.set(node.key, (lines.get(node.key) ?? 0) + node.lineCount)
    else node.children.forEach(visit)
  }
  purchases.forEach(visit)
  return lines
}
