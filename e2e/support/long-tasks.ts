import type { Page } from '@playwright/test'

declare global {
  interface Window {
    recscopeLongTasks?: number[]
  }
}

/** Begin to record main-thread tasks of 50 ms and more. Call it before the page is opened. */
export async function recordLongTasks(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const durations: number[] = []
    window.recscopeLongTasks = durations
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) durations.push(Math.round(entry.duration))
    }).observe({ type: 'longtask' })
  })
}

/** Durations in ms since the last call, in order. Tasks are reported a moment after they end. */
export async function takeLongTasks(page: Page): Promise<readonly number[]> {
  await page.waitForTimeout(200)
  return page.evaluate(() => window.recscopeLongTasks?.splice(0) ?? [])
}

/**
 * Block the main thread for a while: the control that shows that the recorder works.
 * The block must begin in a task of the page; one inside `evaluate` itself leaves no entry.
 */
export async function blockMainThread(page: Page, durationMs: number): Promise<void> {
  await page.evaluate(
    (duration) =>
      new Promise<void>((done) => {
        setTimeout(() => {
          const end = performance.now() + duration
          while (performance.now() < end);
          done()
        })
      }),
    durationMs,
  )
}
