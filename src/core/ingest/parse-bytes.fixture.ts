import { cellAt, isMissing, textAt, type Column, type FileRole, type Table } from '../tables/table.ts'
import { ByteParser, type ByteParserOptions, type ParsedFile } from './byte-parser.ts'
import { GUARD_BYTES } from './row-reader.ts'
import type { IngestPlan } from './plan-ingest.ts'
import type { TextCodec } from './row-intake.ts'
import { FIELDS } from './schema.ts'

/** The decoder and encoder of the test's own platform; CP949 is not written here. */
const testCodec: TextCodec = {
  decode: (bytes, encoding) => new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes),
  encode: (text) => new TextEncoder().encode(text),
}

/** A plan for a file whose columns are those of its role, in the order given, or all of them. The header is no part of the bytes. */
export function testPlan(role: FileRole, changes: Partial<IngestPlan> = {}, names?: readonly string[]): IngestPlan {
  const header = names ?? FIELDS[role].map((field) => field.name)
  const columns = FIELDS[role].flatMap((field) => {
    const index = header.indexOf(field.name)
    return index < 0 ? [] : [{ source: field.name, index, field }]
  })
  return {
    fileName: `${role}.csv`,
    sizeBytes: 1,
    role,
    encoding: { encoding: 'utf-8', bomBytes: 0, settled: false },
    delimiter: ',',
    header,
    width: header.length,
    columns,
    ignoredColumns: [],
    absentColumns: [],
    firstRows: [],
    dataStart: 0,
    dataLine: 2,
    notes: [],
    policies: {},
    fixes: [],
    ...changes,
  }
}

/** Parse data rows, handed over in blocks of some bytes; all at once when no length is given. */
export function parseBytes(
  plan: IngestPlan,
  data: Uint8Array | string,
  block = Number.POSITIVE_INFINITY,
  options: ByteParserOptions = { codec: testCodec },
): ParsedFile {
  const all = typeof data === 'string' ? new TextEncoder().encode(data) : data
  const parser = new ByteParser(plan, options)
  const memory = new Uint8Array(all.length + GUARD_BYTES)
  // What lies beyond the end must not matter.
  memory.fill(0x31)
  let start = 0
  for (let end = 0; end < all.length || end === 0;) {
    const next = Math.min(all.length, end + block)
    memory.set(all.subarray(end, next), end)
    end = next
    start = parser.parse(memory, start, end, false)
    if (all.length === 0) break
  }
  start = parser.parse(memory, start, all.length, true)
  if (start !== all.length) throw new Error(`The parser stopped at ${String(start)} of ${String(all.length)}`)
  return parser.finish()
}

const cellOf = (column: Column, row: number): string | number | null => {
  if (isMissing(column, row)) return null
  return column.kind === 'text' ? textAt(column, row) : cellAt(column, row)
}

/** All cells: texts, numbers, `null` for missing ones. */
export const rowsOf = (table: Table): (string | number | null)[][] =>
  Array.from({ length: table.rowCount }, (_, row) =>
    Array.from(table.columns.values(), (column) => cellOf(column, row)),
  )

/** Everything that a parse says, to compare two. */
export const saidBy = ({ table, rowsSeen, notes, encoding, intake }: ParsedFile) => ({
  rows: rowsOf(table),
  texts: Array.from(table.columns.values(), (column) => column.dictionary?.stored),
  chunks: Array.from(table.columns.values(), (column) => column.chunks),
  source: table.sources,
  fingerprint: table.fingerprint,
  rowsSeen,
  notes,
  encoding,
  counts: intake.issues.counts(),
  kept: intake.issues.kept(),
})

/** The issues of a parse: kind, column, count. */
export const codes = ({ intake }: ParsedFile) =>
  intake.issues.counts().map(({ code, column, count }) => [code, column, count])

/** Columns of a small file of transactions. */
export const NAMES = ['clnt_id', 'trans_id', 'trans_seq', 'pd_c', 'de_dt', 'de_tm', 'buy_am'] as const
/** The plan of that file. */
export const plan = (changes: Partial<IngestPlan> = {}) => testPlan('transactions', changes, NAMES)
/** A sound row of it, with some cells changed. */
export const line = (cells: Partial<Record<(typeof NAMES)[number], string>> = {}) => {
  const usual = { clnt_id: '7', trans_id: '90', trans_seq: '1', pd_c: '0347', de_dt: '20190701', de_tm: '01:16' }
  const all: Record<string, string> = { ...usual, buy_am: '5990', ...cells }
  return NAMES.map((name) => all[name]).join(',')
}
