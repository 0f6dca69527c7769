import { columnBytes, countEqual, rangeOf } from '../../core/tables/column-scan.ts'
import { dayColumnOf } from '../../core/tables/dataset.ts'
import type { IngestPlan } from '../../core/ingest/plan-ingest.ts'
import { FIELDS } from '../../core/ingest/schema.ts'
import type { TableReading } from '../../core/ingest/table-reader.ts'
import { asDay } from '../../core/positions.ts'
import type { Column, Table } from '../../core/tables/table.ts'
import type { ColumnReport, FileReport } from '../../protocol/dataset-report.ts'

/** One file that was read: its plan and what came of it. */
export interface LoadedFile {
  readonly plan: IngestPlan
  readonly reading: TableReading
}

function columnReport(column: Column, countsZero: boolean): ColumnReport {
  const unknown = column.dictionary?.codeOf('unknown') ?? 0
  return {
    name: column.name,
    kind: column.kind,
    missingCount: column.missingCount,
    unknownCount: unknown === 0 ? 0 : countEqual(column, unknown),
    zeroCount: countsZero ? countEqual(column, 0) : null,
  }
}

function filePeriod(table: Table): FileReport['period'] {
  const days = dayColumnOf(table)
  const range = days === undefined ? null : rangeOf(days)
  return range === null ? null : { firstDay: asDay(range.low), lastDay: asDay(range.high) }
}

/** The card of a file on the Data screen. */
export function fileReport({ plan, reading }: LoadedFile): FileReport {
  const { table } = reading
  const zeroNames = new Set(FIELDS[plan.role].filter((field) => field.countsZero).map((field) => field.name))
  const columns = [...table.columns.values()]
  return {
    role: plan.role,
    fileName: plan.fileName,
    sizeBytes: plan.sizeBytes,
    encoding: reading.encoding,
    delimiter: plan.delimiter,
    rowCount: table.rowCount,
    leftOutCount: reading.rowsSeen - table.rowCount,
    fileColumnCount: plan.header.length,
    columns: columns.map((column) => columnReport(column, zeroNames.has(column.name))),
    ignoredColumns: plan.ignoredColumns,
    absentColumns: plan.absentColumns,
    firstRows: { header: plan.header, rows: plan.firstRows },
    period: filePeriod(table),
    issues: reading.issues,
    memoryBytes: columns.reduce((sum, column) => sum + columnBytes(column), 0),
  }
}
