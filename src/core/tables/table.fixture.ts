import { parseBytes, testPlan } from '../ingest/parse-bytes.fixture.ts'
import { buildDataset, type Dataset } from './dataset.ts'
import type { FileRole, Table } from './table.ts'

/** A table from rows of cells, through the same parser as files. Cells are given by column name; the rest is empty. */
function tableOf(role: FileRole, rows: readonly Readonly<Record<string, string>>[]): Table {
  const plan = testPlan(role)
  const lines = rows.map((row) => plan.header.map((name) => `"${(row[name] ?? '').replaceAll('"', '""')}"`).join(','))
  const { table, intake } = parseBytes(plan, lines.map((line) => `${line}\n`).join(''))
  const issues = intake.issues.counts()
  if (issues.length > 0) throw new Error(`The rows of ${role} are not sound: ${JSON.stringify(issues)}`)
  return table
}

/** A search action. */
export const search = (client: string, keyword: string, day: string): Record<string, string> => ({
  clnt_id: client,
  sess_id: '1',
  action_type: '0',
  sess_dt: day,
  sech_kwd: keyword,
})

/** A purchase line. */
export const line = (
  client: string,
  code: string,
  day: string,
  count = '1',
  amount = '1000',
): Record<string, string> => ({
  clnt_id: client,
  pd_c: code,
  de_dt: day,
  buy_ct: count,
  buy_am: amount,
})

/** A product; an empty name is a missing one. */
export const product = (code: string, name1: string, name2: string, name3: string): Record<string, string> => ({
  pd_c: code,
  clac_nm1: name1,
  clac_nm2: name2,
  clac_nm3: name3,
})

/** A data set from rows of some of the four files. */
export function datasetOf(files: Partial<Record<FileRole, readonly Readonly<Record<string, string>>[]>>): Dataset {
  const tables = Object.entries(files).map(
    ([role, rows]) => [role as FileRole, tableOf(role as FileRole, rows)] as const,
  )
  return buildDataset(new Map(tables))
}
