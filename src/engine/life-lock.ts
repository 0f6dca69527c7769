/** A lock that a worker holds for as long as it lives, as the page sees it. */
export interface LifeLock {
  /** No other worker of any tab has it. */
  readonly name: string
  /** Resolves once the lock is free. @throws whatever the browser says when it can no longer be waited for */
  readonly freed: () => Promise<void>
}

/** What is needed of the browser's locks. */
type RequestLock = (name: string, whenHeld: () => void) => Promise<unknown>

/** A lock for a new worker. @param worker its name, for those who look at the list of locks */
export function createLifeLock(
  worker: string,
  request: RequestLock = (name, whenHeld) => navigator.locks.request(name, whenHeld),
): LifeLock {
  const name = `recscope:${worker}:${crypto.randomUUID()}`
  return {
    name,
    freed: async () => {
      await request(name, () => undefined)
    },
  }
}
