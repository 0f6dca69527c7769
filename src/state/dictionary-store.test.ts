import { describe, expect, it } from 'vitest'
import { DomainError } from '../core/domain-error.ts'
import type { FileRole } from '../core/tables/table.ts'
import type { ColumnProfile } from '../protocol/table-rows.ts'
import { createDictionaryStore } from './dictionary-store.ts'
import { deferred, settled } from './fake-engines.fixture.ts'

const profileOf = (name: string): ColumnProfile => ({
  name,
  kind: 'text',
  missingCount: 0,
  distinct: 1,
  top: [],
  range: null,
})

function setUp() {
  const asked: {
    readonly role: FileRole
    readonly signal: AbortSignal
    readonly answer: ReturnType<typeof deferred<readonly ColumnProfile[]>>
  }[] = []
  const store = createDictionaryStore({
    columnProfiles: (role, signal) => {
      const answer = deferred<readonly ColumnProfile[]>()
      asked.push({ role, signal, answer })
      return answer.promise
    },
  })
  return { store, asked }
}

describe('the dictionary store', () => {
  it('asks once for a table of one version of the data', async () => {
    const { store, asked } = setUp()
    void store.getState().show('actions', 1)
    asked[0]?.answer.resolve([profileOf('sech_kwd')])
    await settled()
    void store.getState().show('actions', 1)
    expect(asked).toHaveLength(1)
    expect(store.getState().profiles).toMatchObject({ phase: 'ready', value: [{ name: 'sech_kwd' }] })
    void store.getState().show('actions', 2)
    expect(store.getState().profiles.phase).toBe('loading')
  })

  it('shows the table asked for last, and cancels the one before', async () => {
    const { store, asked } = setUp()
    void store.getState().show('actions', 1)
    void store.getState().show('products', 1)
    expect(asked[0]?.signal.aborted).toBe(true)
    asked[1]?.answer.resolve([profileOf('pd_c')])
    asked[0]?.answer.reject(new DomainError('cancelled', 'stopped'))
    await settled()
    expect(store.getState().profiles).toMatchObject({ phase: 'ready', value: [{ name: 'pd_c' }] })
  })

  it('says what failed and asks again on request', async () => {
    const { store, asked } = setUp()
    void store.getState().show('products', 3)
    asked[0]?.answer.reject(new DomainError('worker-lost', 'gone'))
    await settled()
    expect(store.getState().profiles).toMatchObject({ phase: 'failed', error: { code: 'worker-lost' } })
    store.getState().retry()
    expect(asked[1]?.role).toBe('products')
    store.getState().clear()
    asked[1]?.answer.resolve([])
    await settled()
    expect(store.getState().profiles.phase).toBe('none')
  })
})
