import { act, fireEvent, render, screen, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { DomainError } from '../../core/domain-error.ts'
import type { DatasetSummary } from '../../protocol/dataset-report.ts'
import type { ColumnProfile } from '../../protocol/table-rows.ts'
import { createDictionaryStore } from '../../state/dictionary-store.ts'
import { createRouteStore } from '../../state/route-store.ts'
import { createSettingsStore } from '../../state/settings-store.ts'
import { datasetSummary, fileReport, fullColumn } from '../dataset-summary.fixture.ts'
import { StoresContext, type Stores } from '../stores.ts'
import { DataDictionary } from './DataDictionary.tsx'

const PROFILES: readonly ColumnProfile[] = [
  {
    name: 'action_type',
    kind: 'integer',
    missingCount: 0,
    distinct: 2,
    top: [
      { value: 5, count: 900 },
      { value: 0, count: 100 },
    ],
    range: { low: 0, high: 5 },
  },
  { name: 'sess_dt', kind: 'day', missingCount: 0, distinct: 92, top: [], range: { low: 18_078, high: 18_169 } },
  {
    name: 'sech_kwd',
    kind: 'text',
    missingCount: 750,
    distinct: 101_952,
    top: [{ value: '우유', count: 8985 }],
    range: null,
  },
]

const loaded = datasetSummary({
  files: [
    fileReport('actions', {
      columns: [
        fullColumn('action_type', { kind: 'integer' }),
        fullColumn('sess_dt', { kind: 'day' }),
        fullColumn('sech_kwd', { missingCount: 750 }),
      ],
      ignoredColumns: ['Unnamed: 0'],
    }),
  ],
})

function show(
  summary: DatasetSummary | null,
  language: 'en' | 'ko' = 'en',
  columnProfiles = vi.fn(() => Promise.resolve(PROFILES)),
) {
  const dictionary = createDictionaryStore({ columnProfiles })
  const route = createRouteStore({ read: () => '#/data', write: vi.fn(), onChange: vi.fn() })
  const settings = createSettingsStore({ language, theme: 'light', applyLanguage: vi.fn(), applyTheme: vi.fn() })
  // The dictionary reads these three stores and no other.
  const stores = { dictionary, route, settings } as unknown as Stores
  render(
    <StoresContext value={stores}>
      <DataDictionary summary={summary} />
    </StoresContext>,
  )
  const press = (name: string) => act(() => Promise.resolve(fireEvent.click(screen.getByRole('button', { name }))))
  return { press, columnProfiles, route }
}

const line = (name: RegExp) =>
  within(screen.getByRole('row', { name }))
    .getAllByRole('cell')
    .map((cell) => cell.textContent)

describe('the data dictionary', () => {
  it('tells meanings and types of every column while nothing is loaded, and counts nothing', async () => {
    const { press, columnProfiles } = show(null)
    await press('Transactions')
    const table = within(screen.getByRole('table', { name: 'Columns of Transactions' }))
    expect(table.getAllByRole('row')).toHaveLength(10)
    expect(line(/^buy_am/)).toEqual(['Amount of the whole line, not of one piece. 0 occurs.', 'amount'])
    expect(columnProfiles).not.toHaveBeenCalled()
  })

  it.each(['Actions', 'Transactions', 'Demographics', 'Products'])(
    'has a meaning for every column of %s',
    async (name) => {
      const { press } = show(null)
      await press(name)
      const rows = within(screen.getByRole('table', { name: `Columns of ${name}` }))
        .getAllByRole('row')
        .slice(1)
      for (const row of rows) expect(within(row).getAllByRole('cell')[0]?.textContent).toMatch(/\w{3}/)
    },
  )

  it('shows what a loaded column holds: share missing, distinct values, range and examples with counts', async () => {
    const { press, route } = show(loaded)
    await press('Actions')
    expect(line(/^sech_kwd/).slice(1)).toEqual(['text', '75.0', '101,952', '–', '우유 8,985'])
    expect(line(/^sess_dt/).slice(1, 5)).toEqual(['date', '0', '92', '2019-07-01 – 2019-09-30'])
    expect(line(/^trans_id not in this file/).slice(1)).toEqual(['text', '–', '–', '–', ''])
    expect(screen.getByText('Columns that are not read: Unnamed: 0')).toBeTruthy()
    expect(route.getState().view.options.get('dictionary')).toBe('actions')
  })

  it('lists every action code with its rows in the data', async () => {
    const { press } = show(loaded)
    await press('Actions')
    const codes = within(screen.getByRole('table', { name: 'Action codes' }))
    expect(codes.getAllByRole('row').map((row) => row.textContent)).toEqual([
      'CodeMeaningRows',
      '0search100',
      '1product list0',
      '2product detail0',
      '3add to cart0',
      '4remove from cart0',
      '5checkout attempt900',
      '6purchase0',
      '7refund0',
      '8payment option0',
    ])
  })

  it('speaks Korean', async () => {
    const { press } = show(null, 'ko')
    await press('고객 정보')
    expect(line(/^clnt_gender/)[0]).toMatch(/성별/)
  })

  it('says what failed and counts again on request', async () => {
    const failing = vi.fn(() => Promise.reject(new DomainError('out-of-memory', 'full')))
    const { press } = show(loaded, 'en', failing)
    await press('Actions')
    expect(screen.getByRole('alert')).toBeTruthy()
    await press('Try again')
    expect(failing).toHaveBeenCalledTimes(2)
  })
})
