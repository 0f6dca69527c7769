const SYLLABLES = 0xac00
const SYLLABLE_COUNT = 11_172
/** First units of initials, vowels, finals and of everything else, which keeps its UTF-16 code. */
const INITIALS = 1
const VOWELS = 20
const FINALS = 40
const OTHERS = 100
const LETTER_A = OTHERS + 0x61
const LETTER_Z = OTHERS + 0x7a

/** What a unit of a word is; only units of one kind are mistaken for each other. */
export type UnitKind = 'initial' | 'vowel' | 'final' | 'latin' | 'other'

/** A spelling form taken apart: Hangul syllables into initial, vowel and final, all else letter by letter. */
export interface JamoWord {
  readonly form: string
  readonly units: Uint32Array
  /** `units`, those that sound alike made equal; same shape. */
  readonly sounds: Uint32Array
  readonly jamoCount: number
  /** Latin letters of a word without digits and signs (no model code); 0 for others. */
  readonly latinCount: number
  /** Units of the first syllable or letter. */
  readonly firstLength: number
}

export function kindOfUnit(unit: number): UnitKind {
  if (unit < VOWELS) return 'initial'
  if (unit <= FINALS) return 'vowel'
  if (unit < OTHERS) return 'final'
  return unit >= LETTER_A && unit <= LETTER_Z ? 'latin' : 'other'
}

/** Vowels in Unicode order. */
const VOWEL_ORDER = 'ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ'
const INITIAL_ORDER = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ'
const FINAL_ORDER = 'ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ'

/** The unit of a vowel, a letter of the compatibility block. */
export const vowelUnit = (vowel: string): number => VOWELS + VOWEL_ORDER.indexOf(vowel)
/** The unit of an initial, a letter of the compatibility block. */
export const initialUnit = (initial: string): number => INITIALS + INITIAL_ORDER.indexOf(initial)
const finalUnit = (final: string): number => FINALS + 1 + FINAL_ORDER.indexOf(final)

/** Letters that speakers no longer tell apart by ear: vowels, and what finals come to at the end of a syllable. */
const SAME_VOWELS = ['ㅔㅐㅖㅒ', 'ㅞㅙㅚ']
const SAME_FINALS = ['ㄱㄲㅋㄳㄺ', 'ㄷㅅㅆㅈㅊㅌ', 'ㅂㅍㅄㄿ']

const SOUND_OF = Uint32Array.from({ length: OTHERS }, (_, unit) => unit)
for (const same of SAME_VOWELS) for (const one of same) SOUND_OF[vowelUnit(one)] = vowelUnit(same[0]!)
for (const same of SAME_FINALS) for (const one of same) SOUND_OF[finalUnit(one)] = finalUnit(same[0]!)

/** Take a spelling form apart: 커텐 has the units ㅋ ㅓ ㅌ ㅔ ㄴ. A final is another unit than the same letter as an initial. */
export function readJamo(form: string): JamoWord {
  const units = new Uint32Array(form.length * 3)
  let length = 0
  let jamoCount = 0
  let latinCount = 0
  let isWord = true
  let firstLength = 0
  for (let at = 0; at < form.length; at += 1) {
    const code = form.charCodeAt(at)
    const syllable = code - SYLLABLES
    if (syllable >= 0 && syllable < SYLLABLE_COUNT) {
      const final = syllable % 28
      units[length] = INITIALS + Math.floor(syllable / 588)
      units[length + 1] = VOWELS + Math.floor((syllable % 588) / 28)
      if (final > 0) units[length + 2] = FINALS + final
      const count = final > 0 ? 3 : 2
      length += count
      jamoCount += count
    } else {
      units[length] = OTHERS + code
      const isLatin = kindOfUnit(units[length]!) === 'latin'
      if (isLatin) latinCount += 1
      else isWord = false
      length += 1
    }
    if (at === 0) firstLength = length
  }
  const own = units.subarray(0, length)
  const sounds = own.map((unit) => SOUND_OF[unit] ?? unit)
  return { form, units: own, sounds, jamoCount, latinCount: isWord ? latinCount : 0, firstLength }
}
