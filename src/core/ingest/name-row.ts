import { cellFit, hasDigit, isIdColumn } from './cell-fit.ts'
import { isNameOf } from './guess-columns.ts'
import { normalName, type PlannedColumn } from './match-header.ts'
import { isMissingWord, isUnknownWord } from './parse-cell.ts'

type Row = readonly string[]

/** Rows without which a table of nothing but texts does not show what its cells look like. */
const ENOUGH_ROWS = 10

const hasLetter = (text: string): boolean => /\p{L}/u.test(text)

/** Whether all but a few: nine tenths, or all but one of three or more. */
const isMost = (count: number, total: number): boolean =>
  total > 0 && total - count <= (total < 3 ? 0 : Math.max(1, total / 10))

const valuesBelow = (following: readonly Row[], index: number): string[] =>
  following.map((row) => row[index] ?? '').filter((cell) => !isMissingWord(cell))

function repeatsHeader(row: Row, header: Row): boolean {
  const named = row.filter((cell) => cell !== '').length
  return (
    named > 1 &&
    row.length === header.length &&
    row.every((cell, at) => normalName(cell) === normalName(header[at] ?? ''))
  )
}

/** A line of dashes that a tool drew between the names and the rows. */
const isRuler = (row: Row): boolean =>
  row.filter((cell) => cell !== '').length > 1 && row.every((cell) => /^(?:[-=_+]{3,})?$/.test(cell))

/** What the cells of a row say about it. */
interface Evidence {
  /** Cells that are another name of their own column. */
  names: number
  /** Words where the rows below have numbers, dates or times. */
  words: number
  /** Words without a digit where the keys of the rows below have digits. */
  wordsForKeys: number
}

/** `null` when one cell is such as only a row of data has. */
function evidenceOf(row: Row, columns: readonly PlannedColumn[], following: readonly Row[]): Evidence | null {
  const evidence: Evidence = { names: 0, words: 0, wordsForKeys: 0 }
  for (const { index, field } of columns) {
    const cell = row[index] ?? ''
    if (isMissingWord(cell)) continue
    const isName = isNameOf(field, cell)
    if (isName) evidence.names += 1
    const below = valuesBelow(following, index)
    if (field.kind !== 'text') {
      if (cellFit(field, cell) === 'good') return null
      const good = below.filter((value) => cellFit(field, value) === 'good').length
      if (isMost(good, below.length) && hasLetter(cell)) evidence.words += 1
    } else if (isIdColumn(field)) {
      if (hasDigit(cell) && !isName) return null
      if (isMost(below.filter(hasDigit).length, below.length) && hasLetter(cell)) evidence.wordsForKeys += 1
    }
  }
  return evidence
}

/**
 * Whether a row under the header names columns (labels in another language, units, the header once more) rather than holding data.
 *
 * One cell that is a value decides against it: a number, date or time in its column, a digit in a key, the word `unknown`, a text that
 * a row below has in the same place. For it speak two names of their own columns, or words where nearly all rows below have
 * values of another kind.
 *
 * @param row trimmed cells
 * @param following the rows below it, a sample
 */
export function isNameRow(
  row: Row,
  header: Row,
  columns: readonly PlannedColumn[],
  following: readonly Row[],
): boolean {
  if (repeatsHeader(row, header) || isRuler(row)) return true
  if (row.some(isUnknownWord)) return false
  if (row.some((cell, at) => !isMissingWord(cell) && following.some((other) => other[at] === cell))) return false
  const evidence = evidenceOf(row, columns, following)
  if (evidence === null) return false
  const { names, words, wordsForKeys } = evidence
  if (names >= 2 || words >= 2 || (words === 1 && wordsForKeys > 0)) return true
  const isAllText = columns.every(({ field }) => field.kind === 'text')
  return (
    isAllText && wordsForKeys > 0 && following.length >= ENOUGH_ROWS && row.filter((cell) => cell !== '').length > 1
  )
}
