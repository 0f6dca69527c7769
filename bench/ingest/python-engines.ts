import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ENGINE, type Engine, type Sample } from './engine.ts'
import type { ShopFiles } from './files.ts'

const SCRIPT = 'bench/ingest/native.py'

/** A Python interpreter, with the versions of the libraries that it has. */
export interface PythonHome {
  readonly python: string
  readonly versions: Readonly<Record<string, string>>
  readonly dispose: () => void
}

interface Ran {
  readonly ok: boolean
  readonly stdout: string
  /** The last line of what it complained about. */
  readonly complaint: string
}

function run(program: string, args: readonly string[]): Ran {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 2 ** 26 })
  if (error !== undefined) return { ok: false, stdout: '', complaint: error.message }
  return { ok: status === 0, stdout, complaint: stderr.trim().split('\n').at(-1) ?? '' }
}

function withVersions(python: string, dispose: () => void): PythonHome {
  const { ok, stdout, complaint } = run(python, [SCRIPT, 'versions'])
  if (!ok) throw new Error(`${python} does not run: ${complaint}`)
  return { python, versions: JSON.parse(stdout) as Record<string, string>, dispose }
}

/**
 * The interpreter that was named, or a throw-away environment with the newest pandas, polars and duckdb that install here.
 *
 * @param say told, in words, what is skipped
 * @returns `null` when there is no Python to make one with
 */
export function preparePython(named: string | undefined, say: (line: string) => void): PythonHome | null {
  if (named !== undefined) return withVersions(named, () => undefined)
  const base = ['python3', 'python'].find((name) => run(name, ['--version']).ok)
  if (base === undefined) {
    say('Skipped pandas, polars and duckdb: there is no Python here')
    return null
  }
  const home = mkdtempSync(join(tmpdir(), 'recscope-python-'))
  const dispose = () => {
    rmSync(home, { recursive: true, force: true })
  }
  const made = run(base, ['-m', 'venv', home])
  if (!made.ok) {
    say(`Skipped pandas, polars and duckdb: no environment could be made (${made.complaint})`)
    dispose()
    return null
  }
  const python = join(home, ...(process.platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python']))
  for (const name of ['pandas', 'polars', 'duckdb']) {
    const installed = run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', name])
    if (!installed.ok) say(`Skipped ${name}: it does not install (${installed.complaint})`)
  }
  return withVersions(python, dispose)
}

/** Every library that is there, each run in a process of its own. */
export function pythonEngines({ python, versions }: PythonHome, files: ShopFiles): readonly Engine[] {
  const names = [ENGINE.pandas, ENGINE.pandasDates, ENGINE.notebook, ENGINE.polars, ENGINE.duckdb]
  return names
    .filter((name) => Object.keys(versions).some((library) => name.startsWith(library)))
    .map((name) => ({
      name,
      isOurs: false,
      reads: name === ENGINE.notebook ? ('four files' as const) : ('actions' as const),
      run: () => {
        const { ok, stdout, complaint } = run(python, [SCRIPT, name, JSON.stringify(files.paths)])
        if (!ok) throw new Error(complaint)
        return JSON.parse(stdout) as Sample
      },
    }))
}
