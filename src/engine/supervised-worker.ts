import { wrap, type Endpoint, type Remote } from 'comlink'
import { DomainError } from '../core/domain-error.ts'

/** A running worker, or in tests one side of a message channel. */
export interface WorkerHandle {
  readonly endpoint: Endpoint
  /** The worker failed as a whole: script missing, uncaught exception, unreadable message. */
  readonly onFailure: (listener: (reason: string) => void) => void
  readonly terminate: () => void
}

/** What every worker API has, so that silence can be told from work. */
export interface Pingable {
  readonly ping: () => true
}

/** How long to wait. Milliseconds. */
export interface Patience {
  /** Between two pings while calls are open. */
  readonly pingEveryMs: number
  /**
   * After as many unanswered pings as are sent in this time, the worker counts as dead. Far above the longest piece of work.
   * Pings are counted, not milliseconds: the clock of a hidden tab ticks once a minute, that of a sleeping machine not at all.
   */
  readonly silentAfterMs: number
}

const DEFAULT_PATIENCE: Patience = { pingEveryMs: 2_000, silentAfterMs: 30_000 }

/**
 * One worker under supervision: a dead worker never answers, so every call is watched.
 *
 * When the worker fails or falls silent, all open calls reject with `worker-lost` or `worker-silent`,
 * listeners hear of it, and the next call starts a new worker with empty hands.
 */
export class SupervisedWorker<Api extends Pingable> {
  readonly #start: () => WorkerHandle
  readonly #name: string
  readonly #patience: Patience
  readonly #open = new Set<(error: DomainError) => void>()
  readonly #lostListeners = new Set<(error: DomainError) => void>()
  #running: { handle: WorkerHandle; api: Remote<Api> } | null = null
  #heartbeat: ReturnType<typeof setInterval> | null = null
  /** Pings since the last answer. */
  #missedPings = 0

  constructor(name: string, start: () => WorkerHandle, patience: Patience = DEFAULT_PATIENCE) {
    this.#name = name
    this.#start = start
    this.#patience = patience
  }

  /** Run one call; it settles with the worker's answer, or rejects with a DomainError when the worker is lost. */
  call<T>(ask: (api: Remote<Api>) => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#open.add(reject)
      this.#watch()
      const settle = () => {
        this.#open.delete(reject)
        if (this.#open.size === 0) this.#rest()
      }
      let answer: Promise<T>
      try {
        answer = ask(this.#api())
      } catch (error) {
        answer = Promise.reject(error instanceof Error ? error : new Error(String(error)))
      }
      answer.then(
        (value) => {
          settle()
          resolve(value)
        },
        (error: unknown) => {
          settle()
          reject(error instanceof Error ? error : new DomainError('unexpected', String(error)))
        },
      )
    })
  }

  /** Be told when the worker died; returns how to stop listening. */
  onLost(listener: (error: DomainError) => void): () => void {
    this.#lostListeners.add(listener)
    return () => this.#lostListeners.delete(listener)
  }

  /** Stop the worker; open calls reject with `worker-lost`. */
  stop(): void {
    this.#lose(new DomainError('worker-lost', `${this.#name} worker was stopped`, { worker: this.#name }), false)
  }

  #api(): Remote<Api> {
    if (this.#running === null) {
      const handle = this.#start()
      handle.onFailure((reason) => {
        if (this.#running?.handle !== handle) return
        this.#lose(
          new DomainError('worker-lost', `${this.#name} worker failed: ${reason}`, { worker: this.#name, reason }),
          true,
        )
      })
      this.#running = { handle, api: wrap<Api>(handle.endpoint) }
    }
    return this.#running.api
  }

  #watch(): void {
    if (this.#heartbeat !== null) return
    this.#missedPings = 0
    this.#heartbeat = setInterval(() => {
      const running = this.#running
      if (running === null) return
      if (this.#missedPings * this.#patience.pingEveryMs >= this.#patience.silentAfterMs) {
        const details = { worker: this.#name, missedPings: this.#missedPings }
        this.#lose(new DomainError('worker-silent', `${this.#name} worker does not answer`, details), true)
        return
      }
      const ping = running.api.ping as () => Promise<true>
      this.#missedPings += 1
      void ping().then(() => {
        if (this.#running === running) this.#missedPings = 0
      })
    }, this.#patience.pingEveryMs)
  }

  #rest(): void {
    if (this.#heartbeat !== null) clearInterval(this.#heartbeat)
    this.#heartbeat = null
  }

  #lose(error: DomainError, tell: boolean): void {
    const dead = this.#running
    this.#running = null
    this.#rest()
    dead?.handle.terminate()
    const open = [...this.#open]
    this.#open.clear()
    for (const reject of open) reject(error)
    if (tell) for (const listener of this.#lostListeners) listener(error)
  }
}
