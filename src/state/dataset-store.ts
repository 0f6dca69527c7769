import { createStore } from 'zustand/vanilla'
import type { DomainError } from '../core/domain-error.ts'
import type { FileRole } from '../core/tables/table.ts'
import type { DatasetEngine } from '../engine/dataset-engine.ts'
import type { LoadProgress } from '../protocol/dataset-api.ts'
import type { DatasetSummary, FileRefusal } from '../protocol/dataset-report.ts'
import { asDomainError, isCancelled } from './task-error.ts'
import { createRateMeter, SETTLE_MS, type TaskView } from './task-rate.ts'

/** A load under way: how far, and the rows of each file so far. */
export interface LoadView extends TaskView {
  readonly fileName: string
  readonly rows: number
  readonly rowsPerSecond: number | null
  readonly rowsByRole: ReadonlyMap<FileRole, number>
}

/** What is happening to the files. */
export type LoadPhase =
  | { readonly phase: 'idle' }
  | { readonly phase: 'loading'; readonly source: 'files' | 'demo'; readonly view: LoadView | null }
  | { readonly phase: 'cancelled' }
  | { readonly phase: 'failed'; readonly error: DomainError }

/** The loaded data, as far as the page knows it. Tables stay in the worker. */
export interface DatasetState {
  readonly load: LoadPhase
  /** What is loaded now; a load that fails or is cancelled leaves it as it was. */
  readonly summary: DatasetSummary | null
  /** Whether what is loaded came from the generator. */
  readonly isDemo: boolean
  /** Files that the last load refused. */
  readonly refusals: readonly FileRefusal[]
  /** How long the worker took for the last load that put something in: reading, then indexing. Milliseconds; `null` without data. */
  readonly timing: { readonly readMs: number; readonly indexMs: number } | null
  /** The worker died and took the data with it; `canReload` tells whether the files are still at hand. */
  readonly lost: { readonly error: DomainError; readonly canReload: boolean } | null
  readonly loadFiles: (files: readonly File[]) => Promise<void>
  readonly loadDemo: () => Promise<void>
  /** Read again the files that were loaded when the worker died. */
  readonly reload: () => Promise<void>
  readonly cancelLoad: () => void
  readonly dismissRefusals: () => void
  readonly forget: () => Promise<void>
  /** Hand the kept row issues over as a CSV file. */
  readonly saveIssues: () => Promise<void>
}

/** What the store needs from outside. */
export interface DatasetStoreHost {
  readonly engine: DatasetEngine
  readonly now: () => number
  readonly saveFile: (name: string, parts: readonly Uint8Array<ArrayBuffer>[], type: string) => void
}

function createLoadMeter(now: () => number): (progress: LoadProgress) => LoadView {
  const meter = createRateMeter(now)
  const startMs = now()
  const rowsByRole = new Map<FileRole, number>()
  return (progress) => {
    if (progress.role !== null) rowsByRole.set(progress.role, progress.rowsInFile)
    const elapsedMs = now() - startMs
    return {
      ...meter(progress),
      fileName: progress.fileName,
      rows: progress.rowsInAll,
      rowsPerSecond: elapsedMs < SETTLE_MS || progress.rowsInAll === 0 ? null : (progress.rowsInAll / elapsedMs) * 1000,
      rowsByRole: new Map(rowsByRole),
    }
  }
}

/** A store of the loaded data. One load at a time: a second one waits for no one, it replaces the first. */
export function createDatasetStore({ engine, now, saveFile }: DatasetStoreHost) {
  let controller: AbortController | null = null
  /** The files behind what is loaded, the last of each name, to read them again after a crash. */
  let sources: readonly File[] = []
  /** Times that everything was forgotten or lost: what was asked before brings nothing back. */
  let forgotten = 0

  const store = createStore<DatasetState>()((set, get) => {
    const run = async (source: 'files' | 'demo', getFiles: (signal: AbortSignal) => Promise<readonly File[]>) => {
      controller?.abort()
      const mine = new AbortController()
      controller = mine
      const meter = createLoadMeter(now)
      const era = forgotten
      const current = () => controller === mine
      set({ load: { phase: 'loading', source, view: null }, refusals: [], lost: null })
      try {
        const files = await getFiles(mine.signal)
        if (!current()) return
        const onProgress = (progress: LoadProgress) => {
          if (current()) set({ load: { phase: 'loading', source, view: meter(progress) } })
        }
        const outcome = await engine.load(files, onProgress, mine.signal)
        if (era !== forgotten) return
        const loaded = outcome.loadedRoles.length > 0
        if (loaded) {
          const kept = new Set(outcome.summary?.files.map((file) => file.fileName))
          const byName = new Map([...sources, ...files].map((file) => [file.name, file]))
          sources = [...byName.values()].filter((file) => kept.has(file.name))
          const { readMs, indexMs } = outcome
          // Also of a load whose cancel came too late: the worker has the data, so the page must not show what was there before.
          set({ summary: outcome.summary, isDemo: source === 'demo', timing: { readMs, indexMs } })
        }
        if (!current()) return
        controller = null
        set({ load: { phase: 'idle' }, summary: outcome.summary, refusals: outcome.refusals })
      } catch (error) {
        if (!current()) return
        controller = null
        set({ load: isCancelled(error) ? { phase: 'cancelled' } : { phase: 'failed', error: asDomainError(error) } })
      }
    }

    const demoFiles = (signal: AbortSignal) => {
      const meter = createLoadMeter(now)
      return engine.demoFiles((progress) => {
        if (!signal.aborted) set({ load: { phase: 'loading', source: 'demo', view: meter(progress) } })
      }, signal)
    }

    return {
      load: { phase: 'idle' },
      summary: null,
      isDemo: false,
      refusals: [],
      timing: null,
      lost: null,
      loadFiles: (files) => (files.length === 0 ? Promise.resolve() : run('files', () => Promise.resolve(files))),
      loadDemo: () => run('demo', demoFiles),
      reload: () => run(get().isDemo ? 'demo' : 'files', () => Promise.resolve(sources)),
      cancelLoad: () => {
        controller?.abort()
      },
      dismissRefusals: () => {
        set({ refusals: [] })
      },
      forget: async () => {
        controller?.abort()
        controller = null
        sources = []
        forgotten += 1
        try {
          await engine.forget()
        } finally {
          // A worker that dies over it has forgotten too.
          set({ load: { phase: 'idle' }, summary: null, refusals: [], isDemo: false, timing: null, lost: null })
        }
      },
      saveIssues: async () => {
        try {
          saveFile('recscope-row-issues.csv', [await engine.issuesCsv()], 'text/csv;charset=utf-8')
        } catch (error) {
          set({ load: { phase: 'failed', error: asDomainError(error) } })
        }
      },
    }
  })

  engine.onLost((error) => {
    const hadData = store.getState().summary !== null
    forgotten += 1
    store.setState({ summary: null, timing: null, lost: { error, canReload: hadData && sources.length > 0 } })
  })
  return store
}

export type DatasetStore = ReturnType<typeof createDatasetStore>
