import { fireEvent, render, screen, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { DomainError } from '../../core/domain-error.ts'
import { asDay } from '../../core/positions.ts'
import type { DatasetSummary } from '../../protocol/dataset-report.ts'
import type { Overview } from '../../protocol/overview.ts'
import { createSettingsStore } from '../../state/settings-store.ts'
import type { Slice } from '../../state/slice.ts'
import { datasetSummary, fileReport, FIRST_DAY } from '../dataset-summary.fixture.ts'
import { StoresContext, type Stores } from '../stores.ts'
import { OverviewView } from './OverviewView.tsx'

const OVERVIEW: Overview = {
  version: 1,
  clientCount: 400,
  segments: { buyers: 60, boughtCategoryUnknown: 40, searchersOnly: 200, neither: 100 },
  days: [],
  units: [{ unit: 'A03', actions: 406, lines: 80 }],
  funnel: [{ actionType: 0, rows: 200, sessions: 90, clients: 80 }],
  topKeywords: Array.from({ length: 50 }, (_, index) => ({ name: `word ${String(index)}`, count: 100 - index })),
  keywordCount: 1952,
  searchCount: 6516,
  topCategories: [{ code: '0347', path: ['Dairy', 'Milk', 'Fresh Milk'], lines: 30, clients: 12, amount: 98_000 }],
  categoryCount: 1667,
  genders: [
    { name: 'unknown', count: 332 },
    { name: 'F', count: 68 },
  ],
  ages: [{ name: '30', count: 68 }],
}

function show(slice: Slice<Overview>, summary: DatasetSummary | null = datasetSummary()) {
  const ask = vi.fn(() => Promise.resolve())
  const open = vi.fn()
  // The screen reads these four stores and no other.
  const stores = {
    dataset: createStore(() => ({ summary, load: { phase: 'idle' } })),
    overview: createStore(() => ({ overview: slice, show: ask, clear: vi.fn() })),
    settings: createSettingsStore({ language: 'en', theme: 'light', applyLanguage: vi.fn(), applyTheme: vi.fn() }),
    route: createStore(() => ({ open })),
  } as unknown as Stores
  render(
    <StoresContext value={stores}>
      <OverviewView />
    </StoresContext>,
  )
  return { ask, open }
}

const ready: Slice<Overview> = { phase: 'ready', value: OVERVIEW }

describe('the Overview screen', () => {
  it('leads to the files when nothing is loaded', () => {
    const { ask, open } = show({ phase: 'none' }, null)
    expect(ask).not.toHaveBeenCalled()
    fireEvent.click(screen.getByRole('button', { name: 'Go to Data' }))
    expect(open).toHaveBeenCalledWith('data')
  })

  it('asks for the version of the data that is loaded', () => {
    const { ask } = show({ phase: 'loading' }, datasetSummary({ version: 7 }))
    expect(ask).toHaveBeenCalledWith(7)
  })

  it('says what it found in one sentence', () => {
    show(ready)
    expect(
      screen.getByText('400 clients, 85.0 % of them without a transaction; 6,516 searches in 92 days'),
    ).toBeTruthy()
  })

  it('counts every client in one of four groups', () => {
    show(ready)
    const rows = within(screen.getByRole('table', { name: 'What is known of the clients' })).getAllByRole('row')
    expect(rows.map((row) => row.textContent).slice(1)).toEqual([
      'Bought, with transaction lines6015.0',
      'Bought online, category unknown4010.0',
      'Searched, bought nothing20050.0',
      'Neither searched nor bought10025.0',
      'All clients400100.0',
    ])
  })

  it('shows ten keywords and unfolds to fifty', () => {
    show(ready)
    const table = screen.getByRole('table', { name: 'Top keywords' })
    expect(within(table).getAllByRole('row')).toHaveLength(11)
    fireEvent.click(screen.getByRole('button', { name: /^Show 50/ }))
    const rows = [...table.querySelectorAll('tbody tr')].map((row) => row.textContent)
    expect(rows).toHaveLength(50)
    expect(rows[0]).toBe('1word 01001.53')
  })

  it('has a table twin of the chart by day', () => {
    const days = [0, 1, 2, 3].map((day) => ({
      day: asDay(FIRST_DAY + day),
      actions: 100 + day,
      searches: 50,
      lines: 20,
    }))
    show({ phase: 'ready', value: { ...OVERVIEW, days } })
    const name = 'Searches of all clients by day, 1 Jul 2019 to 4 Jul 2019; highest 50 on 1 Jul 2019'
    expect(screen.getByRole('img', { name })).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Table' }))
    const table = screen.getByRole('table', { name: 'Actions, searches and purchase lines by day' })
    expect(table.querySelector('tbody tr:last-child')?.textContent).toBe('4 Jul 20191035020')
  })

  it('says which file gives a part that is missing', () => {
    const summary = datasetSummary({ files: [fileReport('actions')], off: ['purchases'] })
    show({ phase: 'ready', value: { ...OVERVIEW, topCategories: null, genders: null, ages: null } }, summary)
    const categories = within(screen.getByRole('region', { name: 'Top categories' }))
    expect(categories.getByText(/Load the transactions file/)).toBeTruthy()
    const people = within(screen.getByRole('region', { name: 'Gender and age' }))
    expect(people.getByText(/Load the demographics file/)).toBeTruthy()
    expect(screen.getByText(/what they bought is not loaded/)).toBeTruthy()
  })

  it('names the column when the file is there without it', () => {
    const overview = { ...OVERVIEW, topKeywords: null, keywordCount: null, searchCount: null }
    show({ phase: 'ready', value: overview }, datasetSummary({ files: [fileReport('actions')] }))
    const keywords = within(screen.getByRole('region', { name: 'Top keywords' }))
    expect(keywords.getByText('The loaded file lacks the column for this: sech_kwd.')).toBeTruthy()
    expect(screen.getByText(/neither their words nor their purchases are loaded/)).toBeTruthy()
  })

  it('tells clients of whom nothing is given from those whose gender is unknown', () => {
    const genders = [
      { name: 'unknown', count: 300 },
      { name: '', count: 100 },
    ]
    show({ phase: 'ready', value: { ...OVERVIEW, genders } })
    const table = within(screen.getByRole('table', { name: 'Gender' }))
    expect(table.getAllByRole('rowheader').map((head) => head.textContent)).toEqual(['Unknown', 'Not given'])
  })

  it('says what failed and asks again', () => {
    const { ask } = show({ phase: 'failed', error: new DomainError('worker-silent', 'x') })
    expect(screen.getByRole('alert').textContent).toContain('did not answer')
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(ask).toHaveBeenCalledTimes(2)
  })
})
