import { wrap, type Endpoint, type Remote } from 'comlink'
import { DomainError } from '../core/domain-error.ts'
import type { WorkerLife } from '../protocol/worker-life.ts'
import type { LifeLock } from './life-lock.ts'

/** A running worker, or in tests one side of a message channel. */
export interface WorkerHandle {
  readonly endpoint: Endpoint
  /** The worker failed as a whole: script missing, uncaught exception, unreadable message. */
  readonly onFailure: (listener: (reason: string) => void) => void
  readonly terminate: () => void
  /** For the worker to hold; `null` where there are no locks, so that only pings tell. */
  readonly life: LifeLock | null
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
 * How long a worker whose lock is free may take to answer: one that lives has lost it by accident (a page that was put aside
 * and came back), and answers. Ticks, not one delay: they do not all fire at once when a machine wakes up.
 */
const CONFIRM_TICKS = 3
const CONFIRM_TICK_MS = 100

async function ticked(ticks: number, ms: number): Promise<void> {
  for (let tick = 0; tick < ticks; tick += 1) await new Promise((resolve) => setTimeout(resolve, ms))
}

interface Running<Api> {
  readonly handle: WorkerHandle
  readonly api: Remote<Api>
}

/**
 * One worker under supervision: a dead worker never answers, so every call is watched.
 *
 * When the worker fails, ends or falls silent, all open calls reject with `worker-lost` or `worker-silent`,
 * listeners hear of it, and the next call starts a new worker with empty hands.
 *
 * A failure is an event; a worker that ended without one frees the lock that it held, also while no call is open; one that
 * hangs misses pings.
 */
export class SupervisedWorker<Api extends WorkerLife> {
  readonly #start: () => WorkerHandle
  readonly #name: string
  readonly #patience: Patience
  readonly #open = new Set<(error: DomainError) => void>()
  readonly #lostListeners = new Set<(error: DomainError) => void>()
  #running: Running<Api> | null = null
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
      if (handle.life !== null) void this.#watchLife(this.#running, handle.life)
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

  /** Notice that the worker ended: its lock is free, and it answers no ping. */
  async #watchLife(running: Running<Api>, life: LifeLock): Promise<void> {
    try {
      const hold = running.api.holdLife as (name: string) => Promise<boolean>
      if (!(await hold(life.name))) return
      await life.freed()
    } catch {
      // Pings are left.
      return
    }
    const ping = running.api.ping as () => Promise<true>
    const lives = await Promise.race([ping(), ticked(CONFIRM_TICKS, CONFIRM_TICK_MS).then(() => false)])
    if (lives || this.#running !== running) return
    const details = { worker: this.#name, reason: 'it ended' }
    this.#lose(new DomainError('worker-lost', `${this.#name} worker ended`, details), true)
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
