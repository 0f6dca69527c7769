import { DomainError, type ErrorDetails } from '../core/domain-error.ts'
import { stopReason } from './stoppable.ts'

/** Looks in the time that nothing may move. */
const LOOKS = 10

/**
 * Notices that nothing moves any more. Looks are counted, not milliseconds: the clock of a machine that slept jumps, while nobody worked.
 */
class Watchdog {
  readonly #timer: ReturnType<typeof setInterval>
  #idleLooks = 0
  #held = 0

  /** @param onStall called once, after `stallMs` without a `moved` */
  constructor(stallMs: number, onStall: () => void) {
    this.#timer = setInterval(() => {
      if (this.#held > 0) return
      this.#idleLooks += 1
      if (this.#idleLooks < LOOKS) return
      this.stop()
      onStall()
    }, stallMs / LOOKS)
  }

  /** Something moved. */
  moved(): void {
    this.#idleLooks = 0
  }

  /** Wait for something that is not to blame, however long it takes: the page. */
  async hold(wait: Promise<void>): Promise<void> {
    this.#held += 1
    try {
      await wait
    } finally {
      this.#held -= 1
      this.moved()
    }
  }

  /** Look no more. */
  stop(): void {
    clearInterval(this.#timer)
  }
}

export type { Watchdog }

/**
 * Run a task that ends when nothing moves any more. It must stop when its signal fires.
 *
 * @param signal fires when the task is to end for another reason
 * @param whereStuck what to say about it
 * @throws DomainError `stalled`, or why the signal fired
 */
export async function watched<T>(
  stallMs: number,
  signal: AbortSignal,
  whereStuck: () => ErrorDetails,
  task: (signal: AbortSignal, watchdog: Watchdog) => Promise<T>,
): Promise<T> {
  const stalled = new AbortController()
  const either = AbortSignal.any([signal, stalled.signal])
  const watchdog = new Watchdog(stallMs, () => {
    stalled.abort(new DomainError('stalled', 'Nothing moves any more', whereStuck()))
  })
  try {
    return await task(either, watchdog)
  } catch (error) {
    throw either.aborted ? stopReason(either) : error
  } finally {
    watchdog.stop()
  }
}
