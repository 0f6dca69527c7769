import { transfer } from 'comlink'
import type { ServingApi } from '../protocol/serving-api.ts'
import { SupervisedWorker, type Patience, type WorkerHandle } from './supervised-worker.ts'

/** A worker that dies over and over is not replaced for ever. */
const MOST_REPLACEMENTS = 3

/** What lent workers need from outside. */
export interface LentWorkersHost {
  readonly name: string
  readonly startWorker: () => WorkerHandle
  readonly patience: Patience
  /** Whether another one is lent at once for one that is gone. */
  readonly replaces: boolean
}

/** How the other end is lent, and taken back when its worker is gone. */
export interface Borrower {
  readonly add: (id: number, port: MessagePort) => void
  readonly lost: (id: number) => void
}

/** Workers that work for another worker. None is started before it is wanted. */
export class LentWorkers {
  readonly #host: LentWorkersHost
  readonly #running = new Map<number, SupervisedWorker<ServingApi>>()
  #lastId = 0
  #replacementsLeft = 0

  constructor(host: LentWorkersHost) {
    this.#host = host
  }

  /** Start what is missing of so many, and lend it. */
  lend(borrower: Borrower, wanted: number): void {
    this.#replacementsLeft = this.#host.replaces ? MOST_REPLACEMENTS : 0
    while (this.#running.size < wanted) this.#start(borrower)
  }

  /** Stop all: the borrower is gone. */
  stop(): void {
    const workers = [...this.#running.values()]
    this.#running.clear()
    for (const worker of workers) worker.stop()
  }

  #start(borrower: Borrower): void {
    this.#lastId += 1
    const id = this.#lastId
    const { name, startWorker, patience } = this.#host
    const worker = new SupervisedWorker<ServingApi>(name, startWorker, patience)
    this.#running.set(id, worker)
    const { port1, port2 } = new MessageChannel()
    borrower.add(id, port1)
    // The call lasts as long as the worker is lent, so it is watched all the time.
    const served = worker.call((api) => (api.serve as (port: MessagePort) => Promise<void>)(transfer(port2, [port2])))
    const end = () => {
      if (!this.#running.delete(id)) return
      worker.stop()
      borrower.lost(id)
      if (this.#replacementsLeft === 0) return
      this.#replacementsLeft -= 1
      this.#start(borrower)
    }
    served.then(end, end)
  }
}
