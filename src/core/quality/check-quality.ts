import type { Dataset } from '../tables/dataset.ts'
import { cellAt, FILE_ROLES, type FileRole, type Table } from '../tables/table.ts'
import { clientFindings } from './client-coverage.ts'
import { dayFindings } from './day-coverage.ts'
import { findDuplicateRows } from './duplicate-rows.ts'
import { NAMED_CASES, type OutlierColumn, type QualityFinding, type Steps } from './finding.ts'
import { findOutliers, OUTLIER_TIMES } from './outliers.ts'
import { productFindings } from './product-coverage.ts'
import type { Repairs } from './repairs.ts'
import { placeOf, transactionFindings } from './transaction-links.ts'

/** What is checked: the joined data with repairs, and the tables as they were read. */
export interface QualityInput {
  readonly dataset: Dataset
  readonly asRead: ReadonlyMap<FileRole, Table>
  readonly repairs: Repairs
}

const OUTLIER_COLUMNS: readonly OutlierColumn[] = ['buy_am', 'buy_ct']

function* duplicateFinding(table: Table, repairs: Repairs): Steps<QualityFinding> {
  const { count, examples } = yield* findDuplicateRows(table)
  const isLines = table.role === 'transactions'
  return {
    code: 'duplicate-rows',
    state: count === 0 ? 'checked' : !isLines ? 'kept' : repairs.dropDuplicateLines ? 'repaired' : 'look',
    role: table.role,
    rows: table.rowCount,
    repeated: count,
    examples: examples.map(({ row, firstRow }) => ({ place: placeOf(table, row), first: placeOf(table, firstRow) })),
  }
}

function* outlierFindings(transactions: Table, repairs: Repairs): Steps<readonly QualityFinding[]> {
  const findings: QualityFinding[] = []
  for (const name of OUTLIER_COLUMNS) {
    const column = transactions.columns.get(name)
    if (column === undefined) continue
    const { limit, rows, sum, sumOfAll } = yield* findOutliers(column, OUTLIER_TIMES[name])
    const isRepaired = name === 'buy_am' && repairs.emptyOutlierAmounts
    const largest = Array.from(rows)
      .sort((a, b) => cellAt(column, b) - cellAt(column, a) || a - b)
      .slice(0, NAMED_CASES)
    findings.push({
      code: 'outliers',
      state: rows.length === 0 ? 'checked' : isRepaired ? 'repaired' : 'look',
      column: name,
      count: rows.length,
      limit,
      times: OUTLIER_TIMES[name],
      sumShare: sumOfAll > 0 ? sum / sumOfAll : 0,
      examples: largest.map((row) => ({ place: placeOf(transactions, row), value: cellAt(column, row) })),
    })
  }
  return findings
}

/**
 * All checks across files, and those of one file that need all rows. Every row is looked at; nothing is sampled.
 *
 * Duplicates and outliers are looked for in the tables as read, so that a repaired one is still told; the rest in the data in use.
 */
export function* qualityInParts({ dataset, asRead, repairs }: QualityInput): Steps<readonly QualityFinding[]> {
  const findings: QualityFinding[] = [...clientFindings(dataset)]
  yield
  findings.push(...productFindings(dataset))
  yield
  findings.push(...(yield* transactionFindings(dataset)))
  findings.push(...(yield* dayFindings(dataset)))
  const transactions = asRead.get('transactions')
  if (transactions !== undefined) findings.push(...(yield* outlierFindings(transactions, repairs)))
  for (const role of FILE_ROLES) {
    const table = asRead.get(role)
    if (table !== undefined) findings.push(yield* duplicateFinding(table, repairs))
  }
  return findings
}
