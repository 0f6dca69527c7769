import { DomainError } from '../../core/domain-error.ts'
import type { ColumnSpace, EvidenceMatrix } from '../../core/signals/evidence.ts'
import type { CategoryColumns } from '../../core/signals/category-columns.ts'
import type { CategorySpace } from '../../core/tables/categories.ts'
import type { ColumnLabel } from '../../protocol/client-history.ts'

/** Evidence that was handed out, with the way back from its columns to the data. */
export interface KeptEvidence {
  readonly matrix: EvidenceMatrix
  readonly columns: CategoryColumns
  readonly categories: CategorySpace
}

/** Names of levels 1 to 3 of a category column, `null` where there is none. */
export function namesOf({ matrix, columns, categories }: KeptEvidence, column: number): readonly (string | null)[] {
  const position = columns.positions[column]!
  const { level } = matrix.columnSpace
  if (level === 3) return categories.leaves[position]!.names
  return (level === 1 ? categories.groups1 : categories.groups2)[position]!.path
}

/** Words that count for another keyword's column, by its position; made once for a column space. */
const spellingsOf = new WeakMap<ColumnSpace, ReadonlyMap<number, readonly string[]>>()

function spellings(space: ColumnSpace, position: number): readonly string[] | undefined {
  let ofPosition = spellingsOf.get(space)
  if (ofPosition === undefined) {
    const gathered = new Map<number, string[]>()
    for (const [word, head] of space.foldedKeywords) {
      const words = gathered.get(head)
      if (words === undefined) gathered.set(head, [word])
      else words.push(word)
    }
    ofPosition = gathered
    spellingsOf.set(space, ofPosition)
  }
  return ofPosition.get(position)
}

/** What one column is called. @throws DomainError `bad-setting` when there is no such column */
export function columnLabel(evidence: KeptEvidence, column: number): ColumnLabel {
  const { categoryCount, categoryCodes, keywords } = evidence.matrix.columnSpace
  const code = column < categoryCount ? categoryCodes[column] : keywords[column - categoryCount]
  if (code === undefined) throw new DomainError('bad-setting', `There is no column ${column}`, { column })
  if (column >= categoryCount) {
    const others = spellings(evidence.matrix.columnSpace, column - categoryCount)
    return { kind: 'keyword', code, path: [], ...(others !== undefined && { spellings: others }) }
  }
  return { kind: 'category', code, path: namesOf(evidence, column).filter((name) => name !== null) }
}
