import { createStore } from 'zustand/vanilla'
import type { DomainError } from '../core/domain-error.ts'
import type { DatasetEngine } from '../engine/dataset-engine.ts'
import type { LoadProgress } from '../protocol/dataset-api.ts'
import type { LoadOutcome } from '../protocol/dataset-report.ts'
import type { KeptState } from '../protocol/kept-data.ts'
import { asDomainError, isCancelled } from './task-error.ts'
import { createRateMeter, type TaskView } from './task-rate.ts'
import type { VisitMemory } from './visit-memory.ts'

/** For how many days data can be kept. */
export const KEPT_DAYS = [1, 7, 30] as const
/** One of the choices of days. */
export type KeptDays = (typeof KEPT_DAYS)[number]

/** What is being done with kept data. */
export type KeptTask =
  | { readonly phase: 'idle' }
  | { readonly phase: 'keeping' | 'reopening'; readonly view: TaskView | null }
  /** Everything was written; until it is dismissed. */
  | { readonly phase: 'done' }
  /** Another tab is at it. */
  | { readonly phase: 'busy' }
  | { readonly phase: 'failed'; readonly error: DomainError }

type DroppedReason = Extract<KeptState, { readonly state: 'dropped' }>['reason']
const DROPPED_REASONS: readonly DroppedReason[] = ['damaged', 'unfinished', 'expired', 'other-version']

/** Why kept data was deleted instead of opened; `undefined` of any other failure. */
const droppedReason = ({ code, details }: DomainError): DroppedReason | undefined =>
  code === 'kept-data-unusable' ? DROPPED_REASONS.find((reason) => reason === details['reason']) : undefined

/** What is kept on this device, as far as the page knows. */
export interface KeptStoreState {
  /** What the last look found; `null` before the first. */
  readonly found: KeptState | null
  /** Data that was found unusable and deleted, until that is dismissed. */
  readonly dropped: DroppedReason | null
  readonly task: KeptTask
  /** The analyst does not want to be asked in this visit. */
  readonly declined: boolean
  /** What the last reopening gave. */
  readonly reopened: LoadOutcome | null
  readonly look: () => Promise<void>
  readonly keep: (days: KeptDays) => Promise<void>
  readonly reopen: () => Promise<void>
  /** Stop keeping or reopening. */
  readonly cancel: () => void
  /** Other data is being loaded: what was kept is not wanted on top of it. */
  readonly stopReopening: () => void
  readonly decline: () => void
  /** Take the last message away. */
  readonly dismiss: () => void
  /** Delete what is kept; whether nothing is left says `found`. */
  readonly forget: () => Promise<void>
}

/** What the store needs from outside. */
export interface KeptStoreHost {
  readonly engine: Pick<DatasetEngine, 'keep' | 'keptState' | 'reopen' | 'forgetKept'>
  readonly now: () => number
  /** Whether the question was turned down in this visit. */
  readonly visit: VisitMemory
}

/**
 * Whether to ask to keep the loaded data, or to put it in the place of what is kept: once, never of made-up data, and never
 * where it cannot be done.
 */
export function keptQuestion(
  { found, declined, task }: Pick<KeptStoreState, 'found' | 'declined' | 'task'>,
  data: { readonly fingerprint: string; readonly isDemo: boolean } | null,
): 'keep' | 'update' | null {
  if (data === null || data.isDemo || declined || found === null || task.phase !== 'idle') return null
  if (found.state === 'kept') return found.data.fingerprint === data.fingerprint ? null : 'update'
  return found.state === 'none' || found.state === 'dropped' ? 'keep' : null
}

/** A store of what is kept on this device. One task at a time. */
export function createKeptStore({ engine, now, visit }: KeptStoreHost) {
  let controller: AbortController | null = null

  return createStore<KeptStoreState>()((set, get) => {
    const take = (found: KeptState) => {
      set(found.state === 'dropped' ? { found, dropped: found.reason } : { found })
    }
    const look = async () => {
      try {
        take(await engine.keptState())
      } catch {
        // The worker died over it: whatever is kept stays there, and is offered at the next visit.
        take({ state: 'unavailable' })
      }
    }

    const run = async (
      phase: 'keeping' | 'reopening',
      work: (onProgress: (progress: LoadProgress) => void, signal: AbortSignal) => Promise<Partial<KeptStoreState>>,
    ) => {
      controller?.abort()
      const mine = new AbortController()
      controller = mine
      const current = () => controller === mine
      const meter = createRateMeter(now)
      set({ task: { phase, view: null }, dropped: null })
      try {
        const change = await work((progress) => {
          if (current()) set({ task: { phase, view: meter(progress) } })
        }, mine.signal)
        if (current()) set({ task: { phase: 'idle' }, ...change })
      } catch (error) {
        if (!current()) return
        const failure = asDomainError(error)
        const dropped = droppedReason(failure)
        if (dropped !== undefined) set({ task: { phase: 'idle' }, dropped })
        else set({ task: isCancelled(error) ? { phase: 'idle' } : { phase: 'failed', error: failure } })
        await look()
      } finally {
        if (current()) controller = null
      }
    }

    return {
      found: null,
      dropped: null,
      task: { phase: 'idle' },
      declined: visit.isSet(),
      reopened: null,
      look,
      keep: (days) =>
        run('keeping', async (onProgress, signal) => {
          const found = await engine.keep(days, onProgress, signal)
          return found.state === 'kept' ? { found, task: { phase: 'done' } } : { task: { phase: 'busy' } }
        }),
      reopen: () =>
        run('reopening', async (onProgress, signal) => ({ reopened: await engine.reopen(onProgress, signal) })),
      cancel: () => {
        controller?.abort()
      },
      stopReopening: () => {
        if (get().task.phase === 'reopening') controller?.abort()
      },
      decline: () => {
        visit.set(true)
        set({ declined: true })
      },
      dismiss: () => {
        set({ task: { phase: 'idle' }, dropped: null })
      },
      forget: async () => {
        controller?.abort()
        controller = null
        visit.set(false)
        set({ task: { phase: 'idle' }, dropped: null, declined: false, reopened: null })
        try {
          const found = await engine.forgetKept()
          if (found.state === 'busy') set({ task: { phase: 'busy' } })
          else take(found)
        } catch (error) {
          set({ task: { phase: 'failed', error: asDomainError(error) } })
          await look()
        }
      },
    }
  })
}

/** The store of what is kept on this device. */
export type KeptStore = ReturnType<typeof createKeptStore>
