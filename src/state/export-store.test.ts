import { describe, expect, it } from 'vitest'
import { testAlsSettings } from '../core/models/als/settings.fixture.ts'
import type { ListRequest } from '../core/explain/recommendation.ts'
import { DEFAULT_EVIDENCE } from '../core/signals/default-evidence.ts'
import type { ListsMade } from '../protocol/dataset-api.ts'
import { createExportStore, USUAL_EXPORT, type ExportRecipe } from './export-store.ts'
import { fakeDatasetEngine, fakeModelEngine } from './fake-engines.fixture.ts'

const RECIPE: ExportRecipe = {
  evidenceId: 4,
  evidence: { ...DEFAULT_EVIDENCE, halfLifeDays: null },
  dataFingerprint: 'abc',
  summary: {
    settings: testAlsSettings({ solver: 'exact', iterations: 2, seed: 1, objective: { alpha: 1, lambda: 10 } }),
    models: [],
    losses: [],
    kernel: 'test',
    activeClientCount: 1,
    clientCount: 2_345,
    categoryCount: 1,
    keywordCount: 1,
    entryCount: 1,
    belowUnobservedCount: 0,
    trainingMs: 1,
    crew: { threads: 1, lost: 0, transport: 'moved' },
  },
}

function setUp() {
  const asked: { readonly model: string; readonly request: ListRequest }[] = []
  const fitted: string[] = []
  const ranges: (readonly [number, number])[] = []
  const stamped: ListsMade[] = []
  const saved: { name: string; size: number }[] = []
  const store = createExportStore({
    datasetEngine: fakeDatasetEngine({
      findColumn: (_, text) =>
        Promise.resolve(
          text === 'qq'
            ? { text, by: 'none', found: null }
            : { text, by: 'exact', found: { column: 9, label: { kind: 'keyword', code: '우유', path: [] } } },
        ),
      formatRecommendations: (_, start, _lists, made) => {
        stamped.push(made)
        if (start === 1_000) store.getState().cancel()
        return Promise.resolve(new Uint8Array(10))
      },
    }),
    modelEngine: fakeModelEngine({
      fitModel: (model) => {
        fitted.push(model)
        return Promise.resolve()
      },
      recommendRange: (model, start, end, request) => {
        asked.push({ model, request })
        ranges.push([start, end])
        return Promise.resolve([])
      },
    }),
    now: () => 0,
    appVersion: '9.9.9',
    saveFile: (name, parts) => saved.push({ name, size: parts.reduce((sum, part) => sum + part.length, 0) }),
  })
  return { store, ranges, stamped, saved, asked, fitted }
}

describe('the export store', () => {
  it('stamps a file with the whole recipe', async () => {
    const { store, stamped } = setUp()
    await store.getState().saveRecommendations(RECIPE, USUAL_EXPORT)
    for (const line of [
      'app: Recscope 9.9.9',
      'data: abc',
      'solver: exact',
      'clientFactors: refitted',
      'lambda: 10',
      'halfLifeDays: none',
      'families: rare',
      'bm25K1: none',
      'kernel: test',
    ])
      expect(stamped[0]?.recipeLines).toContain(line)
  })

  it('makes the lists by the chosen model and way, and says so in the file', async () => {
    const { store, stamped, asked, fitted } = setUp()
    const small = { ...RECIPE, summary: { ...RECIPE.summary, clientCount: 999 } }
    const near = (kind: 'query' | 'blend', text: string) => ({ kind, near: text, blend: 0.25 })
    const { way: client } = USUAL_EXPORT
    for (const choice of [
      { model: 'ease', way: client },
      { model: 'als', way: near('query', ' 우유') },
      { model: 'als', way: near('blend', '우유') },
    ] as const)
      await store.getState().saveRecommendations(small, choice)
    expect(fitted).toEqual(['ease', 'als', 'als'])
    expect(asked.map(({ model, request }) => [model, request.way])).toEqual([
      ['ease', undefined],
      ['als', { kind: 'query', column: 9 }],
      ['als', { kind: 'blend', column: 9, t: 0.25 }],
    ])
    expect(stamped.map(({ model, way, near: name, nearWeight }) => [model, way, name, nearWeight])).toEqual([
      ['ease', 'client', null, null],
      ['als', 'query', '우유', 1],
      ['als', 'blend', '우유', 0.25],
    ])
    expect(stamped[0]?.recipeLines).toContain('model: ease')
    // The numbers of ALS are not those of another model.
    expect(stamped[0]?.recipeLines.some((line) => line.startsWith('lambda'))).toBe(false)
    await store.getState().saveRecommendations(small, { model: 'als', way: near('query', 'qq') })
    expect(store.getState().writing).toMatchObject({ phase: 'failed', error: { code: 'bad-setting' } })
    expect(stamped).toHaveLength(3)
  })

  it('writes nothing once it was cancelled', async () => {
    const { store, ranges, saved } = setUp()
    await store.getState().saveRecommendations(RECIPE, USUAL_EXPORT)
    expect(ranges).toEqual([
      [0, 1_000],
      [1_000, 2_000],
    ])
    expect(saved).toEqual([])
    expect(store.getState().writing.phase).toBe('idle')
  })

  it('never mixes the lists of two models: it gives up, and says so, when another one takes over', async () => {
    const { store, saved } = setUp()
    store.getState().modelChanged()
    expect(store.getState().writing.phase).toBe('idle')
    const small = { ...RECIPE, summary: { ...RECIPE.summary, clientCount: 999 } }
    const writing = store.getState().saveRecommendations(small, USUAL_EXPORT)
    store.getState().modelChanged()
    await writing
    expect(saved).toEqual([])
    expect(store.getState().writing).toMatchObject({ phase: 'failed', error: { code: 'model-changed' } })
  })

  it('covers every client exactly once', async () => {
    const { store, ranges, saved } = setUp()
    const small = { ...RECIPE, summary: { ...RECIPE.summary, clientCount: 999 } }
    await store.getState().saveRecommendations(small, USUAL_EXPORT)
    expect(ranges).toEqual([[0, 999]])
    expect(saved).toEqual([{ name: 'recscope-recommendations.csv', size: 10 }])
  })
})
