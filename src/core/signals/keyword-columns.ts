import type { DayWindow } from '../positions.ts'
import type { EventLog } from '../tables/event-log.ts'
import type { Dictionary } from '../tables/table.ts'
import type { EvidenceSettings, KeywordTally } from './evidence.ts'
import { byUse, keywordFamilies, type UsedWord } from './keyword-families.ts'

/**
 * One form for spellings that differ only in what nobody types on purpose: Unicode composition (NFC), blanks around and
 * repeated inside, capital letters. Everything else (커텐, 커튼) stays apart.
 */
export function normaliseKeyword(text: string): string {
  return text.normalize('NFC').trim().replace(/\s+/gu, ' ').toLowerCase()
}

/** The keywords that have a column, and which one. */
export interface KeywordColumns {
  /** Most used inside the window first, ties by text; a family is used as often as its members together. */
  readonly keywords: readonly string[]
  /** Position in `keywords` of each code of the keyword dictionary, -1 for those without a column. */
  readonly positionOfCode: Int32Array
  /** Words that count for another one's column, with its position in `keywords`. */
  readonly folded: ReadonlyMap<string, number>
  readonly tally: KeywordTally
}

/** What makes a column of a word. */
export type KeywordRule = Pick<EvidenceSettings, 'families' | 'minKeywordUses'>

/** The position of each word's head, by the rule. @param words in the order of `byUse` */
function headsOf(words: readonly UsedWord[], { families, minKeywordUses }: KeywordRule): Int32Array {
  // Nothing is rare where every use counts.
  if (families === 'off' || (families === 'rare' && minKeywordUses <= 1)) return Int32Array.from(words.keys())
  return keywordFamilies(words, families === 'rare' ? minKeywordUses : Number.POSITIVE_INFINITY)
}

/**
 * Choose the keywords that are used often enough inside the window, alone or as the head of a family.
 *
 * @param isLeftOut whether a search is no use of its word
 */
export function chooseKeywords(
  searches: EventLog,
  isLeftOut: (event: number) => boolean,
  dictionary: Dictionary,
  window: DayWindow,
  rule: KeywordRule,
): KeywordColumns {
  const usesOfCode = new Uint32Array(dictionary.size)
  for (let event = 0; event < searches.items.length; event += 1) {
    const day = searches.days[event]!
    if (day >= window.startDay && day < window.endDay && !isLeftOut(event)) usesOfCode[searches.items[event]!]! += 1
  }
  const byText = new Map<string, { readonly keyword: string; uses: number; readonly codes: number[] }>()
  for (let code = 1; code < dictionary.size; code += 1) {
    if (usesOfCode[code] === 0) continue
    const keyword = normaliseKeyword(dictionary.textOf(code))
    const word = byText.get(keyword)
    if (word === undefined) byText.set(keyword, { keyword, uses: usesOfCode[code]!, codes: [code] })
    else {
      word.uses += usesOfCode[code]!
      word.codes.push(code)
    }
  }
  const words = [...byText.values()].sort(byUse)
  const heads = headsOf(words, rule)
  const familyUses = new Float64Array(words.length)
  words.forEach(({ uses }, at) => {
    familyUses[heads[at]!]! += uses
  })
  const chosen = words
    .map(({ keyword }, at) => ({ keyword, at, uses: familyUses[at]! }))
    .filter(({ at, uses }) => heads[at] === at && uses >= rule.minKeywordUses)
    .sort(byUse)
  const positionOfHead = new Int32Array(words.length).fill(-1)
  chosen.forEach(({ at }, position) => {
    positionOfHead[at] = position
  })
  const positionOfCode = new Int32Array(dictionary.size).fill(-1)
  const folded = new Map<string, number>()
  const tally = { foldedWords: 0, foldedUses: 0, droppedWords: 0, droppedUses: 0 }
  words.forEach(({ keyword, uses, codes }, at) => {
    const position = positionOfHead[heads[at]!]!
    for (const code of codes) positionOfCode[code] = position
    if (position < 0) {
      tally.droppedWords += 1
      tally.droppedUses += uses
    } else if (heads[at] !== at) {
      folded.set(keyword, position)
      tally.foldedWords += 1
      tally.foldedUses += uses
    }
  })
  return { keywords: chosen.map(({ keyword }) => keyword), positionOfCode, folded, tally }
}
