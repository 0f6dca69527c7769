import { describe, expect, it, vi } from 'vitest'
import { DomainError } from '../core/domain-error.ts'
import type { RecommendationList } from '../core/explain/recommendation.ts'
import type { ModelId } from '../core/models/recipe.ts'
import { asColumnIndex } from '../core/positions.ts'
import type { FoundColumn, NamedColumn } from '../protocol/typed-columns.ts'
import { deferred, fakeDatasetEngine, fakeModelEngine, settled } from './fake-engines.fixture.ts'
import type { WayChoice } from './list-choice.ts'
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
        seen.push(slice.phase === 'ready' ? (slice.value.clientId ?? 'none') : slice.phase),
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

  describe('of another way', () => {
    const milk: FoundColumn = {
      text: '우유',
      by: 'exact',
      found: { column: 9, label: { kind: 'keyword', code: '우유', path: [] } },
    }
    const unseen: FoundColumn = { text: 'qq', by: 'none', found: null }
    const way = (kind: 'client' | 'query' | 'blend', near: string): WayChoice => ({ kind, near, blend: 0.25 })

    /** What the model was asked, for a way; `findColumn` knows milk alone. */
    async function asked(given: Partial<RecommendationQuestion>) {
      const calls: unknown[][] = []
      const store = createRecommendationStore(
        fakeDatasetEngine({
          draftRow: () => Promise.resolve(row),
          columnLabels: () => Promise.resolve([]),
          findColumn: (_, text) => Promise.resolve(text === milk.text ? milk : unseen),
          wordsRow: (_, texts) =>
            Promise.resolve({ row, words: texts.map(() => unseen), throughFamily: texts.length === 2 }),
        }),
        fakeModelEngine({
          recommend: (...call) => {
            calls.push(call)
            return Promise.resolve({ ...LIST, items: [] })
          },
        }),
      )
      await store.getState().ask({ ...question('7'), ...given })
      const { recommendations } = store.getState()
      return { call: calls[0], value: recommendations.phase === 'ready' ? recommendations.value : null }
    }

    it('asks near the column that the typed text stands for', async () => {
      const query = await asked({ way: way('query', '우유') })
      expect(query.call).toEqual(['als', row, expect.objectContaining({ way: { kind: 'query', column: 9 } })])
      expect(query.value).toMatchObject({ near: milk, way: { kind: 'query' } })
      const blend = await asked({ way: way('blend', '우유') })
      expect(blend.call?.[2]).toMatchObject({ way: { kind: 'blend', column: 9, t: 0.25 } })
    })

    it('gets the popular list near a word that nobody knows, and the client alone in a blend', async () => {
      const query = await asked({ way: way('query', 'qq') })
      expect(query.call?.[0]).toBe('popular')
      expect(query.value).toMatchObject({ model: 'als', near: unseen })
      const blend = await asked({ way: way('blend', 'qq') })
      expect(blend.call?.[0]).toBe('als')
      expect(blend.call?.[2]).not.toHaveProperty('way')
    })

    it('is the list for the client while nothing is typed, and for a model that knows no nearness', async () => {
      for (const given of [{ way: way('query', ' ') }, { way: way('query', '우유'), model: 'popular' as const }]) {
        const { call, value } = await asked(given)
        expect(call?.[2]).not.toHaveProperty('way')
        expect(value?.near).toBeNull()
      }
    })

    it('is of a client made of words, and says what they were taken for', async () => {
      const { call, value } = await asked({ clientId: null, words: ['a', 'b'] })
      expect(call?.[2]).toMatchObject({ throughFamily: true })
      expect(value).toMatchObject({ clientId: null, words: [unseen, unseen] })
    })
  })

  it('asks the nearest known word families where the model can say nothing of a client, and only there', async () => {
    const families = { columns: new Uint32Array([5]), values: new Float32Array([1]) }
    const near: FoundColumn = {
      text: '커텐',
      by: 'near',
      found: { column: 5, label: { kind: 'keyword', code: '커튼', path: [] } },
    }
    const asked = async (first: Partial<RecommendationList>, clientId: string | null = '7') => {
      const requests: unknown[] = []
      const store = createRecommendationStore(
        fakeDatasetEngine({
          draftRow: () => Promise.resolve(row),
          wordsRow: () => Promise.resolve({ row, words: [], throughFamily: false }),
          familyRow: () => Promise.resolve({ row: families, words: [near], throughFamily: true }),
          columnLabels: () => Promise.resolve([]),
        }),
        fakeModelEngine({
          recommend: (_, __, request) => {
            requests.push(request)
            const second: Partial<RecommendationList> = { route: 'word-family' }
            return Promise.resolve({
              route: 'popular',
              hiddenCount: 0,
              items: [],
              ...(requests.length > 1 ? second : first),
            })
          },
        }),
      )
      await store.getState().ask({ ...question('7'), clientId })
      const { recommendations } = store.getState()
      return { requests, value: recommendations.phase === 'ready' ? recommendations.value : null }
    }
    for (const first of [{ byFallback: true }, { silent: ['client'] }] as const) {
      const { requests, value } = await asked(first)
      expect(requests).toEqual([expect.not.objectContaining({ families }), expect.objectContaining({ families })])
      expect(value).toMatchObject({ words: [near], list: { route: 'word-family' } })
    }
    expect((await asked({})).requests).toHaveLength(1)
    expect((await asked({ byFallback: true }, null)).requests).toHaveLength(1)
  })

  describe('of a model that is fitted on demand', () => {
    function setUp() {
      const fits: { readonly model: string; readonly signal: AbortSignal; readonly finish: () => void }[] = []
      const lists: string[] = []
      const store = createRecommendationStore(
        fakeDatasetEngine({ draftRow: () => Promise.resolve(row), columnLabels: () => Promise.resolve([]) }),
        fakeModelEngine({
          fitModel: (model, _, signal) =>
            new Promise((resolve, reject) => {
              fits.push({ model, signal, finish: resolve })
              signal.addEventListener('abort', () => {
                reject(new DomainError('cancelled', 'stopped'))
              })
            }),
          recommend: (model) => {
            lists.push(model)
            return Promise.resolve({ ...LIST, items: [] })
          },
        }),
        () => 0,
      )
      return {
        store,
        fits,
        lists,
        ask: (id: string, model: ModelId) => store.getState().ask({ ...question(id), model }),
      }
    }

    it('waits for the fit, which goes on from client to client', async () => {
      const { store, fits, lists, ask } = setUp()
      void ask('a', 'ease')
      const second = ask('b', 'ease')
      expect(lists).toEqual([])
      fits[0]?.finish()
      await second
      expect([fits.length, lists]).toEqual([1, ['ease']])
      expect(store.getState().recommendations).toMatchObject({
        phase: 'ready',
        value: { clientId: 'b', model: 'ease' },
      })
    })

    it('stops when a model is asked that is there', async () => {
      const { store, fits, lists, ask } = setUp()
      void ask('a', 'bpr')
      await ask('a', 'als')
      expect(fits[0]?.signal.aborted).toBe(true)
      expect(lists).toEqual(['als'])
      expect(store.getState().fitting).toEqual({ phase: 'idle' })
    })

    it('has no list once it was stopped, for no client, until it is wanted after all', async () => {
      const { store, fits, lists, ask } = setUp()
      const first = ask('a', 'bpr')
      store.getState().cancelFit()
      await first
      expect(store.getState()).toMatchObject({ recommendations: { phase: 'none' }, fitting: { phase: 'cancelled' } })
      await ask('b', 'bpr')
      expect(fits).toHaveLength(1)
      const after = store.getState().fit()
      await settled()
      fits[1]?.finish()
      await after
      expect(lists).toEqual(['bpr'])
      expect(store.getState().recommendations).toMatchObject({ phase: 'ready', value: { clientId: 'b' } })
    })
  })

  it('suggests what fits the newest text, and nothing when that cannot be had', async () => {
    const answers = new Map(['우', '우유'].map((text) => [text, deferred<readonly NamedColumn[]>()]))
    const store = createRecommendationStore(
      fakeDatasetEngine({
        suggestColumns: (_, text) => answers.get(text)?.promise ?? Promise.reject(new Error('none')),
      }),
      fakeModelEngine({}),
    )
    const of = (code: string): NamedColumn => ({ column: 1, label: { kind: 'keyword', code, path: [] } })
    void store.getState().suggest(1, '우')
    void store.getState().suggest(1, '우유')
    answers.get('우유')?.resolve([of('우유')])
    await settled()
    answers.get('우')?.resolve([of('우')])
    await settled()
    expect(store.getState().suggestions).toEqual([of('우유')])
    await store.getState().suggest(1, 'x')
    expect(store.getState().suggestions).toEqual([])
  })
})
