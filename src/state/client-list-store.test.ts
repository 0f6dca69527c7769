import { describe, expect, it } from 'vitest'
import { asClientIndex } from '../core/positions.ts'
import type { ClientRow, ClientRowsRequest, ClientRowsWindow } from '../protocol/client-history.ts'
import { clientAt, placeOf, createClientListStore } from './client-list-store.ts'
import { deferred, fakeDatasetEngine, settled } from './fake-engines.fixture.ts'

const rowOf = (index: number, label: string): ClientRow => ({
  client: asClientIndex(index),
  clientId: `${label}${String(index)}`,
  gender: '',
  age: '',
  searchCount: 0,
  lineCount: 0,
  amount: 0,
  lastDay: null,
})

const answerTo = (request: ClientRowsRequest, total: number): ClientRowsWindow => {
  const count = Math.max(0, Math.min(request.end, total) - request.start)
  const rows = Array.from({ length: count }, (_, at) => rowOf(request.start + at, request.text))
  return { total, start: request.start, rows, version: 1 }
}

describe('the client list store', () => {
  it('asks for the windows that are scrolled to, each page once', async () => {
    const starts: number[] = []
    const engine = fakeDatasetEngine({
      clients: (request) => {
        starts.push(request.start)
        return Promise.resolve(answerTo(request, 72_399))
      },
    })
    const store = createClientListStore(engine)
    store.getState().refresh()
    await settled()
    store.getState().need(150, 230)
    store.getState().need(160, 240)
    await settled()
    expect(starts).toEqual([0, 100, 200])
    const { total, pages } = store.getState()
    expect(total).toBe(72_399)
    expect(clientAt(pages, 215)?.clientId).toBe('215')
    expect(clientAt(pages, 400)).toBeNull()
    expect(placeOf(pages, '215')).toBe(215)
    expect(placeOf(pages, '400')).toBeNull()
  })

  it('shows the answer to the newest question, whichever comes first', async () => {
    const answers = new Map<string, ReturnType<typeof deferred<ClientRowsWindow>>>()
    const engine = fakeDatasetEngine({
      clients: (request) => {
        const answer = deferred<ClientRowsWindow>()
        answers.set(request.text, answer)
        return answer.promise
      },
    })
    const store = createClientListStore(engine)
    const request = { ...store.getState(), start: 0, end: 100 }
    store.getState().setText('4')
    store.getState().setText('46')
    answers.get('46')?.resolve(answerTo({ ...request, text: '46' }, 2))
    await settled()
    answers.get('4')?.resolve(answerTo({ ...request, text: '4' }, 9))
    await settled()
    expect(store.getState().total).toBe(2)
    expect(clientAt(store.getState().pages, 0)?.clientId).toBe('460')
  })

  it('turns the direction when the same column is sorted again, and starts numbers with the largest', () => {
    const store = createClientListStore(
      fakeDatasetEngine({ clients: (request) => Promise.resolve(answerTo(request, 1)) }),
    )
    store.getState().sortBy('amount')
    expect(store.getState().sort).toEqual({ key: 'amount', descending: true })
    store.getState().sortBy('amount')
    expect(store.getState().sort).toEqual({ key: 'amount', descending: false })
    store.getState().sortBy('clientId')
    expect(store.getState().sort).toEqual({ key: 'clientId', descending: false })
  })
})
