import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { chromium, type Page } from '@playwright/test'
import {
  buildPage,
  chromiumOptions,
  chromiumPath,
  dataFiles,
  DEFAULT_DATA,
  recordLongTasks,
  rendererMemory,
  servePage,
  takeLongestTaskMs,
} from './support.ts'

const megabytes = (bytes: number): number => Math.round(bytes / 2 ** 20)

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

async function once(files: readonly string[], url: string, executablePath: string): Promise<JourneyTimes> {
  const browser = await chromium.launch(chromiumOptions(executablePath))
  try {
    const page = await browser.newPage({ locale: 'en-US', viewport: { width: 1440, height: 900 } })
    await recordLongTasks(page)
    await page.goto(`${url}?lang=en#/data`)
    const input = page.getByLabel('Choose CSV files')
    await input.waitFor({ state: 'attached' })
    const idleMb = megabytes((await rendererMemory(browser)).peakBytes)
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
    const longestTaskMs = await takeLongestTaskMs(page)
    return {
      loadMs,
      firstRecommendationMs,
      trainedMs,
      evaluatedMs,
      longestTaskMs,
      clientOpenP95Ms,
      idleMb,
      peakMb: megabytes((await rendererMemory(browser)).peakBytes),
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
  const executablePath = chromiumPath()
  const files = dataFiles(values.data)
  const site = mkdtempSync(join(tmpdir(), 'recscope-bench-'))
  try {
    buildPage(site)
    const server = await servePage(site)
    try {
      for (let round = 1; round <= Number(values.rounds); round += 1)
        console.log(JSON.stringify({ round, ...(await once(files, server.url, executablePath)) }))
    } finally {
      server.stop()
    }
  } finally {
    rmSync(site, { recursive: true, force: true })
  }
}
