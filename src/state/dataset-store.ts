import { createStore } from 'zustand/vanilla'
import { DomainError } from '../core/domain-error.ts'
import { headerChoice, type FileChoice, type FileChoices } from '../core/ingest/file-choice.ts'
import type { ByteEncoding, FileRole } from '../core/tables/table.ts'
import type { DatasetEngine } from '../engine/dataset-engine.ts'
import type { LoadProgress } from '../protocol/dataset-api.ts'
import type { DatasetSummary, FileRefusal, LoadOutcome, ReplacedFile } from '../protocol/dataset-report.ts'
import type { ChoiceMemory } from './choice-memory.ts'
import { createLoadMeter, type LoadView } from './load-view.ts'
import {
  bookAfter,
  companions,
  EMPTY_BOOK,
  isAllAtHand,
  rereadPlan,
  withOwnNames,
  type LoadPlan,
  type SourceBook,
} from './source-book.ts'
import { asDomainError, isCancelled } from './task-error.ts'

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
  /** Files that made room for others in the last load. */
  readonly replaced: readonly ReplacedFile[]
  /** Names of the sources that can be read again. */
  readonly sourceNames: readonly string[]
  /** What was decided about each of them. */
  readonly choices: FileChoices
  /** How long the worker took for the last load that put something in: reading, then indexing. Milliseconds; `null` without data. */
  readonly timing: { readonly readMs: number; readonly indexMs: number } | null
  /** The worker died and took the data with it; `canReload` tells whether the files are still at hand. */
  readonly lost: { readonly error: DomainError; readonly canReload: boolean } | null
  readonly loadFiles: (files: readonly File[]) => Promise<void>
  readonly loadDemo: () => Promise<void>
  /** Read again the files that were loaded when the worker died. */
  readonly reload: () => Promise<void>
  /** Read one source again with another choice, and those it shares a role with as they were. Nothing is lost when it fails. */
  readonly reread: (sourceName: string, choice: FileChoice) => Promise<void>
  /** Put a file that was refused, or that replaced another one, behind the other. */
  readonly append: (sourceName: string) => Promise<void>
  /** Decode the texts of a file anew; where that needs the file, it is read again. */
  readonly setEncoding: (role: FileRole, encoding: ByteEncoding) => Promise<void>
  /** Take over what the worker now has, from a change that was not asked for here (repairs, kept data). */
  readonly take: (outcome: LoadOutcome | DatasetSummary) => void
  readonly cancelLoad: () => void
  readonly dismissRefusals: () => void
  readonly dismissReplaced: () => void
  readonly forget: () => Promise<void>
  /** Hand the kept row issues over as a CSV file. */
  readonly saveIssues: () => Promise<void>
  /** Hand all that was wrong over as a report, JSON. */
  readonly saveReport: () => Promise<void>
}

/** What the store needs from outside. */
export interface DatasetStoreHost {
  readonly engine: DatasetEngine
  readonly now: () => number
  readonly saveFile: (name: string, parts: readonly Uint8Array<ArrayBuffer>[], type: string) => void
  readonly memory: ChoiceMemory
}

const NOTHING = {
  load: { phase: 'idle' },
  summary: null,
  isDemo: false,
  refusals: [],
  replaced: [],
  sourceNames: [],
  choices: {},
  timing: null,
  lost: null,
} as const satisfies Partial<DatasetState>

const gone = (sourceName: string) =>
  new DomainError('file-unreadable', 'The file is not at hand', { fileName: sourceName })

/** A store of the loaded data. One load at a time: a second one waits for no one, it replaces the first. */
export function createDatasetStore({ engine, now, saveFile, memory }: DatasetStoreHost) {
  let controller: AbortController | null = null
  /** The load that was cancelled last: its worker may have been done before it heard of it. */
  let cancelled: AbortController | null = null
  let book: SourceBook = EMPTY_BOOK
  /** Names of the sources that were loaded when the worker died, by role. */
  let lostGroups: readonly (readonly string[])[] = []
  /** Times that everything was forgotten or lost: what was asked before brings nothing back. */
  let forgotten = 0

  const store = createStore<DatasetState>()((set, get) => {
    const fail = (error: unknown) => {
      set({ load: isCancelled(error) ? { phase: 'cancelled' } : { phase: 'failed', error: asDomainError(error) } })
    }

    const keepBook = (next: SourceBook) => {
      book = next
      set({ sourceNames: [...next.files.keys()], choices: next.choices })
    }

    /** What was said by hand about a header is used again when it comes again. */
    const rememberChoices = (plan: LoadPlan, { summary, sources }: LoadOutcome) => {
      for (const { fileName, signature } of sources) {
        const choice = headerChoice(plan.choices[fileName] ?? {})
        const isLoaded = summary?.files.some(({ sourceNames }) => sourceNames.includes(fileName)) === true
        if (isLoaded && choice !== null && signature !== null) memory.remember(signature, choice)
      }
    }

    const run = async (
      source: 'files' | 'demo',
      getPlan: (signal: AbortSignal) => Promise<LoadPlan>,
      again: readonly string[] | null = null,
    ) => {
      controller?.abort()
      const mine = new AbortController()
      controller = mine
      const meter = createLoadMeter(now)
      const era = forgotten
      const current = () => controller === mine
      /** Whether it is still the last one, cancelled or not. */
      const isLast = () => current() || (controller === null && cancelled === mine)
      const { refusals: before } = get()
      // Reading some sources again settles nothing about the others that were refused.
      const others = again === null ? [] : before.filter(({ fileName }) => !again.includes(fileName))
      set({ load: { phase: 'loading', source, view: null }, refusals: others, replaced: [], lost: null })
      try {
        const plan = await getPlan(mine.signal)
        if (!current()) return
        const onProgress = (progress: LoadProgress) => {
          if (current()) set({ load: { phase: 'loading', source, view: meter(progress) } })
        }
        const { files, choices, only } = plan
        const remembered = memory.recall()
        const options = only === undefined ? { remembered } : { remembered, only }
        const outcome = await engine.load(files, choices, onProgress, mine.signal, options)
        if (era !== forgotten) return
        if (outcome.loadedRoles.length > 0) {
          const { readMs, indexMs } = outcome
          rememberChoices(plan, outcome)
          // Also of a load whose cancel came too late: the worker has the data, so the page must not show what was there before.
          set({ summary: outcome.summary, isDemo: source === 'demo', timing: { readMs, indexMs } })
        }
        const { summary, replaced } = outcome
        const refusals = [...outcome.refusals, ...others]
        if (outcome.loadedRoles.length > 0 || isLast()) keepBook(bookAfter(book, plan, { ...outcome, refusals }))
        if (!isLast()) return
        controller = null
        set({ load: { phase: 'idle' }, summary, refusals, replaced })
      } catch (error) {
        if (!isLast()) return
        controller = null
        if (again !== null) set({ refusals: before })
        fail(error)
      }
    }

    const demoFiles = async (signal: AbortSignal): Promise<LoadPlan> => {
      const meter = createLoadMeter(now)
      const onProgress = (progress: LoadProgress) => {
        if (!signal.aborted) set({ load: { phase: 'loading', source: 'demo', view: meter(progress) } })
      }
      return { files: await engine.demoFiles(onProgress, signal), choices: {} }
    }

    const readAgain = async (groups: readonly (readonly string[])[], changes: FileChoices): Promise<void> => {
      const plan = rereadPlan(book, groups, changes, get().summary)
      if (plan === null) fail(gone(groups.flat().find((name) => !book.files.has(name)) ?? ''))
      else await run(get().isDemo ? 'demo' : 'files', () => Promise.resolve(plan), groups.flat())
    }

    const save = async (name: string, type: string, ask: () => Promise<Uint8Array<ArrayBuffer>>): Promise<void> => {
      try {
        saveFile(name, [await ask()], type)
      } catch (error) {
        fail(error)
      }
    }

    return {
      ...NOTHING,
      loadFiles: async (files) => {
        const plan = { files: withOwnNames(files), choices: {} }
        if (files.length > 0) await run('files', () => Promise.resolve(plan))
      },
      loadDemo: () => run('demo', demoFiles),
      reload: () => readAgain(lostGroups, {}),
      reread: (sourceName, choice) => readAgain([companions(get().summary, sourceName)], { [sourceName]: choice }),
      append: (sourceName) => {
        const { summary, replaced } = get()
        const before = replaced.filter(({ fileName }) => fileName === sourceName).map(({ beforeName }) => beforeName)
        const after = companions(summary, sourceName)
        const change = { [sourceName]: { ...book.choices[sourceName], join: 'append' } } as const
        return readAgain([[...before, ...after]], change)
      },
      setEncoding: async (role, encoding) => {
        const report = get().summary?.files.find((file) => file.role === role)
        if (report === undefined) return
        const names = report.sourceNames
        const changes = Object.fromEntries(names.map((name) => [name, { ...book.choices[name], encoding }]))
        if (report.byteEncoding === null) return readAgain([names], changes)
        const era = forgotten
        try {
          const summary = await engine.setEncoding(role, encoding)
          if (era !== forgotten) return
          keepBook({ files: book.files, choices: { ...book.choices, ...changes } })
          get().take(summary)
        } catch (error) {
          if (era === forgotten) fail(error)
        }
      },
      take: (change) => {
        const summary = 'loadedRoles' in change ? change.summary : change
        if (summary === null || summary.version <= (get().summary?.version ?? 0)) return
        set({ summary })
        if (!('loadedRoles' in change)) return
        const { refusals, replaced, readMs, indexMs } = change
        keepBook(bookAfter(book, { files: [], choices: {} }, change))
        set({ refusals, replaced, timing: { readMs, indexMs }, lost: null, isDemo: false })
      },
      cancelLoad: () => {
        if (controller === null) return
        cancelled = controller
        controller = null
        // Said at once: the worker stops at its next pause, and what it still tells is not listened to.
        set({ load: { phase: 'cancelled' } })
        cancelled.abort()
      },
      dismissRefusals: () => {
        set({ refusals: [] })
      },
      dismissReplaced: () => {
        set({ replaced: [] })
      },
      forget: async () => {
        controller?.abort()
        controller = null
        cancelled = null
        book = EMPTY_BOOK
        forgotten += 1
        memory.forget()
        try {
          await engine.forget()
        } finally {
          // A worker that dies over it has forgotten too.
          set(NOTHING)
        }
      },
      saveIssues: () => save('recscope-row-issues.csv', 'text/csv;charset=utf-8', () => engine.issuesCsv()),
      saveReport: () => save('recscope-report.json', 'application/json', () => engine.issuesJson()),
    }
  })

  engine.onLost((error) => {
    const { summary } = store.getState()
    lostGroups = summary?.files.map(({ sourceNames }) => sourceNames) ?? lostGroups
    forgotten += 1
    store.setState({ summary: null, timing: null, lost: { error, canReload: isAllAtHand(book, summary) } })
  })
  return store
}

export type DatasetStore = ReturnType<typeof createDatasetStore>
