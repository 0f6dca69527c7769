import { pythonHome, run, type PythonHome } from '../python.ts'
import { ENGINE, type Engine, type Sample } from './engine.ts'
import type { ShopFiles } from './files.ts'

const SCRIPT = 'bench/ingest/native.py'
/** A Python interpreter, with the versions of the libraries that it has. */
export interface PeerPython extends PythonHome {
  readonly versions: Readonly<Record<string, string>>
}

const PEERS = ['pandas', 'polars', 'duckdb']

/** An interpreter with the peers that install here, `null` without Python. */
export function preparePython(named: string | undefined, say: (line: string) => void): PeerPython | null {
  const home = pythonHome(named, PEERS, say)
  if (home === null) return null
  const { ok, stdout, complaint } = run(home.python, [SCRIPT, 'versions'])
  if (!ok) throw new Error(`${home.python} does not run: ${complaint}`)
  return { ...home, versions: JSON.parse(stdout) as Record<string, string> }
}

/** Every library that is there, each run in a process of its own. */
export function pythonEngines({ python, versions }: PeerPython, files: ShopFiles): readonly Engine[] {
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
