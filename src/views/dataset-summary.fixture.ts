import { asDay } from '../core/positions.ts'
import { NO_REPAIRS } from '../core/quality/repairs.ts'
import type { FileRole } from '../core/tables/table.ts'
import type { ColumnReport, DatasetSummary, FileReport } from '../protocol/dataset-report.ts'

/** 1 July 2019. */
export const FIRST_DAY = asDay(18_078)
/** 30 September 2019. */
const LAST_DAY = asDay(18_169)

/** A column without a missing cell. */
export const fullColumn = (name: string, changes: Partial<ColumnReport> = {}): ColumnReport => ({
  name,
  kind: 'text',
  missingCount: 0,
  unknownCount: 0,
  zeroCount: null,
  ...changes,
})

/** A file of 1,000 rows in which nothing is wrong. */
export const fileReport = (role: FileRole, changes: Partial<FileReport> = {}): FileReport => ({
  role,
  fileName: `${role}.csv`,
  sizeBytes: 34_000,
  encoding: 'UTF-8',
  byteEncoding: 'utf-8',
  delimiter: ',',
  sourceNames: [changes.fileName ?? `${role}.csv`],
  policies: {},
  fixes: { applied: 0, missed: 0 },
  notes: [],
  rowCount: 1000,
  leftOutCount: 0,
  fileColumnCount: 2,
  columns: [fullColumn('clnt_id'), fullColumn('pd_c')],
  ignoredColumns: [],
  absentColumns: [],
  firstRows: { header: ['clnt_id', 'pd_c'], rows: [['7', '0347']] },
  period: null,
  issues: [],
  memoryBytes: 12_000,
  ...changes,
})

/** All four files, and nothing off. */
export const datasetSummary = (changes: Partial<DatasetSummary> = {}): DatasetSummary => ({
  version: 1,
  fingerprint: 'f1',
  files: [
    fileReport('actions', { period: { firstDay: FIRST_DAY, lastDay: LAST_DAY } }),
    fileReport('transactions', { period: { firstDay: FIRST_DAY, lastDay: LAST_DAY } }),
    fileReport('demographics'),
    fileReport('products'),
  ],
  clientCount: 400,
  productJoin: {
    lines: 1000,
    matched: 970,
    unknown: 30,
    unmatched: 0,
    unmatchedCodes: [],
    collisions: [],
    paddingRepaired: true,
  },
  period: { firstDay: FIRST_DAY, lastDay: LAST_DAY },
  farDays: null,
  repairs: NO_REPAIRS,
  off: [],
  ...changes,
})
