import { expose } from 'comlink'
import { afterEach, describe, expect, it } from 'vitest'
import { holdLife } from '../platform/hold-life.ts'
import type { WorkerLife } from '../protocol/worker-life.ts'
import { createLifeLock } from './life-lock.ts'
import { FakeLocks } from './locks.fixture.ts'
import { SupervisedWorker, type Patience, type WorkerHandle } from './supervised-worker.ts'

interface TestApi extends WorkerLife {
  readonly hang: () => Promise<never>
}

const openPorts: MessagePort[] = []
afterEach(() => {
  for (const port of openPorts.splice(0)) port.close()
})

/** So long that only the lock can have told. */
const PATIENT: Patience = { pingEveryMs: 60_000, silentAfterMs: 600_000 }

/** A supervised stand-in for a worker. @param hold how it holds its lock, unless as a worker does */
function setUp({ hold, patience = PATIENT }: { hold?: TestApi['holdLife']; patience?: Patience } = {}) {
  const locks = new FakeLocks()
  const page = locks.agent()
  const started: { readonly close: () => void; readonly freeLock: () => void; isTerminated: boolean }[] = []
  const start = (): WorkerHandle => {
    const { port1, port2 } = new MessageChannel()
    openPorts.push(port1, port2)
    const thread = locks.agent()
    const api: TestApi = {
      ping: () => true,
      holdLife: hold ?? ((name) => holdLife(name, thread.request)),
      hang: () => new Promise<never>(() => undefined),
    }
    expose(api, port1)
    const worker = {
      close: () => {
        port1.close()
        thread.end()
      },
      freeLock: () => {
        thread.end()
      },
      isTerminated: false,
    }
    started.push(worker)
    return {
      endpoint: port2,
      life: createLifeLock('test', page.request),
      onFailure: () => undefined,
      terminate: () => {
        worker.isTerminated = true
        worker.close()
      },
    }
  }
  const worker = new SupervisedWorker<TestApi>('test', start, patience)
  const lost: string[] = []
  worker.onLost(({ code }) => lost.push(code))
  const isHeld = () => expect.poll(() => locks.names()).toHaveLength(1)
  return { locks, worker, started, lost, isHeld }
}

const settled = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

describe('a worker that ends without a word', () => {
  it('is noticed by its lock, within a second and long before pings are missed', async () => {
    const { worker, started, lost, isHeld } = setUp()
    const call = worker.call((api) => api.hang()).catch((error: unknown) => error)
    await isHeld()
    await worker.call((api) => api.ping())
    const endedAt = performance.now()
    started[0]?.close()
    await expect(call).resolves.toMatchObject({ code: 'worker-lost', details: { worker: 'test', reason: 'it ended' } })
    expect(performance.now() - endedAt).toBeLessThan(1_000)
    expect(lost).toEqual(['worker-lost'])
    expect(started[0]?.isTerminated).toBe(true)
    await expect(worker.call((api) => api.ping())).resolves.toBe(true)
    expect(started).toHaveLength(2)
    worker.stop()
  })

  it('is noticed while no call is open', async () => {
    const { worker, started, lost } = setUp()
    await worker.call((api) => api.ping())
    await settled(20)
    started[0]?.close()
    await expect.poll(() => lost).toEqual(['worker-lost'])
  })

  it('is noticed by pings where it holds no lock', async () => {
    const patience = { pingEveryMs: 5, silentAfterMs: 40 }
    for (const hold of [() => Promise.resolve(false), () => Promise.reject(new Error('closed'))]) {
      const { worker, started, lost } = setUp({ hold, patience })
      const call = worker.call((api) => api.hang()).catch((error: unknown) => error)
      await settled(100)
      expect(lost).toEqual([])
      started[0]?.close()
      await expect(call).resolves.toMatchObject({ code: 'worker-silent' })
    }
  })
})

describe('a worker that lives', () => {
  it('is kept when its lock is lost by accident, since it answers', async () => {
    const { worker, started, lost, isHeld } = setUp()
    const call = worker.call((api) => api.hang()).catch((error: unknown) => error)
    await isHeld()
    await worker.call((api) => api.ping())
    started[0]?.freeLock()
    expect(await Promise.race([call, settled(800)])).toBeUndefined()
    expect(lost).toEqual([])
    worker.stop()
  })

  it('frees its lock when it is stopped, and nobody is told', async () => {
    const { locks, worker, started, lost, isHeld } = setUp()
    await worker.call((api) => api.ping())
    await isHeld()
    worker.stop()
    await expect.poll(() => locks.names()).toEqual([])
    await settled(700)
    expect(lost).toEqual([])
    expect(started).toHaveLength(1)
  })

  it('has a lock of its own', async () => {
    const { locks, worker, isHeld } = setUp()
    await worker.call((api) => api.ping())
    await isHeld()
    const [first] = locks.names()
    worker.stop()
    await worker.call((api) => api.ping())
    await isHeld()
    expect(first).toMatch(/^recscope:test:/)
    expect(locks.names()).not.toContain(first)
    worker.stop()
  })
})

describe('holding a lock for life', () => {
  it('never lets go, and says no where the browser refuses', async () => {
    const locks = new FakeLocks()
    expect(await holdLife('a', locks.agent().request)).toBe(true)
    let isFree = false
    void locks.agent().request('a', () => {
      isFree = true
    })
    await settled(20)
    expect(isFree).toBe(false)
    expect(await holdLife('a', () => Promise.reject(new DOMException('opaque origin', 'SecurityError')))).toBe(false)
  })
})
