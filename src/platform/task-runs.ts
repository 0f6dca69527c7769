/** The long tasks under way in a worker, by the run id of their caller: how a cancel finds the task that it is for. */
export class TaskRuns {
  readonly #running = new Map<number, AbortController>()

  /** Run a task until it settles. @param task given a question for its pauses, and a signal for waits that have none: whether it was told to stop */
  async run<T>(runId: number, task: (isCancelled: () => boolean, signal: AbortSignal) => Promise<T>): Promise<T> {
    const controller = new AbortController()
    const { signal } = controller
    this.#running.set(runId, controller)
    try {
      return await task(() => signal.aborted, signal)
    } finally {
      this.#running.delete(runId)
    }
  }

  /** Whether a task is under way. */
  get isBusy(): boolean {
    return this.#running.size > 0
  }

  /** Tell one task to stop; an unknown id is ignored. */
  cancel(runId: number): void {
    this.#running.get(runId)?.abort()
  }

  /** Tell all tasks to stop. */
  cancelAll(): void {
    for (const controller of this.#running.values()) controller.abort()
  }
}
