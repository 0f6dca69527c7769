import { NEARNESS } from './keyword-nearness.ts'
import { createNearKeywords } from './near-keywords.ts'
import { spellingForm } from './spelling-form.ts'

/** A word and how often it was searched. */
export interface UsedWord {
  readonly keyword: string
  readonly uses: number
}

/** A slip of the hand is rarer than what was meant by at least this factor; two words that are both usual are two things. */
const SLIP_RATIO = 4

/** Most used first, ties by text: the order in which heads are chosen. */
export const byUse = (a: UsedWord, b: UsedWord): number =>
  b.uses - a.uses || (a.keyword < b.keyword ? -1 : a.keyword > b.keyword ? 1 : 0)

/**
 * Join spellings of the same word around a head, the most used of them: those of the same spelling form, and those near the head's
 * by jamo (`nearness`; a slip only where the head is used 4 times as often; never two things by `areTwoThings`). A family is a star:
 * every member is near its head, so that chains of small differences end. A word near several heads joins the nearest, then the
 * most used.
 *
 * About linear in the words: 100,000 take half a second.
 *
 * @param words in the order of `byUse`, each once
 * @param ownUses a word used at least this often always is a head; `Infinity` for none
 * @returns the position of each word's head, itself for a head, shape `[words]`
 */
export function keywordFamilies(words: readonly UsedWord[], ownUses: number): Int32Array {
  const forms = words.map(({ keyword }) => spellingForm(keyword))
  const used = new Set(forms)
  const near = createNearKeywords((form) => used.has(form))
  const headOfForm = new Map<string, number>()
  return Int32Array.from(words, ({ uses }, at) => {
    const form = forms[at]!
    const known = headOfForm.get(form)
    const isHead = uses >= ownUses
    if (known !== undefined) return isHead ? at : known
    const found = isHead
      ? null
      : near.nearest(form, ({ id, nearness }) => nearness !== NEARNESS.slip || words[id]!.uses >= SLIP_RATIO * uses)
    const head = found?.id ?? at
    headOfForm.set(form, head)
    if (found === null) near.add(form, at)
    return head
  })
}
