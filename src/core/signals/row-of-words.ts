import { DomainError } from '../domain-error.ts'
import type { SparseRow } from '../matrix/csr.ts'
import { asColumnIndex, type ColumnIndex } from '../positions.ts'
import type { EvidenceMatrix, ColumnSpace } from './evidence.ts'
import type { createKeywordLookup, KeywordMatch } from './keyword-lookup.ts'

/** What a typed word was taken for. */
export interface MappedWord {
  readonly text: string
  readonly by: KeywordMatch['by']
  /** `null` when nothing is near. */
  readonly column: ColumnIndex | null
}

/** A client made of words alone. */
export interface WordsRow {
  readonly row: SparseRow
  /** In the order typed. */
  readonly words: readonly MappedWord[]
  /** Some word is known, none as it was typed. */
  readonly throughFamily: boolean
}

/**
 * The row of words and their weights. Words of one column add up; those that nobody knows are left out of the row.
 *
 * @param words text and evidence weight `r > 0`
 * @param lookup made from the keywords of `space`
 * @throws DomainError `bad-setting` for a weight that is not a number above 0
 */
export function rowOfWords(
  words: readonly (readonly [text: string, weight: number])[],
  { categoryCount }: Pick<ColumnSpace, 'categoryCount'>,
  lookup: ReturnType<typeof createKeywordLookup>,
): WordsRow {
  const weights = new Map<ColumnIndex, number>()
  const mapped = words.map(([text, weight]): MappedWord => {
    if (!(weight > 0 && weight < Infinity))
      throw new DomainError('bad-setting', `A word of weight ${weight}`, { setting: 'weight', value: weight })
    const { column: position, by } = lookup(text)
    if (position === null) return { text, by: 'none', column: null }
    const column = asColumnIndex(categoryCount + position)
    weights.set(column, (weights.get(column) ?? 0) + weight)
    return { text, by, column }
  })
  const entries = [...weights].sort(([a], [b]) => a - b)
  return {
    row: {
      columns: Uint32Array.from(entries, ([column]) => column),
      values: Float32Array.from(entries, ([, weight]) => weight),
    },
    words: mapped,
    throughFamily: entries.length > 0 && mapped.every(({ by }) => by !== 'exact'),
  }
}

/**
 * The weight of one search of today, without what follows it: `searchWeight`, cut to the cap of its block, times `mu`.
 * Where a search alone weighs nothing, the cap: the weight of a search that everything followed.
 */
export function weightOfSearch({ settings, caps }: Pick<EvidenceMatrix, 'settings' | 'caps'>): number {
  const { searchWeight, mu } = settings
  return mu * (searchWeight > 0 ? Math.min(searchWeight, caps.searches) : caps.searches)
}
