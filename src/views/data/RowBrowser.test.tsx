import { act, fireEvent, render, screen, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { DomainError } from '../../core/domain-error.ts'
import type { ColumnKind } from '../../core/tables/table.ts'
import type { TableRowsRequest, TableRowsWindow } from '../../protocol/table-rows.ts'
import { createRowBrowserStore } from '../../state/row-browser-store.ts'
import { createSettingsStore } from '../../state/settings-store.ts'
import { datasetSummary, fileReport, fullColumn } from '../dataset-summary.fixture.ts'
import { StoresContext, type Stores } from '../stores.ts'
import { RowBrowser } from './RowBrowser.tsx'

const COLUMNS: readonly { readonly name: string; readonly kind: ColumnKind }[] = [
  { name: 'clnt_id', kind: 'text' },
  { name: 'action_type', kind: 'integer' },
  { name: 'sess_dt', kind: 'day' },
  { name: 'hit_tm', kind: 'minute' },
  { name: 'sech_kwd', kind: 'text' },
  { name: 'hit_pss_tm', kind: 'integer' },
]

const summary = datasetSummary({
  files: [
    fileReport('actions', { columns: COLUMNS.map(({ name, kind }) => fullColumn(name, { kind })) }),
    fileReport('products', { columns: [fullColumn('pd_c')] }),
  ],
})

const answerTo = ({ role, start }: TableRowsRequest, total = 651_638): TableRowsWindow => ({
  role,
  total,
  all: 3_196_362,
  start,
  columns: role === 'actions' ? COLUMNS : [{ name: 'pd_c', kind: 'text' }],
  rows:
    total === 0
      ? []
      : [{ row: start, file: 'a.csv', line: 1_000_002, cells: ['007', 0, 18_152, 545, null, 1_234_567] }],
  version: 1,
})

function show(tableRows = vi.fn((request: TableRowsRequest) => Promise.resolve(answerTo(request)))) {
  const rowBrowser = createRowBrowserStore({ tableRows })
  rowBrowser.getState().dataChanged(summary.files)
  const settings = createSettingsStore({ language: 'en', theme: 'light', applyLanguage: vi.fn(), applyTheme: vi.fn() })
  // The browser reads these two stores and no other.
  const stores = { rowBrowser, settings } as unknown as Stores
  render(
    <StoresContext value={stores}>
      <RowBrowser summary={summary} />
    </StoresContext>,
  )
  const press = (name: string) => act(() => Promise.resolve(fireEvent.click(screen.getByRole('button', { name }))))
  const lastRequest = () => tableRows.mock.lastCall?.[0]
  return { press, lastRequest, tableRows, rowBrowser }
}

const cells = () => within(screen.getAllByRole('row')[2]!).getAllByRole('cell')

describe('the row browser', () => {
  it('asks for nothing until a table is chosen', () => {
    const { tableRows } = show()
    expect(screen.getByText(/Choose a table/)).toBeTruthy()
    expect(tableRows).not.toHaveBeenCalled()
  })

  it('shows days, times, codes and numbers as people read them, and says which cells are missing', async () => {
    const { press } = show()
    await press('Actions')
    expect(cells().map((cell) => cell.textContent)).toEqual([
      '1,000,002',
      '007',
      '0 search',
      '2019-09-13',
      '09:05',
      '–missing',
      '1,234,567',
    ])
    expect(screen.getByRole('table', { name: 'Rows of Actions' }).getAttribute('aria-rowcount')).toBe('651640')
  })

  it('sorts by a column in the direction that its head says', async () => {
    const { press, lastRequest } = show()
    await press('Actions')
    await press('sess_dt')
    const head = () => screen.getByRole('columnheader', { name: /sess_dt/ }).getAttribute('aria-sort')
    expect(head()).toBe('ascending')
    await press('sess_dt')
    expect(head()).toBe('descending')
    expect(lastRequest()?.sort).toEqual({ column: 'sess_dt', descending: true })
  })

  it('filters while a letter is still being composed', async () => {
    const { press, lastRequest } = show()
    await press('Actions')
    const input = screen.getByRole('textbox', { name: 'sech_kwd contains' })
    fireEvent.compositionStart(input)
    await act(() => Promise.resolve(fireEvent.change(input, { target: { value: '우' } })))
    expect(lastRequest()?.filters).toEqual([{ column: 'sech_kwd', test: 'contains', value: '우' }])
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'sech_kwd contains' }).value).toBe('우')
  })

  it('changes how a column is filtered, and says what it cannot read', async () => {
    const { press, lastRequest } = show()
    await press('Actions')
    const type = (name: string, value: string) =>
      act(() => Promise.resolve(fireEvent.change(screen.getByRole('textbox', { name }), { target: { value } })))
    await type('sess_dt at least', '2019-13-01')
    expect(screen.getByText(/“2019-13-01” is no date/)).toBeTruthy()
    await type('sess_dt at least', '2019-09-13')
    expect(lastRequest()?.filters).toEqual([{ column: 'sess_dt', test: 'at-least', value: 18_152 }])
    const how = screen.getByRole('combobox', { name: 'How to filter sess_dt' })
    await act(() => Promise.resolve(fireEvent.change(how, { target: { value: 'missing' } })))
    expect(lastRequest()?.filters).toEqual([{ column: 'sess_dt', test: 'missing', value: '' }])
    expect(screen.queryByRole('textbox', { name: 'sess_dt at least' })).toBeNull()
    await press('Clear filters')
    expect(lastRequest()?.filters).toEqual([])
  })

  it('looks at searches only, and says that nothing is deleted and how many rows there are', async () => {
    const { press, lastRequest } = show()
    await press('Actions')
    await press('Searches only')
    expect(lastRequest()?.lens).toBe('searches')
    expect(screen.getByText('651,638 of 3,196,362 rows')).toBeTruthy()
    expect(screen.getByText(/nothing is deleted/)).toBeTruthy()
    await press('Products')
    expect(screen.queryByRole('button', { name: 'Searches only' })).toBeNull()
  })

  it('turns pages, and keeps a button that leads nowhere in reach', async () => {
    const { press, lastRequest } = show()
    await press('Actions')
    expect(screen.getByRole('button', { name: 'Previous' }).getAttribute('aria-disabled')).toBe('true')
    await press('Next')
    expect(lastRequest()?.start).toBe(50)
    expect(screen.getByText('51 – 100 of 651,638')).toBeTruthy()
    await press('Last')
    expect(lastRequest()?.start).toBe(651_600)
    fireEvent.change(screen.getByRole('textbox', { name: 'Go to row' }), { target: { value: '1,234' } })
    await press('Go')
    expect(lastRequest()?.start).toBe(1200)
    await press('100')
    expect(lastRequest()).toMatchObject({ start: 1200, end: 1300 })
  })

  it('says that no row passes, and offers to clear the filters', async () => {
    const { press, rowBrowser } = show(vi.fn((request: TableRowsRequest) => Promise.resolve(answerTo(request, 0))))
    await press('Actions')
    await act(() => {
      rowBrowser.getState().setText('clnt_id', 'contains', 'x')
      return Promise.resolve()
    })
    expect(screen.getByText('No row passes these filters.')).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Clear filters' })).toBeTruthy()
    expect(screen.queryByRole('navigation', { name: 'Pages of rows' })).toBeNull()
  })

  it('says what failed and asks again', async () => {
    const { press, tableRows } = show(vi.fn(() => Promise.reject(new DomainError('no-dataset', 'none'))))
    await press('Actions')
    expect(screen.getByRole('alert')).toBeTruthy()
    await press('Try again')
    expect(tableRows).toHaveBeenCalledTimes(2)
  })

  it('says that a table of a link is not loaded', () => {
    const { rowBrowser } = show()
    act(() => {
      rowBrowser.getState().open('transactions')
    })
    expect(screen.getByText(/not loaded: Transactions/)).toBeTruthy()
  })
})
