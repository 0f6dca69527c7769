/** The long tasks under way in a worker, by the run id of their caller: how a cancel finds the task that it is for. */
export class TaskRuns {
  readonly #running = new Map<number, { isCancelled: boolean }>()

  /** Run a task until it settles. @param task given a question that it asks at its pauses: whether it was told to stop */
  async run<T>(runId: number, task: (isCancelled: () => boolean) => Promise<T>): Promise<T> {
    const run = { isCancelled: false }
    this.#running.set(runId, run)
    try {
      return await task(() => run.isCancelled)
    } finally {
      this.#running.delete(runId)
    }
  }

  /** Tell one task to stop; an unknown id is ignored. */
  cancel(runId: number): void {
    const run = this.#running.get(runId)
    if (run !== undefined) run.isCancelled = true
  }

  /** Tell all tasks to stop. */
  cancelAll(): void {
    for (const run of this.#running.values()) run.isCancelled = true
  }
}
