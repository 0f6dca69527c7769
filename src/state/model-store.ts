import { createStore } from 'zustand/vanilla'
import { DomainError } from '../core/domain-error.ts'
import type { TrainingRates } from '../core/models/als/training-work.ts'
import type { AlsSettings } from '../core/models/recipe.ts'
import { asDay } from '../core/positions.ts'
import { DEFAULT_EVIDENCE } from '../core/signals/default-evidence.ts'
import type { EvidenceSettings, EvidenceTally } from '../core/signals/evidence.ts'
import { lastDaysFold } from '../core/split/last-days-fold.ts'
import type { TaskProgress } from '../core/task-control.ts'
import type { DatasetEngine } from '../engine/dataset-engine.ts'
import type { ModelEngine } from '../engine/model-engine.ts'
import type { DatasetSummary } from '../protocol/dataset-report.ts'
import type { EvaluationResult, ModelSummary } from '../protocol/model-api.ts'
import { asDomainError, isCancelled } from './task-error.ts'
import { createRateMeter, type TaskView } from './task-rate.ts'

/** A model that can recommend, with everything that made it. */
export interface TrainedModel {
  readonly evidenceId: number
  readonly evidence: EvidenceSettings
  readonly tally: EvidenceTally
  /** Whether Recscope chose the settings of `summary` by the size of the data. */
  readonly automatic: boolean
  readonly summary: ModelSummary
  readonly dataFingerprint: string
}

/** A long task of the model worker. `losses` grows with the training, one value per full iteration. */
export type RunPhase =
  | { readonly phase: 'idle' }
  | { readonly phase: 'running'; readonly view: TaskView | null; readonly losses: readonly number[] }
  | { readonly phase: 'cancelled' }
  | { readonly phase: 'failed'; readonly error: DomainError }

/** An evaluation, with the data and settings that it is about. */
export interface Judgement extends EvaluationResult {
  readonly dataFingerprint: string
  readonly evidence: EvidenceSettings
  /** Purchase lines of the held-out days in no ranked category (code unknown, or never seen before): nobody can hit them. */
  readonly linesWithoutColumn: number
}

/** Settings, training, the model, and how good it is. */
export interface ModelState {
  /** What the next training will use. */
  readonly evidence: EvidenceSettings
  /** What the next training will use; `null` lets Recscope choose by the size of the data. */
  readonly als: AlsSettings | null
  readonly training: RunPhase
  /** The model that recommends now; it stays while a newer one trains. */
  readonly model: TrainedModel | null
  readonly evaluating: RunPhase
  /** Figures of the last finished evaluation, with the data and settings they are about. */
  readonly evaluation: Judgement | null
  /** What a training may take. */
  readonly memoryLimitBytes: number
  /** How fast this machine trains; `null` until it was calibrated. */
  readonly rates: TrainingRates | null
  /** Calibrate once, while nobody waits: does nothing during a run, or when it was done. */
  readonly calibrate: () => Promise<void>
  readonly setEvidence: (change: Partial<EvidenceSettings>) => void
  /** `null` gives the choice back to Recscope. */
  readonly setAls: (settings: AlsSettings | null) => void
  /** Train, then judge. Replaces a run under way. */
  readonly train: () => Promise<void>
  readonly cancelTraining: () => void
  readonly cancelEvaluation: () => void
  /** Threads of the trainings to come; `null` leaves it to their size. */
  readonly threads: number | null
  /** Threads of a large training where nobody has chosen. */
  readonly automaticThreads: number
  /** Where a training of some size would run. */
  readonly placeFor: ModelEngine['placeFor']
  /** Helpers that died during the last run; the run goes on without them. */
  readonly lostHelpers: number
  /** Numbers are the same with any. */
  readonly setThreads: (threads: number | null) => void
  /** Other data is loaded, or none: train by itself when there is something new to learn from. */
  readonly dataChanged: (summary: DatasetSummary | null) => void
}

/** What the store needs from outside. */
export interface ModelStoreHost {
  readonly datasetEngine: DatasetEngine
  readonly modelEngine: ModelEngine
  readonly now: () => number
}

const IDLE: RunPhase = { phase: 'idle' }

/** A finished iteration brings its loss once; ticks inside the next one repeat it. */
const withLoss = (losses: readonly number[], { loss, done }: TaskProgress): readonly number[] =>
  loss !== undefined && Math.floor(done) > losses.length ? [...losses, loss] : losses

/** A store of the model. One training at a time. */
export function createModelStore({ datasetEngine, modelEngine, now }: ModelStoreHost) {
  let controller: AbortController | null = null
  let data: DatasetSummary | null = null

  const store = createStore<ModelState>()((set, get) => {
    const failed = (error: unknown): RunPhase =>
      isCancelled(error) ? { phase: 'cancelled' } : { phase: 'failed', error: asDomainError(error) }

    /** Read once, when the run begins: what is typed meanwhile is for the next one. */
    type Asked = Pick<ModelState, 'evidence' | 'als'>

    const trainOn = async (
      summary: DatasetSummary,
      { evidence: settings, als }: Asked,
      mine: AbortController,
    ): Promise<AlsSettings> => {
      const { signal } = mine
      const meter = createRateMeter(now)
      const { evidenceId, evidence } = await datasetEngine.evidence(settings, null)
      const { csr } = evidence
      const size = { clientCount: csr.rows, columnCount: csr.cols, entryCount: csr.colIdx.length }
      const alsSettings = als ?? (await modelEngine.defaultSettings(size))
      let losses: readonly number[] = []
      const onProgress = (progress: TaskProgress) => {
        if (signal.aborted) return
        losses = withLoss(losses, progress)
        set({ training: { phase: 'running', view: meter(progress), losses } })
      }
      const trained = await modelEngine.train(evidence, alsSettings, onProgress, signal)
      // The files were forgotten while the answer was on its way: the worker drops the model too.
      if (data === null) return alsSettings
      void datasetEngine.holdEvidence(evidenceId).catch(() => undefined)
      const made = { evidenceId, evidence: settings, tally: evidence.tally, automatic: als === null }
      const model = { ...made, summary: trained, dataFingerprint: summary.fingerprint }
      // A training that ended before its successor could stop it has replaced the model; how far the successor is stays as it is.
      set(controller === mine ? { model, training: IDLE } : { model })
      return alsSettings
    }

    const judge = async (
      summary: DatasetSummary,
      settings: EvidenceSettings,
      als: AlsSettings,
      signal: AbortSignal,
    ) => {
      if (summary.period === null || summary.off.includes('purchases')) return
      const meter = createRateMeter(now)
      set({ evaluating: { phase: 'running', view: null, losses: [] } })
      const { firstDay, lastDay } = summary.period
      // The settings are those of the model that recommends, also where Recscope chose them by the size of all the data, held-out
      // days included: a count of entries, which tells nothing of what came true.
      const fold = lastDaysFold({ startDay: firstDay, endDay: asDay(lastDay + 1) })
      const { evidenceId, evidence } = await datasetEngine.evidence(settings, fold.training)
      const { truth, linesWithoutColumn } = await datasetEngine.truth(evidenceId, fold.test)
      const onProgress = (progress: TaskProgress) => {
        if (!signal.aborted) set({ evaluating: { phase: 'running', view: meter(progress), losses: [] } })
      }
      const result = await modelEngine.evaluate(evidence, truth, fold, als, onProgress, signal)
      if (signal.aborted) throw new DomainError('cancelled', 'Cancelled when the figures were on their way')
      set({
        evaluating: IDLE,
        evaluation: { ...result, linesWithoutColumn, dataFingerprint: summary.fingerprint, evidence: settings },
      })
    }

    const run = async (summary: DatasetSummary) => {
      controller?.abort()
      set({ lostHelpers: 0 })
      const mine = new AbortController()
      controller = mine
      const asked = get()
      set({ training: { phase: 'running', view: null, losses: [] }, evaluating: IDLE })
      let als: AlsSettings
      try {
        als = await trainOn(summary, asked, mine)
      } catch (error) {
        if (controller === mine) set({ training: failed(error) })
        return
      }
      try {
        if (controller === mine) await judge(summary, asked.evidence, als, mine.signal)
      } catch (error) {
        if (controller === mine) set({ evaluating: failed(error) })
      }
      // A load that came before the page had rested.
      if (controller === mine) void get().calibrate()
    }

    return {
      evidence: DEFAULT_EVIDENCE,
      als: null,
      training: IDLE,
      model: null,
      evaluating: IDLE,
      evaluation: null,
      memoryLimitBytes: modelEngine.memoryLimitBytes,
      rates: null,
      calibrate: async () => {
        const { rates, training, evaluating } = get()
        if (rates !== null || training.phase === 'running' || evaluating.phase === 'running') return
        // Without it the forecast is a wider guess.
        set({ rates: await modelEngine.calibrate().catch(() => null) })
      },
      setEvidence: (change) => {
        set((state) => ({ evidence: { ...state.evidence, ...change } }))
      },
      setAls: (als) => {
        set({ als })
      },
      train: async () => {
        if (data !== null) await run(data)
      },
      cancelTraining: () => {
        controller?.abort()
      },
      cancelEvaluation: () => {
        controller?.abort()
      },
      threads: null,
      automaticThreads: modelEngine.automaticThreads,
      placeFor: modelEngine.placeFor,
      lostHelpers: 0,
      setThreads: (threads) => {
        modelEngine.setThreads(threads)
        set({ threads })
      },
      dataChanged: (summary) => {
        const before = data
        data = summary
        if (summary === null) {
          controller?.abort()
          controller = null
          set({ training: IDLE, evaluating: IDLE, model: null, evaluation: null })
          void modelEngine.forget().catch(() => undefined)
          return
        }
        const canLearn = !summary.off.includes('recommendations')
        if (canLearn && summary.fingerprint !== before?.fingerprint) void run(summary)
      },
    }
  })

  modelEngine.onHelperLost(() => {
    store.setState(({ lostHelpers }) => ({ lostHelpers: lostHelpers + 1 }))
  })
  modelEngine.onLost((error) => {
    const { training } = store.getState()
    store.setState({
      model: null,
      evaluating: IDLE,
      training: training.phase === 'running' ? training : { phase: 'failed', error },
    })
  })
  return store
}

export type ModelStore = ReturnType<typeof createModelStore>
