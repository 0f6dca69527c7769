import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser, type Page } from '@playwright/test'
import { FILE_ROLES, type FileRole } from '../../src/core/tables/table.ts'
import { chromiumOptions, recordLongTasks, rendererMemory, takeLongestTaskMs } from '../support.ts'
import { ENGINE, type Engine, type Sample } from './engine.ts'
import type { ShopFiles } from './files.ts'
import type { Harness } from './harness.ts'

/** Where the built page and the harness are served, and the browser that opens them. */
export interface BrowserBench {
  readonly url: string
  /** Script of the built dataset worker, seen from the harness. */
  readonly datasetUrl: string
  readonly executablePath: string
}

/** Until the page has fetched the scripts of its other screens and nothing moves any more. */
const SETTLE_MS = 4_000
const LOAD_TIMEOUT_MS = 300_000

interface HarnessHost {
  readonly harness: Harness
}

/** Run in a browser of its own with an empty profile on disk: in a private window storage would be memory. */
async function inBrowser<T>(bench: BrowserBench, run: (page: Page, browser: Browser) => Promise<T>): Promise<T> {
  const profile = mkdtempSync(join(tmpdir(), 'recscope-profile-'))
  const context = await chromium.launchPersistentContext(profile, {
    ...chromiumOptions(bench.executablePath),
    locale: 'en-US',
    viewport: { width: 1440, height: 900 },
  })
  try {
    const browser = context.browser()
    if (browser === null) throw new Error('The browser is not at hand')
    return await run(await context.newPage(), browser)
  } finally {
    await context.close()
    rmSync(profile, { recursive: true, force: true })
  }
}

async function openHarness(page: Page, { url }: BrowserBench, files: readonly string[]): Promise<void> {
  await page.goto(`${url}bench/harness.html`)
  await page.locator('input').setInputFiles([...files])
}

/** Keep the main thread busy once and see that it is noticed: otherwise 0 long tasks would mean nothing. */
async function checkLongTaskRecorder(page: Page): Promise<void> {
  await page.evaluate(() => {
    setTimeout(() => {
      const end = performance.now() + 120
      while (performance.now() < end);
    })
  })
  await page.waitForTimeout(200)
  if ((await takeLongestTaskMs(page)) < 100) throw new Error('Long main-thread tasks are not recorded')
}

interface LoadSpy {
  loadTimes?: { readonly readMs: number; readonly indexMs: number }
}

/** Listen to what workers answer the page: it shows the times of a load too, but rounded. */
async function recordLoadTimes(page: Page): Promise<void> {
  await page.addInitScript(() => {
    globalThis.Worker = class extends Worker {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options)
        this.addEventListener('message', ({ data }: MessageEvent<{ value?: Partial<LoadSpy['loadTimes']> } | null>) => {
          const { readMs, indexMs } = data?.value ?? {}
          if (readMs !== undefined && indexMs !== undefined) (globalThis as LoadSpy).loadTimes = { readMs, indexMs }
        })
      }
    }
  })
}

/** Drop files on the page that people get, and wait until their cards stand there. */
async function dropOnPage(
  page: Page,
  browser: Browser,
  url: string,
  files: ShopFiles,
  roles: readonly FileRole[],
): Promise<Sample> {
  await recordLongTasks(page)
  await recordLoadTimes(page)
  await page.goto(`${url}?lang=en#/data`)
  const input = page.getByLabel('Choose CSV files')
  await input.waitFor({ state: 'attached' })
  await page.waitForTimeout(SETTLE_MS)
  await checkLongTaskRecorder(page)
  const idle = await rendererMemory(browser)
  const start = performance.now()
  await input.setInputFiles(roles.map((role) => files.paths[role]))
  const card = (role: FileRole) => page.getByRole('region', { name: `File ${role}`, exact: true })
  for (const role of roles)
    await card(role)
      .getByText(/\d rows/)
      .first()
      .waitFor({ timeout: LOAD_TIMEOUT_MS })
  await page
    .getByRole('progressbar', { name: 'Loading files' })
    .waitFor({ state: 'detached', timeout: LOAD_TIMEOUT_MS })
  const ms = performance.now() - start
  const longestTaskMs = await takeLongestTaskMs(page)
  const growthBytes = (await rendererMemory(browser)).peakBytes - idle.nowBytes
  const actionRows = Number(/([\d,]+) rows/.exec(await card('actions').innerText())?.[1]?.replaceAll(',', ''))
  const times = await page.evaluate(() => (globalThis as LoadSpy).loadTimes)
  if (times === undefined) throw new Error('The page did not say how long the load took')
  return { ms, ...times, actionRows, longestTaskMs, growthBytes, bytesPerActionRow: growthBytes / actionRows }
}

/** A file alone on the page; a tab that dies rejects. */
export const dropActions = (bench: BrowserBench, files: ShopFiles): Promise<Sample> =>
  inBrowser(bench, (page, browser) => {
    const died = new Promise<never>((_, reject) => {
      page.once('crash', () => {
        reject(new Error('The tab died'))
      })
    })
    return Promise.race([dropOnPage(page, browser, bench.url, files, ['actions']), died])
  })

/** Everything that runs in Chromium: the peers first, then the worker, then the page. */
export function browserEngines(bench: BrowserBench, files: ShopFiles): readonly Engine[] {
  const allPaths = FILE_ROLES.map((role) => files.paths[role])
  const { datasetUrl } = bench
  const withHarness = (paths: readonly string[], run: (page: Page) => Promise<Sample>) =>
    inBrowser(bench, async (page) => {
      await openHarness(page, bench, paths)
      return run(page)
    })
  const load = async (page: Page): Promise<Sample> => ({
    ...(await page.evaluate((url) => (globalThis as unknown as HarnessHost).harness.load(url), datasetUrl)),
  })
  const reopen = async (page: Page): Promise<Sample> => {
    const first = await load(page)
    const kept = await page.evaluate(() => (globalThis as unknown as HarnessHost).harness.keep())
    // A new page, a new worker: nothing but the storage is left.
    await page.reload()
    const again = await page.evaluate((url) => (globalThis as unknown as HarnessHost).harness.reopen(url), datasetUrl)
    return { ...again, oneWorkerLoadMs: first['ms'] ?? Number.NaN, keepMs: kept.ms, keptBytes: kept.bytes }
  }
  const actions = [files.paths.actions]
  return [
    {
      name: ENGINE.bareRead,
      isOurs: false,
      reads: 'actions',
      run: () =>
        withHarness(actions, (page) => page.evaluate(() => (globalThis as unknown as HarnessHost).harness.bareRead())),
    },
    {
      name: ENGINE.papaParse,
      isOurs: false,
      reads: 'actions',
      run: () =>
        withHarness(actions, (page) => page.evaluate(() => (globalThis as unknown as HarnessHost).harness.papaParse())),
    },
    { name: ENGINE.workerActions, isOurs: true, reads: 'actions', run: () => withHarness(actions, load) },
    { name: ENGINE.reopen, isOurs: true, reads: 'four files', run: () => withHarness(allPaths, reopen) },
    { name: ENGINE.pageActions, isOurs: true, reads: 'actions', run: () => dropActions(bench, files) },
    {
      name: ENGINE.pageFour,
      isOurs: true,
      reads: 'four files',
      run: () => inBrowser(bench, (page, browser) => dropOnPage(page, browser, bench.url, files, FILE_ROLES)),
    },
  ]
}
