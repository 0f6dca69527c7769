import { DomainError } from '../../core/domain-error.ts'
import { normaliseKeyword } from '../../core/signals/keyword-columns.ts'
import { createKeywordLookup, type KeywordMatch } from '../../core/signals/keyword-lookup.ts'
import { rowOfWords, weightOfSearch } from '../../core/signals/row-of-words.ts'
import { createTypedMatch } from '../../core/signals/typed-match.ts'
import { TYPED_LIMITS, type FoundColumn, type NamedColumn, type WordsAnswer } from '../../protocol/typed-columns.ts'
import { columnLabel, namesOf, type KeptEvidence } from './column-labels.ts'

/** Finds the columns that typed texts stand for. */
export interface ColumnFinder {
  readonly find: (text: string) => FoundColumn
  readonly suggest: (text: string, limit: number) => readonly NamedColumn[]
  readonly wordsRow: (texts: readonly string[]) => WordsAnswer
  /** The same for words of which each has its own weight, above 0. */
  readonly weightedRow: (words: readonly (readonly [text: string, weight: number])[]) => WordsAnswer
}

function checkText(text: unknown): void {
  if (typeof text !== 'string' || text.length > TYPED_LIMITS.letters)
    throw new DomainError('bad-setting', 'Not a text, or too long a one', { setting: 'text' })
}

/**
 * Read the names of an evidence once, to find its columns by text.
 *
 * A text is, in this order: a category code as shown, a keyword, a category name, a code without its leading zeros, and
 * last the keyword of the same family or the nearest one.
 */
export function createColumnFinder(evidence: KeptEvidence): ColumnFinder {
  const { columnSpace } = evidence.matrix
  const { level, categoryCount, categoryCodes, keywords } = columnSpace
  const lookUp = createKeywordLookup(keywords)
  const matches = new Map<string, KeywordMatch>()
  const lookup = (text: string): KeywordMatch => {
    const match = matches.get(text) ?? lookUp(text)
    matches.set(text, match)
    return match
  }
  const names = categoryCodes.map((_, column) => normaliseKeyword(namesOf(evidence, column)[level - 1] ?? ''))
  const codes = categoryCodes.map(normaliseKeyword)
  const bareCodes = codes.map((code) => code.replace(/^0+(?=\d)/u, ''))

  const named = (column: number): NamedColumn => ({ column, label: columnLabel(evidence, column) })
  const search = (text: string): { readonly by: FoundColumn['by']; readonly column: number | null } => {
    const typed = normaliseKeyword(text)
    if (typed === '') return { by: 'none', column: null }
    const code = codes.indexOf(typed)
    if (code !== -1) return { by: 'code', column: code }
    const keyword = lookup(text)
    const keywordColumn = keyword.column === null ? null : categoryCount + keyword.column
    if (keyword.by === 'exact') return { by: 'exact', column: keywordColumn }
    const name = names.indexOf(typed)
    if (name !== -1) return { by: 'name', column: name }
    const bare = bareCodes.indexOf(typed)
    if (bare !== -1) return { by: 'code', column: bare }
    return { by: keyword.by, column: keywordColumn }
  }

  const weightedRow: ColumnFinder['weightedRow'] = (texts) => {
    const { row, words, throughFamily } = rowOfWords(texts, columnSpace, lookup)
    return {
      row,
      words: words.map(({ text, by, column }) => ({ text, by, found: column === null ? null : named(column) })),
      throughFamily,
    }
  }

  return {
    weightedRow,

    find: (text) => {
      checkText(text)
      const { by, column } = search(text)
      return { text, by, found: column === null ? null : named(column) }
    },

    suggest: (text, limit) => {
      checkText(text)
      if (!Number.isInteger(limit) || limit < 1 || limit > TYPED_LIMITS.suggestions)
        throw new DomainError('bad-setting', `${limit} suggestions`, { setting: 'limit', value: limit })
      const typed = normaliseKeyword(text)
      const starts: number[] = []
      const holds: number[] = []
      const take = (column: number, at: number) => {
        if (at === 0 && starts.length < limit) starts.push(column)
        else if (at > 0 && holds.length < limit) holds.push(column)
      }
      const fits = createTypedMatch(typed)
      for (let at = 0; at < keywords.length && starts.length < limit; at += 1)
        take(categoryCount + at, fits(keywords[at]!))
      // Half of the places stay for categories, however many words begin like this.
      const words = starts.splice(0)
      if (typed !== '')
        codes.forEach((code, column) => {
          const inCode = code.indexOf(typed)
          take(column, inCode === 0 ? 0 : fits(names[column]!))
        })
      const wordPlaces = Math.max(limit - Math.min(starts.length, Math.ceil(limit / 2)), 0)
      return [...words.slice(0, wordPlaces), ...starts, ...holds].slice(0, limit).map(named)
    },

    wordsRow: (texts) => {
      if (!Array.isArray(texts) || texts.length > TYPED_LIMITS.words)
        throw new DomainError('bad-setting', 'Too many words', { setting: 'words' })
      texts.forEach(checkText)
      // Without any search in the evidence no word has a column, and any weight will do.
      const weight = weightOfSearch(evidence.matrix) || 1
      return weightedRow(texts.map((text: string) => [text, weight] as const))
    },
  }
}
