import type { DayWindow } from '../positions.ts'
import type { EventLog } from '../tables/event-log.ts'
import type { Dictionary } from '../tables/table.ts'

/**
 * One form for spellings that differ only in what nobody types on purpose: Unicode composition (NFC), blanks around and
 * repeated inside, capital letters. Everything else (커텐, 커튼) stays apart.
 */
export function normaliseKeyword(text: string): string {
  return text.normalize('NFC').trim().replace(/\s+/gu, ' ').toLowerCase()
}

/** The keywords that have a column, and which one. */
export interface KeywordColumns {
  /** Most used inside the window first, ties by text. */
  readonly keywords: readonly string[]
  /** Position in `keywords` of each code of the keyword dictionary, -1 for those without a column. */
  readonly positionOfCode: Int32Array
}

/**
 * Choose the keywords that are used often enough inside the window.
 *
 * @param isLeftOut whether a search is no use of its word
 */
export function chooseKeywords(
  searches: EventLog,
  isLeftOut: (event: number) => boolean,
  dictionary: Dictionary,
  window: DayWindow,
  minUses: number,
): KeywordColumns {
  const usesOfCode = new Uint32Array(dictionary.size)
  for (let event = 0; event < searches.items.length; event += 1) {
    const day = searches.days[event]!
    if (day >= window.startDay && day < window.endDay && !isLeftOut(event)) usesOfCode[searches.items[event]!]! += 1
  }
  const words = new Map<string, { uses: number; readonly codes: number[] }>()
  for (let code = 1; code < dictionary.size; code += 1) {
    if (usesOfCode[code] === 0) continue
    const keyword = normaliseKeyword(dictionary.textOf(code))
    const word = words.get(keyword)
    if (word === undefined) words.set(keyword, { uses: usesOfCode[code]!, codes: [code] })
    else {
      word.uses += usesOfCode[code]!
      word.codes.push(code)
    }
  }
  const chosen = [...words]
    .filter(([, word]) => word.uses >= minUses)
    .sort(([a, left], [b, right]) => right.uses - left.uses || (a < b ? -1 : a > b ? 1 : 0))
  const positionOfCode = new Int32Array(dictionary.size).fill(-1)
  chosen.forEach(([, word], position) => {
    for (const code of word.codes) positionOfCode[code] = position
  })
  return { keywords: chosen.map(([keyword]) => keyword), positionOfCode }
}
