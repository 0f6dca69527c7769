import { fileURLToPath } from 'node:url'
import { expect, type Browser, type Worker } from '@playwright/test'
import { serve } from '../scripts/static-server.mjs'
import { App } from './support/app.ts'
import { PAGE_OPTIONS } from './support/page-options.ts'
import { test } from './support/test.ts'

const DIST = fileURLToPath(new URL('../dist', import.meta.url))

/** Long enough that a second worker has started, and can have an accident, before the end. */
const FACTORS = '96'
const ITERATIONS = '80'

const LOST_NOW = /a worker stopped and is replaced/
const LOST = /A worker stopped during the training \(1\)/

/** All that a training gives: files that hold every number in full, and the losses as the page shows them. */
interface Outcome {
  readonly lists: Buffer
  readonly metrics: string
  readonly losses: readonly string[]
  readonly crew: string
}

async function train(app: App, workers: string, meanwhile?: () => Promise<void>): Promise<Outcome> {
  await app.page.getByLabel('Workers', { exact: true }).selectOption(workers)
  await app.trainButton.click()
  await expect(app.progress('Training')).toBeVisible()
  await meanwhile?.()
  await expect(app.progress('Training')).toBeHidden({ timeout: 90_000 })
  await expect(app.progress('Evaluating')).toBeHidden({ timeout: 90_000 })
  const run = app.region('Training run')
  await run.getByRole('button', { name: 'Table', exact: true }).click()
  const losses = await app.column(app.page.getByRole('table', { name: 'Loss by iteration', exact: true }), 'Loss')
  await run.getByRole('button', { name: 'Chart', exact: true }).click()
  const facts = app.region('About this model').locator('dl > div')
  const { content: lists } = await app.download('Recommendations (CSV)')
  const { content: metrics } = await app.download('Metrics (JSON)')
  return {
    lists,
    metrics: metrics.toString('utf8'),
    losses,
    crew: await facts
      .filter({ hasText: /^Workers/ })
      .locator('dd')
      .innerText(),
  }
}

/** Compared as a whole: an element-wise comparison of a megabyte takes minutes. */
function expectSame(actual: Outcome, expected: Outcome): void {
  expect(actual.losses).toHaveLength(Number(ITERATIONS))
  expect(actual.losses).toEqual(expected.losses)
  expect(actual.metrics).toBe(expected.metrics)
  expect(actual.lists.byteLength).toBeGreaterThan(10_000)
  expect(actual.lists.equals(expected.lists), 'all lists, with their scores').toBe(true)
}

async function openForm(app: App): Promise<void> {
  await app.open('#/models')
  await expect(app.metrics).toBeVisible({ timeout: 90_000 })
  await app.page.getByLabel('Factors', { exact: true }).fill(FACTORS)
  await app.page.getByLabel('Iterations', { exact: true }).fill(ITERATIONS)
}

/** The demo on a host that sends no headers: its page is not isolated, so that workers cannot share memory. */
async function onPlainHost(browser: Browser, visit: (app: App) => Promise<void>): Promise<void> {
  const host = await serve({ root: DIST })
  const context = await browser.newContext({ ...PAGE_OPTIONS, baseURL: host.url })
  const app = new App(await context.newPage())
  const errors: string[] = []
  app.page.on('pageerror', (error) => errors.push(String(error)))
  await app.loadDemo()
  expect(await app.page.evaluate(() => crossOriginIsolated)).toBe(false)
  await openForm(app)
  await visit(app)
  expect(errors, 'errors that nobody caught').toEqual([])
  await context.close()
  await host.close()
}

const trainingWorkers = (app: App): readonly Worker[] =>
  app.page.workers().filter((worker) => worker.url().includes('training.worker'))

const ACCIDENTS = {
  /** The page hears of it. */
  'throws an error that nobody catches': () => {
    setTimeout(() => {
      throw new Error('an accident')
    })
  },
  /** Nobody hears anything, ever. */
  'ends in silence': () => {
    self.close()
  },
} as const

/** End a worker in the middle of a training, and wait until the page says so. */
async function endOne(app: App, accident: () => void): Promise<void> {
  await expect.poll(() => trainingWorkers(app).length).toBe(1)
  // It takes part from the iteration on that follows its start.
  await expect(app.page.getByText(/^([2-9]|\d\d) of \d+ iterations/)).toBeVisible()
  const [worker] = trainingWorkers(app)
  await worker!.evaluate(accident)
  const endedAt = performance.now()
  // Its lock is free at once; missed pings alone would take more than five seconds.
  await expect(app.page.getByText(LOST_NOW)).toBeVisible({ timeout: 3_000 })
  console.log(`    noticed after ${Math.round(performance.now() - endedAt)} ms`)
}

test('moves buffers where the page is not isolated, and says so; the figures are those of one worker, also when one ends', async ({
  browser,
}) => {
  test.setTimeout(300_000)
  await onPlainHost(browser, async (app) => {
    const alone = await train(app, '1')
    expect(alone.crew).toBe('1')
    const together = await train(app, '2')
    expect(together.crew).toBe('2, moved buffers')
    expectSame(together, alone)
    const hurt = await train(app, '2', () => endOne(app, ACCIDENTS['ends in silence']))
    expect(hurt.crew).toBe('2, moved buffers')
    await expect(app.region('About this model').getByText(LOST)).toBeVisible()
    expectSame(hurt, alone)
  })
})

for (const [what, accident] of Object.entries(ACCIDENTS))
  test(`goes on when a worker ${what}: same figures, and it is said`, async ({ demo }) => {
    test.setTimeout(300_000)
    await openForm(demo)
    const alone = await train(demo, '1')
    const hurt = await train(demo, '2', () => endOne(demo, accident))
    expect(hurt.crew).toBe('2, shared memory')
    await expect(demo.region('About this model').getByText(LOST)).toBeVisible()
    expectSame(hurt, alone)
  })
