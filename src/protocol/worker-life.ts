/** What every worker API has, so that the page can tell death and silence from work. */
export interface WorkerLife {
  /** Answers at once: the heartbeat. */
  readonly ping: () => true
  /**
   * Hold the lock of this name for as long as the worker lives: the browser frees it when the worker is gone, however it ended.
   * @returns whether it is held; not where the browser has no locks, or none for this page
   */
  readonly holdLife: (name: string) => Promise<boolean>
}
