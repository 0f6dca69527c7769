import * as v from 'valibot'
import { ISSUE_KINDS, type RowIssueCode } from '../core/ingest/row-issue.ts'
import type { FileNoteCode } from '../core/ingest/file-note.ts'
import { FIELDS } from '../core/ingest/schema.ts'
import type { KeptTable } from '../core/kept/kept-table.ts'
import type { Repairs } from '../core/quality/repairs.ts'
import { FILE_ROLES, type FileRole } from '../core/tables/table.ts'
import type { KeptData } from '../protocol/kept-data.ts'
import type { LoadedFile, LoadedPart } from './answers/loaded-file.ts'

/** What the marker says of one file of sections. */
export interface KeptFile {
  readonly table: KeptTable
  /** Bytes of the JSON of `KeptDetails`, the last section. */
  readonly detailsBytes: number
  /** One for each section. */
  readonly checksums: readonly string[]
}

/** The marker: all that is known without reading the rows. */
export interface KeptIndex {
  readonly data: KeptData
  readonly repairs: Repairs
  readonly files: readonly KeptFile[]
}

/** What is kept of a file besides its columns. */
export type KeptDetails = Pick<LoadedFile, 'parts' | 'redecoded'>

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const texts = v.array(v.string())
const role = v.picklist(FILE_ROLES)
const byteEncoding = v.picklist(['utf-8', 'euc-kr'])
const issueCode = v.picklist(Object.keys(ISSUE_KINDS) as RowIssueCode[])
const policy = v.picklist(['skip', 'missing', 'keep', 'block'])

const NOTE_CODES: Readonly<Record<FileNoteCode, true>> = {
  preamble: true,
  'second-header': true,
  'no-header': true,
  'duplicate-label': true,
  'index-column': true,
  'mixed-line-ends': true,
  'blank-lines': true,
  'cut-off': true,
  'spreadsheet-limit': true,
  fractions: true,
  'other-encoding': true,
  'kept-issues-cut': true,
}

const note = v.object({
  code: v.picklist(Object.keys(NOTE_CODES) as FileNoteCode[]),
  count: v.exactOptional(count),
  text: v.exactOptional(v.string()),
  byteOffset: v.exactOptional(count),
})

const issue = v.object({
  file: v.string(),
  line: count,
  byteOffset: count,
  column: v.nullable(v.string()),
  code: issueCode,
  value: v.string(),
  raw: v.string(),
})

const plan = v.object({
  fileName: v.string(),
  sizeBytes: count,
  role,
  encoding: v.object({
    encoding: v.picklist(['utf-8', 'euc-kr', 'utf-16le', 'utf-16be']),
    bomBytes: count,
    settled: v.boolean(),
  }),
  delimiter: v.string(),
  header: texts,
  width: count,
  columns: v.array(v.object({ source: v.string(), index: count, field: v.string() })),
  ignoredColumns: texts,
  absentColumns: texts,
  firstRows: v.array(texts),
  dataStart: count,
  dataLine: count,
  notes: v.array(note),
  policies: v.record(issueCode, policy),
  fixes: v.array(
    v.object({ byteOffset: count, column: v.nullable(v.string()), before: v.string(), after: v.string() }),
  ),
})

const reading = v.object({
  encoding: v.string(),
  rowsSeen: count,
  issues: v.array(
    v.object({ code: issueCode, column: v.nullable(v.string()), count, policy, examples: v.array(issue) }),
  ),
  keptIssues: v.array(issue),
  notes: v.array(note),
  fixes: v.object({ applied: count, missed: count }),
})

const details = v.object({
  parts: v.array(v.object({ plan, reading })),
  redecoded: v.nullable(byteEncoding),
})

const table = v.object({
  role,
  rowCount: count,
  fingerprint: v.string(),
  columns: v.array(
    v.object({
      name: v.string(),
      kind: v.picklist(['text', 'integer', 'amount', 'day', 'minute']),
      missingCount: count,
      chunkTypes: v.string(),
      hasMissing: v.boolean(),
      texts: v.nullable(v.object({ encoding: byteEncoding, size: count, bytes: count })),
    }),
  ),
  sources: v.array(v.object({ fileName: v.string(), sizeBytes: count, firstRow: count, breaks: count })),
})

const index = v.object({
  data: v.object({
    savedMs: count,
    expiresMs: count,
    bytes: count,
    fileNames: texts,
    rowCount: count,
    fingerprint: v.string(),
  }),
  repairs: v.object({ dropDuplicateLines: v.boolean(), emptyOutlierAmounts: v.boolean() }),
  files: v.array(v.object({ table, detailsBytes: count, checksums: texts })),
})

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    // Wrong bytes and wrong JSON are the same to the one who asks: nothing that can be used.
    return undefined
  }
}

const jsonBytes = (value: unknown): Uint8Array<ArrayBuffer> => new TextEncoder().encode(JSON.stringify(value))

/** The body of the marker. */
export const indexBytes = (value: KeptIndex): Uint8Array<ArrayBuffer> => jsonBytes(value)

/** The index of a marker's body; `null` when it is none. */
export function readIndex(bytes: Uint8Array): KeptIndex | null {
  const found = v.safeParse(index, parse(bytes))
  return found.success ? found.output : null
}

/** The details of a file. Fields of the schema are kept by name: what they mean belongs to the program. */
export function detailsBytes({ parts, redecoded }: KeptDetails): Uint8Array<ArrayBuffer> {
  return jsonBytes({
    redecoded,
    parts: parts.map(
      ({ plan: { columns, ...plan }, reading: { encoding, rowsSeen, issues, keptIssues, notes, fixes } }) => ({
        plan: { ...plan, columns: columns.map((column) => ({ ...column, field: column.field.name })) },
        reading: { encoding, rowsSeen, issues, keptIssues, notes, fixes },
      }),
    ),
  })
}

/** A part of the loaded file; `null` when a column is named that the role does not have. */
function partOf(role: FileRole, part: v.InferOutput<typeof details>['parts'][number]): LoadedPart | null {
  const columns = part.plan.columns.flatMap((column) => {
    const field = FIELDS[role].find(({ name }) => name === column.field)
    return field === undefined ? [] : [{ ...column, field }]
  })
  if (columns.length !== part.plan.columns.length || part.plan.role !== role) return null
  return { plan: { ...part.plan, columns }, reading: part.reading }
}

/** The details of a file of that role; `null` when they are none. */
export function readDetails(role: FileRole, bytes: Uint8Array): KeptDetails | null {
  const found = v.safeParse(details, parse(bytes))
  if (!found.success) return null
  const parts = found.output.parts.map((part) => partOf(role, part)).filter((part) => part !== null)
  const [first, ...more] = parts
  if (first === undefined || parts.length !== found.output.parts.length) return null
  return { parts: [first, ...more], redecoded: found.output.redecoded }
}
