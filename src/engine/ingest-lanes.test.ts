import { expose } from 'comlink'
import { afterEach, describe, expect, it } from 'vitest'
import type { ServingApi } from '../protocol/serving-api.ts'
import { createIngestLanes } from './ingest-lanes.ts'
import type { Borrower } from './lent-workers.ts'
import type { WorkerHandle } from './supervised-worker.ts'

const open: MessagePort[] = []
afterEach(() => {
  for (const port of open.splice(0)) port.close()
})

function setUp(cores: number) {
  const started: { served: MessagePort[]; crash: (reason: string) => void; stopped: boolean }[] = []
  const startWorker = (): WorkerHandle => {
    const { port1, port2 } = new MessageChannel()
    open.push(port1, port2)
    const listeners: ((reason: string) => void)[] = []
    const worker = {
      served: [] as MessagePort[],
      crash: (reason: string) => {
        for (const listener of listeners) listener(reason)
      },
      stopped: false,
    }
    started.push(worker)
    const api: ServingApi = {
      ping: () => true,
      holdLife: () => Promise.resolve(false),
      serve: (port) => {
        worker.served.push(port)
        open.push(port)
        return new Promise((resolve) => {
          port.addEventListener('close', () => {
            resolve()
          })
          port.start()
        })
      },
    }
    expose(api, port1)
    return {
      endpoint: port2,
      life: null,
      onFailure: (listener) => listeners.push(listener),
      terminate: () => {
        worker.stopped = true
      },
    }
  }
  const lent = new Map<number, MessagePort>()
  const lost: number[] = []
  const borrower: Borrower = {
    add: (laneId, port) => {
      open.push(port)
      lent.set(laneId, port)
    },
    lost: (laneId) => lost.push(laneId),
  }
  return { lanes: createIngestLanes({ capabilities: { cores }, startWorker }), borrower, started, lent, lost }
}

describe('lanes for reading files', () => {
  it('leave two cores alone, are at most three, and are started once', () => {
    for (const [cores, count] of [
      [1, 0],
      [2, 0],
      [3, 1],
      [4, 2],
      [16, 3],
    ] as const) {
      const { lanes, borrower, lent } = setUp(cores)
      expect(lent.size).toBe(0)
      lanes.lend(borrower)
      lanes.lend(borrower)
      expect(lent.size, `${cores} cores`).toBe(count)
      lanes.stop()
    }
  })

  it('connect the borrower with the worker', async () => {
    const { lanes, borrower, started, lent } = setUp(3)
    lanes.lend(borrower)
    await expect.poll(() => started[0]?.served.length).toBe(1)
    const heard = new Promise((resolve) => {
      lent.get(1)?.addEventListener('message', (event) => {
        resolve(event.data)
      })
      lent.get(1)?.start()
    })
    started[0]?.served[0]?.postMessage('here')
    await expect(heard).resolves.toBe('here')
    lanes.stop()
  })

  it('are taken back when their worker dies, and made anew for the next load', async () => {
    const { lanes, borrower, started, lent, lost } = setUp(4)
    lanes.lend(borrower)
    started[0]?.crash('out of memory')
    await expect.poll(() => lost).toEqual([1])
    lanes.lend(borrower)
    expect([...lent.keys()]).toEqual([1, 2, 3])
    lanes.stop()
  })

  it('end without a word when the borrower is gone', async () => {
    const { lanes, borrower, started, lost } = setUp(4)
    lanes.lend(borrower)
    lanes.stop()
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(started.map(({ stopped }) => stopped)).toEqual([true, true])
    expect(lost).toEqual([])
  })

  it('are let go when the other end closes', async () => {
    const { lanes, borrower, started, lent } = setUp(3)
    lanes.lend(borrower)
    await expect.poll(() => started[0]?.served.length).toBe(1)
    lent.get(1)?.close()
    await expect.poll(() => started[0]?.stopped).toBe(true)
    lanes.stop()
  })
})
