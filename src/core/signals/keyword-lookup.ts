import { normaliseKeyword } from './keyword-columns.ts'
import { createNearKeywords } from './near-keywords.ts'
import { spellingForm } from './spelling-form.ts'

/** The keyword that stands for a text. */
export interface KeywordMatch {
  /** Position in the keywords; `null` when none stands for it. */
  readonly column: number | null
  /** `exact`: up to capitals and blanks around; `family`: the same spelling form; `near`: by the distance of jamo. */
  readonly by: 'exact' | 'family' | 'near' | 'none'
}

/**
 * Find the keyword that stands for any text, also one that nobody searched. Of several the surest, then the first.
 * A part of a word counts as a thing of its own (see `areTwoThings`) where it is one of the keywords.
 *
 * @param keywords in the form of `normaliseKeyword`, most used first: those of a column space
 */
export function createKeywordLookup(keywords: readonly string[]): (text: string) => KeywordMatch {
  const byText = new Map<string, number>()
  const byForm = new Map<string, number>()
  const near = createNearKeywords((form) => byForm.has(form))
  keywords.forEach((keyword, column) => {
    if (!byText.has(keyword)) byText.set(keyword, column)
    const form = spellingForm(keyword)
    if (byForm.has(form)) return
    byForm.set(form, column)
    near.add(form, column)
  })
  return (text) => {
    const keyword = normaliseKeyword(text)
    const exact = byText.get(keyword)
    if (exact !== undefined) return { column: exact, by: 'exact' }
    const form = spellingForm(keyword)
    const same = byForm.get(form)
    if (same !== undefined) return { column: same, by: 'family' }
    const found = near.nearest(form, () => true)
    return found === null ? { column: null, by: 'none' } : { column: found.id, by: 'near' }
  }
}
