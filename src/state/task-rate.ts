/** A long task as the page shows it. */
export interface TaskView {
  readonly stage: string
  /** `[0, 1]`. */
  readonly share: number
  readonly done: number
  readonly total: number
  readonly unit: 'bytes' | 'rows' | 'clients' | 'iterations'
  /** Units done per second, or `null` while there is too little to tell. */
  readonly perSecond: number | null
  /** Seconds, or `null` while there is too little to tell. */
  readonly secondsLeft: number | null
}

interface Progress {
  readonly stage: string
  readonly done: number
  readonly total: number
  readonly unit: TaskView['unit']
}

/** Before this much time a rate says nothing. Milliseconds. */
export const SETTLE_MS = 300

/**
 * Turns ticks into rate and time left: the mean rate since the stage began, which is steadier than a moving one.
 *
 * @param now a clock in milliseconds
 */
export function createRateMeter(now: () => number): (progress: Progress) => TaskView {
  let stage = ''
  let total = 0
  let startMs = 0
  let startDone = 0
  return (progress) => {
    const { done, unit } = progress
    if (progress.stage !== stage || progress.total !== total) {
      stage = progress.stage
      total = progress.total
      startMs = now()
      startDone = done
    }
    const elapsedMs = now() - startMs
    const perSecond = elapsedMs < SETTLE_MS || done <= startDone ? null : ((done - startDone) / elapsedMs) * 1000
    return {
      stage,
      done,
      total,
      unit,
      share: total > 0 ? Math.min(1, done / total) : 0,
      perSecond,
      secondsLeft: perSecond === null ? null : Math.max(0, (total - done) / perSecond),
    }
  }
}
