import { act, fireEvent, render, screen, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { createStore } from 'zustand/vanilla'
import type { CellFix } from '../../core/ingest/file-choice.ts'
import type { RowIssueCount } from '../../core/ingest/row-issue.ts'
import type { IssueRow, IssueRowsRequest } from '../../protocol/issue-rows.ts'
import { encodeFixes } from '../../state/fix-list.ts'
import { createProblemsStore } from '../../state/problems-store.ts'
import { createSettingsStore } from '../../state/settings-store.ts'
import { datasetSummary, fileReport } from '../dataset-summary.fixture.ts'
import { StoresContext, type Stores } from '../stores.ts'
import { Problems } from './Problems.tsx'

const issueRow = (changes: Partial<IssueRow> = {}): IssueRow => ({
  role: 'actions',
  file: 'a.csv',
  line: 1418,
  byteOffset: 9912,
  column: 'sess_dt',
  code: 'bad-date',
  value: '2019\u000013',
  raw: '7,2019\u000013,<b>x</b>',
  ...changes,
})
const count = (changes: Partial<RowIssueCount>): RowIssueCount => ({
  code: 'bad-date',
  column: 'sess_dt',
  count: 12,
  policy: 'skip',
  examples: [issueRow()],
  ...changes,
})
const report = fileReport('actions', {
  fileName: 'a.csv',
  firstRows: { header: ['clnt_id', 'sess_dt', 'sech_kwd'], rows: [] },
  policies: { 'extra-field': 'keep' },
  issues: [
    count({}),
    count({ code: 'bad-number-cell', column: 'hit_seq', count: 3, policy: 'missing' }),
    count({ code: 'missing-field', column: null, count: 2, examples: [issueRow({ column: null, raw: '7' })] }),
  ],
})

async function show(options: { atHand?: boolean; rows?: readonly IssueRow[]; fixes?: readonly CellFix[] } = {}) {
  const { atHand = true, rows = [issueRow()], fixes = [] } = options
  const issues = vi.fn((request: IssueRowsRequest) =>
    Promise.resolve({
      total: request.text === 'nothing' ? 0 : rows.length,
      start: request.start,
      rows: request.text === 'nothing' ? [] : rows.slice(request.start, request.end),
      counted: 17,
      kept: rows.length,
    }),
  )
  const problems = createProblemsStore({ issues })
  const dataset = {
    sourceNames: atHand ? ['a.csv'] : [],
    choices: { 'a.csv': { delimiter: ',' } },
    reread: vi.fn(() => Promise.resolve()),
    saveIssues: vi.fn(() => Promise.resolve()),
    saveReport: vi.fn(() => Promise.resolve()),
  }
  const settings = createSettingsStore({ language: 'en', theme: 'light', applyLanguage: vi.fn(), applyTheme: vi.fn() })
  problems.getState().dataChanged(new Map(fixes.length === 0 ? [] : [['a.csv', fixes]]))
  render(
    <StoresContext value={{ dataset: createStore(() => dataset), problems, settings } as unknown as Stores}>
      <Problems summary={datasetSummary({ files: [report, fileReport('products')] })} />
    </StoresContext>,
  )
  await act(() => Promise.resolve())
  return { ...dataset, issues, problems }
}

const region = () => within(screen.getByRole('region', { name: 'Problems' }))
const rules = () => within(screen.getByRole('table', { name: 'Rules for Actions: a.csv' }))
const open = () => {
  fireEvent.click(region().getByRole('button', { name: 'Date cannot be read: a.csv, line 1,418' }))
}
const type = (label: string, value: string) => {
  fireEvent.change(screen.getByLabelText(label), { target: { value } })
}

describe('rules for problems', () => {
  it('show each kind with its count and an example before one chooses', async () => {
    await show()
    expect(region().getByText('17 in one file')).toBeTruthy()
    const row = within(rules().getByRole('row', { name: /Date cannot be read/ }))
    expect(row.getByRole('cell', { name: '12' })).toBeTruthy()
    expect(row.getByText('2019␀13')).toBeTruthy()
    expect(row.getByText('12 rows left out')).toBeTruthy()
    const choices = [...row.getByRole<HTMLSelectElement>('combobox').options].map((option) => option.textContent)
    expect(choices).toEqual(['Leave the row out', 'Refuse the file'])
  })

  it('say the effect in words, and read the file once when they are applied', async () => {
    const { reread } = await show()
    expect(region().queryByRole('button', { name: 'Apply rules to a.csv' })).toBeNull()
    type('Rule for “Row with too few fields” in a.csv', 'missing')
    type('Rule for “Cell is not a number” in a.csv', 'skip')
    expect(rules().getByText('2 rows left out → 2 rows kept, absent fields missing')).toBeTruthy()
    expect(rules().getByText('3 rows kept with hit_seq missing → 3 rows left out')).toBeTruthy()
    expect(reread).not.toHaveBeenCalled()
    fireEvent.click(region().getByRole('button', { name: 'Apply rules to a.csv' }))
    expect(reread).toHaveBeenCalledTimes(1)
    expect(reread).toHaveBeenCalledWith('a.csv', {
      delimiter: ',',
      policies: { 'extra-field': 'keep', 'missing-field': 'missing', 'bad-number-cell': 'skip' },
    })
  })

  it('can be taken back before they are applied', async () => {
    await show()
    type('Rule for “Row with too few fields” in a.csv', 'missing')
    fireEvent.click(region().getByRole('button', { name: 'As before' }))
    expect(rules().getByText('2 rows left out')).toBeTruthy()
    expect(region().queryByRole('button', { name: 'As before' })).toBeNull()
  })

  it('cannot be changed when the file is no longer at hand, and say so', async () => {
    await show({ atHand: false })
    const [rule] = rules().getAllByRole<HTMLSelectElement>('combobox')
    expect(rule?.disabled).toBe(true)
    expect(region().getByText(/drop a.csv again/)).toBeTruthy()
    open()
    expect(screen.queryByLabelText('New value of sess_dt')).toBeNull()
  })

  it('lead to the rows of their kind', async () => {
    const { issues } = await show()
    fireEvent.click(rules().getByRole('button', { name: 'Show “Cell is not a number” in a.csv' }))
    await act(() => Promise.resolve())
    expect(issues.mock.lastCall?.[0]).toMatchObject({ role: 'actions', code: 'bad-number-cell' })
    expect(document.activeElement?.textContent).toBe('One by one')
  })
})

describe('the list of problems', () => {
  it('looks for what is typed, and offers a way back when nothing matches', async () => {
    const { issues } = await show()
    type('Search problems', 'nothing')
    expect(await region().findByText('No problem matches.')).toBeTruthy()
    fireEvent.click(region().getByRole('button', { name: 'Show all' }))
    expect(issues.mock.lastCall?.[0]).toMatchObject({ text: '', role: null, code: null })
    expect(await region().findByRole('table', { name: 'Problem rows' })).toBeTruthy()
  })

  it('turns its pages', async () => {
    const rows = Array.from({ length: 120 }, (_, index) => issueRow({ line: index + 1, byteOffset: index }))
    const { issues } = await show({ rows })
    expect(region().getByText('1 to 50 of 120')).toBeTruthy()
    fireEvent.click(region().getByRole('button', { name: 'Next' }))
    expect(await region().findByText('51 to 100 of 120')).toBeTruthy()
    expect(issues.mock.lastCall?.[0]).toMatchObject({ start: 50, end: 100 })
  })

  it('shows text of files as text, whatever it looks like', async () => {
    await show()
    open()
    expect(document.querySelector('b')).toBeNull()
    expect(document.querySelector('mark')?.textContent).toBe('2019␀13')
    const row = document.querySelector('mark')?.parentElement?.textContent
    expect(row).toBe('7,2019␀13,<b>x</b>')
  })

  it('hands the problems over as CSV and as JSON', async () => {
    const { saveIssues, saveReport } = await show()
    fireEvent.click(region().getByRole('button', { name: 'Export problems (CSV)' }))
    fireEvent.click(region().getByRole('button', { name: 'Export report (JSON)' }))
    expect(saveIssues).toHaveBeenCalledTimes(1)
    expect(saveReport).toHaveBeenCalledTimes(1)
  })
})

describe('fixes', () => {
  const fix: CellFix = { byteOffset: 9912, column: 'sess_dt', before: '2019\u000013', after: '20190913' }

  it('of a cell join the list, and are read with once they are applied', async () => {
    const { reread } = await show()
    open()
    expect(document.activeElement?.textContent).toBe('Date cannot be read: a.csv, line 1,418')
    type('New value of sess_dt', '20190913')
    fireEvent.click(region().getByRole('button', { name: 'Add fix' }))
    const list = within(screen.getByRole('table', { name: 'Fixes' }))
    expect(list.getByRole('cell', { name: '20190913' })).toBeTruthy()
    expect(list.getByText('not applied yet')).toBeTruthy()
    expect(reread).not.toHaveBeenCalled()
    fireEvent.click(region().getByRole('button', { name: 'Apply 1 fix' }))
    expect(reread).toHaveBeenCalledWith('a.csv', { delimiter: ',', fixes: [fix] })
  })

  it('of a whole row take the row as it stands for their start', async () => {
    const row = issueRow({ column: null, code: 'missing-field', value: '', raw: '7,2019' })
    const { problems } = await show({ rows: [row] })
    fireEvent.click(region().getByRole('button', { name: 'Row with too few fields: a.csv, line 1,418' }))
    const field = screen.getByLabelText<HTMLTextAreaElement>('New row, as it should stand in the file')
    expect(field.value).toBe('7,2019')
    fireEvent.change(field, { target: { value: '7,20190913,x' } })
    fireEvent.click(region().getByRole('button', { name: 'Add fix' }))
    expect(problems.getState().drafts.get('a.csv')).toEqual([
      { byteOffset: 9912, column: null, before: '7,2019', after: '7,20190913,x' },
    ])
  })

  it('of a row that is kept in part only are refused with a word', async () => {
    await show({ rows: [issueRow({ column: null, code: 'stray-quote', raw: 'x'.repeat(1000) })] })
    fireEvent.click(region().getByRole('button', { name: /^Quote in the wrong place/ }))
    expect(region().getByText(/longer than what is kept of it/)).toBeTruthy()
    expect(screen.queryByLabelText(/New row/)).toBeNull()
  })

  it('can be removed, which takes another reading', async () => {
    const { reread } = await show({ fixes: [fix] })
    expect(region().getByText('read with it')).toBeTruthy()
    expect(region().queryByRole('button', { name: /^Apply/ })).toBeNull()
    fireEvent.click(region().getByRole('button', { name: 'Remove fix: a.csv, byte 9,912' }))
    fireEvent.click(region().getByRole('button', { name: 'Read again without fixes' }))
    expect(reread).toHaveBeenCalledWith('a.csv', { delimiter: ',', fixes: [] })
  })

  it('come from a file, and wait where their file is not loaded', async () => {
    await show()
    const json = encodeFixes(new Map([['later.csv', [fix]]]))
    const input = screen.getByLabelText('Import fixes')
    await act(async () => {
      fireEvent.change(input, { target: { files: [new File([json], 'fixes.json')] } })
      await new Promise((resolve) => setTimeout(resolve, 20))
    })
    expect(region().getByText('Not loaded now, so these fixes wait: later.csv')).toBeTruthy()
    expect(region().queryByRole('button', { name: /^Apply/ })).toBeNull()
  })

  it('are not taken from a file that holds none', async () => {
    await show()
    await act(async () => {
      fireEvent.change(screen.getByLabelText('Import fixes'), { target: { files: [new File(['a,b'], 'x.csv')] } })
      await new Promise((resolve) => setTimeout(resolve, 20))
    })
    expect(screen.getByRole('alert').textContent).toContain('this is no JSON file')
  })
})
