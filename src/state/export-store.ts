import { createStore } from 'zustand/vanilla'
import { DomainError } from '../core/domain-error.ts'
import type { ListOptions } from '../core/explain/recommendation.ts'
import type { DatasetEngine } from '../engine/dataset-engine.ts'
import type { ModelEngine } from '../engine/model-engine.ts'
import type { EvaluationResult, ModelSummary } from '../protocol/model-api.ts'
import type { EvidenceSettings } from '../core/signals/evidence.ts'
import type { ModelId } from '../core/models/recipe.ts'
import type { ListsMade } from '../protocol/dataset-api.ts'
import type { NamedColumn } from '../protocol/typed-columns.ts'
import { DEFAULT_BLEND, requestOfWay, type WayChoice } from './list-choice.ts'
import { asDomainError } from './task-error.ts'
import { createRateMeter, type TaskView } from './task-rate.ts'

/** Clients per step: some tens of milliseconds of work, a few hundred kilobytes of text. */
const CLIENTS_PER_PART = 1_000

/** The options of the exported lists: ten categories, bought before or not. */
const OPTIONS: ListOptions = { k: 10, repeat: 'both' }

/** How the lists of a file are made. */
export interface ExportChoice {
  readonly model: ModelId
  readonly way: WayChoice
}

/** For every client, by the model of the training. */
export const USUAL_EXPORT: ExportChoice = { model: 'als', way: { kind: 'client', near: '', blend: DEFAULT_BLEND } }

/** What the exported numbers came from: goes into every file. */
export interface ExportRecipe {
  readonly evidenceId: number
  readonly evidence: EvidenceSettings
  readonly summary: ModelSummary
  readonly dataFingerprint: string
}

/** A file being written. */
export type ExportPhase =
  | { readonly phase: 'idle' }
  | { readonly phase: 'writing'; readonly view: TaskView | null }
  | { readonly phase: 'failed'; readonly error: DomainError }

/** Files for the analyst to take along. */
export interface ExportState {
  readonly writing: ExportPhase
  /** Lists for all clients as CSV. A model that is not there yet is fitted first. */
  readonly saveRecommendations: (recipe: ExportRecipe, choice: ExportChoice) => Promise<void>
  /** All figures of an evaluation as JSON. */
  readonly saveMetrics: (evaluation: EvaluationResult & { readonly dataFingerprint: string }) => void
  readonly cancel: () => void
  /** Another model recommends now, or none: lists of two models must not meet in one file, so the one being written is given up. */
  readonly modelChanged: () => void
}

/** What the store needs from outside. */
export interface ExportStoreHost {
  readonly datasetEngine: DatasetEngine
  readonly modelEngine: ModelEngine
  readonly now: () => number
  readonly appVersion: string
  readonly saveFile: (name: string, parts: readonly Uint8Array<ArrayBuffer>[], type: string) => void
}

/** The recipe as lines `name: value`, flat, so that a person and a script can both read it. */
function recipeLines(
  { evidence, summary, dataFingerprint }: ExportRecipe,
  model: ModelId,
  appVersion: string,
): readonly string[] {
  const { objective, ...als } = summary.settings
  const { bm25, ...numbers } = evidence
  const damping = { bm25K1: bm25?.k1 ?? null, bm25B: bm25?.b ?? null }
  const facts = { app: `Recscope ${appVersion}`, data: dataFingerprint, model }
  // The other models have the settings that they start with, and only the seed in common with ALS.
  const settings = model === 'als' ? { kernel: summary.kernel, ...als, ...objective } : { seed: als.seed }
  return Object.entries({ ...facts, ...settings, ...numbers, ...damping }).map(
    ([name, value]) => `${name}: ${value === null ? 'none' : String(value)}`,
  )
}

/** A store of the exports. One file at a time. */
export function createExportStore({ datasetEngine, modelEngine, now, appVersion, saveFile }: ExportStoreHost) {
  let run = 0
  let fitting: AbortController | null = null
  const give = () => {
    run += 1
    fitting?.abort()
  }

  /** What the lists are near. @throws DomainError `bad-setting` when nothing is */
  const nearOf = async (evidenceId: number, { kind, near }: WayChoice): Promise<NamedColumn | null> => {
    if (kind === 'client') return null
    const { found } = await datasetEngine.findColumn(evidenceId, near)
    if (found === null) throw new DomainError('bad-setting', `Nothing is near ${near}`, { reason: near })
    return found
  }
  return createStore<ExportState>()((set, get) => ({
    writing: { phase: 'idle' },
    saveRecommendations: async (recipe, { model, way }) => {
      give()
      const mine = run
      fitting = new AbortController()
      const { signal } = fitting
      const meter = createRateMeter(now)
      const total = recipe.summary.clientCount
      const { evidenceId } = recipe
      const parts: Uint8Array<ArrayBuffer>[] = []
      set({ writing: { phase: 'writing', view: null } })
      try {
        await modelEngine.fitModel(model, () => undefined, signal)
        const near = await nearOf(evidenceId, way)
        const request = { ...OPTIONS, ...requestOfWay(way, near?.column) }
        const made: ListsMade = {
          model,
          way: way.kind,
          near: near?.label.code ?? null,
          nearWeight: way.kind === 'client' ? null : way.kind === 'query' ? 1 : way.blend,
          recipeLines: recipeLines(recipe, model, appVersion),
        }
        for (let start = 0; start < total; start += CLIENTS_PER_PART) {
          const end = Math.min(total, start + CLIENTS_PER_PART)
          const families = await datasetEngine.familyRows(evidenceId, start, end)
          const lists = await modelEngine.recommendRange(model, start, end, request, families)
          parts.push(await datasetEngine.formatRecommendations(evidenceId, start, lists, made))
          if (run !== mine) return
          set({ writing: { phase: 'writing', view: meter({ stage: 'exporting', done: end, total, unit: 'clients' }) } })
        }
        saveFile('recscope-recommendations.csv', parts, 'text/csv;charset=utf-8')
        set({ writing: { phase: 'idle' } })
      } catch (error) {
        if (run === mine) set({ writing: { phase: 'failed', error: asDomainError(error) } })
      }
    },
    saveMetrics: (evaluation) => {
      const text = JSON.stringify({ app: `Recscope ${appVersion}`, ...evaluation }, null, 2)
      saveFile('recscope-metrics.json', [new TextEncoder().encode(text)], 'application/json')
    },
    cancel: () => {
      give()
      set({ writing: { phase: 'idle' } })
    },
    modelChanged: () => {
      if (get().writing.phase !== 'writing') return
      give()
      const error = new DomainError('model-changed', 'The model was replaced while its lists were being written')
      set({ writing: { phase: 'failed', error } })
    },
  }))
}

export type ExportStore = ReturnType<typeof createExportStore>
