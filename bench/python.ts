import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A Python interpreter. */
export interface PythonHome {
  readonly python: string
  readonly dispose: () => void
}

interface Ran {
  readonly ok: boolean
  readonly stdout: string
  /** The last line of what it complained about. */
  readonly complaint: string
}

/** Run a program to its end. */
export function run(program: string, args: readonly string[]): Ran {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 2 ** 26 })
  if (error !== undefined) return { ok: false, stdout: '', complaint: error.message }
  return { ok: status === 0, stdout, complaint: stderr.trim().split('\n').at(-1) ?? '' }
}

/**
 * The interpreter that was named, or a throw-away environment with the newest of some libraries that install here.
 *
 * @param say told, in words, what is skipped
 * @returns `null` when there is no Python to make one with
 */
export function pythonHome(
  named: string | undefined,
  libraries: readonly string[],
  say: (line: string) => void,
): PythonHome | null {
  if (named !== undefined) return { python: named, dispose: () => undefined }
  const all = libraries.join(', ')
  const base = ['python3', 'python'].find((name) => run(name, ['--version']).ok)
  if (base === undefined) {
    say(`Skipped ${all}: there is no Python here`)
    return null
  }
  const home = mkdtempSync(join(tmpdir(), 'recscope-python-'))
  const dispose = () => {
    rmSync(home, { recursive: true, force: true })
  }
  const made = run(base, ['-m', 'venv', home])
  if (!made.ok) {
    say(`Skipped ${all}: no environment could be made (${made.complaint})`)
    dispose()
    return null
  }
  const python = join(home, ...(process.platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python']))
  for (const name of libraries) {
    const installed = run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', name])
    if (!installed.ok) say(`Skipped ${name}: it does not install (${installed.complaint})`)
  }
  return { python, dispose }
}
