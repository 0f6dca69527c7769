import { normaliseKeyword } from './keyword-columns.ts'

/** How a typed text was found among the keywords: as it is, by its spelling without blanks, by likeness, or not at all. */
export type LookupKind = 'exact' | 'family' | 'near' | 'none'

/** What a typed text stands for: an index into the keywords, `null` for nothing. */
export interface KeywordMatch {
  readonly column: number | null
  readonly by: LookupKind
}

const withoutBlanks = (text: string): string => text.replace(/\s+/gu, '')

/**
 * Find typed texts among the keywords, spelling variants included.
 *
 * @param keywords in their normal form, the most used first: of several that fit, the first is taken
 */
export function createKeywordLookup(keywords: readonly string[]): (text: string) => KeywordMatch {
  const exact = new Map<string, number>()
  const families = new Map<string, number>()
  keywords.forEach((keyword, column) => {
    if (!exact.has(keyword)) exact.set(keyword, column)
    const family = withoutBlanks(keyword)
    if (!families.has(family)) families.set(family, column)
  })
  return (text) => {
    const keyword = normaliseKeyword(text)
    const column = exact.get(keyword)
    if (column !== undefined) return { column, by: 'exact' }
    const family = families.get(withoutBlanks(keyword))
    return family === undefined || keyword === '' ? { column: null, by: 'none' } : { column: family, by: 'family' }
  }
}
