import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { DomainError } from '../core/domain-error.ts'
import type { ClientHistory } from '../protocol/client-history.ts'
import { createClientStore } from './client-store.ts'
import { deferred, fakeDatasetEngine } from './fake-engines.fixture.ts'
import { PATIENCE_MS } from './patience.ts'

const historyOf = (clientId: string) => ({ clientId }) as ClientHistory

/** A store whose answers come when the test says so. */
function waitingStore() {
  const answers = new Map<string, ReturnType<typeof deferred<ClientHistory>>>()
  const engine = fakeDatasetEngine({
    history: (clientId) => {
      const answer = deferred<ClientHistory>()
      answers.set(clientId, answer)
      return answer.promise
    },
  })
  const store = createClientStore(engine)
  const answer = async (clientId: string) => {
    answers.get(clientId)?.resolve(historyOf(clientId))
    await vi.advanceTimersByTimeAsync(0)
  }
  const refuse = async (clientId: string) => {
    answers.get(clientId)?.reject(new DomainError('unknown-client', 'none', { clientId }))
    await vi.advanceTimersByTimeAsync(0)
  }
  const shown = () => {
    const { clientId, history } = store.getState()
    return [clientId, history.phase, history.phase === 'ready' ? history.value.clientId : null]
  }
  return { store, answer, refuse, shown }
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('the client store', () => {
  it('shows the name of the first client at once, and its past when it is here', async () => {
    const { store, answer, shown } = waitingStore()
    void store.getState().open('a', 1)
    expect(shown()).toEqual(['a', 'loading', null])
    await answer('a')
    expect(shown()).toEqual(['a', 'ready', 'a'])
  })

  it('keeps a client until the next one is here, then changes name and past together', async () => {
    const { store, answer, shown } = waitingStore()
    void store.getState().open('a', 1)
    await answer('a')
    const seen: unknown[] = []
    store.subscribe(() => seen.push(shown()))
    void store.getState().open('b', 1)
    await vi.advanceTimersByTimeAsync(PATIENCE_MS - 1)
    expect(shown()).toEqual(['a', 'ready', 'a'])
    await answer('b')
    await vi.advanceTimersByTimeAsync(PATIENCE_MS)
    expect(seen).toEqual([['b', 'ready', 'b']])
  })

  it('waits for what stands beside the past as well', async () => {
    const { store, answer, shown } = waitingStore()
    void store.getState().open('a', 1)
    await answer('a')
    const list = deferred<undefined>()
    void store.getState().open('b', 1, list.promise)
    await answer('b')
    expect(shown()).toEqual(['a', 'ready', 'a'])
    list.resolve(undefined)
    await vi.advanceTimersByTimeAsync(0)
    expect(shown()).toEqual(['b', 'ready', 'b'])
  })

  it('does not keep the old client longer than a moment, whatever is late', async () => {
    const { store, answer, shown } = waitingStore()
    void store.getState().open('a', 1)
    await answer('a')
    void store.getState().open('b', 1)
    await vi.advanceTimersByTimeAsync(PATIENCE_MS)
    expect(shown()).toEqual(['b', 'loading', null])
    await answer('b')
    expect(shown()).toEqual(['b', 'ready', 'b'])
    void store.getState().open('c', 1, deferred<undefined>().promise)
    await answer('c')
    await vi.advanceTimersByTimeAsync(PATIENCE_MS)
    expect(shown()).toEqual(['c', 'ready', 'c'])
  })

  it('drops at once what is of other data, or of none', async () => {
    const { store, answer, shown } = waitingStore()
    void store.getState().open('a', 1)
    await answer('a')
    void store.getState().open('a', 2)
    expect(shown()).toEqual(['a', 'loading', null])
    await answer('a')
    void store.getState().open('a', null)
    expect(shown()).toEqual(['a', 'none', null])
  })

  it('lets the last pick win, even when the one before answers later', async () => {
    const { store, answer, shown } = waitingStore()
    void store.getState().open('a', 1)
    await answer('a')
    void store.getState().open('b', 1)
    void store.getState().open('c', 1)
    await answer('c')
    await answer('b')
    await vi.advanceTimersByTimeAsync(PATIENCE_MS)
    expect(shown()).toEqual(['c', 'ready', 'c'])
  })

  it('names the client that is not there', async () => {
    const { store, answer, refuse, shown } = waitingStore()
    void store.getState().open('a', 1)
    await answer('a')
    void store.getState().open('x', 1)
    await refuse('x')
    await vi.advanceTimersByTimeAsync(PATIENCE_MS)
    expect(shown()).toEqual(['x', 'failed', null])
  })
})
