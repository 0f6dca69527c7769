import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { chromium, type Browser, type Page } from '@playwright/test'

const DEFAULT_DATA = 'generated/scale1'
const PORT = 4199

/** One run through the page. Milliseconds and megabytes. */
interface JourneyTimes {
  readonly loadMs: number
  readonly firstRecommendationMs: number
  readonly trainedMs: number
  readonly evaluatedMs: number
  readonly longestTaskMs: number
  readonly clientOpenP95Ms: number
  readonly idleMb: number
  readonly peakMb: number
}

/** The four files of a folder, largest first; made when the default folder is not there. */
function dataFiles(folder: string): readonly string[] {
  if (!existsSync(folder) && folder === DEFAULT_DATA) {
    const made = spawnSync(
      'node',
      ['scripts/run-ts.mjs', 'bench/generate.ts', '--scale', '1', '--seed', '1', '--out', folder],
      {
        stdio: 'inherit',
      },
    )
    if (made.status !== 0) throw new Error('The data could not be generated')
  }
  return readdirSync(folder)
    .filter((name) => name.endsWith('.csv') && !name.startsWith('truth'))
    .map((name) => join(folder, name))
}

async function startServer(): Promise<ChildProcess> {
  const server = spawn('node', ['scripts/serve.mjs', '--port', String(PORT)], { stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise<void>((resolve, reject) => {
    server.stdout.once('data', () => {
      resolve()
    })
    server.once('exit', () => {
      reject(new Error('The server stopped'))
    })
  })
  return server
}

/** Resident memory of all renderer processes, the largest seen since they began. */
async function peakRendererMb(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  const peaks = processInfo
    .filter((info) => info.type === 'renderer')
    .map((info) => /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${String(info.id)}/status`, 'utf8'))?.[1])
  return Math.round(Math.max(0, ...peaks.map((kb) => Number(kb ?? 0))) / 1024)
}

/** Record main-thread tasks of 50 ms and more from the first script on. */
async function recordLongTasks(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const host = globalThis as { longestTaskMs?: number }
    host.longestTaskMs = 0
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        host.longestTaskMs = Math.max(host.longestTaskMs ?? 0, Math.round(entry.duration))
    }).observe({ type: 'longtask', buffered: true })
  })
}

async function openTimes(page: Page): Promise<number> {
  const grid = page.getByRole('grid', { name: 'Clients' })
  const times: number[] = []
  for (let at = 0; at < 20; at += 1) {
    const cell = grid
      .getByRole('row')
      .nth(at + 2)
      .getByRole('gridcell')
      .first()
    const id = (await cell.innerText()).trim()
    const start = performance.now()
    await cell.click()
    await page.getByRole('heading', { name: `Client ${id}`, exact: true }).waitFor()
    await page.getByRole('table', { name: 'Recommended categories' }).getByRole('row').nth(1).waitFor()
    times.push(performance.now() - start)
  }
  times.sort((a, b) => a - b)
  return Math.round(times[Math.ceil(times.length * 0.95) - 1] ?? 0)
}

async function once(files: readonly string[], executablePath: string): Promise<JourneyTimes> {
  const root = process.getuid?.() === 0
  const browser = await chromium.launch({ executablePath, args: root ? ['--no-sandbox'] : [] })
  try {
    const page = await browser.newPage({ locale: 'en-US', viewport: { width: 1440, height: 900 } })
    await recordLongTasks(page)
    await page.goto(`http://127.0.0.1:${String(PORT)}/?lang=en#/data`)
    const input = page.getByLabel('Choose CSV files')
    await input.waitFor({ state: 'attached' })
    const idleMb = await peakRendererMb(browser)
    const start = performance.now()
    const since = () => Math.round(performance.now() - start)
    await input.setInputFiles([...files])
    await page.getByRole('progressbar', { name: 'Loading files' }).waitFor()
    await page.getByRole('progressbar', { name: 'Loading files' }).waitFor({ state: 'detached', timeout: 300_000 })
    const loadMs = since()
    await page.getByRole('link', { name: 'Client' }).click()
    const grid = page.getByRole('grid', { name: 'Clients' })
    await grid.getByRole('gridcell').first().click()
    await page
      .getByRole('table', { name: 'Recommended categories' })
      .getByRole('row')
      .nth(1)
      .waitFor({ timeout: 300_000 })
    const firstRecommendationMs = since()
    const clientOpenP95Ms = await openTimes(page)
    await page.getByRole('link', { name: 'Models' }).click()
    await page.getByRole('table', { name: 'Metrics' }).getByRole('row').nth(1).waitFor({ timeout: 300_000 })
    const evaluatedMs = since()
    const trainedText = await page
      .getByText(/trained in/i)
      .first()
      .innerText()
      .catch(() => '')
    const trainedMs = Math.round(Number(/([\d.]+) s/.exec(trainedText)?.[1] ?? Number.NaN) * 1000)
    const longestTaskMs = await page.evaluate(() => (globalThis as { longestTaskMs?: number }).longestTaskMs ?? -1)
    return {
      loadMs,
      firstRecommendationMs,
      trainedMs,
      evaluatedMs,
      longestTaskMs,
      clientOpenP95Ms,
      idleMb,
      peakMb: await peakRendererMb(browser),
    }
  } finally {
    await browser.close()
  }
}

/** Run the journey a few times and print every round: absolute times of one machine, to be read with care. */
export async function journey(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { data: { type: 'string', default: DEFAULT_DATA }, rounds: { type: 'string', default: '1' } },
  })
  const executablePath = execFileSync('node', ['scripts/find-browser.mjs'], { encoding: 'utf8' }).trim()
  const files = dataFiles(values.data)
  execFileSync('node', ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'], { stdio: 'inherit' })
  const server = await startServer()
  try {
    for (let round = 1; round <= Number(values.rounds); round += 1)
      console.log(JSON.stringify({ round, ...(await once(files, executablePath)) }))
  } finally {
    server.kill()
  }
}
