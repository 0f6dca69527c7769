import { FIELDS } from '../ingest/schema.ts'
import { dayOf } from '../ingest/parse-cell.ts'
import { buildDataset, type Dataset } from '../tables/dataset.ts'
import { createDictionary } from '../tables/dictionary.ts'
import { CHUNK_ROWS, type Chunk, type Column, type FileRole, type Table } from '../tables/table.ts'
import type { Steps } from './finding.ts'

/** A cell: a text, a number, or `null` when missing. Columns that no row names are not in the table. */
export type Cell = string | number | null
export type CellRow = Readonly<Record<string, Cell>>

/** 1 August 2019 plus some days. */
export const day = (after: number): number => dayOf(2019, 8, 1) + after

function textColumn(name: string, cells: readonly Cell[]): Column {
  const codeOf = new Map<string, number>([['', 0]])
  const codes = cells.map((cell) => {
    const text = cell === null ? '' : String(cell)
    const code = codeOf.get(text) ?? codeOf.size
    codeOf.set(text, code)
    return code
  })
  const texts = [...codeOf.keys()]
  const offsets = Uint32Array.from(texts, (_, at) => texts.slice(0, at).join('').length)
  const bytes = Uint8Array.from(texts.join(''), (letter) => letter.charCodeAt(0))
  const stored = { encoding: 'utf-8' as const, offsets: Uint32Array.of(...offsets, bytes.length), bytes }
  const dictionary = createDictionary(stored, (some) => String.fromCharCode(...some))
  const missingCount = codes.filter((code) => code === 0).length
  return { name, kind: 'text', length: cells.length, chunks: chunked(codes), missing: null, missingCount, dictionary }
}

/** Narrow chunks of several kinds, so that code which forgets one of them fails. */
function chunked(values: readonly number[]): Chunk[] {
  const chunks: Chunk[] = []
  for (let start = 0; start < values.length; start += CHUNK_ROWS) {
    const some = values.slice(start, start + CHUNK_ROWS)
    const high = some.reduce((a, b) => Math.max(a, b), 0)
    const whole = some.every((value) => Number.isInteger(value) && value >= 0)
    if (!whole || high > 0xffffffff) chunks.push(Float64Array.from(some))
    else if (high > 0xffff) chunks.push(Uint32Array.from(some))
    else chunks.push(high > 0xff ? Uint16Array.from(some) : Uint8Array.from(some))
  }
  return chunks
}

function numberColumn(name: string, kind: Column['kind'], cells: readonly Cell[]): Column {
  const missing = new Uint8Array((cells.length + 7) >>> 3)
  let missingCount = 0
  cells.forEach((cell, row) => {
    if (cell !== null) return
    missing[row >>> 3]! |= 1 << (row & 7)
    missingCount += 1
  })
  return {
    name,
    kind,
    length: cells.length,
    chunks: chunked(cells.map((cell) => Number(cell ?? 0))),
    missing: missingCount === 0 ? null : missing,
    missingCount,
    dictionary: null,
  }
}

/** A table from rows of cells. The file has a header, and each row stands on the line after the one before. */
export function tableOfRows(role: FileRole, rows: readonly CellRow[]): Table {
  const names = new Set(rows.flatMap((row) => Object.keys(row)))
  const columns = new Map<string, Column>()
  for (const { name, kind } of FIELDS[role]) {
    if (!names.has(name)) continue
    const cells = rows.map((row) => row[name] ?? null)
    columns.set(name, kind === 'text' ? textColumn(name, cells) : numberColumn(name, kind, cells))
  }
  const source = { fileName: `${role}.csv`, sizeBytes: 1, firstRow: 0, lineBreaks: [0, 2] }
  return { role, rowCount: rows.length, columns, sources: [source], fingerprint: `${role}-print` }
}

/** A data set from rows of some of the four files. */
export function datasetOfRows(files: Partial<Record<FileRole, readonly CellRow[]>>): Dataset {
  return buildDataset(
    new Map(Object.entries(files).map(([role, rows]) => [role as FileRole, tableOfRows(role as FileRole, rows)])),
  )
}

/** Take all steps. */
export function finished<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}
