import { describe, expect, it, vi } from 'vitest'
import { DomainError } from '../core/domain-error.ts'
import type { RecommendationList } from '../core/explain/recommendation.ts'
import { asColumnIndex } from '../core/positions.ts'
import { deferred, fakeDatasetEngine, fakeModelEngine, settled } from './fake-engines.fixture.ts'
import { PATIENCE_MS } from './patience.ts'
import { createRecommendationStore, type RecommendationQuestion } from './recommendation-store.ts'

const LIST: RecommendationList = {
  route: 'words',
  hiddenCount: 0,
  items: [
    {
      rank: 1,
      column: asColumnIndex(2),
      score: 0.5,
      repeat: false,
      explanation: {
        kind: 'additive',
        score: 0.5,
        purchases: 0,
        words: 0.5,
        shares: [{ column: asColumnIndex(9), block: 'word', weight: 1, share: 0.5 }],
        rest: 0,
        restCount: 0,
      },
    },
  ],
}

const question = (clientId: string): RecommendationQuestion => ({
  clientId,
  evidenceId: 1,
  model: 'als',
  options: { k: 10, repeat: 'both' },
})

const row = { columns: new Uint32Array([9]), values: new Float32Array([1]) }

describe('the recommendation store', () => {
  it('brings a list with the names of its categories and of the reasons behind them', async () => {
    const store = createRecommendationStore(
      fakeDatasetEngine({
        draftRow: () => Promise.resolve(row),
        columnLabels: (_, columns) =>
          Promise.resolve(columns.map((column) => ({ kind: 'category', code: `c${String(column)}`, path: [] }))),
      }),
      fakeModelEngine({ recommend: () => Promise.resolve(LIST) }),
    )
    await store.getState().ask(question('7'))
    const { recommendations } = store.getState()
    expect(recommendations.phase).toBe('ready')
    if (recommendations.phase !== 'ready') return
    expect([...recommendations.value.labels].map(([column, label]) => [column, label.code])).toEqual([
      [2, 'c2'],
      [9, 'c9'],
    ])
  })

  it('lets the second pick win', async () => {
    const rows = new Map([
      ['first', deferred<typeof row>()],
      ['second', deferred<typeof row>()],
    ])
    const store = createRecommendationStore(
      fakeDatasetEngine({
        draftRow: (_, clientId) => rows.get(clientId)?.promise ?? Promise.reject(new Error('no such row')),
        columnLabels: () => Promise.resolve([]),
      }),
      fakeModelEngine({ recommend: () => Promise.resolve({ ...LIST, items: [] }) }),
    )
    void store.getState().ask(question('first'))
    void store.getState().ask(question('second'))
    rows.get('second')?.resolve(row)
    await settled()
    rows.get('first')?.resolve(row)
    await settled()
    expect(store.getState().recommendations).toMatchObject({ phase: 'ready', value: { clientId: 'second' } })
  })

  it('keeps the list of a client until the next one is here, but only for a moment', async () => {
    vi.useFakeTimers()
    try {
      const rows = new Map(['b', 'c'].map((id) => [id, deferred<typeof row>()]))
      const store = createRecommendationStore(
        fakeDatasetEngine({
          draftRow: (_, clientId) => rows.get(clientId)?.promise ?? Promise.resolve(row),
          columnLabels: () => Promise.resolve([]),
        }),
        fakeModelEngine({ recommend: () => Promise.resolve({ ...LIST, items: [] }) }),
      )
      await store.getState().ask(question('a'))
      const seen: string[] = []
      store.subscribe(({ recommendations: slice }) =>
        seen.push(slice.phase === 'ready' ? slice.value.clientId : slice.phase),
      )
      void store.getState().ask(question('b'))
      await vi.advanceTimersByTimeAsync(PATIENCE_MS - 1)
      rows.get('b')?.resolve(row)
      await vi.advanceTimersByTimeAsync(PATIENCE_MS)
      expect(seen).toEqual(['b'])
      void store.getState().ask(question('c'))
      await vi.advanceTimersByTimeAsync(PATIENCE_MS)
      rows.get('c')?.resolve(row)
      await vi.advanceTimersByTimeAsync(0)
      expect(seen).toEqual(['b', 'loading', 'c'])
    } finally {
      vi.useRealTimers()
    }
  })

  it('shows why a list could not be had', async () => {
    const store = createRecommendationStore(
      fakeDatasetEngine({
        draftRow: () => Promise.reject(new DomainError('unknown-client', 'none', { clientId: 'x' })),
      }),
      fakeModelEngine({}),
    )
    await store.getState().ask(question('x'))
    expect(store.getState().recommendations).toMatchObject({ phase: 'failed', error: { code: 'unknown-client' } })
  })
})
