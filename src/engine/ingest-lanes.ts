import { transfer } from 'comlink'
import type { IngestApi } from '../protocol/ingest-api.ts'
import type { Capabilities } from './capabilities.ts'
import { SupervisedWorker, type Patience, type WorkerHandle } from './supervised-worker.ts'

/** Three files beside the largest one. */
const MOST_LANES = 3

/** The dataset worker parses too, and the browser needs a core to serve the files: on two cores a second parser makes nothing faster. */
const CORES_TAKEN = 2

/** Shorter than the time after which a load that does not move is given up: its file is then read elsewhere. */
const PATIENCE: Patience = { pingEveryMs: 1_000, silentAfterMs: 10_000 }

/** What the lanes need from outside. */
interface IngestLanesHost {
  readonly capabilities: Capabilities
  readonly startWorker: () => WorkerHandle
}

/** How the other end is lent, and taken back when its worker is gone. */
export interface LaneBorrower {
  readonly addLane: (laneId: number, port: MessagePort) => void
  readonly laneLost: (laneId: number) => void
}

/** Workers that read files for the dataset worker. None is started before it is wanted. */
export class IngestLanes {
  readonly #host: IngestLanesHost
  readonly #running = new Map<number, SupervisedWorker<IngestApi>>()
  #lastId = 0

  constructor(host: IngestLanesHost) {
    this.#host = host
  }

  /** Start what is missing, and lend it. */
  lend(borrower: LaneBorrower): void {
    const wanted = Math.max(0, Math.min(MOST_LANES, this.#host.capabilities.cores - CORES_TAKEN))
    while (this.#running.size < wanted) this.#start(borrower)
  }

  /** Stop all: the borrower is gone. */
  stop(): void {
    const workers = [...this.#running.values()]
    this.#running.clear()
    for (const worker of workers) worker.stop()
  }

  #start(borrower: LaneBorrower): void {
    this.#lastId += 1
    const laneId = this.#lastId
    const worker = new SupervisedWorker<IngestApi>('ingest', this.#host.startWorker, PATIENCE)
    this.#running.set(laneId, worker)
    const { port1, port2 } = new MessageChannel()
    borrower.addLane(laneId, port1)
    // The call lasts as long as the lane, so the worker is watched while it is lent.
    const served = worker.call((api) => (api.serve as (port: MessagePort) => Promise<void>)(transfer(port2, [port2])))
    const end = () => {
      if (!this.#running.delete(laneId)) return
      worker.stop()
      borrower.laneLost(laneId)
    }
    served.then(end, end)
  }
}
