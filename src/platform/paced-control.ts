import type { TaskControl, TaskProgress } from '../core/task-control.ts'

/** Between two progress calls: ten a second look steady, and each costs a trip to the page and a drawing. */
const REPORT_EVERY_MS = 100

/** Between two pauses. In a pause waiting messages are served (`cancel`, `ping`, a recommendation of the old model): one frame. */
const PAUSE_EVERY_MS = 16

/**
 * The control of a task in a worker: it passes progress on at a pace the page can follow, and lets messages in.
 *
 * Every progress call is awaited, so that none arrives after the result. The first tick is always reported;
 * later ones may be skipped, so a listener must not rely on seeing the last.
 *
 * @param isCancelled asked after each pause
 */
export function createPacedControl<P extends TaskProgress>(
  onProgress: (progress: P) => void | Promise<void>,
  isCancelled: () => boolean,
): TaskControl<P> {
  let lastReportMs = -Infinity
  let lastPauseMs = -Infinity
  /** The pause that is under way: tasks side by side share one. */
  let pausing: Promise<void> | null = null

  async function pause(progress: P, nowMs: number): Promise<void> {
    if (nowMs - lastReportMs >= REPORT_EVERY_MS) {
      await onProgress(progress)
      lastReportMs = performance.now()
    }
    await nextMacrotask()
    lastPauseMs = performance.now()
  }

  return {
    tick: (progress) => {
      const nowMs = performance.now()
      if (pausing !== null) return pausing
      if (nowMs - lastPauseMs < PAUSE_EVERY_MS) return undefined
      pausing = pause(progress, nowMs).finally(() => {
        pausing = null
      })
      return pausing
    },
    isCancelled,
  }
}

/**
 * Wait until the messages that are already here have been served.
 * A message to oneself, because browsers stretch repeated timers to 4 ms.
 */
function nextMacrotask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(null)
  })
}
