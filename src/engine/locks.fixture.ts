interface Waiting {
  readonly agent: object
  readonly whileHeld: () => unknown
  readonly done: () => void
}

/** One thread that asks for locks. */
interface LockAgent {
  readonly request: (name: string, whileHeld: () => unknown) => Promise<void>
  /** The thread is gone: what it holds is free, what it waits for is forgotten. */
  readonly end: () => void
}

/** The locks of a browser, exclusive ones alone: first come, first served; freed when the holder lets go or is gone. */
export class FakeLocks {
  readonly #queues = new Map<string, Waiting[]>()

  /** Names that are held or waited for. */
  names(): string[] {
    return [...this.#queues].filter(([, queue]) => queue.length > 0).map(([name]) => name)
  }

  agent(): LockAgent {
    const agent = {}
    return {
      request: (name, whileHeld) =>
        new Promise((done) => {
          const queue = this.#queues.get(name) ?? []
          this.#queues.set(name, queue)
          queue.push({ agent, whileHeld, done })
          if (queue.length === 1) this.#grant(name, queue)
        }),
      end: () => {
        for (const [name, queue] of this.#queues) {
          const [holder] = queue
          const left = queue.filter((waiting) => waiting.agent !== agent)
          queue.splice(0, queue.length, ...left)
          if (holder !== queue[0]) this.#grant(name, queue)
        }
      },
    }
  }

  #grant(name: string, queue: Waiting[]): void {
    const [first] = queue
    if (first === undefined) return
    void Promise.resolve()
      .then(first.whileHeld)
      .then(() => {
        if (queue[0] !== first) return
        first.done()
        queue.shift()
        this.#grant(name, queue)
      })
  }
}
