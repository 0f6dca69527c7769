import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { bestBuild } from '../../src/platform/als-builds.ts'
import { median, verdictOn } from '../support.ts'
import { timeFit, worldOf, type FitCase } from './fit.ts'
import type { AlsHarness } from './harness.ts'
import { startImplicit } from './implicit.ts'
import { LIST_LENGTH, NOTHING, timeEase, timeFoldIns, timeLists, type TimedLists } from './lists-run.ts'

/** Lists for the first clients of a world, and what is promised against `implicit`. */
export interface ListsCase {
  readonly what: string
  readonly one: FitCase
  readonly clients: number
  readonly goal: { readonly must: number | null; readonly aim: number | null }
}

interface Bench {
  readonly page: Page
  /** Folder of the harness, where the page finds factors. */
  readonly folder: string
  readonly python: string | null
  readonly rounds: number
  readonly say: (line: string) => void
}

interface HarnessHost {
  readonly harness: AlsHarness
}

/** Clients that are folded in take less than this, in milliseconds; EASE in seconds. */
const FOLD_IN_MS = { must: 5, aim: null }
const EASE_SECONDS = { must: 3, aim: null }

function judge(figure: number, goal: ListsCase['goal']): string {
  const verdict = verdictOn(figure, goal)
  if (verdict === 'MUST MISSED') process.exitCode = 1
  return verdict
}

/** Share of the places of our lists where another engine has the same column. */
function equalShare(ours: ArrayLike<number>, others: ArrayLike<number>): number {
  let listed = 0
  let equal = 0
  for (let at = 0; at < ours.length; at += 1) {
    if (ours[at] === NOTHING) continue
    listed += 1
    if (ours[at] === others[at]) equal += 1
  }
  return equal / listed
}

/** Lists from the factors that `implicit` has just fitted, or else our own: what each client has is left out. */
export async function runLists({ what, one, clients, goal }: ListsCase, bench: Bench): Promise<void> {
  const { page, folder, python, rounds, say } = bench
  say(`\ntop ${String(LIST_LENGTH)}, ${what}: ${String(clients)} clients x ${String(one.world.columns)} columns`)
  const implicit = python === null ? null : await startImplicit(python, one)
  try {
    if (implicit !== null) say(JSON.stringify(implicit.versions))
    await implicit?.fit()
    const factors = implicit?.factors() ?? (await timeFit(one, 'fast', bestBuild())).factors
    writeFileSync(join(folder, 'clients.bin'), Float32Array.from(factors.clients.subarray(0, clients * one.factors)))
    writeFileSync(join(folder, 'columns.bin'), Float32Array.from(factors.columns))
    worldOf(one.world)
    const times = new Map<string, number[]>()
    const add = (name: string, ms: number) => times.set(name, [...(times.get(name) ?? []), ms])
    const last = new Map<string, Omit<TimedLists, 'columns'> & { readonly columns: ArrayLike<number> }>()
    const engines: readonly (() => Promise<void>)[] = [
      () => {
        const lists = timeLists(one, clients, factors)
        add(`node ${lists.kernel}`, lists.ms)
        last.set('node', lists)
        return Promise.resolve()
      },
      async () => {
        const lists = await page.evaluate(
          ([wanted, count]) => (globalThis as unknown as HarnessHost).harness.lists(wanted, count),
          [one, clients] as const,
        )
        add(`Chromium ${lists.kernel}`, lists.ms)
        last.set('Chromium', lists)
      },
      async () => {
        if (implicit !== null) add('implicit', await implicit.recommend(clients, LIST_LENGTH))
      },
    ]
    for (let round = 0; round <= rounds; round += 1) {
      for (const engine of round % 2 === 0 ? engines : engines.toReversed()) await engine()
      // The first round only warms up.
      if (round === 0) times.clear()
    }
    const base = median(times.get('implicit') ?? [])
    for (const [name, all] of times) {
      const ratio = median(all) / base
      const each = all.map((ms) => (ms / 1000).toFixed(2)).join(' ')
      const verdict = judge(ratio, name === 'implicit' ? { must: null, aim: null } : goal)
      say(
        `${name.padEnd(36)} ${(median(all) / 1000).toFixed(3)} s  [${each}]  / implicit ${ratio.toFixed(2)}  ${verdict}`,
      )
    }
    const lists = implicit?.lists()
    for (const [name, { columns, touched, undecided }] of last)
      say(
        JSON.stringify({
          name,
          touched: touched.toFixed(4),
          undecided,
          equalToNode: equalShare(columns, last.get('node')?.columns ?? []),
          equalToImplicit: lists === undefined ? null : equalShare(columns, lists),
        }),
      )
  } finally {
    implicit?.stop()
  }
}

/** Fold-in with ranking and reasons for single clients. */
export async function runFoldIns(one: FitCase, { page, say }: Pick<Bench, 'page' | 'say'>): Promise<void> {
  say(`\nfold in, rank ${String(one.world.columns)} categories, explain the top 10: ${String(one.factors)} factors`)
  const engines = {
    node: () => timeFoldIns(one),
    Chromium: () => page.evaluate((wanted) => (globalThis as unknown as HarnessHost).harness.foldIns(wanted), one),
  }
  for (const [name, engine] of Object.entries(engines)) {
    const sorted = (await engine()).toSorted((a, b) => a - b)
    const high = sorted[Math.ceil(0.95 * sorted.length) - 1] ?? Number.NaN
    const middle = median(sorted)
    say(
      `${name.padEnd(36)} median ${middle.toFixed(2)} ms  95th percentile ${high.toFixed(2)} ms  ${judge(high, FOLD_IN_MS)}`,
    )
  }
}

/** EASE on all columns as categories. */
export async function runEase(
  world: FitCase['world'],
  { page, rounds, say }: Pick<Bench, 'page' | 'rounds' | 'say'>,
): Promise<void> {
  say(`\nEASE on ${String(world.columns)} categories`)
  const engines = {
    node: () => timeEase(world),
    Chromium: () => page.evaluate((wanted) => (globalThis as unknown as HarnessHost).harness.ease(wanted), world),
  }
  for (const [name, engine] of Object.entries(engines)) {
    const all: number[] = []
    for (let round = 0; round < rounds; round += 1) all.push((await engine()) / 1000)
    const each = all.map((seconds) => seconds.toFixed(2)).join(' ')
    say(`${name.padEnd(36)} ${median(all).toFixed(3)} s  [${each}]  ${judge(median(all), EASE_SECONDS)}`)
  }
}
