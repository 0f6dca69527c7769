/** Most words: nothing to take out. */
const PLAIN = /^[\uac00-\ud7a3a-z0-9]*$/
const NOT_IN_WORDS = /[^\p{L}\p{M}\p{N}]+/gu
const DIGIT = /[0-9]/
/** Conjoining jamo that are part of no syllable. */
const LONE_JAMO = /[\u1100-\u11ff]+/gu
const TWO_SYLLABLES = /[\uac00-\ud7a3].*[\uac00-\ud7a3]/u

/**
 * One form for spellings of the same word: compatibility forms (NFKC: full width, ㎏), small letters, no blanks and no punctuation
 * (암막커텐 세트 and 암막커텐세트, `"여성` and 여성), no jamo left over from typing where two syllables or more remain (레쓰비ㅣ).
 *
 * Numbers stay what they are: between two digits punctuation is kept, or one blank (`1.8l` is not `18l`, `1+1` not `11`), and so
 * is a plus after a digit (`s20+`). A text of punctuation alone is its own form. Idempotent.
 */
export function spellingForm(text: string): string {
  if (PLAIN.test(text)) return text
  const small = text.normalize('NFKC').toLowerCase().normalize('NFKC')
  const letters = small.replace(NOT_IN_WORDS, (run, at: number) => {
    if (at === 0 || !DIGIT.test(small[at - 1]!)) return ''
    if (DIGIT.test(small[at + run.length] ?? '')) return run.replace(/\s+/gu, '') || ' '
    return run.includes('+') ? '+' : ''
  })
  // Letters that punctuation held apart may make a syllable.
  const joined = letters.normalize('NFKC')
  const form = TWO_SYLLABLES.test(joined) ? joined.replace(LONE_JAMO, '') : joined
  return form === '' ? text : form
}
