import { describe, expect, it } from 'vitest'
import { DomainError } from '../core/domain-error.ts'
import type { FileReport } from '../protocol/dataset-report.ts'
import type { TableRowsRequest, TableRowsWindow } from '../protocol/table-rows.ts'
import { deferred, settled } from './fake-engines.fixture.ts'
import { createRowBrowserStore } from './row-browser-store.ts'
import { CLOSED_ROWS } from './row-view.ts'

const FILES = [
  {
    role: 'actions',
    columns: [
      { name: 'sech_kwd', kind: 'text' },
      { name: 'hit_seq', kind: 'integer' },
    ],
  },
  { role: 'products', columns: [{ name: 'pd_c', kind: 'text' }] },
] as unknown as readonly FileReport[]

const answerTo = ({ role, start }: TableRowsRequest, total: number): TableRowsWindow => ({
  role,
  total,
  all: 900,
  start,
  columns: [],
  rows: [],
  version: 1,
})

/** A store over an engine whose answers the test gives, question by question. */
function setUp() {
  const asked: {
    readonly request: TableRowsRequest
    readonly signal: AbortSignal
    readonly answer: ReturnType<typeof deferred<TableRowsWindow>>
  }[] = []
  const store = createRowBrowserStore({
    tableRows: (request, signal) => {
      const answer = deferred<TableRowsWindow>()
      asked.push({ request, signal, answer })
      return answer.promise
    },
  })
  store.getState().dataChanged(FILES)
  const reply = async (at: number, total: number) => {
    const one = asked[at]
    one?.answer.resolve(answerTo(one.request, total))
    await settled()
  }
  return { store, asked, reply }
}

describe('the row browser store', () => {
  it('asks nothing while it is closed', () => {
    const { asked } = setUp()
    expect(asked).toHaveLength(0)
  })

  it('shows the answer to the newest question only, and cancels the one before', async () => {
    const { store, asked, reply } = setUp()
    store.getState().open('actions')
    store.getState().setText('sech_kwd', 'contains', '우')
    store.getState().setText('sech_kwd', 'contains', '우유')
    expect(asked.map(({ signal }) => signal.aborted)).toEqual([true, true, false])
    await reply(2, 5)
    await reply(1, 80)
    expect(store.getState()).toMatchObject({ isAsking: false, answer: { total: 5 } })
    asked[0]?.answer.reject(new DomainError('cancelled', 'stopped'))
    await settled()
    expect(store.getState().error).toBeNull()
  })

  it('keeps the page that is shown until the next is here, but not that of another table', async () => {
    const { store, reply } = setUp()
    store.getState().open('actions')
    await reply(0, 900)
    store.getState().sortBy('hit_seq')
    expect(store.getState()).toMatchObject({ isAsking: true, answer: { total: 900 } })
    store.getState().open('products')
    expect(store.getState().answer).toBeNull()
  })

  it('sorts up, then down, then as in the file', () => {
    const { store } = setUp()
    store.getState().open('actions')
    const sorts = [1, 2, 3].map(() => {
      store.getState().sortBy('hit_seq')
      return store.getState().view.sort?.descending ?? null
    })
    expect(sorts).toEqual([false, true, null])
  })

  it('turns to the page that holds a row, never beyond the last', async () => {
    const { store, asked, reply } = setUp()
    store.getState().open('actions')
    await reply(0, 651)
    store.getState().goTo(217)
    expect(asked[1]?.request).toMatchObject({ start: 200, end: 250 })
    await reply(1, 651)
    store.getState().goTo(99_999)
    expect(asked[2]?.request.start).toBe(650)
    store.getState().setPageRows(100)
    expect(asked[3]?.request).toMatchObject({ start: 600, end: 700 })
  })

  it('goes to the last page when an address asks for one that is not there', async () => {
    const { store, asked, reply } = setUp()
    store.getState().follow({ ...CLOSED_ROWS, role: 'actions', start: 5000 })
    await reply(0, 120)
    expect(asked[1]?.request.start).toBe(100)
    await reply(1, 120)
    expect(store.getState().answer?.start).toBe(100)
  })

  it('starts at the first row whenever the rows are others', async () => {
    const { store, asked, reply } = setUp()
    store.getState().open('actions')
    await reply(0, 900)
    store.getState().goTo(400)
    store.getState().setLens('searches')
    expect(asked.at(-1)?.request).toMatchObject({ lens: 'searches', start: 0 })
    store.getState().setText('hit_seq', 'at-least', '5')
    store.getState().clearFilters()
    expect(asked.at(-1)?.request).toMatchObject({ lens: 'all', filters: [], start: 0 })
  })

  it('keeps the words when a column is filtered in another way', () => {
    const { store, asked } = setUp()
    store.getState().open('actions')
    store.getState().setText('sech_kwd', 'contains', '우유')
    store.getState().setTests('sech_kwd', ['equals'])
    expect(asked.at(-1)?.request.filters).toEqual([{ column: 'sech_kwd', test: 'equals', value: '우유' }])
    store.getState().setTests('sech_kwd', ['missing'])
    expect(asked.at(-1)?.request.filters).toEqual([{ column: 'sech_kwd', test: 'missing', value: '' }])
  })

  it('names filters that cannot be read', () => {
    const { store } = setUp()
    store.getState().open('actions')
    store.getState().setText('hit_seq', 'at-most', 'x')
    expect(store.getState().unreadable).toEqual([{ column: 'hit_seq', test: 'at-most', text: 'x' }])
  })

  it('says what failed, asks again on request, and is empty when the data is gone', async () => {
    const { store, asked, reply } = setUp()
    store.getState().open('actions')
    asked[0]?.answer.reject(new DomainError('worker-lost', 'gone'))
    await settled()
    expect(store.getState().error?.code).toBe('worker-lost')
    store.getState().retry()
    await reply(1, 3)
    expect(store.getState()).toMatchObject({ error: null, answer: { total: 3 } })
    store.getState().dataChanged([])
    expect(store.getState()).toMatchObject({ answer: null, isAsking: false, view: { role: 'actions' } })
  })
})
