const SYLLABLES_START = 0xac00
const SYLLABLES_END = 0xd7a4

/** Keys of the two-set Korean keyboard for the leading consonants, the vowels and the final consonants, Unicode order. */
const LEADS = 'r R s e E f a q Q t T d w W c z x v g'.split(' ')
const VOWELS = 'k o i O j p u P h hk ho hl y n nj np nl b m ml l'.split(' ')
const FINALS = ['', ...'r R rt s sw sg e f fr fa fq ft fx fv fg a q qt t T d w c z x v g'.split(' ')]

/** What appears when a Korean word is typed while the keyboard stands on Latin letters: 우유 becomes `dndb`. */
export function typedOnLatinKeys(word: string): string {
  let keys = ''
  for (const letter of word) {
    const code = letter.charCodeAt(0)
    if (code < SYLLABLES_START || code >= SYLLABLES_END) {
      keys += letter
      continue
    }
    const syllable = code - SYLLABLES_START
    keys += LEADS[Math.floor(syllable / 588)]! + VOWELS[Math.floor((syllable % 588) / 28)]! + FINALS[syllable % 28]!
  }
  return keys
}

/** Makes a neighbouring spelling: ㅐ and ㅔ exchanged (소세지 for 소새지), the way ears mix them; other words stay as they are. */
export function mixedVowels(word: string): string {
  let out = ''
  for (const letter of word) {
    const syllable = letter.charCodeAt(0) - SYLLABLES_START
    const vowel = syllable >= 0 && syllable < SYLLABLES_END - SYLLABLES_START ? Math.floor((syllable % 588) / 28) : -1
    if (vowel === 1) out += String.fromCharCode(SYLLABLES_START + syllable + 4 * 28)
    else if (vowel === 5) out += String.fromCharCode(SYLLABLES_START + syllable - 4 * 28)
    else out += letter
  }
  return out
}
