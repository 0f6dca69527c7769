import { act, fireEvent, render, screen, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { DomainError } from '../../core/domain-error.ts'
import type { DatasetState } from '../../state/dataset-store.ts'
import { createSettingsStore } from '../../state/settings-store.ts'
import { datasetSummary, fileReport } from '../dataset-summary.fixture.ts'
import { StoresContext, type Stores } from '../stores.ts'
import { DataView } from './DataView.tsx'

function show(changes: Partial<DatasetState> = {}, language: 'en' | 'ko' = 'en') {
  const actions = {
    loadFiles: vi.fn(() => Promise.resolve()),
    loadDemo: vi.fn(() => Promise.resolve()),
    reload: vi.fn(() => Promise.resolve()),
    cancelLoad: vi.fn(),
    dismissRefusals: vi.fn(),
    forget: vi.fn(() => Promise.resolve()),
    saveIssues: vi.fn(() => Promise.resolve()),
  }
  const dataset = createStore<DatasetState>()(() => ({
    load: { phase: 'idle' },
    summary: null,
    isDemo: false,
    refusals: [],
    timing: null,
    lost: null,
    ...actions,
    ...changes,
  }))
  const settings = createSettingsStore({ language, theme: 'light', applyLanguage: vi.fn(), applyTheme: vi.fn() })
  const route = createStore(() => ({ open: vi.fn() }))
  // The screen reads these three stores and no other.
  const stores = { dataset, settings, route } as unknown as Stores
  render(
    <StoresContext value={stores}>
      <DataView />
    </StoresContext>,
  )
  return { ...actions, dataset }
}

const card = (name: string) => within(screen.getByRole('region', { name }))

describe('the Data screen', () => {
  it('says for each file that is not loaded what it adds and which columns it needs', () => {
    show()
    const products = card('File products')
    expect(products.getByText('not loaded')).toBeTruthy()
    expect(products.getByText('clac_nm3')).toBeTruthy()
    expect(screen.queryByRole('region', { name: 'Quality report' })).toBeNull()
  })

  it('says how long reading and indexing took', () => {
    show({ summary: datasetSummary(), timing: { readMs: 12_340, indexMs: 1_360 } })
    expect(screen.getByText('read in 12.3 s, indexed in 1.4 s')).toBeTruthy()
  })

  it('hands chosen files over, and takes the same file again', () => {
    const { loadFiles } = show()
    const input = screen.getByLabelText<HTMLInputElement>('Choose CSV files')
    const file = new File(['clnt_id'], 'a.csv', { type: 'text/csv' })
    fireEvent.change(input, { target: { files: [file] } })
    expect(loadFiles).toHaveBeenCalledWith([file])
    expect(input.value).toBe('')
    expect(input.multiple).toBe(true)
  })

  it('loads the demo data, once', () => {
    const { loadDemo, dataset } = show()
    fireEvent.click(screen.getByRole('button', { name: 'Try with demo data' }))
    expect(loadDemo).toHaveBeenCalledTimes(1)
    act(() => {
      dataset.setState({ load: { phase: 'loading', source: 'demo', view: null } })
    })
    fireEvent.click(screen.getByRole('button', { name: 'Try with demo data' }))
    expect(loadDemo).toHaveBeenCalledTimes(1)
  })

  it('shows progress with rows so far, and cancels', () => {
    const { cancelLoad } = show({
      load: {
        phase: 'loading',
        source: 'files',
        view: {
          stage: 'reading',
          share: 0.66,
          done: 229e6,
          total: 347e6,
          unit: 'bytes',
          perSecond: 1e7,
          secondsLeft: 12,
          fileName: '온라인행동.csv',
          rows: 1_987_402,
          rowsPerSecond: 230_000,
          rowsByRole: new Map([['actions', 1_987_402]]),
        },
      },
    })
    const group = within(screen.getByRole('group', { name: 'Loading files' }))
    const bar = screen.getByRole('progressbar', { name: 'Loading files' })
    expect(bar.getAttribute('aria-valuenow')).toBe('66')
    expect(group.getByText('66 %, 229 MB of 347 MB')).toBeTruthy()
    expect(group.getByText('about 12 s left')).toBeTruthy()
    expect(card('File actions').getByText('1,987,402 rows so far')).toBeTruthy()
    fireEvent.click(group.getByRole('button', { name: 'Cancel' }))
    expect(cancelLoad).toHaveBeenCalledTimes(1)
  })

  it('shows of each loaded file its rows, shape, and first rows', () => {
    show({
      summary: datasetSummary({
        files: [fileReport('actions', { rowCount: 3_196_362, ignoredColumns: ['Unnamed: 0'] })],
      }),
    })
    const actions = card('File actions')
    expect(actions.getByText('3,196,362 rows')).toBeTruthy()
    expect(actions.getByText('actions.csv')).toBeTruthy()
    expect(actions.getByText('2 columns, 34.0 kB')).toBeTruthy()
    expect(actions.getByText('Unnamed: 0')).toBeTruthy()
    expect(actions.getByRole('cell', { name: '0347', hidden: true })).toBeTruthy()
  })

  it('tells for every refused file what was found and what to do, and that the rest is still here', () => {
    const { dismissRefusals } = show({
      summary: datasetSummary(),
      refusals: [
        { fileName: 'photo.png', code: 'not-a-table', found: 'PNG image' },
        {
          fileName: 'act.csv',
          code: 'missing-columns',
          role: 'actions',
          missingColumns: ['sess_dt'],
          header: ['clnt_id'],
        },
        { fileName: 'x.csv', code: 'unknown-header', header: ['user', 'item'] },
      ],
    })
    const alerts = screen.getAllByRole('alert').map((alert) => alert.textContent)
    expect(alerts).toHaveLength(3)
    expect(alerts[0]).toContain('photo.png')
    expect(alerts[0]).toContain('PNG image')
    expect(alerts[1]).toContain('lacks: sess_dt')
    expect(alerts[2]).toContain('user, item')
    expect(alerts[2]).toContain('clnt_id, clnt_gender, clnt_age')
    expect(screen.getByText('What is loaded stays as it is.')).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Dismiss' }))
    expect(dismissRefusals).toHaveBeenCalledTimes(1)
  })

  it('names what is off and the file that turns it on', () => {
    show({ summary: datasetSummary({ files: [fileReport('actions')], off: ['purchases'] }) })
    const off = within(screen.getByRole('region', { name: 'Turned off' }))
    expect(off.getByText('Purchases by category')).toBeTruthy()
    expect(off.getByText('turned on by the file: Transactions')).toBeTruthy()
  })

  it('opens the first cases of a row issue with their raw text, and exports them', () => {
    const example = {
      file: 'actions.csv',
      line: 418,
      byteOffset: 9912,
      column: 'sess_dt',
      code: 'bad-date' as const,
      value: '2019-13-45',
      raw: '7,1,0,2019-13-45',
    }
    const { saveIssues } = show({
      summary: datasetSummary({
        files: [
          fileReport('actions', {
            leftOutCount: 2,
            issues: [{ code: 'bad-date', column: 'sess_dt', count: 2, effect: 'row-left-out', examples: [example] }],
          }),
        ],
      }),
    })
    const report = within(screen.getByRole('region', { name: 'Quality report' }))
    expect(report.getByText(/first at actions.csv, line 418, sess_dt: “2019-13-45”/)).toBeTruthy()
    expect(report.queryByText('7,1,0,2019-13-45')).toBeNull()
    fireEvent.click(report.getByRole('button', { name: 'Details: Date cannot be read' }))
    expect(report.getByText('7,1,0,2019-13-45')).toBeTruthy()
    fireEvent.click(report.getByRole('button', { name: 'Save row issues (CSV)' }))
    expect(saveIssues).toHaveBeenCalledTimes(1)
  })

  it('forgets only after a second word, and says so', async () => {
    const { forget, dataset } = show({ summary: datasetSummary() })
    forget.mockImplementation(() => {
      dataset.setState({ summary: null })
      return Promise.resolve()
    })
    fireEvent.click(screen.getByRole('button', { name: 'Forget everything' }))
    expect(forget).not.toHaveBeenCalled()
    fireEvent.click(screen.getByRole('button', { name: 'Yes, forget' }))
    expect(await screen.findByText('Everything was forgotten. No data was stored on disk.')).toBeTruthy()
    expect(document.activeElement?.textContent).toBe('Data')
  })

  it('offers to read the files again after the worker was lost', () => {
    const { reload } = show({
      lost: { error: new DomainError('worker-lost', 'x', { reason: 'heap' }), canReload: true },
    })
    expect(screen.getByRole('alert').textContent).toContain('heap')
    fireEvent.click(screen.getByRole('button', { name: 'Read the files again' }))
    expect(reload).toHaveBeenCalledTimes(1)
  })

  it('says after a cancel what is still here', () => {
    show({ load: { phase: 'cancelled' }, summary: datasetSummary() })
    expect(screen.getByRole('note').textContent).toContain('What is loaded stays as it is.')
  })

  it('speaks Korean throughout', () => {
    show({ summary: datasetSummary({ off: ['demographics'] }), isDemo: true }, 'ko')
    expect(screen.getByRole('region', { name: '품질 보고서' })).toBeTruthy()
    // What is left in Latin letters are names of columns, files, formats and units.
    const latin = document.body.textContent.match(/[A-Za-z]{4,} [a-z]{3,}/g)
    expect(latin).toBeNull()
  })
})
