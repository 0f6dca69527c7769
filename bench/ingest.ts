import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { makeBigFile } from './ingest/big-file.ts'
import { browserEngines, dropActions, type BrowserBench } from './ingest/browser-engines.ts'
import type { Engine, Sample } from './ingest/engine.ts'
import { shopFiles, type ShopFiles } from './ingest/files.ts'
import { preparePython, pythonEngines } from './ingest/python-engines.ts'
import { engineTable, judge, targetTable, type Measured } from './ingest/report.ts'
import { buildSite } from './site.ts'
import { chromiumPath, dataFiles, DEFAULT_DATA, servePage } from './support.ts'

const say = (line: string): void => {
  console.log(line)
}
const sayJson = (value: unknown): void => {
  say(JSON.stringify(value, (_, item: unknown) => (typeof item === 'number' ? Math.round(item * 1000) / 1000 : item)))
}

/** Run every engine once a round, forwards and backwards by turns, one at a time; the first round only warms up. */
async function measure(engines: readonly Engine[], rounds: number): Promise<Measured> {
  const measured = new Map<string, Sample[]>()
  const broken = new Set<string>()
  for (let round = 0; round <= rounds; round += 1) {
    for (const { name, isOurs, run } of round % 2 === 0 ? engines : engines.toReversed()) {
      if (broken.has(name)) continue
      try {
        const sample = await run()
        sayJson({ round: round === 0 ? 'warm-up' : round, engine: name, ...sample })
        if (round > 0) measured.set(name, [...(measured.get(name) ?? []), sample])
      } catch (error) {
        // One engine that does not run is no reason to lose the others.
        sayJson({ skipped: name, because: (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] })
        broken.add(name)
        measured.delete(name)
        if (isOurs) process.exitCode = 1
      }
    }
  }
  return measured
}

async function compare(bench: BrowserBench, files: ShopFiles, options: { rounds: number; python: string | undefined }) {
  const python = preparePython(options.python, say)
  try {
    if (python !== null) sayJson({ versions: python.versions })
    const engines = [...browserEngines(bench, files), ...(python === null ? [] : pythonEngines(python, files))]
    const measured = await measure(engines, options.rounds)
    const judged = judge(measured)
    for (const one of judged) sayJson(one)
    say(`\n${engineTable(engines, measured, files.bytes)}\n\n${targetTable(judged)}`)
    return judged
  } finally {
    python?.dispose()
  }
}

/** Drop an action file of over 2 GiB on the page: it must load, and the tab must live. */
async function loadBig(bench: BrowserBench, files: ShopFiles): Promise<void> {
  const big = await makeBigFile(files.paths.actions)
  try {
    sayJson({ bigFile: big.path, bytes: big.bytes, rows: big.rows })
    const sample = await dropActions(bench, { ...files, paths: { ...files.paths, actions: big.path } })
    sayJson({ engine: 'recscope page, big action file', ...sample })
  } finally {
    big.dispose()
  }
}

/**
 * How fast files become tables, against other tools on the same files in the same run, and whether that keeps the promises.
 * The process fails when a must is missed.
 */
export async function ingest(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      data: { type: 'string', default: DEFAULT_DATA },
      rounds: { type: 'string', default: '3' },
      python: { type: 'string' },
      big: { type: 'boolean', default: false },
      'no-fail': { type: 'boolean', default: false },
    },
  })
  const rounds = Number(values.rounds)
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error('--rounds is a whole number from 1')
  const files = shopFiles(dataFiles(values.data))
  const executablePath = chromiumPath()
  const site = mkdtempSync(join(tmpdir(), 'recscope-bench-'))
  try {
    const datasetUrl = await buildSite(site)
    const server = await servePage(site)
    try {
      sayJson({ bytes: files.bytes, cores: cpus().length, node: process.version })
      const bench = { url: server.url, datasetUrl, executablePath }
      if (values.big) await loadBig(bench, files)
      else {
        const judged = await compare(bench, files, { rounds, python: values.python })
        if (judged.some(({ verdict }) => verdict === 'MUST MISSED')) process.exitCode = 1
      }
    } finally {
      server.stop()
    }
  } finally {
    rmSync(site, { recursive: true, force: true })
  }
  if (values['no-fail']) process.exitCode = 0
}
