import { expose } from 'comlink'
import { afterEach, describe, expect, it } from 'vitest'
import { testAlsSettings } from '../core/models/als/settings.fixture.ts'
import type { ServingApi } from '../protocol/serving-api.ts'
import { LentWorkers, type Borrower } from './lent-workers.ts'
import type { WorkerHandle } from './supervised-worker.ts'
import { createTrainingHelpers } from './training-helpers.ts'

const open: MessagePort[] = []
afterEach(() => {
  for (const port of open.splice(0)) port.close()
})

/** Workers that serve until the test lets them die, and a borrower that writes down what it hears. */
function setUp() {
  const crashes: ((reason: string) => void)[] = []
  const startWorker = (): WorkerHandle => {
    const { port1, port2 } = new MessageChannel()
    open.push(port1, port2)
    const api: ServingApi = {
      ping: () => true,
      holdLife: () => Promise.resolve(false),
      serve: () => new Promise(() => undefined),
    }
    expose(api, port1)
    return {
      endpoint: port2,
      life: null,
      onFailure: (listener) => crashes.push(listener),
      terminate: () => undefined,
    }
  }
  const lent: number[] = []
  const lost: number[] = []
  const borrower: Borrower = {
    add: (id, port) => {
      open.push(port)
      lent.push(id)
    },
    lost: (id) => lost.push(id),
  }
  return { crashes, startWorker, borrower, lent, lost }
}

const patience = { pingEveryMs: 1_000, silentAfterMs: 10_000 }

describe('lent workers that are replaced', () => {
  it('have a successor at once, but not for ever', async () => {
    const { crashes, startWorker, borrower, lent, lost } = setUp()
    const workers = new LentWorkers({ name: 'test', startWorker, patience, replaces: true })
    workers.lend(borrower, 1)
    for (const died of [1, 2, 3, 4]) {
      crashes.at(-1)?.('boom')
      await expect.poll(() => lost.length).toBe(died)
    }
    expect(lost).toEqual([1, 2, 3, 4])
    expect(lent).toEqual([1, 2, 3, 4])
    workers.lend(borrower, 1)
    expect(lent).toEqual([1, 2, 3, 4, 5])
    workers.stop()
  })
})

describe('helpers of trainings', () => {
  const settings = testAlsSettings({ factors: 32, iterations: 8, seed: 1 })
  const demo = { rows: 3_000, cols: 2_000, entries: 30_000 }
  const full = { rows: 72_399, cols: 35_000, entries: 900_000 }

  it('are called for a long training only, unless the analyst wants them, and never more than eight threads', () => {
    for (const [cores, chosen, size, threads] of [
      [4, null, demo, 1],
      [4, null, full, 4],
      [1, null, full, 1],
      [64, null, full, 8],
      [2, 3, demo, 3],
      [4, 1, full, 1],
      [4, 99, full, 8],
    ] as const) {
      const { startWorker, borrower, lent } = setUp()
      const helpers = createTrainingHelpers({ capabilities: { cores, isIsolated: true }, startWorker })
      expect(helpers.lend(borrower, chosen, size, settings)).toEqual({ threads, sharesMemory: true })
      expect(lent).toHaveLength(threads - 1)
      helpers.stop()
    }
  })

  it('share memory on an isolated page alone', () => {
    const { startWorker, borrower } = setUp()
    const helpers = createTrainingHelpers({ capabilities: { cores: 2, isIsolated: false }, startWorker })
    expect(helpers.lend(borrower, null, full, settings).sharesMemory).toBe(false)
    helpers.stop()
  })
})
