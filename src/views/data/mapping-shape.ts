import type { FileChoice } from '../../core/ingest/file-choice.ts'
import type { FileRole } from '../../core/tables/table.ts'
import type { FileReport } from '../../protocol/dataset-report.ts'
import { guessColumns } from '../../state/guess-columns.ts'
import { NEEDED_COLUMNS, ROLE_COLUMNS } from './file-shape.ts'
import { splitRecord } from './raw-row.ts'

/** The first records of a file, to say by hand what its columns are. */
export interface MappingSource {
  /** Name of the source: the key for the choice. */
  readonly fileName: string
  readonly delimiter: string
  readonly records: readonly (readonly string[])[]
  readonly suggestion: FileChoice
}

/** What is chosen so far. */
export interface MappingDraft {
  readonly role: FileRole | null
  readonly hasHeader: boolean
  readonly delimiter: string
  /** Position of each known column of the role in the row, from 0; columns that are not in it are not in the file. */
  readonly columns: ReadonlyMap<string, number>
}

/** Why a column cannot be read as chosen: no position though it is needed, or the position of another one. */
export type MappingProblem = 'needed' | 'twice'

/** The records cut with another separator than the one they came with. */
export function recordsAs({ records, delimiter }: MappingSource, wanted: string): readonly (readonly string[])[] {
  if (wanted === delimiter) return records
  return records.map((record) => splitRecord(record.join(delimiter), wanted))
}

const guessed = (source: MappingSource, role: FileRole | null, delimiter: string): ReadonlyMap<string, number> =>
  new Map(role === null ? [] : Object.entries(guessColumns(role, recordsAs(source, delimiter)[0] ?? [])))

/** The draft to begin with: what was suggested, and names that are known for the rest. */
export function startMapping(source: MappingSource): MappingDraft {
  const { role = null, hasHeader = true, delimiter = source.delimiter, columns } = source.suggestion
  return {
    role,
    hasHeader,
    delimiter,
    columns: columns === undefined ? guessed(source, role, delimiter) : new Map(Object.entries(columns)),
  }
}

/** The draft with another role or separator: its columns are looked for anew. */
export function remapped(
  source: MappingSource,
  draft: MappingDraft,
  change: Partial<Pick<MappingDraft, 'role' | 'delimiter'>>,
): MappingDraft {
  const next = { ...draft, ...change }
  return { ...next, columns: guessed(source, next.role, next.delimiter) }
}

/** The draft with a column at another position, or at none. */
export function withColumn(draft: MappingDraft, column: string, at: number | null): MappingDraft {
  const columns = new Map(draft.columns)
  if (at === null) columns.delete(column)
  else columns.set(column, at)
  return { ...draft, columns }
}

/** What is wrong with the columns of a draft, by column; empty when the file can be read with it. */
export function mappingProblems({ role, columns }: MappingDraft): ReadonlyMap<string, MappingProblem> {
  const problems = new Map<string, MappingProblem>()
  if (role === null) return problems
  const users = new Map<number, number>()
  for (const at of columns.values()) users.set(at, (users.get(at) ?? 0) + 1)
  for (const column of ROLE_COLUMNS[role]) {
    const at = columns.get(column)
    if (at === undefined && NEEDED_COLUMNS[role].includes(column)) problems.set(column, 'needed')
    if (at !== undefined && (users.get(at) ?? 0) > 1) problems.set(column, 'twice')
  }
  return problems
}

/** The draft as a choice for the reader; `null` without a role. */
export function mappingChoice({ role, hasHeader, delimiter, columns }: MappingDraft): FileChoice | null {
  return role === null ? null : { role, hasHeader, delimiter, columns: Object.fromEntries(columns) }
}

/** A loaded file as the start of a mapping: what it was read with. */
export function mappingOfReport(report: FileReport, choice: FileChoice): MappingSource {
  const { header, rows } = report.firstRows
  const hasHeader = choice.hasHeader ?? !report.notes.some((note) => note.code === 'no-header')
  const [fileName = report.fileName] = report.sourceNames
  return {
    fileName,
    delimiter: report.delimiter,
    records: hasHeader ? [header, ...rows] : rows,
    suggestion: { role: report.role, hasHeader, ...(choice.columns === undefined ? {} : { columns: choice.columns }) },
  }
}
