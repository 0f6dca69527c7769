import { describe, expect, it } from 'vitest'
import { createWhenIdle } from './idle-watch.ts'

/** A page whose clock the test moves. */
function page() {
  let nowMs = 1_000
  let visible = true
  const timers = new Map<number, { readonly atMs: number; readonly task: () => void }>()
  const listeners = new Set<() => void>()
  let lastTimer = 0
  const whenIdle = createWhenIdle({
    now: () => nowMs,
    isVisible: () => visible,
    onActivity: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    after: (ms, task) => {
      const id = ++lastTimer
      timers.set(id, { atMs: nowMs + ms, task })
      return () => timers.delete(id)
    },
  })
  const pass = (seconds: number) => {
    for (let second = 0; second < seconds; second++) {
      nowMs += 1_000
      for (const [id, { atMs, task }] of [...timers])
        if (atMs <= nowMs) {
          timers.delete(id)
          task()
        }
    }
  }
  const touch = () => {
    for (const listener of listeners) listener()
  }
  const show = (isShown: boolean) => {
    visible = isShown
    touch()
  }
  return { whenIdle, pass, touch, show, timers, listeners }
}

describe('createWhenIdle', () => {
  it('runs the task once, twenty seconds after the last touch', () => {
    const { whenIdle, pass, touch, timers, listeners } = page()
    let runs = 0
    whenIdle(() => runs++)
    pass(15)
    touch()
    pass(19)
    expect(runs).toBe(0)
    pass(1)
    expect(runs).toBe(1)
    pass(100)
    expect(runs).toBe(1)
    expect(timers.size + listeners.size).toBe(0)
  })

  it('waits while the page is hidden, and twenty seconds more once it is shown', () => {
    const { whenIdle, pass, show } = page()
    let runs = 0
    whenIdle(() => runs++)
    show(false)
    pass(500)
    show(true)
    pass(19)
    expect(runs).toBe(0)
    pass(1)
    expect(runs).toBe(1)
  })

  it('gives up when told, and leaves nothing behind', () => {
    const { whenIdle, pass, timers, listeners } = page()
    let runs = 0
    whenIdle(() => runs++)()
    pass(100)
    expect(runs).toBe(0)
    expect(timers.size + listeners.size).toBe(0)
  })
})
