import { FILE_ROLES, type FileRole } from '../tables/table.ts'
import { cellFit } from './cell-fit.ts'
import type { FileChoice } from './file-choice.ts'
import type { FileNote } from './file-note.ts'
import { findHeader, guessByPosition, isDataRow, MAX_COLUMNS } from './find-header.ts'
import { guessHeader } from './guess-columns.ts'
import { matchByHand, matchHeader, matchRole, type HeaderMatch, type PlannedColumn } from './match-header.ts'
import { isNameRow } from './name-row.ts'
import type { SniffedRecord } from './sniffed-record.ts'
import { FIELDS } from './schema.ts'

type Columns = Readonly<Record<string, number>>

interface Guess {
  readonly role: FileRole
  readonly columns: Columns
}

/** What a header came to: a match, with or without all that is needed; nothing known; or a row of data. */
type HeaderFinding =
  | { readonly kind: 'match'; readonly match: HeaderMatch; readonly guess: Guess | null }
  | { readonly kind: 'unknown'; readonly guess: Guess | null }
  | { readonly kind: 'no-header'; readonly guess: Guess }

/** The header of a file and the records below it. */
interface HeaderReading {
  readonly header: readonly string[]
  readonly rows: readonly SniffedRecord[]
  /** Lines above the header, blank ones included; 0 when all of them are blank. */
  readonly preambleLines: number
  readonly found: HeaderFinding
}

/** The role whose columns were named by hand: the one with most of them, and with all that it needs. */
export function roleByHand(columns: Columns): FileRole | undefined {
  let best: FileRole | undefined
  let most = 0
  for (const role of FILE_ROLES) {
    const named = FIELDS[role].filter(({ name }) => Object.hasOwn(columns, name))
    const isReadable = FIELDS[role].every((field) => field.column === 'optional' || named.includes(field))
    if (isReadable && named.length > most) {
      best = role
      most = named.length
    }
  }
  return best
}

/** Part of the rows that must show the same for a header to be set right. */
const ALIGNED_SHARE = 0.9

/**
 * A header beside rows of one field more gets a nameless column: at its end when the rows end in a separator, at its start when the rows
 * begin with a column that counts them and everything fits only then. Otherwise the header stays, and the parser tells of the rows.
 */
function alignHeader(header: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const wider = rows.filter((row) => row.length === header.length + 1)
  if (wider.length === 0 || wider.length < ALIGNED_SHARE * rows.length) return header
  if (wider.every((row) => row.at(-1) === '')) return [...header, '']
  const shifted = ['', ...header]
  const fitting = (match: HeaderMatch | null): number => {
    const typed = match?.columns.filter(({ field }) => field.kind !== 'text') ?? []
    if (typed.length === 0) return 0
    return wider.filter((row) => typed.every(({ index, field }) => cellFit(field, row[index] ?? '') !== 'bad')).length
  }
  const fitsShifted = fitting(matchHeader(shifted)) >= ALIGNED_SHARE * wider.length
  return fitsShifted && fitting(matchHeader(header)) < wider.length / 2 ? shifted : header
}

function findingOf(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  choice: FileChoice | null,
): HeaderFinding {
  const guess = guessHeader(header, choice?.role)
  const known = matchHeader(header)
  if (choice?.columns !== undefined) {
    const role = choice.role ?? roleByHand(choice.columns)
    if (role === undefined) return { kind: 'unknown', guess }
    const match = matchByHand(role, header, choice.columns)
    const isRowOfData = choice.hasHeader === undefined && known === null && isDataRow(header, match.columns)
    if (isRowOfData && match.missingColumns.length === 0)
      return { kind: 'no-header', guess: { role, columns: choice.columns } }
    return { kind: 'match', match, guess: { role, columns: { ...guess?.columns, ...choice.columns } } }
  }
  if (known === null && choice?.hasHeader !== true) {
    const byPosition = guessByPosition([header, ...rows], choice?.role)
    if (byPosition !== null) return { kind: 'no-header', guess: byPosition }
  }
  if (choice?.role !== undefined) return { kind: 'match', match: matchRole(choice.role, header), guess }
  if (known === null) return { kind: 'unknown', guess }
  const ownGuess = guessHeader(header, known.role)
  return known.isAmbiguous ? { kind: 'unknown', guess: ownGuess } : { kind: 'match', match: known, guess: ownGuess }
}

/** Find the header among the first records, and say what it means together with what was decided by hand. */
export function readHeader(records: readonly SniffedRecord[], choice: FileChoice | null): HeaderReading {
  const cells = records.map((record) => record.cells)
  const at = findHeader(cells, choice?.role)
  const below = cells.slice(at + 1)
  const found = cells[at] ?? []
  const header = found.length > MAX_COLUMNS ? found : alignHeader(found, below)
  return {
    header,
    rows: records.slice(at + 1),
    preambleLines: at > 0 ? (records[at]?.line ?? 1) - 1 : 0,
    found: header.length > MAX_COLUMNS ? { kind: 'unknown', guess: null } : findingOf(header, below, choice),
  }
}

/** A header and the rows that hold data. */
export interface NamedRows {
  readonly header: readonly string[]
  readonly rows: readonly SniffedRecord[]
  readonly notes: readonly FileNote[]
}

/** Rows of names that a header may have below it: labels, units, a ruler. */
const MAX_NAME_ROWS = 3
const SHOWN_LETTERS = 200

/** Pass over the rows under the header that name columns too. */
export function passNameRows(
  header: readonly string[],
  rows: readonly SniffedRecord[],
  columns: readonly PlannedColumn[],
): NamedRows {
  const cells = rows.map((row) => row.cells)
  const notes: FileNote[] = []
  for (const [at, row] of cells.slice(0, MAX_NAME_ROWS).entries()) {
    if (!isNameRow(row, header, columns, cells.slice(at + 1))) break
    notes.push({ code: 'second-header', text: row.join(', ').slice(0, SHOWN_LETTERS) })
  }
  return { header, rows: rows.slice(notes.length), notes }
}
