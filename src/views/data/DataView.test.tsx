import { act, fireEvent, render, screen, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { DomainError } from '../../core/domain-error.ts'
import type { DatasetState } from '../../state/dataset-store.ts'
import { createRowBrowserStore } from '../../state/row-browser-store.ts'
import { createSettingsStore } from '../../state/settings-store.ts'
import { START_VIEW } from '../../state/view-state.ts'
import { datasetSummary, fileReport } from '../dataset-summary.fixture.ts'
import { StoresContext, type Stores } from '../stores.ts'
import { DataView } from './DataView.tsx'

// What comes with its own script has its own tests.
vi.mock('./use-sections.ts', () => ({ useSections: () => ({}) }))

function show(changes: Partial<DatasetState> = {}, language: 'en' | 'ko' = 'en') {
  const actions = {
    loadFiles: vi.fn(() => Promise.resolve()),
    loadDemo: vi.fn(() => Promise.resolve()),
    reload: vi.fn(() => Promise.resolve()),
    cancelLoad: vi.fn(),
    reread: vi.fn(() => Promise.resolve()),
    append: vi.fn(() => Promise.resolve()),
    setEncoding: vi.fn(() => Promise.resolve()),
    take: vi.fn(),
    dismissRefusals: vi.fn(),
    dismissReplaced: vi.fn(),
    forget: vi.fn(() => Promise.resolve()),
    saveIssues: vi.fn(() => Promise.resolve()),
    saveReport: vi.fn(() => Promise.resolve()),
  }
  const dataset = createStore<DatasetState>()(() => ({
    load: { phase: 'idle' },
    summary: null,
    isDemo: false,
    refusals: [],
    replaced: [],
    sourceNames: changes.summary?.files.flatMap((file) => file.sourceNames) ?? [],
    choices: {},
    timing: null,
    lost: null,
    ...actions,
    ...changes,
  }))
  const settings = createSettingsStore({ language, theme: 'light', applyLanguage: vi.fn(), applyTheme: vi.fn() })
  const route = createStore(() => ({ view: START_VIEW, open: vi.fn(), reset: vi.fn() }))
  const kept = createStore(() => ({
    found: { state: 'none' },
    task: { phase: 'idle' },
    declined: true,
    forget: vi.fn(() => Promise.resolve()),
  }))
  const rowBrowser = createRowBrowserStore({ tableRows: vi.fn() })
  // The screen reads these five stores and no other.
  const stores = { dataset, kept, settings, route, rowBrowser } as unknown as Stores
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
          rows: 1_987_402,
          rowsPerSecond: 230_000,
          byRole: new Map([['actions', { rows: 1_987_402, fileName: '온라인행동.csv', isDone: false }]]),
        },
      },
    })
    const group = within(screen.getByRole('group', { name: 'Loading files' }))
    const bar = screen.getByRole('progressbar', { name: 'Loading files' })
    expect(bar.getAttribute('aria-valuenow')).toBe('66')
    expect(group.getByText('66 %, 229 MB of 347 MB')).toBeTruthy()
    expect(group.getByText('10.0 MB/s')).toBeTruthy()
    expect(group.getByText('about 12 s left')).toBeTruthy()
    expect(card('File actions').getByText('온라인행동.csv')).toBeTruthy()
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

  it('changes the encoding at once, and says why it cannot where the file fixes it', () => {
    const { setEncoding } = show({
      summary: datasetSummary({
        files: [
          fileReport('products', { encoding: 'UTF-8 with BOM' }),
          fileReport('demographics', { encoding: 'UTF-16 LE', byteEncoding: null }),
        ],
      }),
    })
    const select = card('File products').getByLabelText<HTMLSelectElement>('Encoding of File products')
    expect(select.selectedOptions[0]?.textContent).toBe('UTF-8 with BOM')
    fireEvent.change(select, { target: { value: 'euc-kr' } })
    expect(setEncoding).toHaveBeenCalledWith('products', 'euc-kr')
    const fixed = card('File demographics').getByLabelText<HTMLSelectElement>('Encoding of File demographics')
    expect(fixed.disabled).toBe(true)
    expect(card('File demographics').getByText(/cannot be changed/)).toBeTruthy()
  })

  it('tells what is worth knowing of a file, with control characters made visible', () => {
    const notes = [
      { code: 'preamble', count: 3 },
      { code: 'duplicate-label', text: 'pd\u202ec', count: 2 },
      { code: 'index-column', text: '' },
      { code: 'cut-off', byteOffset: 12_345 },
    ] as const
    show({ summary: datasetSummary({ files: [fileReport('actions', { notes, fixes: { applied: 2, missed: 1 } })] }) })
    const actions = card('File actions')
    expect(actions.getByText('3 lines above the header were passed over')).toBeTruthy()
    expect(actions.getByText(/column name pd⟨U\+202E⟩c stands 2 times/)).toBeTruthy()
    expect(actions.getByText(/column \(no name\) only counts the rows/)).toBeTruthy()
    expect(actions.getByText(/at byte 12,345/)).toBeTruthy()
    expect(actions.getByText('fixes: 2 applied, 1 did not find their cell')).toBeTruthy()
  })

  it('names the files behind a card that were put one after the other, whose columns stay as they are', () => {
    const files = [fileReport('actions', { sourceNames: ['july.csv', 'august.csv'] }), fileReport('products')]
    show({ summary: datasetSummary({ files }) })
    expect(card('File actions').getByText('2 put one after the other: july.csv, august.csv')).toBeTruthy()
    expect(card('File actions').queryByRole('button', { name: /Change columns/ })).toBeNull()
    expect(card('File products').getByRole('button', { name: 'Change columns of Products…' })).toBeTruthy()
  })

  it('changes the columns of a loaded file from its card', () => {
    const { reread } = show({ summary: datasetSummary() })
    fireEvent.click(card('File demographics').getByRole('button', { name: /Change columns/ }))
    const form = within(screen.getByRole('region', { name: 'Columns of demographics.csv' }))
    expect(document.activeElement?.textContent).toBe('Columns of demographics.csv')
    fireEvent.change(form.getByLabelText('clnt_gender'), { target: { value: '1' } })
    fireEvent.click(form.getByRole('button', { name: 'Read the file this way' }))
    expect(reread).toHaveBeenCalledWith('demographics.csv', {
      role: 'demographics',
      hasHeader: true,
      delimiter: ',',
      columns: { clnt_id: 0, clnt_gender: 1 },
    })
    expect(screen.queryByRole('region', { name: 'Columns of demographics.csv' })).toBeNull()
  })

  it('offers to append a second file of a role, or to use it instead', () => {
    const { append, reread } = show({
      summary: datasetSummary(),
      refusals: [{ fileName: 'august.csv', code: 'same-role-twice', role: 'actions' }],
    })
    expect(screen.getByRole('alert').textContent).toContain('actions.csv')
    fireEvent.click(screen.getByRole('button', { name: 'Append to actions.csv' }))
    expect(append).toHaveBeenCalledWith('august.csv')
    fireEvent.click(screen.getByRole('button', { name: 'Use this one instead' }))
    expect(reread).toHaveBeenCalledWith('august.csv', { join: 'replace' })
  })

  it('says which file took the place of which, and offers to have both', () => {
    const { append, dismissReplaced } = show({
      summary: datasetSummary(),
      replaced: [{ role: 'actions', fileName: 'august.csv', beforeName: 'july.csv' }],
    })
    const note = within(screen.getByRole('note'))
    expect(note.getByText('august.csv took the place of july.csv.')).toBeTruthy()
    fireEvent.click(note.getByRole('button', { name: 'Append instead' }))
    expect(append).toHaveBeenCalledWith('august.csv')
    fireEvent.click(note.getByRole('button', { name: 'Dismiss' }))
    expect(dismissReplaced).toHaveBeenCalledTimes(1)
  })

  it('offers the milder rule for a file that a rule refused', () => {
    const { reread } = show({
      choices: { 'a.csv': { policies: { 'bad-date': 'block', 'extra-field': 'keep' } } },
      refusals: [
        { fileName: 'a.csv', code: 'issue-blocked', issue: { code: 'bad-date', column: 'sess_dt', line: 1418 } },
      ],
    })
    expect(screen.getByRole('alert').textContent).toContain('“Date cannot be read”: first met in line 1,418')
    fireEvent.click(screen.getByRole('button', { name: 'Instead: Leave the row out' }))
    expect(reread).toHaveBeenCalledWith('a.csv', { policies: { 'bad-date': 'skip', 'extra-field': 'keep' } })
  })

  it('reads a file whose header it does not know as the analyst says', () => {
    const { reread } = show({
      refusals: [
        {
          fileName: '고객.csv',
          code: 'unknown-header',
          header: ['고객', '성별'],
          preview: {
            delimiter: ',',
            records: [
              ['고객', '성별'],
              ['7', 'F'],
            ],
          },
        },
      ],
    })
    fireEvent.click(screen.getByRole('button', { name: 'Read 고객.csv as…' }))
    const form = within(screen.getByRole('region', { name: 'Columns of 고객.csv' }))
    fireEvent.change(form.getByLabelText('What it holds'), { target: { value: 'demographics' } })
    fireEvent.change(form.getByLabelText('clnt_id (needed)'), { target: { value: '0' } })
    fireEvent.click(form.getByRole('button', { name: 'Read the file this way' }))
    expect(reread).toHaveBeenCalledWith('고객.csv', {
      role: 'demographics',
      hasHeader: true,
      delimiter: ',',
      columns: { clnt_id: 0 },
    })
  })

  it('takes packed files and any text', () => {
    show()
    const { accept } = screen.getByLabelText<HTMLInputElement>('Choose CSV files')
    expect(accept.split(',')).toEqual(expect.arrayContaining(['.csv', '.tsv', '.gz', '.zip', 'text/*']))
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
    expect(await screen.findByText('Everything was forgotten, and nothing is kept on this device.')).toBeTruthy()
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
    expect(screen.getByRole('region', { name: '상품 분류 파일' })).toBeTruthy()
    // What is left in Latin letters are names of columns, files, formats and units.
    const latin = document.body.textContent.match(/[A-Za-z]{4,} [a-z]{3,}/g)
    expect(latin).toBeNull()
  })
})
