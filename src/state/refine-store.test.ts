import { describe, expect, it } from 'vitest'
import { DomainError } from '../core/domain-error.ts'
import { refinedSettings } from '../core/models/refine/refine-grid.ts'
import type { RefineProgress } from '../core/models/refine/refine-als.ts'
import { asDay, type DayWindow } from '../core/positions.ts'
import { DEFAULT_EVIDENCE } from '../core/signals/default-evidence.ts'
import { rollingFolds } from '../core/split/rolling-folds.ts'
import type { EvidenceAnswer, TruthAnswer } from '../protocol/dataset-api.ts'
import type { RefinementResult } from '../protocol/model-api.ts'
import { deferred, fakeDatasetEngine, fakeModelEngine, settled } from './fake-engines.fixture.ts'
import type { RefineOutlook, RefineSubject } from './refine-outlook.ts'
import { createRefineStore } from './refine-store.ts'
import { refinementFixture } from './refine.fixture.ts'

const PERIOD = { startDay: asDay(100), endDay: asDay(192) }
const [FIRST] = rollingFolds(PERIOD)
const SIZE = { clientCount: 500, columnCount: 200, entryCount: 4_000 }

const subject = (change: Partial<RefineSubject> = {}): RefineOutlook => ({
  kind: 'possible',
  subject: {
    key: 'a',
    dataFingerprint: 'f',
    evidence: DEFAULT_EVIDENCE,
    size: SIZE,
    fold: FIRST,
    estimateMs: 1_000,
    spread: 1.3,
    startsAlone: true,
    ...change,
  },
})

/** A store whose refinements end when the test says so, and whose page is idle when it says so. */
function setUp() {
  const windows: DayWindow[] = []
  const runs: {
    readonly tick: (progress: RefineProgress) => void
    readonly answer: ReturnType<typeof deferred<RefinementResult>>
    readonly signal: AbortSignal
  }[] = []
  const waiting = new Set<() => void>()
  const store = createRefineStore({
    datasetEngine: fakeDatasetEngine({
      evidence: (_settings, window) => {
        windows.push(window!)
        return Promise.resolve({ evidenceId: 9, evidence: {} } as EvidenceAnswer)
      },
      truth: (evidenceId, window) => {
        expect(evidenceId).toBe(9)
        windows.push(window)
        return Promise.resolve({ linesWithoutColumn: 0 } as TruthAnswer)
      },
    }),
    modelEngine: fakeModelEngine({
      refine: (_evidence, _truth, _fold, tick, signal) => {
        const answer = deferred<RefinementResult>()
        signal.addEventListener('abort', () => {
          answer.reject(new DomainError('cancelled', 'told to stop'))
        })
        runs.push({ tick, answer, signal })
        return answer.promise
      },
    }),
    now: () => 0,
    whenIdle: (task) => {
      waiting.add(task)
      return () => waiting.delete(task)
    },
  })
  const idle = async () => {
    for (const task of [...waiting]) {
      waiting.delete(task)
      task()
    }
    await settled()
  }
  return { store, windows, runs, waiting, idle }
}

describe('the refinement', () => {
  it('waits for an idle page, then asks for the first fold and for no later day', async () => {
    const { store, windows, runs, idle } = setUp()
    store.getState().follow(subject())
    await settled()
    expect(runs).toHaveLength(0)
    await idle()
    expect(runs).toHaveLength(1)
    expect(windows).toEqual([FIRST.training, FIRST.test])
    for (const { endDay } of windows) expect(endDay).toBeLessThanOrEqual(PERIOD.endDay - 28)

    const progress = {
      stage: 'refining',
      done: 10,
      total: 80,
      unit: 'iterations',
      candidate: 1,
      candidates: 8,
    } as const
    runs[0]!.tick(progress)
    expect(store.getState().run).toMatchObject({
      phase: 'running',
      view: { share: 0.125, candidate: 1, candidates: 8 },
    })

    runs[0]!.answer.resolve(refinementFixture(FIRST, true))
    await settled()
    const { run, result } = store.getState()
    expect(run).toEqual({ phase: 'idle' })
    expect(result).toMatchObject({ key: 'a', dataFingerprint: 'f', evidence: DEFAULT_EVIDENCE })
    // Scaled to all days: the rule's lambda for their size, twice the alpha.
    expect(result!.offer).toEqual(refinedSettings(SIZE, { lambda: 1, alpha: 2, factors: 1 }))
    runs[0]!.tick(progress)
  })

  it('offers nothing when nothing is clearly better', async () => {
    const { store, runs, idle } = setUp()
    store.getState().follow(subject())
    await idle()
    runs[0]!.answer.resolve(refinementFixture(FIRST, false))
    await settled()
    expect(store.getState().result).toMatchObject({ best: 0, offer: null })
  })

  it('gives way to a training at once, and begins again when the page is idle after it', async () => {
    const { store, runs, idle, waiting } = setUp()
    store.getState().follow(subject())
    await idle()
    store.getState().follow({ kind: 'later' })
    expect(runs[0]!.signal.aborted).toBe(true)
    expect(store.getState().run).toEqual({ phase: 'idle' })
    await settled()
    expect(store.getState().run).toEqual({ phase: 'idle' })
    await idle()
    expect(runs).toHaveLength(1)
    store.getState().follow(subject())
    expect(waiting.size).toBe(1)
    await idle()
    expect(runs).toHaveLength(2)
  })

  it('stops between the calls, too', async () => {
    const { store, runs, windows, waiting } = setUp()
    store.getState().follow(subject())
    for (const task of waiting) task()
    store.getState().follow({ kind: 'later' })
    await settled()
    expect(windows).toEqual([FIRST.training])
    expect(runs).toHaveLength(0)
  })

  it('goes on when only the model is another, with the same data and evidence', async () => {
    const { store, runs, idle } = setUp()
    store.getState().follow(subject())
    await idle()
    store.getState().follow(subject({ estimateMs: 2_000 }))
    expect(runs[0]!.signal.aborted).toBe(false)
    runs[0]!.answer.resolve(refinementFixture(FIRST, true))
    await settled()
    store.getState().follow({ kind: 'later' })
    store.getState().follow(subject())
    await idle()
    expect(runs).toHaveLength(1)
    expect(store.getState().result?.key).toBe('a')
  })

  it('does not begin by itself what takes long, nor what was cancelled, but does when asked', async () => {
    const { store, runs, idle, waiting } = setUp()
    store.getState().follow(subject({ startsAlone: false }))
    expect(waiting.size).toBe(0)
    void store.getState().refineNow()
    void store.getState().refineNow()
    await settled()
    expect(runs).toHaveLength(1)
    store.getState().cancel()
    await settled()
    expect(store.getState().run).toEqual({ phase: 'cancelled' })

    store.getState().follow({ kind: 'later' })
    store.getState().follow(subject())
    await idle()
    expect(runs).toHaveLength(1)
    expect(store.getState().run).toEqual({ phase: 'cancelled' })
    // Other evidence is another question.
    store.getState().follow(subject({ key: 'b' }))
    await idle()
    expect(runs).toHaveLength(2)
  })

  it('drops a result with the data or the evidence that it is about, and keeps it while settings by hand are tried', async () => {
    const { store, runs, idle } = setUp()
    const finish = async (outlook: RefineOutlook) => {
      store.getState().follow(outlook)
      await idle()
      runs.at(-1)!.answer.resolve(refinementFixture(FIRST, true))
      await settled()
    }
    await finish(subject())
    store.getState().follow({ kind: 'by-hand' })
    store.getState().dataChanged('f')
    expect(store.getState().result).not.toBeNull()
    await finish(subject({ key: 'b' }))
    expect(store.getState().result?.key).toBe('b')
    store.getState().follow(subject({ key: 'c' }))
    expect(store.getState().result).toBeNull()
    runs.length = 0
    await finish(subject({ key: 'd' }))
    store.getState().dataChanged('other')
    expect(store.getState().result).toBeNull()
  })

  it('says how it failed, and does not try again by itself', async () => {
    const { store, runs, idle, waiting } = setUp()
    store.getState().follow(subject())
    await idle()
    runs[0]!.answer.reject(new DomainError('too-large', 'no room', { bytes: 2, limitBytes: 1 }))
    await settled()
    expect(store.getState().run).toMatchObject({ phase: 'failed', error: { code: 'too-large' } })
    expect(waiting.size).toBe(0)
  })

  it('has nothing to refine without a subject', async () => {
    const { store, runs, waiting } = setUp()
    store.getState().follow({ kind: 'short-period', days: 40, needed: 43 })
    await store.getState().refineNow()
    expect(runs).toHaveLength(0)
    expect(waiting.size).toBe(0)
  })
})
