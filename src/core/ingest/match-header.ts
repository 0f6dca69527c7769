import { FILE_ROLES, type FileRole } from '../tables/table.ts'
import { FIELDS, type FieldSchema } from './schema.ts'

/** A column of the file that is read. */
export interface PlannedColumn {
  /** Name as it stands in the file. */
  readonly source: string
  /** Position in the row, from 0. */
  readonly index: number
  readonly field: FieldSchema
}

/** What a header means. */
export interface HeaderMatch {
  readonly role: FileRole
  readonly columns: readonly PlannedColumn[]
  /** Named columns of the file that nothing reads, as they stand. */
  readonly ignoredColumns: readonly string[]
  /** Known columns that are not there. */
  readonly absentColumns: readonly string[]
  /** Those of the absent ones without which the file cannot be read; empty when it can. */
  readonly missingColumns: readonly string[]
  /** Whether the file could be read just as well in another role. */
  readonly isAmbiguous: boolean
}

/** Fewer known names than this say nothing: `clnt_id` alone stands in three of the four files. */
export const MIN_KNOWN_NAMES = 2

/** Blanks, quotes and letters without width around a name: what tools leave there by mistake. */
const AROUND = /^[\s"'\u200B\u2060]+|[\s"'\u200B\u2060]+$/g

/** The usual name has that form already; headers may have thousands. */
const PLAIN = /^[a-z0-9_]*$/

/** The form in which column names are compared: in any case, without blanks and quotes around them. */
export const normalName = (name: string): string =>
  PLAIN.test(name) ? name : name.normalize('NFC').replace(AROUND, '').toLowerCase()

type Positions = ReadonlyMap<string, number>

function positionsOf(header: readonly string[]): Positions {
  const positions = new Map<string, number>()
  header.forEach((name, index) => {
    const normal = normalName(name)
    if (!positions.has(normal)) positions.set(normal, index)
  })
  return positions
}

function columnsOf(role: FileRole, header: readonly string[], positions: Positions): PlannedColumn[] {
  return FIELDS[role].flatMap((field) => {
    const index = [field.name, ...field.aliases].map((name) => positions.get(name)).find((at) => at !== undefined)
    return index === undefined ? [] : [{ source: header[index] ?? field.name, index, field }]
  })
}

const missingOf = (role: FileRole, columns: readonly PlannedColumn[]): string[] =>
  FIELDS[role]
    .filter(({ name, column }) => column === 'required' && !columns.some(({ field }) => field.name === name))
    .map(({ name }) => name)

function matchOf(
  role: FileRole,
  columns: readonly PlannedColumn[],
  header: readonly string[],
  isAmbiguous: boolean,
): HeaderMatch {
  const used = new Set(columns.map((column) => column.index))
  const found = new Set(columns.map((column) => column.field.name))
  return {
    role,
    columns,
    ignoredColumns: header.filter((name, index) => !used.has(index) && name.trim() !== ''),
    absentColumns: FIELDS[role].filter((field) => !found.has(field.name)).map((field) => field.name),
    missingColumns: missingOf(role, columns),
    isAmbiguous,
  }
}

/** A header read as that of one role, however few of its names are there. */
export const matchRole = (role: FileRole, header: readonly string[]): HeaderMatch =>
  matchOf(role, columnsOf(role, header, positionsOf(header)), header, false)

/**
 * A header whose columns were assigned by hand. Positions that the row does not have are left out; of two columns at one position
 * the first of the schema is kept.
 */
export function matchByHand(
  role: FileRole,
  header: readonly string[],
  positions: Readonly<Record<string, number>>,
): HeaderMatch {
  const taken = new Set<number>()
  const columns = FIELDS[role].flatMap((field) => {
    const index = Object.hasOwn(positions, field.name) ? positions[field.name] : undefined
    const source = index === undefined ? undefined : header[index]
    if (index === undefined || source === undefined || taken.has(index)) return []
    taken.add(index)
    return [{ source, index, field }]
  })
  return matchOf(role, columns, header, false)
}

/**
 * Which of the four files a header belongs to: the role that shares most names with it, as a set, in any order and case;
 * among equals the one of whose columns the larger part is there. It is ambiguous when another role shares as many names
 * and both could be read.
 *
 * @returns `null` when fewer than two names are known
 */
export function matchHeader(header: readonly string[]): HeaderMatch | null {
  const positions = positionsOf(header)
  const found = FILE_ROLES.map((role) => ({ role, columns: columnsOf(role, header, positions) }))
  const most = Math.max(...found.map(({ columns }) => columns.length))
  if (most < MIN_KNOWN_NAMES) return null
  const [best, ...rivals] = found
    .filter(({ columns }) => columns.length === most)
    .sort((a, b) => FIELDS[a.role].length - FIELDS[b.role].length)
  if (best === undefined) return null
  const readable = [best, ...rivals].filter(({ role, columns }) => missingOf(role, columns).length === 0)
  const chosen = readable[0] ?? best
  return matchOf(chosen.role, chosen.columns, header, readable.length > 1)
}
