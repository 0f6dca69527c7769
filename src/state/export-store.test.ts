import { describe, expect, it } from 'vitest'
import { DEFAULT_EVIDENCE } from '../core/signals/default-evidence.ts'
import { createExportStore, type ExportRecipe } from './export-store.ts'
import { fakeDatasetEngine, fakeModelEngine } from './fake-engines.fixture.ts'

const RECIPE: ExportRecipe = {
  evidenceId: 4,
  evidence: { ...DEFAULT_EVIDENCE, halfLifeDays: null },
  dataFingerprint: 'abc',
  summary: {
    settings: {
      solver: 'exact',
      factors: 8,
      iterations: 2,
      objective: {
        confidence: 'paper',
        alpha: 1,
        epsilon: 1,
        unobservedWeight: 1,
        regularizationRule: 'plain',
        lambda: 10,
        exponent: 1,
      },
      seed: 1,
    },
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
  const ranges: (readonly [number, number])[] = []
  const stamped: (readonly string[])[] = []
  const saved: { name: string; size: number }[] = []
  const store = createExportStore({
    datasetEngine: fakeDatasetEngine({
      formatRecommendations: (_, start, _lists, lines) => {
        stamped.push(lines)
        if (start === 1_000) store.getState().cancel()
        return Promise.resolve(new Uint8Array(10))
      },
    }),
    modelEngine: fakeModelEngine({
      recommendRange: (_, start, end) => {
        ranges.push([start, end])
        return Promise.resolve([])
      },
    }),
    now: () => 0,
    appVersion: '9.9.9',
    saveFile: (name, parts) => saved.push({ name, size: parts.reduce((sum, part) => sum + part.length, 0) }),
  })
  return { store, ranges, stamped, saved }
}

describe('the export store', () => {
  it('stamps a file with the whole recipe', async () => {
    const { store, stamped } = setUp()
    await store.getState().saveRecommendations(RECIPE, { k: 10, repeat: 'both' })
    for (const line of [
      'app: Recscope 9.9.9',
      'data: abc',
      'solver: exact',
      'lambda: 10',
      'halfLifeDays: none',
      'families: rare',
      'bm25K1: none',
      'kernel: test',
    ])
      expect(stamped[0]).toContain(line)
  })

  it('writes nothing once it was cancelled', async () => {
    const { store, ranges, saved } = setUp()
    await store.getState().saveRecommendations(RECIPE, { k: 10, repeat: 'both' })
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
    const writing = store.getState().saveRecommendations(small, { k: 10, repeat: 'both' })
    store.getState().modelChanged()
    await writing
    expect(saved).toEqual([])
    expect(store.getState().writing).toMatchObject({ phase: 'failed', error: { code: 'model-changed' } })
  })

  it('covers every client exactly once', async () => {
    const { store, ranges, saved } = setUp()
    const small = { ...RECIPE, summary: { ...RECIPE.summary, clientCount: 999 } }
    await store.getState().saveRecommendations(small, { k: 10, repeat: 'both' })
    expect(ranges).toEqual([[0, 999]])
    expect(saved).toEqual([{ name: 'recscope-recommendations.csv', size: 10 }])
  })
})
