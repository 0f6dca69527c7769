import { describe, expect, it } from 'vitest'
import { datasetOfRows, day, tableOfRows, type CellRow } from '../../core/quality/quality-tables.fixture.ts'
import { testPlan } from '../../core/ingest/parse-bytes.fixture.ts'
import { NO_REPAIRS } from '../../core/quality/repairs.ts'
import { uncontrolled } from '../../core/task-control.ts'
import type { FileRole, Table } from '../../core/tables/table.ts'
import type { DatasetSummary } from '../../protocol/dataset-report.ts'
import { LoadedData } from '../loaded-data.ts'
import type { LoadedFile } from './loaded-file.ts'
import { qualityReport, repairsFor } from './quality.ts'

const line = (client: string, amount: number): CellRow => ({
  clnt_id: client,
  pd_c: '0347',
  de_dt: day(0),
  buy_am: amount,
})
const LINES = [...Array.from({ length: 300 }, (_, at) => line(String(at), 1000)), line('7', 1000), line('8', 10 ** 11)]
const DROP = { ...NO_REPAIRS, dropDuplicateLines: true }

function fileOf(table: Table, fileName = 'lines.csv'): LoadedFile {
  const [source] = table.sources
  const plan = testPlan(table.role, { fileName }, [...table.columns.keys()])
  const reading = {
    encoding: 'UTF-8',
    rowsSeen: table.rowCount,
    issues: [],
    keptIssues: [],
    notes: [],
    fixes: { applied: 0, missed: 0 },
  }
  return {
    role: table.role,
    table: { ...table, sources: [{ ...source, fileName }] },
    parts: [{ plan, reading }],
    redecoded: null,
  }
}

const filesOf = (...files: readonly LoadedFile[]): ReadonlyMap<FileRole, LoadedFile> =>
  new Map(files.map((file) => [file.role, file]))
const lines = (fileName?: string) => filesOf(fileOf(tableOfRows('transactions', LINES), fileName))
const never = () => false

describe('repairs of the loaded data', () => {
  it('make a version of its own, and can be taken off without a trace', async () => {
    const data = new LoadedData()
    const before = await data.change(() => lines(), uncontrolled)
    const repaired = await data.change((files) => files, uncontrolled, { ...DROP, emptyOutlierAmounts: true })
    expect(repaired.dataset.tables.get('transactions')?.rowCount).toBe(301)
    expect(repaired.files.get('transactions')?.table.rowCount).toBe(302)
    expect(repaired.summary).toMatchObject({ version: 2, repairs: { ...DROP, emptyOutlierAmounts: true } })
    expect(repaired.summary.fingerprint).not.toBe(before.summary.fingerprint)
    expect(repaired.facts.amounts[repaired.dataset.clients.indexOf('8') ?? -1]).toBe(1000)
    const after = await data.change((files) => files, uncontrolled, NO_REPAIRS)
    expect(after.summary.fingerprint).toBe(before.summary.fingerprint)
    expect(after.dataset.tables.get('transactions')).toBe(before.dataset.tables.get('transactions'))
  })

  it('stay on when another file comes, and end with the transactions that they were made for', async () => {
    const data = new LoadedData()
    await data.change(() => lines(), uncontrolled)
    await data.change((files) => files, uncontrolled, DROP)
    const people = fileOf(tableOfRows('demographics', [{ clnt_id: '1', clnt_gender: 'F' }]), 'people.csv')
    const withPeople = await data.change((files) => new Map([...files, [people.role, people]]), uncontrolled)
    expect(withPeople.summary.repairs).toEqual(DROP)
    const others = await data.change((files) => new Map([...files, ...lines('others.csv')]), uncontrolled)
    expect(others.summary.repairs).toEqual(NO_REPAIRS)
    expect(repairsFor(lines(), null)).toEqual(NO_REPAIRS)
  })
})

describe('the quality report of a version', () => {
  const checked = (repairs = NO_REPAIRS) => ({
    files: lines(),
    dataset: datasetOfRows({ transactions: LINES }),
    summary: { version: 4, repairs } as DatasetSummary,
    quality: null,
  })

  it('is made once', async () => {
    const data = checked()
    const report = await qualityReport(data, never)
    expect(report.version).toBe(4)
    expect(report.findings.find(({ code }) => code === 'duplicate-rows')).toMatchObject({ state: 'look', repeated: 1 })
    expect(await qualityReport(data, never)).toBe(report)
  })

  it('stops when it is told to, and is made anew when asked again', async () => {
    const data = checked(DROP)
    await expect(qualityReport(data, () => true)).rejects.toMatchObject({ code: 'cancelled' })
    const report = await qualityReport(data, never)
    expect(report.findings.find(({ code }) => code === 'duplicate-rows')).toMatchObject({ state: 'repaired' })
  })

  it('lets other messages in while it works', async () => {
    let served = 0
    const timer = setInterval(() => (served += 1), 1)
    const rows = Array.from({ length: 300_000 }, (_, at) => line(String(at % 900), at))
    const data = { ...checked(), files: filesOf(fileOf(tableOfRows('transactions', rows))) }
    await new Promise((resolve) => setTimeout(resolve))
    served = 0
    await qualityReport(data, never)
    clearInterval(timer)
    expect(served).toBeGreaterThan(0)
  })
})
