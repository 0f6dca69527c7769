import { afterEach, describe, expect, it, vi } from 'vitest'
import { checkpoint, type TaskProgress } from '../core/task-control.ts'
import { createPacedControl } from './paced-control.ts'

const progress = (done: number): TaskProgress => ({ stage: 'training', done, total: 1000, unit: 'iterations' })

/** A clock that the test moves. */
function fakeClock(): { advance: (ms: number) => void } {
  let nowMs = 1000
  vi.spyOn(performance, 'now').mockImplementation(() => nowMs)
  return {
    advance: (ms) => {
      nowMs += ms
    },
  }
}

afterEach(() => {
  vi.restoreAllMocks()
})

describe('createPacedControl', () => {
  it('reports the first tick, then one every 100 ms at most', async () => {
    const clock = fakeClock()
    const seen: number[] = []
    const control = createPacedControl(
      ({ done }: TaskProgress) => void seen.push(done),
      () => false,
    )
    for (let done = 0; done < 100; done++) {
      await checkpoint(control, progress(done))
      clock.advance(5)
    }
    expect(seen[0]).toBe(0)
    // 500 ms of work; pauses come every 16 ms, so a report every 110 ms or so.
    expect(seen.length).toBeGreaterThanOrEqual(4)
    expect(seen.length).toBeLessThanOrEqual(5)
  })

  it('waits for every progress call', async () => {
    fakeClock()
    let answered = false
    const control = createPacedControl(
      async () => {
        await new Promise((resolve) => setTimeout(resolve, 5))
        answered = true
      },
      () => false,
    )
    await checkpoint(control, progress(0))
    expect(answered).toBe(true)
  })

  it('lets messages in while it pauses, so that a cancel is heard within one pause', async () => {
    const clock = fakeClock()
    let cancelled = false
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      cancelled = true
    }
    const control = createPacedControl(
      () => undefined,
      () => cancelled,
    )
    await checkpoint(control, progress(0))
    port2.postMessage('cancel')
    let steps = 0
    const work = async (): Promise<void> => {
      for (; steps < 1000; steps++) {
        clock.advance(4)
        await checkpoint(control, progress(steps))
      }
    }
    await expect(work()).rejects.toMatchObject({ code: 'cancelled' })
    // A message sent just before a pause may be served in the next one.
    expect(steps).toBeLessThan(20)
    port1.close()
  })

  it('does not pause again within one frame', async () => {
    const clock = fakeClock()
    const control = createPacedControl(
      () => undefined,
      () => false,
    )
    await control.tick(progress(0))
    clock.advance(15)
    expect(control.tick(progress(1))).toBeUndefined()
    clock.advance(1)
    expect(control.tick(progress(2))).toBeInstanceOf(Promise)
  })
})
