import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from '@playwright/test'

/** Folder of a full-size shop; made when it is not there. */
export const DEFAULT_DATA = 'generated/scale1'

/** The CSV files of a folder; made when the default folder is not there. */
export function dataFiles(folder: string): readonly string[] {
  if (!existsSync(folder) && folder === DEFAULT_DATA) {
    const made = spawnSync(
      'node',
      ['scripts/run-ts.mjs', 'bench/generate.ts', '--scale', '1', '--seed', '1', '--out', folder],
      { stdio: 'inherit' },
    )
    if (made.status !== 0) throw new Error('The data could not be generated')
  }
  return readdirSync(folder)
    .filter((name) => name.endsWith('.csv') && !name.startsWith('truth'))
    .map((name) => join(folder, name))
}

/** Program file of a Chromium. @throws Error when there is none */
export const chromiumPath = (): string =>
  execFileSync('node', ['scripts/find-browser.mjs'], { encoding: 'utf8' }).trim()

/** Options under which Chromium starts, also for root. */
export const chromiumOptions = (executablePath: string) => ({
  executablePath,
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
})

/** Build the page into a folder of its own, so that another build or test is not disturbed. */
export function buildPage(outDir: string): void {
  const options = ['build', '--outDir', outDir, '--emptyOutDir', '--logLevel', 'warn']
  execFileSync('node', ['node_modules/vite/bin/vite.js', ...options], { stdio: 'inherit' })
}

/** A server of a built page, with the headers that a host should send. */
export interface PageServer {
  /** Ends with `/`. */
  readonly url: string
  readonly stop: () => void
}

/** Serve a folder on a free port of this machine. */
export async function servePage(root: string): Promise<PageServer> {
  const server = spawn('node', ['scripts/serve.mjs', '--root', root, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await new Promise<string>((resolve, reject) => {
    server.stdout.once('data', (line: Buffer) => {
      resolve(line.toString().trim())
    })
    server.once('exit', () => {
      reject(new Error('The server stopped'))
    })
  })
  return { url, stop: () => server.kill() }
}

/** Resident memory of the renderer process that has most, in bytes: now, and the largest since it began. 0 where the system does not say. */
export async function rendererMemory(
  browser: Browser,
): Promise<{ readonly nowBytes: number; readonly peakBytes: number }> {
  if (process.platform !== 'linux') return { nowBytes: 0, peakBytes: 0 }
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  const statuses = processInfo
    .filter((info) => info.type === 'renderer')
    .map((info) => readFileSync(`/proc/${String(info.id)}/status`, 'utf8'))
  const most = (name: string) =>
    Math.max(0, ...statuses.map((text) => Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(text)?.[1] ?? 0))) * 1024
  return { nowBytes: most('VmRSS'), peakBytes: most('VmHWM') }
}

interface LongTaskHost {
  longestTaskMs?: number
}

/** Record main-thread tasks of 50 ms and more from the first script on. */
export async function recordLongTasks(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const host = globalThis as LongTaskHost
    host.longestTaskMs = 0
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        host.longestTaskMs = Math.max(host.longestTaskMs ?? 0, Math.round(entry.duration))
    }).observe({ type: 'longtask', buffered: true })
  })
}

/**
 * Milliseconds of the longest main-thread task since the page began or this was last asked; 0 when none took 50, -1 when nothing
 * recorded them. Waits a moment, since tasks are reported after they ended.
 */
export const takeLongestTaskMs = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    await new Promise((resolve) => setTimeout(resolve, 100))
    const host = globalThis as LongTaskHost
    const longest = host.longestTaskMs ?? -1
    host.longestTaskMs = 0
    return longest
  })

/** The middle value, or the mean of the two in the middle; NaN of nothing. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  const low = sorted[Math.ceil(middle) - 1] ?? Number.NaN
  const high = sorted[Math.floor(middle)] ?? Number.NaN
  return (low + high) / 2
}

/** How a figure stands to what is promised. */
export type Verdict = 'aim met' | 'must met' | 'MUST MISSED' | 'reported' | 'not measured'

/** Hold a figure, of which less is better, against its promise; NaN was not measured, and without a must nothing is promised. */
export function verdictOn(
  figure: number,
  { must, aim }: { readonly must: number | null; readonly aim: number | null },
): Verdict {
  if (Number.isNaN(figure)) return 'not measured'
  if (must === null) return 'reported'
  if (figure > must) return 'MUST MISSED'
  return aim !== null && figure <= aim ? 'aim met' : 'must met'
}

/** Hold a figure, of which more is better, against a bound that it must lie above; NaN was not measured. */
export function verdictAbove(figure: number, must: number): Verdict {
  if (Number.isNaN(figure)) return 'not measured'
  return figure > must ? 'must met' : 'MUST MISSED'
}
