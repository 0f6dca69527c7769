import { narrow } from '../ingest/column-builder.ts'
import { lineOfRow } from '../tables/row-place.ts'
import { cellAt, CHUNK_ROWS, isMarked, type Chunk, type Column, type FileRole, type Table } from '../tables/table.ts'
import { findDuplicateRows, type DuplicateRows } from './duplicate-rows.ts'
import type { Steps } from './finding.ts'
import { findOutliers, OUTLIER_TIMES } from './outliers.ts'
import type { Repairs } from './repairs.ts'

/** The column with more cells missing. Chunks without such a cell are shared. @param rows ascending, of numbers that are there */
function withoutCells(column: Column, rows: Uint32Array): Column {
  const missing = column.missing?.slice() ?? new Uint8Array((column.length + 7) >>> 3)
  const touched = new Map<number, Float64Array>()
  for (const row of rows) {
    missing[row >>> 3]! |= 1 << (row & 7)
    const index = Math.floor(row / CHUNK_ROWS)
    const values = touched.get(index) ?? Float64Array.from(column.chunks[index]!)
    values[row % CHUNK_ROWS] = 0
    touched.set(index, values)
  }
  const chunks = column.chunks.map((chunk, index): Chunk => {
    const values = touched.get(index)
    return values === undefined ? chunk : narrow(values)
  })
  return { ...column, chunks, missing, missingCount: column.missingCount + rows.length }
}

/** Some rows of a column, in chunks of the usual size. */
function keptCells(column: Column, keptRows: Uint32Array): Column {
  const chunks: Chunk[] = []
  let missing: Uint8Array | null = null
  let missingCount = 0
  for (let start = 0; start < keptRows.length; start += CHUNK_ROWS) {
    const values = new Float64Array(Math.min(CHUNK_ROWS, keptRows.length - start))
    for (let at = 0; at < values.length; at += 1) values[at] = cellAt(column, keptRows[start + at]!)
    chunks.push(narrow(values))
  }
  for (let row = 0; row < keptRows.length; row += 1) {
    const before = keptRows[row]!
    if (column.kind === 'text') {
      if (cellAt(column, before) === 0) missingCount += 1
    } else if (isMarked(column.missing, before)) {
      missing ??= new Uint8Array((keptRows.length + 7) >>> 3)
      missing[row >>> 3]! |= 1 << (row & 7)
      missingCount += 1
    }
  }
  return { ...column, length: keptRows.length, chunks, missing, missingCount }
}

/** Where the kept rows stand in their files: lines stay true. */
function keptSources(table: Table, keptRows: Uint32Array): Table['sources'] {
  let next = 0
  const keep = (source: Table['sources'][number], end: number): Table['sources'][number] => {
    const firstRow = next
    const lineBreaks: number[] = []
    let lead = Number.NaN
    for (; next < keptRows.length && keptRows[next]! < end; next += 1) {
      const line = lineOfRow(source, keptRows[next]!)
      if (line - next === lead) continue
      lead = line - next
      lineBreaks.push(next, line)
    }
    return { ...source, firstRow, lineBreaks }
  }
  const [first, ...others] = table.sources
  const kept: [Table['sources'][number], ...Table['sources'][number][]] = [
    keep(first, others[0]?.firstRow ?? table.rowCount),
  ]
  others.forEach((source, index) => {
    kept.push(keep(source, others[index + 1]?.firstRow ?? table.rowCount))
  })
  return kept
}

function* withoutRows(table: Table, { count, marks }: DuplicateRows): Steps<Table> {
  const keptRows = new Uint32Array(table.rowCount - count)
  let kept = 0
  for (let row = 0; row < table.rowCount; row += 1) {
    if (isMarked(marks, row)) continue
    keptRows[kept] = row
    kept += 1
  }
  const columns = new Map<string, Column>()
  for (const [name, column] of table.columns) {
    columns.set(name, keptCells(column, keptRows))
    yield
  }
  const sources = keptSources(table, keptRows)
  return { ...table, rowCount: kept, columns, sources, fingerprint: `${table.fingerprint}-without-duplicates` }
}

/**
 * The tables with repairs applied; where a repair changes nothing the table is the same object. Both look at the table as it was
 * read, so that their order does not matter. A repaired table has a fingerprint of its own.
 */
export function* applyRepairs(
  tables: ReadonlyMap<FileRole, Table>,
  repairs: Repairs,
): Steps<ReadonlyMap<FileRole, Table>> {
  const asRead = tables.get('transactions')
  if (asRead === undefined) return tables
  let table = asRead
  if (repairs.emptyOutlierAmounts) {
    const amounts = asRead.columns.get('buy_am')
    const rows = amounts === undefined ? null : (yield* findOutliers(amounts, OUTLIER_TIMES.buy_am)).rows
    if (amounts !== undefined && rows !== null && rows.length > 0) {
      const columns = new Map(asRead.columns).set('buy_am', withoutCells(amounts, rows))
      table = { ...table, columns, fingerprint: `${table.fingerprint}-without-outliers` }
    }
  }
  if (repairs.dropDuplicateLines) {
    const duplicates = yield* findDuplicateRows(asRead)
    if (duplicates.count > 0) table = yield* withoutRows(table, duplicates)
  }
  return table === asRead ? tables : new Map(tables).set('transactions', table)
}
