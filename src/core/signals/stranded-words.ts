import type { EventLog } from '../tables/event-log.ts'
import type { Dictionary } from '../tables/table.ts'
import type { EvidenceMatrix } from './evidence.ts'
import { normaliseKeyword } from './keyword-columns.ts'
import { weightOfSearch } from './row-of-words.ts'

/** Words named for one client, the heaviest: their row is made of these alone. */
const MOST_STRANDED_WORDS = 100

const UNREAD = 0
const COUNTED = 1
const STRANDED = 2

/**
 * The words that a client searched and that no column counts: too rare, and in no family that is used enough.
 *
 * `r(u,w) = min(cap, Σ w0 · 2^(−age/halfLife)) · mu` over the client's searches of the word inside the window of the evidence, `w0` the
 * weight of a search without what follows it (`weightOfSearch`). Nothing outside the window is seen; repeats within a second and the BM25
 * damping are not looked at.
 *
 * @param searches `items` are codes of `dictionary`
 * @returns for a client: text in the form of `normaliseKeyword` and weight above 0, heaviest first, ties by text, at most `MOST_STRANDED_WORDS`
 */
export function createStrandedWords(
  evidence: Pick<EvidenceMatrix, 'columnSpace' | 'window' | 'settings' | 'caps'>,
  searches: EventLog,
  dictionary: Dictionary,
): (client: number) => readonly (readonly [text: string, weight: number])[] {
  const { columnSpace, window, settings, caps } = evidence
  const counted = new Set([...columnSpace.keywords, ...columnSpace.foldedKeywords.keys()])
  const kinds = new Uint8Array(dictionary.size)
  const weight = weightOfSearch(evidence)
  const most = settings.mu * caps.searches
  const isStranded = (code: number): boolean => {
    if (kinds[code] === UNREAD) {
      const text = normaliseKeyword(dictionary.textOf(code))
      kinds[code] = text === '' || counted.has(text) ? COUNTED : STRANDED
    }
    return kinds[code] === STRANDED
  }
  return (client) => {
    const sums = new Map<string, number>()
    for (let event = searches.start[client]!; event < searches.start[client + 1]!; event += 1) {
      const day = searches.days[event]!
      const code = searches.items[event]!
      if (day < window.startDay || day >= window.endDay || code <= 0 || !isStranded(code)) continue
      const { halfLifeDays } = settings
      const decay = halfLifeDays === null ? 1 : 2 ** (-(window.endDay - 1 - day) / halfLifeDays)
      const text = normaliseKeyword(dictionary.textOf(code))
      sums.set(text, Math.min(most, (sums.get(text) ?? 0) + weight * decay))
    }
    return [...sums]
      .filter(([, sum]) => Math.fround(sum) > 0)
      .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
      .slice(0, MOST_STRANDED_WORDS)
  }
}
