import type { SparseRow } from '../core/matrix/csr.ts'
import type { KeywordMatch } from '../core/signals/keyword-lookup.ts'
import type { ColumnLabel } from './client-history.ts'

/** The most that one question about typed texts may hold. */
export const TYPED_LIMITS = { words: 100, letters: 1_000, suggestions: 50 } as const

/** A column of some evidence with what it is called. */
export interface NamedColumn {
  readonly column: number
  readonly label: ColumnLabel
}

/** What a typed text stands for: a category by its code or name, or a keyword; `found` is `null` when nothing is near. */
export interface FoundColumn {
  readonly text: string
  readonly by: 'code' | 'name' | KeywordMatch['by']
  readonly found: NamedColumn | null
}

/** A client made of words alone. */
export interface WordsAnswer {
  readonly row: SparseRow
  /** In the order typed. */
  readonly words: readonly FoundColumn[]
  /** Some word is known, none as it was typed. */
  readonly throughFamily: boolean
}
