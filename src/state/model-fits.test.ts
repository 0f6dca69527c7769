import { describe, expect, it } from 'vitest'
import { DomainError } from '../core/domain-error.ts'
import type { TaskProgress } from '../core/task-control.ts'
import { fakeModelEngine, settled } from './fake-engines.fixture.ts'
import { createModelFits, type FittingPhase } from './model-fits.ts'

const tick: TaskProgress = { stage: 'fitting', done: 1, total: 4, unit: 'clients' }

/** Fits that end when the test says so, or when they are aborted. */
function setUp() {
  const calls: { readonly model: string; readonly progress: () => void; readonly finish: () => void }[] = []
  const seen: FittingPhase[] = []
  const engine = fakeModelEngine({
    fitModel: (model, onProgress, signal) =>
      new Promise((resolve, reject) => {
        const progress = () => {
          onProgress(tick)
        }
        calls.push({ model, progress, finish: resolve })
        signal.addEventListener('abort', () => {
          reject(new DomainError('cancelled', 'stopped'))
        })
      }),
  })
  const fits = createModelFits(
    engine,
    () => 0,
    (fitting) => seen.push(fitting),
  )
  return { fits, calls, seen, last: () => seen.at(-1) }
}

describe('fits on demand', () => {
  it('show how far they are from the first tick on, and end in silence', async () => {
    const { fits, calls, last } = setUp()
    const ready = fits.ready(1, 'ease')
    expect(last()).toEqual({ phase: 'idle' })
    calls[0]?.progress()
    expect(last()).toMatchObject({ phase: 'running', model: 'ease', view: { share: 0.25 } })
    calls[0]?.finish()
    await ready
    expect(last()).toEqual({ phase: 'idle' })
  })

  it('are one for all who wait for the same model', async () => {
    const { fits, calls } = setUp()
    const both = [fits.ready(1, 'ease'), fits.ready(1, 'ease')]
    expect(calls).toHaveLength(1)
    calls[0]?.finish()
    await Promise.all(both)
  })

  it('give way to another model and to other evidence, which has the word from then on', async () => {
    const { fits, calls, seen } = setUp()
    const first = fits.ready(1, 'ease')
    const second = fits.ready(1, 'bpr')
    await expect(first).rejects.toMatchObject({ code: 'cancelled' })
    calls[1]?.progress()
    calls[0]?.progress()
    const third = fits.ready(2, 'bpr')
    await expect(second).rejects.toMatchObject({ code: 'cancelled' })
    calls[2]?.finish()
    await third
    expect(calls.map(({ model }) => model)).toEqual(['ease', 'bpr', 'bpr'])
    expect(seen.filter(({ phase }) => phase === 'cancelled')).toEqual([])
    expect(seen.flatMap((phase) => (phase.phase === 'running' ? phase.model : []))).toEqual(['bpr'])
  })

  it('say that they were stopped by the analyst, not that they were not needed', async () => {
    const { fits, last } = setUp()
    const stopped = fits.ready(1, 'bpr')
    fits.cancel()
    await expect(stopped).rejects.toMatchObject({ code: 'cancelled' })
    expect(last()).toEqual({ phase: 'cancelled', model: 'bpr' })
    const left = fits.ready(1, 'ease')
    fits.notNeeded()
    await expect(left).rejects.toMatchObject({ code: 'cancelled' })
    await settled()
    expect(last()).toEqual({ phase: 'idle' })
  })
})
