import { expose } from 'comlink'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { DomainError } from '../core/domain-error.ts'
import { installDomainErrorTransfer } from '../protocol/domain-error-transfer.ts'
import type { WorkerLife } from '../protocol/worker-life.ts'
import { cancellableCall } from './cancellable-call.ts'
import { SupervisedWorker, type WorkerHandle } from './supervised-worker.ts'

/** A stand-in with the habits that matter: it answers, throws, counts ticks, hangs, and can be cancelled. */
interface TestApi extends WorkerLife {
  readonly cancel: (runId: number) => void
  readonly add: (a: number, b: number) => number
  readonly fail: () => never
  readonly failOddly: () => never
  readonly hang: () => Promise<never>
  readonly count: (runId: number, onTick: (tick: number) => void | Promise<void>) => Promise<number>
}

const openPorts: MessagePort[] = []

/** One side of a real message channel behind the handle of a worker. */
function standIn(): { handle: WorkerHandle; crash: (reason: string) => void; terminated: () => boolean } {
  const { port1, port2 } = new MessageChannel()
  openPorts.push(port1, port2)
  let cancelled = 0
  let isTerminated = false
  const listeners: ((reason: string) => void)[] = []
  const api: TestApi = {
    ping: () => true,
    holdLife: () => Promise.resolve(false),
    cancel: (runId) => {
      cancelled = runId
    },
    add: (a, b) => a + b,
    fail: () => {
      throw new DomainError('singular-system', 'row 7 cannot be solved', { row: 7 })
    },
    failOddly: () => {
      // eslint-disable-next-line @typescript-eslint/only-throw-error -- what a foreign library may do
      throw 'a bare text'
    },
    hang: () => new Promise<never>(() => undefined),
    count: async (runId, onTick) => {
      for (let tick = 1; tick <= 1_000; tick += 1) {
        await onTick(tick)
        if (cancelled === runId) throw new DomainError('cancelled', 'stopped')
      }
      return 1_000
    },
  }
  expose(api, port1)
  return {
    handle: {
      endpoint: port2,
      life: null,
      onFailure: (listener) => listeners.push(listener),
      terminate: () => {
        isTerminated = true
        port1.close()
        port2.close()
      },
    },
    crash: (reason) => {
      for (const listener of listeners) listener(reason)
    },
    terminated: () => isTerminated,
  }
}

beforeAll(installDomainErrorTransfer)
afterEach(() => {
  vi.useRealTimers()
  for (const port of openPorts.splice(0)) port.close()
})

describe('a supervised worker', () => {
  it('brings answers back', async () => {
    const worker = new SupervisedWorker<TestApi>('test', () => standIn().handle)
    await expect(worker.call((api) => api.add(2, 3))).resolves.toBe(5)
  })

  it('carries a DomainError across the border whole', async () => {
    const worker = new SupervisedWorker<TestApi>('test', () => standIn().handle)
    const error = await worker.call((api) => api.fail()).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(DomainError)
    expect(error).toMatchObject({ code: 'singular-system', details: { row: 7 }, message: 'row 7 cannot be solved' })
  })

  it('turns anything else that is thrown into an unexpected DomainError', async () => {
    const worker = new SupervisedWorker<TestApi>('test', () => standIn().handle)
    const error = await worker.call((api) => api.failOddly()).catch((reason: unknown) => reason)
    expect(error).toMatchObject({ code: 'unexpected', message: 'a bare text' })
  })

  it('rejects every open call when the worker crashes, tells listeners, and starts a new one for the next call', async () => {
    const workers: ReturnType<typeof standIn>[] = []
    const worker = new SupervisedWorker<TestApi>('test', () => {
      const started = standIn()
      workers.push(started)
      return started.handle
    })
    const lost: string[] = []
    worker.onLost((error) => lost.push(error.code))
    const hanging = [worker.call((api) => api.hang()), worker.call((api) => api.hang())]
    workers[0]?.crash('boom')
    const outcomes = await Promise.allSettled(hanging)
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['rejected', 'rejected'])
    expect(outcomes[0]).toMatchObject({ reason: { code: 'worker-lost', details: { reason: 'boom' } } })
    expect(lost).toEqual(['worker-lost'])
    expect(workers[0]?.terminated()).toBe(true)
    await expect(worker.call((api) => api.add(1, 1))).resolves.toBe(2)
    expect(workers).toHaveLength(2)
  })

  it('does not hear a dead worker that fails once more', async () => {
    const workers: ReturnType<typeof standIn>[] = []
    const worker = new SupervisedWorker<TestApi>('test', () => {
      const started = standIn()
      workers.push(started)
      return started.handle
    })
    await worker.call((api) => api.add(1, 1))
    workers[0]?.crash('first')
    await worker.call((api) => api.add(1, 1))
    workers[0]?.crash('late')
    await expect(worker.call((api) => api.add(2, 2))).resolves.toBe(4)
    expect(workers).toHaveLength(2)
  })

  it('gives up on a worker that answers no ping', async () => {
    const silent = new MessageChannel()
    openPorts.push(silent.port1, silent.port2)
    const handle: WorkerHandle = {
      endpoint: silent.port2,
      life: null,
      onFailure: () => undefined,
      terminate: () => undefined,
    }
    const worker = new SupervisedWorker<TestApi>('test', () => handle, { pingEveryMs: 5, silentAfterMs: 40 })
    await expect(worker.call((api) => api.add(1, 1))).rejects.toMatchObject({ code: 'worker-silent' })
  })

  it('does not give up on a worker that works long but answers pings', async () => {
    const worker = new SupervisedWorker<TestApi>('test', () => standIn().handle, { pingEveryMs: 5, silentAfterMs: 60 })
    const outcome = await Promise.race([
      worker.call((api) => api.hang()).catch((error: unknown) => error),
      new Promise((resolve) => setTimeout(resolve, 300, 'still waiting')),
    ])
    expect(outcome).toBe('still waiting')
    worker.stop()
  })
})

describe('a supervised worker behind a page that was asleep', () => {
  it('is asked again before it counts as dead', async () => {
    const worker = new SupervisedWorker<TestApi>('test', () => standIn().handle, {
      pingEveryMs: 10,
      silentAfterMs: 100,
    })
    const call = worker.call((api) => api.hang()).catch((error: unknown) => error)
    const wakeAt = performance.now() + 250
    // Nothing runs here for longer than a worker may be silent: a hidden tab, a closed lid.
    while (performance.now() < wakeAt);
    const outcome = await Promise.race([call, new Promise((resolve) => setTimeout(resolve, 60, 'still waiting'))])
    expect(outcome).toBe('still waiting')
    worker.stop()
  })
})

describe('a cancellable call', () => {
  it('delivers every tick before the result', async () => {
    const { proxy } = await import('comlink')
    const worker = new SupervisedWorker<TestApi>('test', () => standIn().handle)
    let last = 0
    const result = await cancellableCall(worker, new AbortController().signal, (api, runId) =>
      api.count(
        runId,
        proxy((tick: number) => {
          last = tick
        }),
      ),
    )
    expect([last, result]).toEqual([1_000, 1_000])
  })

  it('stops between two ticks when the signal fires, and the worker lives on', async () => {
    const { proxy } = await import('comlink')
    const worker = new SupervisedWorker<TestApi>('test', () => standIn().handle)
    const controller = new AbortController()
    let ticks = 0
    const counting = cancellableCall(worker, controller.signal, (api, runId) =>
      api.count(
        runId,
        proxy((tick: number) => {
          ticks = tick
          if (tick === 10) controller.abort()
        }),
      ),
    )
    await expect(counting).rejects.toMatchObject({ code: 'cancelled' })
    expect(ticks).toBeLessThan(100)
    await expect(worker.call((api) => api.add(1, 2))).resolves.toBe(3)
  })

  it('does not begin when the signal has fired before', async () => {
    let started = 0
    const worker = new SupervisedWorker<TestApi>('test', () => {
      started += 1
      return standIn().handle
    })
    const call = cancellableCall(worker, AbortSignal.abort(), (api) => api.add(1, 1))
    await expect(call).rejects.toMatchObject({ code: 'cancelled' })
    expect(started).toBe(0)
  })
})
