import type { WorkerLife } from './worker-life.ts'

/** A worker that works for another worker, as the page sees it. */
export interface ServingApi extends WorkerLife {
  /** Work for who holds the other end of this port. Resolves when that end is gone, so that the worker is watched while it is lent. */
  readonly serve: (port: MessagePort) => Promise<void>
}
