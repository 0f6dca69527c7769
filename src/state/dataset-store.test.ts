import { describe, expect, it } from 'vitest'
import { DomainError } from '../core/domain-error.ts'
import type { FileChoice, FileChoices } from '../core/ingest/file-choice.ts'
import type { LoadOptions, LoadProgress } from '../protocol/dataset-api.ts'
import type { DatasetSummary, LoadOutcome } from '../protocol/dataset-report.ts'
import type { DatasetEngine } from '../engine/dataset-engine.ts'
import { fileReport } from '../views/dataset-summary.fixture.ts'
import { createDatasetStore } from './dataset-store.ts'
import { fakeDatasetEngine } from './fake-engines.fixture.ts'

const summaryOf = (version: number, names: readonly string[]): DatasetSummary => ({
  version,
  fingerprint: `fingerprint-${String(version)}`,
  files: names.map((fileName) => fileReport('transactions', { fileName, sourceNames: fileName.split(' + ') })),
  clientCount: 1,
  productJoin: null,
  period: null,
  farDays: null,
  repairs: { dropDuplicateLines: false, emptyOutlierAmounts: false },
  off: [],
})

/** An engine whose loads settle when the test says so. */
function fakeEngine() {
  const loads: {
    files: readonly File[]
    choices: FileChoices
    options: LoadOptions | undefined
    tick: (progress: LoadProgress) => void
    resolve: (outcome: LoadOutcome) => void
    reject: (error: unknown) => void
    signal: AbortSignal
  }[] = []
  const lost: ((error: DomainError) => void)[] = []
  const engine = fakeDatasetEngine({
    load: (files, choices, tick, signal, options) =>
      new Promise((resolve, reject) => {
        loads.push({ files, choices, options, tick, resolve, reject, signal })
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

function setUp(given: Partial<DatasetEngine> = {}) {
  const fake = fakeEngine()
  let clock = 0
  const saved: string[] = []
  const remembered = new Map<string, FileChoice>()
  const store = createDatasetStore({
    engine: { ...fake.engine, ...given },
    now: () => clock,
    saveFile: (name) => saved.push(name),
    memory: {
      recall: () => Object.fromEntries(remembered),
      remember: (signature, choice) => void remembered.set(signature, choice),
      forget: () => {
        remembered.clear()
      },
    },
  })
  return {
    remembered,
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
  files: [{ role: 'actions', fileName: 'a.csv', rows, done, total: 1_000 }],
  rowsInAll: rows,
})

const outcome = (version: number, ...names: string[]): LoadOutcome => ({
  summary: summaryOf(version, names),
  loadedRoles: ['transactions'],
  refusals: [],
  replaced: [],
  sources: names
    .flatMap((name) => name.split(' + '))
    .map((fileName, fileIndex) => ({ fileName, fileIndex, signature: `signature of ${fileName}`, recalled: null })),
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
    expect(load.phase === 'loading' && load.view?.byRole.get('actions')).toEqual({
      rows: 500,
      fileName: 'a.csv',
      isDone: false,
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

  it('says at once that a load was cancelled, and takes it back when the worker was done already', async () => {
    const { store } = setUp({
      load: (_files, _choices, _tick, signal) =>
        new Promise((resolve) => {
          // A worker that is busy, and was done before it heard of it.
          signal.addEventListener('abort', () => setTimeout(resolve, 20, outcome(1, 'a.csv')))
        }),
    })
    const load = store.getState().loadFiles([new File(['x'], 'a.csv')])
    await Promise.resolve()
    store.getState().cancelLoad()
    expect(store.getState()).toMatchObject({ load: { phase: 'cancelled' }, summary: null })
    await load
    expect(store.getState()).toMatchObject({ load: { phase: 'idle' }, summary: { version: 1 }, sourceNames: ['a.csv'] })
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

  it('cannot read again what it never had', async () => {
    const { store, crash, loads } = setUp()
    store.getState().take({ ...outcome(1, 'kept.csv'), sources: [] })
    expect(store.getState()).toMatchObject({ summary: { version: 1 }, sourceNames: [] })
    await store.getState().reread('kept.csv', {})
    expect(store.getState().load).toMatchObject({ phase: 'failed', error: { code: 'file-unreadable' } })
    crash(new DomainError('worker-lost', 'boom'))
    expect(store.getState().lost?.canReload).toBe(false)
    expect(loads).toHaveLength(0)
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

/** A store that has loaded some files, all in one role. */
async function loaded(names: string, given: Partial<DatasetEngine> = {}) {
  const set = setUp(given)
  const files = names.split(' + ').map((name) => new File([name], name))
  const load = set.store.getState().loadFiles(files)
  await Promise.resolve()
  set.loads[0]?.resolve(outcome(1, names))
  await load
  return set
}

describe('reading a file again', () => {
  const choice: FileChoice = { delimiter: ';', policies: { 'extra-field': 'keep' } }

  it('asks for that source with the new choice, keeps it, and remembers what belongs to the header', async () => {
    const { store, loads, remembered } = await loaded('a.csv')
    const again = store.getState().reread('a.csv', choice)
    await Promise.resolve()
    expect(loads[1]).toMatchObject({
      choices: { 'a.csv': { ...choice, join: 'replace' } },
      options: { only: ['a.csv'], remembered: {} },
    })
    expect(loads[1]?.files.map(({ name }) => name)).toEqual(['a.csv'])
    loads[1]?.resolve(outcome(2, 'a.csv'))
    await again
    expect(store.getState()).toMatchObject({ summary: { version: 2 }, choices: { 'a.csv': choice } })
    expect([...remembered]).toEqual([['signature of a.csv', { delimiter: ';' }]])
  })

  it('leaves data and choice as they were when it fails', async () => {
    const { store, loads, remembered } = await loaded('a.csv')
    const again = store.getState().reread('a.csv', choice)
    await Promise.resolve()
    loads[1]?.reject(new DomainError('stalled', 'nothing moves'))
    await again
    const state = store.getState()
    expect(state).toMatchObject({ summary: { version: 1 }, load: { phase: 'failed', error: { code: 'stalled' } } })
    expect(state.choices).toEqual({ 'a.csv': {} })
    expect(state.sourceNames).toEqual(['a.csv'])
    expect(remembered.size).toBe(0)
  })

  it('takes the files that it shares a role with along, in their order', async () => {
    const { store, loads } = await loaded('a.csv + b.csv')
    void store.getState().reread('b.csv', choice)
    await Promise.resolve()
    expect(loads[1]).toMatchObject({
      choices: { 'a.csv': { join: 'replace' }, 'b.csv': { ...choice, join: 'append' } },
      options: { only: ['a.csv', 'b.csv'] },
    })
  })

  it('uses what is remembered, and forgets it with everything else', async () => {
    const { store, loads, remembered } = await loaded('a.csv')
    remembered.set('s', { role: 'products' })
    void store.getState().loadFiles([new File(['x'], 'x.csv')])
    await Promise.resolve()
    expect(loads[1]?.options).toEqual({ remembered: { s: { role: 'products' } } })
    await store.getState().forget()
    expect(remembered.size).toBe(0)
    expect(store.getState()).toMatchObject({ sourceNames: [], choices: {}, replaced: [] })
  })
})

describe('appending', () => {
  it('puts a refused file behind the one that is loaded', async () => {
    const { store, loads } = setUp()
    const load = store.getState().loadFiles([new File(['a'], 'a.csv'), new File(['b'], 'b.csv')])
    await Promise.resolve()
    const both = outcome(1, 'a.csv + b.csv')
    const refusals = [{ fileName: 'b.csv', code: 'same-role-twice', role: 'transactions' }] as const
    loads[0]?.resolve({ ...both, summary: summaryOf(1, ['a.csv']), refusals })
    await load
    void store.getState().append('b.csv')
    await Promise.resolve()
    expect(loads[1]).toMatchObject({ choices: { 'b.csv': { join: 'append' } }, options: { only: ['b.csv'] } })
    expect(loads[1]?.files.map(({ name }) => name)).toEqual(['b.csv'])
  })

  it('brings back the file that was replaced, and puts the other behind it', async () => {
    const { store, loads } = await loaded('a.csv')
    const load = store.getState().loadFiles([new File(['b'], 'b.csv')])
    await Promise.resolve()
    const replaced = [{ role: 'transactions', fileName: 'b.csv', beforeName: 'a.csv' }] as const
    loads[1]?.resolve({ ...outcome(2, 'b.csv'), replaced })
    await load
    expect(store.getState().replaced).toEqual(replaced)
    void store.getState().append('b.csv')
    await Promise.resolve()
    expect(loads[2]).toMatchObject({
      choices: { 'a.csv': { join: 'replace' }, 'b.csv': { join: 'append' } },
      options: { only: ['a.csv', 'b.csv'] },
    })
  })
})

describe('several refused files', () => {
  const refusal = (fileName: string) => ({ fileName, code: 'unknown-header' }) as const

  async function refused() {
    const opened = setUp()
    const load = opened.store.getState().loadFiles([new File(['a'], 'a.csv'), new File(['b'], 'b.csv')])
    await Promise.resolve()
    const nothing = { ...outcome(0, 'a.csv + b.csv'), summary: null, loadedRoles: [] }
    opened.loads[0]?.resolve({ ...nothing, refusals: [refusal('a.csv'), refusal('b.csv')] })
    await load
    return opened
  }

  it('stay refused and at hand while another one is read as the analyst says', async () => {
    const { store, loads } = await refused()
    const again = store.getState().reread('a.csv', { role: 'transactions' })
    await Promise.resolve()
    loads[1]?.resolve(outcome(1, 'a.csv'))
    await again
    expect(store.getState().refusals).toEqual([refusal('b.csv')])
    expect(store.getState().sourceNames).toEqual(['a.csv', 'b.csv'])
  })

  it('come back when the reading is cancelled', async () => {
    const { store, loads } = await refused()
    const again = store.getState().reread('a.csv', { role: 'transactions' })
    await Promise.resolve()
    loads[1]?.reject(new DomainError('cancelled', 'x'))
    await again
    expect(store.getState()).toMatchObject({
      load: { phase: 'cancelled' },
      refusals: [refusal('a.csv'), refusal('b.csv')],
    })
  })
})

describe('another encoding', () => {
  it('is shown without reading the file again, and stays when it is read again', async () => {
    const asked: unknown[] = []
    const { store, loads } = await loaded('a.csv', {
      setEncoding: (role, encoding) => {
        asked.push([role, encoding])
        return Promise.resolve(summaryOf(2, ['a.csv']))
      },
    })
    await store.getState().setEncoding('transactions', 'euc-kr')
    expect(asked).toEqual([['transactions', 'euc-kr']])
    expect(loads).toHaveLength(1)
    expect(store.getState()).toMatchObject({ summary: { version: 2 }, choices: { 'a.csv': { encoding: 'euc-kr' } } })
  })

  it('of texts that are no longer the bytes of the file reads it again', async () => {
    const { store, loads } = setUp()
    const load = store.getState().loadFiles([new File(['a'], 'a.csv')])
    await Promise.resolve()
    const { summary, ...rest } = outcome(1, 'a.csv')
    const files = summary?.files.map((report) => ({ ...report, byteEncoding: null })) ?? []
    loads[0]?.resolve({ ...rest, summary: summary === null ? null : { ...summary, files } })
    await load
    void store.getState().setEncoding('transactions', 'utf-8')
    await Promise.resolve()
    expect(loads[1]).toMatchObject({ choices: { 'a.csv': { encoding: 'utf-8' } }, options: { only: ['a.csv'] } })
  })
})

it('gives files of one drop that share a name names of their own', async () => {
  const { store, loads } = setUp()
  const texts = ['one', 'two', 'three']
  void store.getState().loadFiles(texts.map((text) => new File([text], 'data.csv')))
  await Promise.resolve()
  const files = loads[0]?.files ?? []
  expect(files.map(({ name }) => name)).toEqual(['data.csv', 'data (2).csv', 'data (3).csv'])
  expect(await Promise.all(files.map((each) => each.text()))).toEqual(texts)
})
