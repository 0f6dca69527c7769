import { describe, expect, it } from 'vitest'
import { DomainError } from '../core/domain-error.ts'
import type { LoadProgress } from '../protocol/dataset-api.ts'
import type { DatasetSummary, LoadOutcome } from '../protocol/dataset-report.ts'
import { createDatasetStore } from './dataset-store.ts'
import { fakeDatasetEngine } from './fake-engines.fixture.ts'

const summaryOf = (version: number, names: readonly string[]): DatasetSummary => ({
  version,
  fingerprint: `fingerprint-${String(version)}`,
  files: names.map((fileName) => ({
    role: 'transactions',
    fileName,
    sizeBytes: 1,
    encoding: 'UTF-8',
    delimiter: ',',
    rowCount: 1,
    leftOutCount: 0,
    fileColumnCount: 9,
    columns: [],
    ignoredColumns: [],
    absentColumns: [],
    firstRows: { header: [], rows: [] },
    period: null,
    issues: [],
    memoryBytes: 1,
  })),
  clientCount: 1,
  productJoin: null,
  period: null,
  farDays: null,
  off: [],
})

/** An engine whose loads settle when the test says so. */
function fakeEngine() {
  const loads: {
    files: readonly File[]
    tick: (progress: LoadProgress) => void
    resolve: (outcome: LoadOutcome) => void
    reject: (error: unknown) => void
    signal: AbortSignal
  }[] = []
  const lost: ((error: DomainError) => void)[] = []
  const engine = fakeDatasetEngine({
    load: (files, tick, signal) =>
      new Promise((resolve, reject) => {
        loads.push({ files, tick, resolve, reject, signal })
        signal.addEventListener('abort', () => {
          reject(new DomainError('cancelled', 'stopped'))
        })
      }),
    demoFiles: () => Promise.resolve([new File(['x'], 'demo.csv')]),
    issuesCsv: () => Promise.resolve(new TextEncoder().encode('issues')),
    onLost: (listener) => {
      lost.push(listener)
      return () => undefined
    },
  })
  return {
    engine,
    loads,
    crash: (error: DomainError) => {
      for (const listener of lost) listener(error)
    },
  }
}

function setUp() {
  const fake = fakeEngine()
  let clock = 0
  const saved: string[] = []
  const store = createDatasetStore({ engine: fake.engine, now: () => clock, saveFile: (name) => saved.push(name) })
  return {
    ...fake,
    store,
    saved,
    wait: (ms: number) => {
      clock += ms
    },
  }
}

const tick = (done: number, rows: number): LoadProgress => ({
  stage: 'reading',
  done,
  total: 1_000,
  unit: 'bytes',
  role: 'actions',
  fileName: 'a.csv',
  rowsInFile: rows,
  rowsInAll: rows,
})

const outcome = (version: number, ...names: string[]): LoadOutcome => ({
  summary: summaryOf(version, names),
  loadedRoles: ['transactions'],
  refusals: [],
  readMs: 40,
  indexMs: 7,
})

describe('the dataset store', () => {
  it('shows rows, rate and time left while files are read', async () => {
    const { store, loads, wait } = setUp()
    const done = store.getState().loadFiles([new File(['x'], 'a.csv')])
    await Promise.resolve()
    loads[0]?.tick(tick(0, 0))
    wait(1_000)
    loads[0]?.tick(tick(250, 500))
    const { load } = store.getState()
    expect(load).toMatchObject({
      phase: 'loading',
      view: { share: 0.25, rows: 500, rowsPerSecond: 500, secondsLeft: 3 },
    })
    loads[0]?.resolve(outcome(1, 'a.csv'))
    await done
    expect(store.getState()).toMatchObject({ load: { phase: 'idle' }, summary: { version: 1 }, isDemo: false })
    expect(store.getState().timing).toEqual({ readMs: 40, indexMs: 7 })
  })

  it('keeps what was loaded when the next load is cancelled', async () => {
    const { store, loads } = setUp()
    const first = store.getState().loadFiles([new File(['x'], 'a.csv')])
    await Promise.resolve()
    loads[0]?.resolve(outcome(1, 'a.csv'))
    await first
    const second = store.getState().loadFiles([new File(['x'], 'b.csv')])
    await Promise.resolve()
    store.getState().cancelLoad()
    await second
    expect(store.getState()).toMatchObject({ load: { phase: 'cancelled' }, summary: { version: 1 } })
  })

  it('lets the second of two loads win and drops late ticks of the first', async () => {
    const { store, loads } = setUp()
    const first = store.getState().loadFiles([new File(['x'], 'a.csv')])
    await Promise.resolve()
    const second = store.getState().loadFiles([new File(['x'], 'b.csv')])
    await Promise.resolve()
    loads[0]?.tick(tick(999, 999))
    expect(store.getState().load).toMatchObject({ phase: 'loading', view: null })
    loads[1]?.resolve(outcome(2, 'b.csv'))
    await Promise.all([first, second])
    expect(store.getState().summary?.version).toBe(2)
  })

  it('shows the data of a load that was replaced too late to stop it, also when its successor is cancelled', async () => {
    const { store, loads } = setUp()
    const first = store.getState().loadFiles([new File(['x'], 'a.csv')])
    await Promise.resolve()
    loads[0]?.resolve(outcome(1, 'a.csv'))
    const second = store.getState().loadFiles([new File(['x'], 'b.csv')])
    await Promise.resolve()
    await first
    expect(store.getState()).toMatchObject({ load: { phase: 'loading' }, summary: { version: 1 } })
    store.getState().cancelLoad()
    await second
    expect(store.getState()).toMatchObject({ load: { phase: 'cancelled' }, summary: { version: 1 } })
  })

  it('brings nothing back after everything was forgotten', async () => {
    const { store, loads } = setUp()
    const load = store.getState().loadFiles([new File(['x'], 'a.csv')])
    await Promise.resolve()
    // What is shown even for a moment starts a training on what was forgotten.
    const shown: unknown[] = []
    store.subscribe(({ summary }) => shown.push(summary))
    loads[0]?.resolve(outcome(1, 'a.csv'))
    await Promise.all([store.getState().forget(), load])
    expect(shown.filter((summary) => summary !== null)).toEqual([])
    expect(store.getState()).toMatchObject({ load: { phase: 'idle' }, summary: null, timing: null })
  })

  it('keeps the data and says why when a load fails', async () => {
    const { store, loads } = setUp()
    const first = store.getState().loadFiles([new File(['x'], 'a.csv')])
    await Promise.resolve()
    loads[0]?.reject(new DomainError('file-unreadable', 'gone', { fileName: 'a.csv' }))
    await first
    expect(store.getState().load).toMatchObject({ phase: 'failed', error: { code: 'file-unreadable' } })
  })

  it('reads the same files again after the worker died, each name once', async () => {
    const { store, loads, crash } = setUp()
    for (const [at, text] of ['old', 'new'].entries()) {
      const load = store.getState().loadFiles([new File([text], 'a.csv')])
      await Promise.resolve()
      loads[at]?.resolve(outcome(at + 1, 'a.csv'))
      await load
    }
    crash(new DomainError('worker-lost', 'boom'))
    expect(store.getState()).toMatchObject({ summary: null, lost: { error: { code: 'worker-lost' }, canReload: true } })
    void store.getState().reload()
    await Promise.resolve()
    await expect(Promise.all((loads[2]?.files ?? []).map((file) => file.text()))).resolves.toEqual(['new'])
  })

  it('marks generated data as demo', async () => {
    const { store, loads } = setUp()
    const load = store.getState().loadDemo()
    await new Promise((resolve) => setTimeout(resolve))
    loads[0]?.resolve(outcome(1, 'demo.csv'))
    await load
    expect(store.getState().isDemo).toBe(true)
  })
})
