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
}

/** Fewer known names than this say nothing: `clnt_id` alone stands in three of the four files. */
const MIN_KNOWN_NAMES = 2

const normalName = (name: string): string => name.trim().toLowerCase()

function columnsOf(role: FileRole, header: readonly string[]): PlannedColumn[] {
  const positions = new Map<string, number>()
  header.forEach((name, index) => {
    const normal = normalName(name)
    if (!positions.has(normal)) positions.set(normal, index)
  })
  const columns: PlannedColumn[] = []
  for (const field of FIELDS[role]) {
    const index = [field.name, ...field.aliases].map((name) => positions.get(name)).find((at) => at !== undefined)
    if (index !== undefined) columns.push({ source: header[index] ?? field.name, index, field })
  }
  return columns
}

/**
 * Which of the four files a header belongs to: the role that shares most names with it, as a set, in any order and case;
 * among equals the one of whose columns the larger part is there.
 *
 * @returns `null` when fewer than two names are known
 */
export function matchHeader(header: readonly string[]): HeaderMatch | null {
  let best: { role: FileRole; columns: PlannedColumn[]; share: number } | null = null
  for (const role of FILE_ROLES) {
    const columns = columnsOf(role, header)
    const share = columns.length / FIELDS[role].length
    const better =
      best === null ||
      columns.length > best.columns.length ||
      (columns.length === best.columns.length && share > best.share)
    if (better) best = { role, columns, share }
  }
  if (best === null || best.columns.length < MIN_KNOWN_NAMES) return null

  const used = new Set(best.columns.map((column) => column.index))
  const found = new Set(best.columns.map((column) => column.field.name))
  const absent = FIELDS[best.role].filter((field) => !found.has(field.name))
  return {
    role: best.role,
    columns: best.columns,
    ignoredColumns: header.filter((name, index) => !used.has(index) && name.trim() !== ''),
    absentColumns: absent.map((field) => field.name),
    missingColumns: absent.filter((field) => field.column === 'required').map((field) => field.name),
  }
}
