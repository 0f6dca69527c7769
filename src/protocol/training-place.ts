/** Where trainings may be computed. Numbers are the same in every place. */
export interface TrainingPlace {
  /** Most threads, at least 1: the one that runs the training, and those that help it. */
  readonly threads: number
  /** Whether threads may share memory: the page must be isolated. */
  readonly sharesMemory: boolean
}

/** Who computed a training. */
export interface CrewRecord {
  /** Most threads that worked at the same time. */
  readonly threads: number
  /** Threads that died or failed; what they had in hand was done over. */
  readonly lost: number
  /** How the threads were connected. */
  readonly transport: 'shared' | 'moved'
}
