import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { setFlagsFromString } from 'node:v8'
import { chromium, type Browser, type Page } from '@playwright/test'
import { lossOf, startOf, settingsOf, timeFit, worldOf, type FitCase } from './als/fit.ts'
import type { AlsHarness } from './als/harness.ts'
import { startImplicit } from './als/implicit.ts'
import { runEase, runFoldIns, runLists, type ListsCase } from './als/lists.ts'
import type { AlsFactors } from '../src/core/models/als/arithmetic.ts'
import { relativeError } from '../src/core/matrix/relative-error.fixture.ts'
import { iterateAls } from '../src/core/models/als/train.ts'
import { uncontrolled } from '../src/core/task-control.ts'
import { bestBuild, type AlsBuild } from '../src/platform/als-builds.ts'
import { quality } from './als/quality.ts'
import { pythonHome } from './python.ts'
import { buildHarness } from './site.ts'
import { buildPage, chromiumOptions, chromiumPath, median, servePage, verdictOn } from './support.ts'

const say = (line: string) => {
  console.log(line)
}

/** Clients and categories of a shop, and a long list of keywords. */
const SHOP = { clients: 30_000, columns: 1667, events: 600_000, seed: 1 }
const WORDS = { clients: 60_000, columns: 100_000, events: 700_000, seed: 2 }

interface Judged {
  readonly what: string
  readonly one: FitCase
  readonly parity: { readonly must: number; readonly aim: number }
  readonly fast: { readonly must: number; readonly aim: number }
}

const fitCase = (world: FitCase['world'], factors: number): FitCase => ({
  world,
  factors,
  iterations: 15,
  alpha: 10,
  lambda: 0.01,
})

/** DESIGN, section 7, the rows of one thread. */
const CASES: readonly Judged[] = [
  { what: 'shop, 64', one: fitCase(SHOP, 64), parity: { must: 0.6, aim: 0.45 }, fast: { must: 0.45, aim: 0.33 } },
  { what: 'shop, 128', one: fitCase(SHOP, 128), parity: { must: 0.85, aim: 0.7 }, fast: { must: 0.7, aim: 0.55 } },
  { what: 'words, 64', one: fitCase(WORDS, 64), parity: { must: 1, aim: 0.5 }, fast: { must: 1, aim: 0.5 } },
]

/** DESIGN, section 7: lists for all clients; of the long list of keywords for a third, as a ranking task with much to prune. */
const LISTS: readonly ListsCase[] = [
  { what: 'shop, 64 factors', one: fitCase(SHOP, 64), clients: SHOP.clients, goal: { must: 0.4, aim: 0.2 } },
  { what: 'words, 64 factors', one: fitCase(WORDS, 64), clients: 20_000, goal: { must: null, aim: null } },
]

const NO_GOAL = { must: null, aim: null }

/** Node 20 has relaxed SIMD behind a flag, later ones have it as browsers do. The portable build is reported beside it. */
const nodeBuilds = (): readonly AlsBuild[] => [...new Set<AlsBuild>([bestBuild() ?? 'wasm-simd', 'wasm-simd'])]

interface HarnessHost {
  readonly harness: AlsHarness
}

async function openPage(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage()
  await page.goto(`${url}bench/harness.html`)
  await page.waitForLoadState('networkidle')
  return page
}

/** How far float32 factors lie from the float64 twin of the same arithmetic. */
async function distances(one: FitCase, others: Readonly<Record<string, AlsFactors>>): Promise<void> {
  const csr = worldOf(one.world)
  const twin = await iterateAls(csr, settingsOf(one, 'parity'), startOf(csr, one.factors), uncontrolled, {
    isLossLast: true,
  })
  for (const [name, { clients }] of Object.entries(others))
    say(JSON.stringify({ fromFloat64: name, clientFactors: relativeError(clients, twin.clients).toExponential(2) }))
}

async function runCase({ what, one, parity, fast }: Judged, page: Page, python: string | null, rounds: number) {
  const csr = worldOf(one.world)
  say(`\n${what} factors: ${String(csr.rows)} x ${String(csr.cols)}, ${String(csr.colIdx.length)} entries`)
  const implicit = python === null ? null : await startImplicit(python, one)
  try {
    if (implicit !== null) say(JSON.stringify(implicit.versions))
    const times = new Map<string, number[]>()
    const add = (name: string, ms: number) => times.set(name, [...(times.get(name) ?? []), ms])
    const losses = new Map<string, number>()
    const factors: Record<string, AlsFactors> = {}
    const engines: readonly (() => Promise<void>)[] = [
      ...(['parity', 'fast'] as const).flatMap((solver) => [
        ...nodeBuilds().map((build) => async () => {
          const fit = await timeFit(one, solver, build)
          add(`node ${fit.kernel} ${solver}`, fit.ms)
          losses.set(`node ${fit.kernel} ${solver}`, fit.loss)
          if (solver === 'parity') factors[`node ${fit.kernel} parity`] = fit.factors
        }),
        async () => {
          const fit = await page.evaluate(
            ([wanted, kind]) => (globalThis as unknown as HarnessHost).harness.fit(wanted, kind),
            [one, solver] as const,
          )
          add(`Chromium ${fit.kernel} ${solver}`, fit.ms)
          losses.set(`Chromium ${solver}`, fit.loss)
        },
      ]),
      async () => {
        if (implicit === null) return
        add('implicit', await implicit.fit())
      },
    ]
    for (let round = 0; round <= rounds; round += 1) {
      for (const engine of round % 2 === 0 ? engines : engines.toReversed()) await engine()
      // The first round only warms up.
      if (round === 0) times.clear()
    }
    if (implicit !== null) {
      factors['implicit'] = implicit.factors()
      losses.set('implicit', lossOf(one, factors['implicit']))
    }
    for (const [name, loss] of losses) say(JSON.stringify({ loss: name, value: loss }))
    const base = median(times.get('implicit') ?? [])
    for (const [name, all] of times) {
      const ratio = median(all) / base
      const isPortable = name.startsWith('node wasm-simd') && bestBuild() !== 'wasm-simd'
      const goal = name === 'implicit' || isPortable ? NO_GOAL : name.endsWith('parity') ? parity : fast
      const verdict = verdictOn(ratio, goal)
      if (verdict === 'MUST MISSED') process.exitCode = 1
      const rounded = all.map((ms) => (ms / 1000).toFixed(2)).join(' ')
      say(
        `${name.padEnd(36)} ${(median(all) / 1000).toFixed(3)} s  [${rounded}]  / implicit ${ratio.toFixed(2)}  ${verdict}`,
      )
    }
    if (one.factors === 64 && one.world === SHOP) await distances(one, factors)
  } finally {
    implicit?.stop()
  }
}

/** ALS in the kernel beside native implicit: same matrix, same initial factors, one thread each, alternating rounds. */
async function engines(parts: readonly string[], rounds: number, python: string | undefined): Promise<void> {
  const home = pythonHome(python, ['implicit'], say)
  const site = mkdtempSync(join(tmpdir(), 'recscope-bench-'))
  const browser = await chromium.launch(chromiumOptions(chromiumPath()))
  try {
    buildPage(site)
    await buildHarness(site, 'bench/als/harness.ts', false)
    const server = await servePage(site)
    try {
      say(JSON.stringify({ cores: cpus().length, node: process.version, browser: browser.version() }))
      for (const one of parts.includes('speed') ? CASES : []) {
        const page = await openPage(browser, server.url)
        await runCase(one, page, home?.python ?? null, rounds)
        await page.close()
      }
      if (!parts.includes('lists')) return
      const page = await openPage(browser, server.url)
      const bench = { page, folder: join(site, 'bench'), python: home?.python ?? null, rounds, say }
      for (const one of LISTS) await runLists(one, bench)
      for (const factors of [32, 64]) await runFoldIns(fitCase(SHOP, factors), bench)
      await runEase(SHOP, bench)
    } finally {
      server.stop()
    }
  } finally {
    await browser.close()
    home?.dispose()
    rmSync(site, { recursive: true, force: true })
  }
}

/** What is measured, by the names that `--only` takes. */
const PARTS = ['speed', 'lists', 'quality'] as const

/** How fast ALS is, and how good. */
export async function als(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rounds: { type: 'string', default: '3' },
      python: { type: 'string' },
      only: { type: 'string', default: PARTS.join(',') },
      scale: { type: 'string', default: '0.1' },
    },
  })
  const rounds = Number(values.rounds)
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error('--rounds is a whole number from 1')
  const parts: readonly string[] = values.only.split(',')
  const unknown = parts.filter((part) => !PARTS.some((name) => name === part))
  if (unknown.length > 0) throw new Error(`--only takes ${PARTS.join(', ')}; not ${unknown.join(', ')}`)
  if (process.version.startsWith('v20.')) setFlagsFromString('--experimental-wasm-relaxed-simd')
  if (parts.includes('speed') || parts.includes('lists')) await engines(parts, rounds, values.python)
  if (parts.includes('quality')) await quality(Number(values.scale))
}
