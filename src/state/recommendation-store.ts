import { createStore } from 'zustand/vanilla'
import type { ListOptions, RecommendationList } from '../core/explain/recommendation.ts'
import type { ClientRow } from '../core/models/client-row.ts'
import type { ModelId } from '../core/models/recipe.ts'
import type { DatasetEngine } from '../engine/dataset-engine.ts'
import type { ModelEngine } from '../engine/model-engine.ts'
import type { ColumnLabel } from '../protocol/client-history.ts'
import type { FoundColumn, NamedColumn } from '../protocol/typed-columns.ts'
import { DEFAULT_BLEND, requestOfWay, type WayChoice } from './list-choice.ts'
import { createModelFits, type FittingPhase } from './model-fits.ts'
import { outOfPatience } from './patience.ts'
import { NONE, type Slice } from './slice.ts'
import { asDomainError } from './task-error.ts'

const FOR_CLIENT: WayChoice = { kind: 'client', near: '', blend: DEFAULT_BLEND }

/** Those that a training leaves ready. */
const TRAINED_MODELS: readonly ModelId[] = ['als', 'popular']

/** As many as stand in a menu without scrolling. */
const SUGGESTIONS = 8

/** A list with the names of every column in it. */
export interface NamedRecommendations {
  /** `null` for a client made of words. */
  readonly clientId: string | null
  /**
   * What each typed word stands for, in the order typed. For a client of the files: the words that no column counts, heaviest first,
   * where the model had nothing else to go by.
   */
  readonly words: readonly FoundColumn[]
  /** How the list was asked for. */
  readonly way: WayChoice
  /** What the list is near, where it is to be near something. */
  readonly near: FoundColumn | null
  readonly model: ModelId
  readonly options: ListOptions
  readonly list: RecommendationList
  readonly labels: ReadonlyMap<number, ColumnLabel>
}

/** Which list is asked for. `evidenceId` names the matrix of the model that answers. */
export interface RecommendationQuestion {
  /** `null` for a client made of `words`. */
  readonly clientId: string | null
  readonly words?: readonly string[]
  /** For the client when left out. */
  readonly way?: WayChoice
  readonly evidenceId: number
  readonly model: ModelId
  readonly options: ListOptions
}

/** The recommendations of the open client. */
export interface RecommendationState {
  readonly recommendations: Slice<NamedRecommendations>
  /**
   * Ask for a list, or for none. While the next list of the same client and model is on its way the old one stays; that of
   * another client or model stays for `PATIENCE_MS`, so that it can change together with the client. A model that is not there yet is fitted
   * first; one whose fit was cancelled is not, until `fit`.
   */
  readonly ask: (question: RecommendationQuestion | null) => Promise<void>
  /** The model that the list waits for. */
  readonly fitting: FittingPhase
  /** Fit the model after all, whose fit was cancelled, and bring its list. */
  readonly fit: () => Promise<void>
  readonly cancelFit: () => void
  /** Words and categories that fit what is being typed. */
  readonly suggestions: readonly NamedColumn[]
  /** Look for such; what cannot be had suggests nothing. */
  readonly suggest: (evidenceId: number, text: string) => Promise<void>
}

/** A store of the shown list. Newest wins. */
export function createRecommendationStore(
  datasetEngine: DatasetEngine,
  modelEngine: ModelEngine,
  now: () => number = () => performance.now(),
) {
  let current = ''
  let asked: RecommendationQuestion | null = null
  let typed = ''
  return createStore<RecommendationState>()((set, get) => {
    const fits = createModelFits(modelEngine, now, (fitting) => {
      // Most questions fit nothing: no need to wake who watches.
      if (fitting.phase !== 'idle' || get().fitting.phase !== 'idle') set({ fitting })
    })
    return {
      recommendations: NONE,
      fitting: { phase: 'idle' },
      fit: async () => {
        const question = asked
        current = ''
        set({ fitting: { phase: 'idle' } })
        await get().ask(question)
      },
      cancelFit: () => {
        fits.cancel()
      },
      suggestions: [],
      suggest: async (evidenceId, text) => {
        const mine = `${String(evidenceId)} ${text}`
        typed = mine
        const suggestions = await datasetEngine.suggestColumns(evidenceId, text, SUGGESTIONS).catch(() => [])
        if (typed === mine) set({ suggestions })
      },
      ask: async (question) => {
        const mine = JSON.stringify(question)
        if (mine === current) return
        current = mine
        asked = question
        if (question === null) {
          set({ recommendations: NONE })
          return
        }
        const { fitting } = get()
        if (fitting.phase === 'cancelled' && fitting.model === question.model) {
          set({ recommendations: NONE })
          return
        }
        const { clientId, evidenceId, model, options, way = FOR_CLIENT } = question
        const shown = get().recommendations
        const wait = () => {
          set({ recommendations: { phase: 'loading' } })
        }
        let settled = false
        if (shown.phase !== 'ready') wait()
        else if (shown.value.clientId !== clientId || shown.value.model !== model)
          void outOfPatience().then(() => {
            if (current === mine && !settled) wait()
          })
        try {
          const isTrained = TRAINED_MODELS.includes(model)
          if (isTrained) fits.notNeeded()
          else await fits.ready(evidenceId, model)
          if (current !== mine) return
          const { row, words: typedWords, throughFamily } = await subjectOf(datasetEngine, question)
          const near = await nearOf(datasetEngine, question)
          const served = servedBy(question, near)
          const request = { ...options, throughFamily, ...requestOfWay(way, near?.found?.column) }
          let list = await modelEngine.recommend(served, row, request)
          let words = typedWords
          if (clientId !== null && saysNothing(list)) {
            const families = await datasetEngine.familyRow(evidenceId, clientId)
            words = families.words
            if (families.throughFamily)
              list = await modelEngine.recommend(served, row, { ...request, families: families.row })
          }
          const columns = [...new Set(list.items.flatMap(namedColumns))]
          const names = await datasetEngine.columnLabels(evidenceId, columns)
          if (current !== mine) return
          settled = true
          const labels = new Map<number, ColumnLabel>()
          names.forEach((name, at) => labels.set(columns[at] ?? at, name))
          set({
            recommendations: { phase: 'ready', value: { clientId, words, way, near, model, options, list, labels } },
          })
        } catch (error) {
          settled = true
          if (current !== mine) return
          const isStopped = get().fitting.phase === 'cancelled'
          set({ recommendations: isStopped ? NONE : { phase: 'failed', error: asDomainError(error) } })
        }
      },
    }
  })
}

interface Subject {
  readonly row: ClientRow
  readonly words: readonly FoundColumn[]
  readonly throughFamily: boolean
}

/** Of whom the list is: a client of the files, or one made of words. */
async function subjectOf(engine: DatasetEngine, question: RecommendationQuestion): Promise<Subject> {
  const { clientId, evidenceId, words = [] } = question
  if (clientId === null) return engine.wordsRow(evidenceId, words)
  return { row: await engine.draftRow(evidenceId, clientId), words: [], throughFamily: false }
}

/** Whether the model had nothing to say of the client. */
const saysNothing = ({ byFallback, silent = [] }: RecommendationList): boolean =>
  byFallback === true || silent.includes('client')

/** What the list is to be near. Only ALS knows what is near, and only where something was typed. */
async function nearOf(
  engine: DatasetEngine,
  { evidenceId, model, way }: RecommendationQuestion,
): Promise<FoundColumn | null> {
  if (way === undefined || way.kind === 'client' || model !== 'als' || way.near.trim() === '') return null
  return engine.findColumn(evidenceId, way.near)
}

/** Near a word that nobody knows stands nothing: a query for it gets the popular list. */
const servedBy = ({ model, way }: RecommendationQuestion, near: FoundColumn | null): ModelId =>
  way?.kind === 'query' && near?.found === null ? 'popular' : model

const namedColumns = ({ column, explanation }: RecommendationList['items'][number]) =>
  explanation.kind === 'additive'
    ? [
        column,
        ...(explanation.query === undefined ? [] : [explanation.query.column]),
        ...explanation.shares.map((share) => share.column),
      ]
    : [column]

export type RecommendationStore = ReturnType<typeof createRecommendationStore>
