import { describe, expect, it } from 'vitest'
import { DomainError } from '../core/domain-error.ts'
import type { LoadOutcome } from '../protocol/dataset-report.ts'
import type { KeptState } from '../protocol/kept-data.ts'
import { deferred, fakeDatasetEngine, settled } from './fake-engines.fixture.ts'
import { createKeptStore, keptQuestion, type KeptStoreHost } from './kept-store.ts'

const KEPT: KeptState = {
  state: 'kept',
  data: { savedMs: 0, expiresMs: 9, bytes: 5, fileNames: ['a.csv'], rowCount: 3, fingerprint: 'f' },
}
const data = { fingerprint: 'f', isDemo: false }

function storeWith(engine: Partial<KeptStoreHost['engine']>) {
  let asked = false
  const visit = {
    isSet: () => asked,
    set: (value: boolean) => {
      asked = value
    },
  }
  const keptState = () => Promise.resolve<KeptState>({ state: 'none' })
  const host = { engine: fakeDatasetEngine({ keptState, ...engine }), now: () => 0, visit }
  return { store: createKeptStore(host), visit, again: () => createKeptStore(host) }
}

describe('the question', () => {
  const idle = { task: { phase: 'idle' }, declined: false } as const

  it('is asked of loaded files only, once, and where it can be answered with yes', () => {
    const found: KeptState = { state: 'none' }
    expect(keptQuestion({ ...idle, found }, data)).toBe('keep')
    expect(keptQuestion({ ...idle, found: { state: 'dropped', reason: 'expired' } }, data)).toBe('keep')
    expect(keptQuestion({ ...idle, found }, null)).toBeNull()
    expect(keptQuestion({ ...idle, found }, { ...data, isDemo: true })).toBeNull()
    expect(keptQuestion({ ...idle, found: null }, data)).toBeNull()
    expect(keptQuestion({ ...idle, found: { state: 'unavailable' } }, data)).toBeNull()
    expect(keptQuestion({ ...idle, found: { state: 'busy' } }, data)).toBeNull()
    expect(keptQuestion({ ...idle, found, declined: true }, data)).toBeNull()
    expect(keptQuestion({ ...idle, found, task: { phase: 'keeping', view: null } }, data)).toBeNull()
  })

  it('is another one when other data is kept, and none when the same is', () => {
    expect(keptQuestion({ ...idle, found: KEPT }, data)).toBeNull()
    expect(keptQuestion({ ...idle, found: KEPT }, { ...data, fingerprint: 'g' })).toBe('update')
  })

  it('is not asked again in this visit after a no, also not after a reload', () => {
    const { store, again } = storeWith({})
    store.getState().decline()
    expect(store.getState().declined).toBe(true)
    expect(again().getState().declined).toBe(true)
  })
})

describe('keeping and reopening', () => {
  it('tells what was found, and what had to be deleted until that is dismissed', async () => {
    const { store } = storeWith({ keptState: () => Promise.resolve({ state: 'dropped', reason: 'damaged' }) })
    await store.getState().look()
    expect(store.getState()).toMatchObject({ found: { state: 'dropped' }, dropped: 'damaged' })
    store.getState().dismiss()
    expect(store.getState().dropped).toBeNull()
  })

  it('shows how far it is and then what is kept', async () => {
    const writing = deferred<KeptState>()
    const { store } = storeWith({
      keep: (days, onProgress) => {
        expect(days).toBe(7)
        onProgress({ stage: 'keeping', done: 1, total: 4, unit: 'bytes', files: [], rowsInAll: 3 })
        return writing.promise
      },
    })
    const keeping = store.getState().keep(7)
    expect(store.getState().task).toMatchObject({ phase: 'keeping', view: { share: 0.25 } })
    writing.resolve(KEPT)
    await keeping
    expect(store.getState()).toMatchObject({ found: KEPT, task: { phase: 'done' } })
  })

  it('says that another tab is at it', async () => {
    const { store } = storeWith({ keep: () => Promise.resolve({ state: 'busy' }) })
    await store.getState().keep(1)
    expect(store.getState()).toMatchObject({ found: null, task: { phase: 'busy' } })
  })

  it('says what failed, and looks again at what is there', async () => {
    const full = new DomainError('storage-full', 'no room')
    const { store } = storeWith({ keep: () => Promise.reject(full), keptState: () => Promise.resolve(KEPT) })
    await store.getState().keep(1)
    expect(store.getState()).toMatchObject({ found: KEPT, task: { phase: 'failed', error: full } })
  })

  it('tells of data that was found damaged on opening as of any that had to be deleted', async () => {
    const damaged = new DomainError('kept-data-unusable', 'damaged', { reason: 'damaged' })
    const { store } = storeWith({ reopen: () => Promise.reject(damaged) })
    await store.getState().reopen()
    expect(store.getState()).toMatchObject({ found: { state: 'none' }, dropped: 'damaged', task: { phase: 'idle' } })
  })

  it('hands over what was reopened', async () => {
    const outcome = { loadedRoles: ['actions'] } as unknown as LoadOutcome
    const { store } = storeWith({ reopen: () => Promise.resolve(outcome) })
    await store.getState().reopen()
    expect(store.getState()).toMatchObject({ reopened: outcome, task: { phase: 'idle' } })
  })

  it('stops reopening, but not keeping, when other data is loaded', async () => {
    const signals: AbortSignal[] = []
    const wait = (signal: AbortSignal) =>
      new Promise<never>((_, reject) => {
        signals.push(signal)
        signal.addEventListener('abort', () => reject(new DomainError('cancelled', 'stop')))
      })
    const { store } = storeWith({ reopen: (_, signal) => wait(signal), keep: (_, __, signal) => wait(signal) })
    void store.getState().keep(1)
    store.getState().stopReopening()
    expect(signals[0]?.aborted).toBe(false)
    const reopening = store.getState().reopen()
    store.getState().stopReopening()
    await reopening
    expect(signals[1]?.aborted).toBe(true)
    expect(store.getState().task).toEqual({ phase: 'idle' })
  })

  it('forgets what is kept, what is under way and what was answered', async () => {
    const late = deferred<LoadOutcome>()
    const { store, visit } = storeWith({
      reopen: () => late.promise,
      forgetKept: () => Promise.resolve({ state: 'none' }),
    })
    store.getState().decline()
    void store.getState().reopen()
    await store.getState().forget()
    late.resolve({} as LoadOutcome)
    await settled()
    expect(store.getState()).toMatchObject({ found: { state: 'none' }, reopened: null, declined: false })
    expect(visit.isSet()).toBe(false)
  })

  it('never says that all is deleted when it is not', async () => {
    const { store } = storeWith({
      forgetKept: () => Promise.resolve({ state: 'busy' }),
      keptState: () => Promise.resolve(KEPT),
    })
    await store.getState().look()
    await store.getState().forget()
    expect(store.getState()).toMatchObject({ found: KEPT, task: { phase: 'busy' } })
  })
})
