import { describe, expect, it } from 'vitest'
import { TaskRuns } from './task-runs.ts'

/** A task that goes on until it is told to stop. */
const untilCancelled = async (isCancelled: () => boolean): Promise<string> => {
  for (let pause = 0; pause < 1_000; pause += 1) {
    if (isCancelled()) return 'stopped'
    await Promise.resolve()
  }
  return 'ran to its end'
}

describe('the runs of a worker', () => {
  it('stop the one that a cancel names, and no other', async () => {
    const runs = new TaskRuns()
    const first = runs.run(1, untilCancelled)
    const second = runs.run(2, untilCancelled)
    runs.cancel(2)
    runs.cancel(3)
    await expect(Promise.all([first, second])).resolves.toEqual(['ran to its end', 'stopped'])
  })

  it('all stop together, and none that begins later', async () => {
    const runs = new TaskRuns()
    const both = [runs.run(1, untilCancelled), runs.run(2, untilCancelled)]
    runs.cancelAll()
    const later = runs.run(3, untilCancelled)
    await expect(Promise.all([...both, later])).resolves.toEqual(['stopped', 'stopped', 'ran to its end'])
  })

  it('forget a task that failed', async () => {
    const runs = new TaskRuns()
    await expect(runs.run(1, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
    runs.cancel(1)
    await expect(runs.run(1, untilCancelled)).resolves.toBe('ran to its end')
  })
})
