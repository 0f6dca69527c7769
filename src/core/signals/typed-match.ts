const SYLLABLES = 0xac00
const SYLLABLE_COUNT = 11_172
const INITIALS = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ'
const VOWELS = 'ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ'
const FINALS = 'ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ'
/** First of the conjoining initials, which stand in the order of `INITIALS`. */
const CONJOINING = 0x1100

/** Letters that are typed with two keys. */
const TWO_KEYS: Readonly<Record<string, string>> = {
  ...{ ㅘ: 'ㅗㅏ', ㅙ: 'ㅗㅐ', ㅚ: 'ㅗㅣ', ㅝ: 'ㅜㅓ', ㅞ: 'ㅜㅔ', ㅟ: 'ㅜㅣ', ㅢ: 'ㅡㅣ' },
  ...{
    ㄳ: 'ㄱㅅ',
    ㄵ: 'ㄴㅈ',
    ㄶ: 'ㄴㅎ',
    ㄺ: 'ㄹㄱ',
    ㄻ: 'ㄹㅁ',
    ㄼ: 'ㄹㅂ',
    ㄽ: 'ㄹㅅ',
    ㄾ: 'ㄹㅌ',
    ㄿ: 'ㄹㅍ',
    ㅀ: 'ㄹㅎ',
    ㅄ: 'ㅂㅅ',
  },
}

const syllableOf = (letter: string): number => {
  const syllable = letter.charCodeAt(0) - SYLLABLES
  return syllable >= 0 && syllable < SYLLABLE_COUNT ? syllable : -1
}
const keysOf = (letter: string): string => TWO_KEYS[letter] ?? letter

/** The initial of a syllable; any other letter as it is. */
function initialOf(letter: string): string {
  const syllable = syllableOf(letter)
  return syllable < 0 ? letter : INITIALS[Math.floor(syllable / 588)]!
}

/** The keys of the two-set keyboard that type a letter: 닭 is ㄷ ㅏ ㄹ ㄱ. */
function typedKeys(letter: string): string {
  const syllable = syllableOf(letter)
  if (syllable < 0) return letter
  const final = syllable % 28
  const vowel = keysOf(VOWELS[Math.floor((syllable % 588) / 28)]!)
  return initialOf(letter) + vowel + (final === 0 ? '' : keysOf(FINALS[final - 1]!))
}

/** Conjoining initials as the letters that stand alone; two consonants that an input method drew together as two. */
function loneLetters(letter: string): string {
  const at = letter.charCodeAt(0) - CONJOINING
  return at >= 0 && at < INITIALS.length ? INITIALS[at]! : keysOf(letter)
}

/**
 * Where a text fits what is being typed. Blanks play no part.
 *
 * - a consonant that stands alone stands for any syllable that it begins (ㅇㅇ, 우ㅇ and ㅇ유 find 우유)
 * - the last syllable need not be finished, and its final may belong to the next one, as an input method shows it while one types: 웅 and
 *   우 find 우유, 닭 finds 달걀, 오 finds 와인
 * - everything else must be the same
 *
 * @param typed and every text: in the form of `normaliseKeyword`, where capital letters are small
 * @returns the letter at which the first fit begins, blanks not counted, or -1
 */
export function createTypedMatch(typed: string): (text: string) => number {
  const letters = Array.from(typed.replace(/\s+/gu, ''), loneLetters).join('')
  const last = letters.length - 1
  const isOpen = last >= 0 && syllableOf(letters[last]!) >= 0
  const lastKeys = isOpen ? typedKeys(letters[last]!) : ''
  const fits = (text: string, start: number): boolean => {
    if (start + letters.length > text.length) return false
    for (let at = 0; at <= last; at += 1) {
      const letter = letters[at]!
      const found = text[start + at]!
      if (letter === found) continue
      if (at === last && isOpen) {
        // A final that belongs to the next syllable is its initial.
        const keys = typedKeys(found)
        return keys.startsWith(lastKeys) || (keys + typedKeys(text[start + at + 1] ?? '')).startsWith(lastKeys)
      }
      if (!INITIALS.includes(letter) || initialOf(found) !== letter) return false
    }
    return true
  }
  return (text) => {
    const bare = text.includes(' ') ? text.replaceAll(' ', '') : text
    for (let start = 0; start + letters.length <= bare.length; start += 1) if (fits(bare, start)) return start
    return -1
  }
}
