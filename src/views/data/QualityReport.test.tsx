import { act, fireEvent, render, screen, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { DomainError } from '../../core/domain-error.ts'
import { asDay } from '../../core/positions.ts'
import type { QualityFinding } from '../../core/quality/finding.ts'
import { NO_REPAIRS } from '../../core/quality/repairs.ts'
import type { DatasetSummary } from '../../protocol/dataset-report.ts'
import type { QualityState } from '../../state/quality-store.ts'
import { createSettingsStore } from '../../state/settings-store.ts'
import { datasetSummary, fileReport } from '../dataset-summary.fixture.ts'
import { StoresContext, type Stores } from '../stores.ts'
import { QualityReport } from './QualityReport.tsx'

const part = (all: number, found: number) => ({
  rows: all * 3,
  rowsFound: found * 3,
  distinct: all,
  distinctFound: found,
})
const days = { firstDay: asDay(18_078), lastDay: asDay(18_169) }
const place = { file: 'lines.csv', line: 62 }

/** One finding of each check. */
const FINDINGS: readonly QualityFinding[] = [
  {
    code: 'client-join',
    state: 'kept',
    roles: ['actions', 'transactions'],
    there: part(1000, 156),
    back: part(156, 156),
  },
  { code: 'client-join', state: 'look', roles: ['actions', 'demographics'], there: part(9, 0), back: part(8, 0) },
  { code: 'idle-clients', state: 'kept', clients: 1000, idle: 40 },
  { code: 'product-join', state: 'kept', lines: part(50, 49), products: 60, bought: 49, neverBought: ['0007', '0012'] },
  { code: 'transaction-join', state: 'kept', actions: part(100, 80), lines: part(400, 80) },
  { code: 'purchase-without-id', state: 'kept', purchases: 120, without: 20, clientCount: 15 },
  { code: 'shared-id', state: 'look', ids: 400, shared: 1, examples: [{ id: 'T1', clientCount: 2, place }] },
  { code: 'period-overlap', state: 'checked', actions: days, transactions: days, sharedDays: 92, otherDays: 0 },
  { code: 'day-gaps', state: 'look', role: 'actions', days: 92, emptyDays: 5, longest: days },
  {
    code: 'outliers',
    state: 'look',
    column: 'buy_am',
    count: 2,
    limit: 107_040_000,
    times: 1000,
    sumShare: 0.968,
    examples: [{ place, value: 100_000_016_899 }],
  },
  {
    code: 'duplicate-rows',
    state: 'look',
    role: 'transactions',
    rows: 1000,
    repeated: 312,
    examples: [{ place, first: { file: 'lines.csv', line: 3 } }],
  },
]

const ready = (findings: readonly QualityFinding[], version = 1): Partial<QualityState> => ({
  report: { phase: 'ready', value: { version, findings } },
})

function show(
  state: Partial<QualityState>,
  { summary = datasetSummary(), language = 'en' }: { summary?: DatasetSummary; language?: 'en' | 'ko' } = {},
) {
  const actions = {
    show: vi.fn(() => Promise.resolve()),
    retry: vi.fn(() => Promise.resolve()),
    repair: vi.fn(() => Promise.resolve()),
    clear: vi.fn(),
  }
  const quality = createStore<QualityState>()(() => ({
    report: { phase: 'loading' },
    repairing: null,
    repairError: null,
    repaired: null,
    ...actions,
    ...state,
  }))
  const settings = createSettingsStore({ language, theme: 'light', applyLanguage: vi.fn(), applyTheme: vi.fn() })
  // The report reads these two stores and no other.
  const stores = { quality, settings } as unknown as Stores
  const onOpenProblems = vi.fn()
  render(
    <StoresContext value={stores}>
      <QualityReport summary={summary} onOpenProblems={onOpenProblems} />
    </StoresContext>,
  )
  return { ...actions, onOpenProblems, quality }
}

const region = () => within(screen.getByRole('region', { name: 'Quality report' }))
const rowOf = (name: string) => {
  const row = region().getByRole('rowheader', { name }).closest('tr')
  if (row === null) throw new Error(`no row ${name}`)
  return within(row)
}

describe('the quality report', () => {
  it('asks for the checks, and shows what the files tell meanwhile', () => {
    const { show: ask } = show({})
    expect(ask).toHaveBeenCalledWith(1)
    expect(region().getByText('Products joined')).toBeTruthy()
    expect(region().getByText('Checking all rows of all files…')).toBeTruthy()
    expect(screen.getByRole('region').getAttribute('aria-busy')).toBe('true')
  })

  it('takes a report of other data for none', () => {
    show(ready(FINDINGS, 7))
    expect(region().queryByText('Clients without any event')).toBeNull()
    expect(region().getByText('Checking all rows of all files…')).toBeTruthy()
  })

  it('says of each finding what was seen and what it means', () => {
    show(ready(FINDINGS))
    const clients = rowOf('Clients: Actions and Transactions')
    expect(clients.getByText(/156 of 1,000 clients are also in Transactions \(15.6 %\)/)).toBeTruthy()
    expect(clients.getByText(/^84.4 % of the clients with actions have no purchase: they get .* words/)).toBeTruthy()
    expect(rowOf('Clients: Actions and Demographics').getByText(/written in two ways/)).toBeTruthy()
    expect(rowOf('Clients without any event').getByText(/popular list/)).toBeTruthy()
    expect(rowOf('Products and what was bought').getByText(/49 of 60 products were bought \(81.7 %\)/)).toBeTruthy()
    expect(rowOf('Days without rows: Actions').getByText(/5 of 92 days; the longest gap is/)).toBeTruthy()
    expect(rowOf('buy_am far beyond all others').getByText(/the largest 100,000,016,899; together 96.8 %/)).toBeTruthy()
    expect(region().queryByText('Checking all rows of all files…')).toBeNull()
  })

  it('shows where the cases stand', () => {
    show(ready(FINDINGS))
    fireEvent.click(region().getByRole('button', { name: 'Details: Duplicate rows: Transactions' }))
    const cases = within(region().getByRole('group', { name: 'First cases: Duplicate rows: Transactions' }))
    expect(cases.getByText('lines.csv, line 3')).toBeTruthy()
    expect(cases.getByText('62')).toBeTruthy()
    fireEvent.click(region().getByRole('button', { name: 'Details: Products and what was bought' }))
    expect(region().getByText('Never bought, the first of them: 0007, 0012')).toBeTruthy()
  })

  it('repairs with one press, keeps the button in place, and takes the repair off again', () => {
    const { repair, quality } = show(ready(FINDINGS))
    const button = region().getByRole('button', { name: 'Leave out 312 duplicate lines' })
    button.focus()
    fireEvent.click(button)
    expect(repair).toHaveBeenCalledWith({ ...NO_REPAIRS, dropDuplicateLines: true })
    act(() => {
      quality.setState({ repairing: { ...NO_REPAIRS, dropDuplicateLines: true } })
    })
    expect(region().getByText('Changing the data, and checking it again…')).toBeTruthy()
    fireEvent.click(button)
    expect(repair).toHaveBeenCalledTimes(1)
    expect(document.activeElement).toBe(button)
    expect(region().getByRole('button', { name: 'Take 2 amounts as missing' })).toBeTruthy()
  })

  it('shows a repair that is on as repaired, with a way back', () => {
    const repairs = { ...NO_REPAIRS, dropDuplicateLines: true }
    const findings = FINDINGS.map((finding): QualityFinding =>
      finding.code === 'duplicate-rows' ? { ...finding, state: 'repaired' } : finding,
    )
    const { repair } = show(ready(findings), { summary: datasetSummary({ repairs }) })
    const row = rowOf('Duplicate rows: Transactions')
    expect(row.getByText('repaired')).toBeTruthy()
    expect(row.getByText(/left out everywhere/)).toBeTruthy()
    fireEvent.click(row.getByRole('button', { name: 'Undo: Leave out 312 duplicate lines' }))
    expect(repair).toHaveBeenCalledWith(NO_REPAIRS)
  })

  it('shows the findings of one state only', () => {
    show(ready(FINDINGS))
    fireEvent.click(region().getByRole('button', { name: /^Look 5$/ }))
    expect(
      region()
        .getAllByRole('rowheader')
        .map((head) => head.textContent),
    ).toEqual([
      'In each file',
      'Across the files, over all rows',
      'Clients: Actions and Demographics',
      'trans_id used by several clients',
      'Days without rows: Actions',
      'buy_am far beyond all others',
      'Duplicate rows: Transactions',
    ])
    expect(region().getByText('No finding of this kind.')).toBeTruthy()
  })

  it('leads from a kind of problem to its rows', () => {
    const example = {
      file: 'a.csv',
      line: 418,
      byteOffset: 9912,
      column: 'sess_dt',
      code: 'bad-date' as const,
      value: '20191345',
      raw: '7,1,0,20191345',
    }
    const issues = [
      { code: 'bad-date' as const, column: 'sess_dt', count: 2, policy: 'skip' as const, examples: [example] },
    ]
    const summary = datasetSummary({ files: [fileReport('actions', { leftOutCount: 2, issues })] })
    const { onOpenProblems } = show(ready([]), { summary })
    expect(region().getByText(/Actions: rows left out. First at a.csv, line 418, sess_dt: “20191345”/)).toBeTruthy()
    fireEvent.click(region().getByRole('button', { name: 'Details: Date cannot be read' }))
    expect(region().getByText('7,1,0,20191345')).toBeTruthy()
    fireEvent.click(region().getByRole('button', { name: 'Show them in the list of problems' }))
    expect(onOpenProblems).toHaveBeenCalledWith('actions', 'bad-date')
  })

  it('says when the checks failed, and asks again', () => {
    const { retry } = show({ report: { phase: 'failed', error: new DomainError('unexpected', 'boom') } })
    expect(region().getByRole('alert').textContent).toContain('did not finish')
    fireEvent.click(region().getByRole('button', { name: 'Try again' }))
    expect(retry).toHaveBeenCalledTimes(1)
  })

  it('says when a repair failed', () => {
    show({ ...ready(FINDINGS), repairError: new DomainError('out-of-memory', 'x') })
    expect(region().getByRole('alert').textContent).toContain('The repair was not made.')
  })

  it('speaks Korean throughout', () => {
    const notes = [
      { code: 'cut-off', byteOffset: 5 },
      { code: 'preamble', count: 2 },
    ] as const
    const summary = datasetSummary({ files: [fileReport('actions', { notes }), fileReport('transactions')] })
    show(ready(FINDINGS), { language: 'ko', summary })
    expect(screen.getByRole('region', { name: '품질 보고서' })).toBeTruthy()
    // What is left in Latin letters are names of columns, files, formats and units.
    expect(document.body.textContent.match(/[A-Za-z]{4,} [a-z]{3,}/g)).toBeNull()
    expect(document.body.textContent).not.toMatch(/[{}]/)
  })
})
