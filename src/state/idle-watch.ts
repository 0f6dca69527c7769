/** Nobody has touched the page for so long: whoever was at it does something else now. Milliseconds. */
const IDLE_MS = 20_000

/** Runs a task once, when the page has been idle for a while from now on; the answer gives up waiting. */
export type WhenIdle = (task: () => void) => () => void

/** What tells whether somebody is at the page; tests give their own. */
export interface IdleHost {
  /** Milliseconds. */
  readonly now: () => number
  readonly isVisible: () => boolean
  /** Be told of every touch and key, and when the page is hidden or shown; returns how to stop listening. */
  readonly onActivity: (listener: () => void) => () => void
  /** Run a task after some milliseconds; returns how to call it off. */
  readonly after: (ms: number, task: () => void) => () => void
}

/** Wait until the page is visible and nobody has touched it. A hidden page is not idle: its clock begins when it is shown. */
export function createWhenIdle({ now, isVisible, onActivity, after }: IdleHost): WhenIdle {
  return (task) => {
    let lastMs = now()
    const stopListening = onActivity(() => {
      lastMs = now()
    })
    const look = () => {
      const quietMs = isVisible() ? now() - lastMs : 0
      if (quietMs < IDLE_MS) {
        callOff = after(IDLE_MS - quietMs, look)
        return
      }
      stopListening()
      task()
    }
    let callOff = after(IDLE_MS, look)
    return () => {
      callOff()
      stopListening()
    }
  }
}

const ACTIVITIES = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'visibilitychange'] as const

/** The page itself. */
export const browserIdleHost: IdleHost = {
  now: () => performance.now(),
  isVisible: () => document.visibilityState === 'visible',
  onActivity: (listener) => {
    const options = { capture: true, passive: true }
    for (const activity of ACTIVITIES) document.addEventListener(activity, listener, options)
    return () => {
      for (const activity of ACTIVITIES) document.removeEventListener(activity, listener, options)
    }
  },
  after: (ms, task) => {
    const timer = setTimeout(task, ms)
    return () => {
      clearTimeout(timer)
    }
  },
}
