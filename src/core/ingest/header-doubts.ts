import { hasDigit } from './cell-fit.ts'
import type { Doubt, DoubtedTable } from './doubt.ts'

type Row = readonly string[]

/** Part of the cells of a column that must show the same for the column to be of that kind. */
const MOST = 0.8

/** Part of the rows up to which a thing is an exception. */
const RARE = 0.05

/** Rows under a header that may name columns too. */
const NAME_ROWS = 3

/** A number, date, time or percentage, as far as its letters tell. */
const VALUE = /^[+\-(]?[$€£¥₩]?\d[\d\s.,:/'+\-TZ]*[%)]?$/

const MISSING_WORDS = new Set(['', '-', '--', '?', 'na', 'n/a', 'nan', 'nil', 'none', 'null', 'unknown'])

const isMissing = (cell: string): boolean => MISSING_WORDS.has(cell.trim().toLowerCase())

const isValue = (cell: string): boolean => VALUE.test(cell.trim())

/** Columns in most of whose cells something holds. */
function columnsWhere(rows: readonly Row[], width: number, holds: (cell: string) => boolean): number[] {
  const seen = new Float64Array(width)
  const holding = new Float64Array(width)
  for (const row of rows) {
    for (let column = 0; column < Math.min(width, row.length); column += 1) {
      const cell = row[column] ?? ''
      if (isMissing(cell)) continue
      seen[column]! += 1
      if (holds(cell)) holding[column]! += 1
    }
  }
  return [...seen.keys()].filter((column) => seen[column]! > 0 && holding[column]! >= MOST * seen[column]!)
}

const doubt = (code: Doubt['code'], row: number | null, cells: Row): Doubt => ({ code, row, text: cells.join(' | ') })

/** Titles and remarks above the table. */
function preamble({ rows, width }: DoubtedTable): Doubt[] {
  if (width < 2 || rows.length < 2) return []
  const [first = [], second = []] = rows
  const filled = first.filter((cell) => cell.trim() !== '').length
  const isPadded = width > 2 && filled <= 1 && second.filter((cell) => cell.trim() !== '').length > 1
  return first.length < width || isPadded ? [doubt('preamble', 0, first)] : []
}

/** Remarks that a program wrote into the table. */
function comments({ rows }: DoubtedTable): Doubt[] {
  const isComment = (row: Row): boolean => /^\s*(?:#|\/\/)/.test(row[0] ?? '')
  const at = rows.findIndex(isComment)
  const isRare = at === 0 || rows.filter(isComment).length <= Math.max(1, RARE * rows.length)
  return at >= 0 && isRare ? [doubt('comment-line', at, rows[at] ?? [])] : []
}

/** 2019, 2020, 2021: names of columns that are no data. */
function areSteps(cells: readonly string[]): boolean {
  const numbers = cells.map(Number)
  return numbers.length > 1 && numbers.every((value, at) => at === 0 || value === (numbers[at - 1] ?? 0) + 1)
}

function noHeader({ rows, width }: DoubtedTable): Doubt[] {
  const [first, ...below] = rows
  if (first === undefined || below.length === 0) return []
  const columns = columnsWhere(below, width, isValue)
  const values = columns.map((column) => first[column] ?? '').filter(isValue)
  if (values.length === 0 || values.length < columns.length / 2) return []
  if (columns.length < width && areSteps(values)) return []
  return [doubt('no-header', 0, first)]
}

function labels({ rows, width }: DoubtedTable): Doubt[] {
  const [first, ...below] = rows
  if (first === undefined || below.length === 0 || first.length < width) return []
  const names = first.map((cell) => cell.trim().toLowerCase())
  const doubts: Doubt[] = []
  if (names.includes('')) doubts.push(doubt('blank-label', 0, first))
  const named = names.filter((name) => name !== '')
  if (new Set(named).size < named.length) doubts.push(doubt('duplicate-label', 0, first))
  return doubts
}

/** Whether a row has words, and no digit at all, in columns of digits. */
function isWords(row: Row, columns: readonly number[], mayBeBlank: boolean): boolean {
  const cells = columns.map((column) => row[column] ?? '')
  if (cells.some(hasDigit)) return false
  return mayBeBlank ? cells.some((cell) => !isMissing(cell)) : cells.every((cell) => !isMissing(cell))
}

/** Names once more: right below the first ones, or further down, where another table begins. */
function secondHeader({ rows, width }: DoubtedTable): Doubt[] {
  const [first = []] = rows
  for (let at = 1; at <= NAME_ROWS && at < rows.length - 1; at += 1) {
    const below = rows.slice(at + 1)
    const columns = columnsWhere(below, width, hasDigit)
    const row = rows[at] ?? []
    const isSure = columns.length > 1 || (columns.length === 1 && below.length > 2)
    if (isSure && row.length === width && isWords(row, columns, true)) return [doubt('second-header', at, row)]
  }
  const columns = columnsWhere(rows.slice(1), width, hasDigit)
  const isNames = width > 1 && !first.some(hasDigit) && first.some((cell) => cell.trim() !== '')
  for (const [at, row] of rows.entries()) {
    if (at === 0) continue
    const repeats = isNames && row.length === first.length && row.every((cell, column) => cell === first[column])
    if (repeats || (columns.length > 1 && row.length === width && isWords(row, columns, false)))
      return [doubt('second-header', at, row)]
  }
  return []
}

function severalTables({ rows, width }: DoubtedTable): Doubt[] {
  for (let at = 1; at + 1 < rows.length; at += 1) {
    const length = rows[at]?.length ?? 0
    if (length > 1 && length !== width && rows[at + 1]?.length === length)
      return [doubt('several-tables', at, rows[at] ?? [])]
  }
  return []
}

/** Doubts about what the first rows are, and about rows that may be headers. */
export function headerDoubts(table: DoubtedTable): Doubt[] {
  const { rows } = table
  const [first = []] = rows
  if (rows.every((row) => row.every((cell) => cell.trim() === ''))) return [doubt('empty-file', null, [])]
  if (rows.length === 1 && !first.some(hasDigit)) return [doubt('header-only', 0, first)]
  const above = preamble(table)
  const headless = above.length > 0 ? [] : noHeader(table)
  const names = above.length > 0 || headless.length > 0 ? [] : labels(table)
  return [...above, ...comments(table), ...headless, ...names, ...secondHeader(table), ...severalTables(table)]
}
