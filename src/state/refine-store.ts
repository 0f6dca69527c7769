import { createStore } from 'zustand/vanilla'
import { DomainError } from '../core/domain-error.ts'
import type { AlsSettings } from '../core/models/recipe.ts'
import type { RefineProgress } from '../core/models/refine/refine-als.ts'
import { refinedSettings } from '../core/models/refine/refine-grid.ts'
import type { EvidenceSettings } from '../core/signals/evidence.ts'
import type { DatasetEngine } from '../engine/dataset-engine.ts'
import type { ModelEngine } from '../engine/model-engine.ts'
import type { RefinementResult } from '../protocol/model-api.ts'
import type { WhenIdle } from './idle-watch.ts'
import type { RefineOutlook, RefineSubject } from './refine-outlook.ts'
import { asDomainError, isCancelled } from './task-error.ts'
import { createRateMeter, type TaskView } from './task-rate.ts'

/** How far a refinement is. */
interface RefineView extends TaskView {
  /** Position of the candidate at work, `[0, candidates)`. */
  readonly candidate: number
  readonly candidates: number
}

/** A refinement under way, or how it ended without a result. */
export type RefineRun =
  | { readonly phase: 'idle' }
  | { readonly phase: 'running'; readonly view: RefineView | null }
  | { readonly phase: 'cancelled' }
  | { readonly phase: 'failed'; readonly error: DomainError }

/** What came of a refinement, with the data and settings that it is about. */
export interface RefineResult extends RefinementResult {
  readonly key: string
  readonly dataFingerprint: string
  readonly evidence: EvidenceSettings
  /** The chosen candidate for all days; `null` when nothing is clearly better than Best default. */
  readonly offer: AlsSettings | null
}

/** Settings near Best default that are tried while nobody needs the page. */
export interface RefineState {
  readonly outlook: RefineOutlook
  readonly run: RefineRun
  /** The last one; it stays while the analyst tries other settings on the same data. */
  readonly result: RefineResult | null
  /** Something changed in the data or the model: go on, stop, or wait for the page to be idle. */
  readonly follow: (outlook: RefineOutlook) => void
  /** Other data is loaded, or none. */
  readonly dataChanged: (fingerprint: string | null) => void
  /** Do not wait until the page is idle. */
  readonly refineNow: () => Promise<void>
  /** Stop, and do not begin again by itself with this data and evidence. */
  readonly cancel: () => void
}

/** What the store needs from outside. */
export interface RefineStoreHost {
  readonly datasetEngine: DatasetEngine
  readonly modelEngine: ModelEngine
  readonly now: () => number
  readonly whenIdle: WhenIdle
}

const IDLE: RefineRun = { phase: 'idle' }

const keyOf = (outlook: RefineOutlook): string | null => (outlook.kind === 'possible' ? outlook.subject.key : null)

function stopIfAborted({ aborted }: AbortSignal): void {
  if (aborted) throw new DomainError('cancelled', 'Cancelled between two calls')
}

/** A store of the refinement. Whatever the analyst asks for goes first: a run that starts ends a refinement, which begins again later. */
export function createRefineStore({ datasetEngine, modelEngine, now, whenIdle }: RefineStoreHost) {
  let controller: AbortController | null = null
  let stopWaiting: () => void = () => undefined
  /** What the analyst cancelled. */
  let declinedKey: string | null = null

  return createStore<RefineState>()((set, get) => {
    const tryAll = async ({ evidence: settings, fold }: RefineSubject, signal: AbortSignal) => {
      const meter = createRateMeter(now)
      const { evidenceId, evidence } = await datasetEngine.evidence(settings, fold.training)
      stopIfAborted(signal)
      const { truth } = await datasetEngine.truth(evidenceId, fold.test)
      stopIfAborted(signal)
      const onProgress = (progress: RefineProgress) => {
        const { candidate, candidates } = progress
        if (!signal.aborted) set({ run: { phase: 'running', view: { ...meter(progress), candidate, candidates } } })
      }
      const found = await modelEngine.refine(evidence, truth, fold, onProgress, signal)
      stopIfAborted(signal)
      return found
    }

    const refine = async () => {
      const { outlook, run } = get()
      if (outlook.kind !== 'possible' || run.phase === 'running') return
      stopWaiting()
      const { subject } = outlook
      const mine = new AbortController()
      controller = mine
      set({ run: { phase: 'running', view: null } })
      try {
        const found = await tryAll(subject, mine.signal)
        const { key, dataFingerprint, evidence, size } = subject
        const best = found.best === 0 ? undefined : found.tried[found.best]
        const offer = best === undefined ? null : refinedSettings(size, best.candidate)
        set({ run: IDLE, result: { ...found, key, dataFingerprint, evidence, offer } })
      } catch (error) {
        if (controller !== mine) return
        set({ run: isCancelled(error) ? { phase: 'cancelled' } : { phase: 'failed', error: asDomainError(error) } })
      }
    }

    return {
      outlook: { kind: 'later' },
      run: IDLE,
      result: null,
      follow: (outlook) => {
        const key = keyOf(outlook)
        const isSame = key !== null && key === keyOf(get().outlook)
        set({ outlook })
        if (isSame) return
        stopWaiting()
        controller?.abort()
        controller = null
        set({ run: IDLE })
        if (outlook.kind !== 'possible') return
        if (get().result?.key === key) return
        set({ result: null })
        if (key === declinedKey) set({ run: { phase: 'cancelled' } })
        else if (outlook.subject.startsAlone) stopWaiting = whenIdle(() => void refine())
      },
      dataChanged: (fingerprint) => {
        if (get().result?.dataFingerprint !== fingerprint) set({ result: null })
      },
      refineNow: async () => {
        declinedKey = null
        await refine()
      },
      cancel: () => {
        declinedKey = keyOf(get().outlook)
        controller?.abort()
      },
    }
  })
}

export type RefineStore = ReturnType<typeof createRefineStore>
