import type { FileChoice } from './file-choice.ts'
import { planIngest, type IngestPlan, type PlanRefusal } from './plan-ingest.ts'
import { FIELDS } from './schema.ts'

/** Rows of text without quotes as records; bytes and lines as if each were followed by LF. */
export function sniffed(lines: readonly string[], choice: FileChoice | null = null, isWhole = true) {
  let byteStart = 0
  const records = lines.map((line, at) => {
    const record = { cells: line.split(',').map((cell) => cell.trim()), byteStart, line: at + 1 }
    byteStart += line.length + 1
    return record
  })
  return planIngest(
    {
      fileName: 'file.csv',
      sizeBytes: byteStart,
      encoding: { encoding: 'utf-8', bomBytes: 0, settled: true },
      delimiter: ',',
      records,
      rest: { byteStart, line: lines.length + 1 },
      hasMixedLineEnds: false,
      isWhole,
    },
    choice,
  )
}

/** The plan for these lines, or a failed test. */
export function planOf(lines: readonly string[], choice: FileChoice | null = null): IngestPlan {
  const outcome = sniffed(lines, choice)
  if ('refusal' in outcome) throw new Error(`refused: ${outcome.refusal.code}`)
  return outcome.plan
}

/** Why these lines are refused; `null` when they are not. */
export function refusalOf(lines: readonly string[], choice: FileChoice | null = null): PlanRefusal | null {
  const outcome = sniffed(lines, choice)
  return 'refusal' in outcome ? outcome.refusal : null
}

/** Position of each known column. */
export const positions = (plan: IngestPlan) =>
  Object.fromEntries(plan.columns.map(({ field, index }) => [field.name, index]))

/** Headers of the four files, and one good row of two of them. */
export const ACTIONS = FIELDS.actions.map(({ name }) => name).join(',')
export const ACTION = '7,1,1,0,A01,20190913,01:16,0,,우유,5,60,DIRECT,mobile'
export const TRANSACTIONS = FIELDS.transactions.map(({ name }) => name).join(',')
export const LINE = '7,12,1,A01,0347,2019-09-13,20:40,16160,1'
export const DEMOGRAPHICS = 'clnt_id,clnt_gender,clnt_age'
export const PRODUCTS = 'pd_c,clac_nm1,clac_nm2,clac_nm3'

/** Many rows, made from their numbers from 1. */
export function rowsOf(count: number, row: (n: number) => string): string[] {
  return Array.from({ length: count }, (_, at) => row(at + 1))
}
