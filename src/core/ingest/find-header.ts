import { FILE_ROLES, type FileRole } from '../tables/table.ts'
import { cellFit, hasDigit, isIdColumn } from './cell-fit.ts'
import { guessHeader } from './guess-columns.ts'
import { matchByHand, matchHeader, MIN_KNOWN_NAMES, type PlannedColumn } from './match-header.ts'
import { isUnknownWord } from './parse-cell.ts'
import { FIELDS } from './schema.ts'

type Row = readonly string[]

/** Columns beyond which a file is no table of a shop. */
export const MAX_COLUMNS = 10_000

/** Records among which the header is looked for. */
const HEADER_RECORDS = 30

/** Part of the rows that must fit a schema for it to be believed. */
const FITTING_SHARE = 0.8

/** The number of fields that most rows have; of equally many rows the larger number. */
export function commonWidth(rows: readonly { readonly length: number }[]): number {
  const counts = new Map<number, number>()
  for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1)
  const [most] = [...counts].sort(([a, rowsOfA], [b, rowsOfB]) => rowsOfB - rowsOfA || b - a)
  return most?.[0] ?? 0
}

interface BestRow {
  readonly index: number
  /** At least 1. */
  readonly score: number
}

/** The first of the rows with the highest score. */
function bestRow(rows: readonly Row[], scoreOf: (row: Row) => number): BestRow | null {
  let best: BestRow | null = null
  for (const [index, row] of rows.slice(0, HEADER_RECORDS).entries()) {
    const score = row.length <= MAX_COLUMNS ? scoreOf(row) : 0
    if (score > (best?.score ?? 0)) best = { index, score }
  }
  return best
}

const knownNames = (row: Row): number => matchHeader(row)?.columns.length ?? 0

/** Whether the cells of a row could be values of these columns: kinds fit, required cells are there, keys hold digits. */
export function isDataRow(row: Row, columns: readonly PlannedColumn[]): boolean {
  return columns.every(({ index, field }) => {
    const cell = row[index] ?? ''
    const fit = cellFit(field, cell)
    if (fit === 'bad' || (fit === 'missing' && field.cell === 'required')) return false
    if (fit === 'missing' || field.kind !== 'text' || !isIdColumn(field)) return true
    return (hasDigit(cell) && cell.length <= 40) || isUnknownWord(cell)
  })
}

/** Whether a column does nothing but count the rows, from 0 or 1. */
export function countsRows(rows: readonly Row[], index: number): boolean {
  const first = rows[0]?.[index]
  if (first !== '0' && first !== '1') return false
  return rows.every((row, at) => row[index] === String(at + Number(first)))
}

const isWholeNumber = (cell: string | undefined): boolean => cell !== undefined && /^\d+$/.test(cell)

/** Names such as `V1` hold a digit too, but the keys below them are numbers. */
const isAmongNumbers = (rows: readonly Row[], index: number): boolean =>
  !isWholeNumber(rows[0]?.[index]) &&
  rows.filter((row) => isWholeNumber(row[index])).length >= FITTING_SHARE * (rows.length - 1) &&
  rows.length > 1

/** What the columns of a file without a header may be by their order. */
interface PositionGuess {
  readonly role: FileRole
  readonly columns: Readonly<Record<string, number>>
}

/**
 * The role whose columns the rows have in the order of its schema, with or without a leading column that counts the rows;
 * `null` when the first row or more than a fifth of all do not fit any.
 */
export function guessByPosition(rows: readonly Row[], wanted?: FileRole): PositionGuess | null {
  const [first] = rows
  if (first === undefined || first.length > MAX_COLUMNS) return null
  for (const role of wanted === undefined ? FILE_ROLES : [wanted]) {
    const before = first.length - FIELDS[role].length
    if (before !== 0 && !(before === 1 && countsRows(rows, 0))) continue
    const columns = Object.fromEntries(FIELDS[role].map((field, at) => [field.name, at + before]))
    const planned = matchByHand(role, first, columns).columns
    if (
      planned.some(({ index, field }) => field.cell === 'required' && isIdColumn(field) && isAmongNumbers(rows, index))
    )
      continue
    const fitting = rows.filter((row) => row.length === first.length && isDataRow(row, planned)).length
    if (isDataRow(first, planned) && fitting >= FITTING_SHARE * rows.length) return { role, columns }
  }
  return null
}

/** Rows of the common width alone: a title above the table may hold a word that columns are called by. */
function bestGuessed(rows: readonly Row[], role?: FileRole): BestRow | null {
  const width = commonWidth(rows)
  const best = bestRow(rows, (row) => (row.length === width ? (guessHeader(row, role)?.names ?? 0) : 0))
  return best !== null && best.score >= MIN_KNOWN_NAMES ? best : null
}

/**
 * Which record is the header: the one with most known names; else the first that is as wide as most, when data begins there; else
 * the one with most names that are used elsewhere, or that first one again. Always one of them, so that what was decided by hand about a
 * preview means the same record later.
 */
export function findHeader(rows: readonly Row[], role?: FileRole): number {
  const known = bestRow(rows, knownNames)
  if (known !== null) return known.index
  const width = commonWidth(rows)
  const first = Math.max(
    0,
    rows.findIndex((row) => row.length === width),
  )
  if (guessByPosition(rows.slice(first), role) !== null) return first
  return bestGuessed(rows, role)?.index ?? first
}

/** The least understanding that cannot be a mistake: a header with all that its role needs. */
export const SURE_UNDERSTANDING = 3000

/**
 * How well records are understood when cut in one way, to compare with other ways: a known header before rows that fit a schema
 * before names that are used elsewhere. 0 when nothing is.
 */
export function understandingOf(rows: readonly Row[]): number {
  const known = bestRow(rows, knownNames)
  if (known !== null) {
    const isReadable = matchHeader(rows[known.index] ?? [])?.missingColumns.length === 0
    return (isReadable ? SURE_UNDERSTANDING : 2000) + known.score
  }
  if (guessByPosition(rows.slice(findHeader(rows))) !== null) return 1000
  return bestGuessed(rows)?.score ?? 0
}
