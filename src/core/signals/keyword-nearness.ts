import { initialUnit, kindOfUnit, readJamo, vowelUnit, type JamoWord } from './jamo.ts'

/** How two spelling forms are near, the surest first. */
export const NEARNESS = { sound: 0, confused: 1, slip: 2, none: 3 } as const
export type Nearness = (typeof NEARNESS)[keyof typeof NEARNESS]

/** Shortest words by jamo, of the shorter one. */
const SOUND_LENGTH = 4
export const CONFUSED_LENGTH = 5
export const SLIP_LENGTH = 8
/** Shortest word in Latin letters: `shirts` and `shorts` are two words. */
export const LATIN_LENGTH = 7

/** Spellings that compete for the same loan word (커텐/커튼, 소세지/소시지) or are typed without the shift key (썬크림/선크림). */
const CONFUSED = [
  ...['ㅔㅡ', 'ㅔㅣ'].map((pair) => [vowelUnit(pair[0]!), vowelUnit(pair[1]!)] as const),
  ...['ㄱㄲ', 'ㄷㄸ', 'ㅂㅃ', 'ㅅㅆ', 'ㅈㅉ'].map((pair) => [initialUnit(pair[0]!), initialUnit(pair[1]!)] as const),
]
const CONFUSED_UNITS = new Set(CONFUSED.flat())

/** Whether a unit stands in the table of confused pairs. */
export const isConfused = (unit: number): boolean => CONFUSED_UNITS.has(unit)

const areConfused = (a: number, b: number): boolean =>
  CONFUSED.some(([left, right]) => (a === left && b === right) || (a === right && b === left))

/** Length of what two lists have in common at the start, and after that at the end. */
function commonEnds<T>(a: ArrayLike<T>, b: ArrayLike<T>): { readonly start: number; readonly end: number } {
  const shorter = Math.min(a.length, b.length)
  let start = 0
  while (start < shorter && a[start] === b[start]) start += 1
  let end = 0
  while (end < shorter - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1
  return { start, end }
}

/**
 * How near two spelling forms are, by their jamo. Digits and signs must be the same.
 *
 * - `sound`: at least 4 jamo, and all differences are between letters that sound alike (찌개/찌게, 깻잎/깻입)
 * - `confused`: at least 5 jamo, and beyond those one pair of the table: ㅔ/ㅡ, ㅔ/ㅣ, plain and tense initials
 * - `slip`: at least 8 jamo, and one jamo replaced by one of its kind, left out or added, not in the first syllable, where words
 *   differ (칼국수/쌀국수, 무김치/물김치) and hands do not slip; or the same for a letter in at least 7 Latin ones without digits
 *
 * Limits: two slips (악세사리/액세서리), short words (다시다/다시마 are two things) and swapped letters stay apart.
 */
export function nearness(a: JamoWord, b: JamoWord): Nearness {
  const difference = a.units.length - b.units.length
  if (difference > 1 || difference < -1) return NEARNESS.none
  const { start, end } = commonEnds(a.sounds, b.sounds)
  const shorter = Math.min(a.units.length, b.units.length)
  const jamoCount = Math.min(a.jamoCount, b.jamoCount)
  if (difference === 0 && start === shorter) return jamoCount >= SOUND_LENGTH ? NEARNESS.sound : NEARNESS.none
  if (start + end < shorter - (difference === 0 ? 1 : 0)) return NEARNESS.none
  const [long, other] = difference >= 0 ? [a, b] : [b, a]
  const kind = kindOfUnit(long.units[start]!)
  if (difference === 0) {
    const [left, right] = [a.units[start]!, b.units[start]!]
    if (kindOfUnit(other.units[start]!) !== kind) return NEARNESS.none
    if (jamoCount >= CONFUSED_LENGTH && areConfused(left, right)) return NEARNESS.confused
  }
  if (kind === 'other' || start < Math.max(a.firstLength, b.firstLength)) return NEARNESS.none
  const isLong = kind === 'latin' ? Math.min(a.latinCount, b.latinCount) >= LATIN_LENGTH : jamoCount >= SLIP_LENGTH
  return isLong ? NEARNESS.slip : NEARNESS.none
}

/**
 * Whether two words that differ by little differ in a part that is a word of its own on both sides, and no spelling of the other:
 * 여자가방 and 여자가발 where people search for 가방 and for 가발.
 *
 * @param isEstablished whether people use this spelling form
 */
export function areTwoThings(a: string, b: string, isEstablished: (form: string) => boolean): boolean {
  const ends = commonEnds(a, b)
  for (let start = 0; start <= ends.start; start += 1) {
    for (let end = start === 0 ? 1 : 0; end <= ends.end; end += 1) {
      const left = a.slice(start, a.length - end)
      const right = b.slice(start, b.length - end)
      if (left === '' || right === '' || !isEstablished(left) || !isEstablished(right)) continue
      if (nearness(readJamo(left), readJamo(right)) > NEARNESS.confused) return true
    }
  }
  return false
}
