import { createStore } from 'zustand/vanilla'
import type { ListOptions, RecommendationList } from '../core/explain/recommendation.ts'
import type { ServedModelId } from '../core/models/recipe.ts'
import type { DatasetEngine } from '../engine/dataset-engine.ts'
import type { ModelEngine } from '../engine/model-engine.ts'
import type { ColumnLabel } from '../protocol/client-history.ts'
import { outOfPatience } from './patience.ts'
import { NONE, type Slice } from './slice.ts'
import { asDomainError } from './task-error.ts'

/** A list with the names of every column in it. */
export interface NamedRecommendations {
  readonly clientId: string
  readonly model: ServedModelId
  readonly options: ListOptions
  readonly list: RecommendationList
  readonly labels: ReadonlyMap<number, ColumnLabel>
}

/** Which list is asked for. `evidenceId` names the matrix of the model that answers. */
export interface RecommendationQuestion {
  readonly clientId: string
  readonly evidenceId: number
  readonly model: ServedModelId
  readonly options: ListOptions
}

/** The recommendations of the open client. */
export interface RecommendationState {
  readonly recommendations: Slice<NamedRecommendations>
  /**
   * Ask for a list, or for none. While the next list of the same client is on its way the old one stays; that of
   * another client stays for `PATIENCE_MS`, so that it can change together with the client.
   */
  readonly ask: (question: RecommendationQuestion | null) => Promise<void>
}

/** A store of the shown list. Newest wins. */
export function createRecommendationStore(datasetEngine: DatasetEngine, modelEngine: ModelEngine) {
  let current = ''
  return createStore<RecommendationState>()((set, get) => ({
    recommendations: NONE,
    ask: async (question) => {
      const mine = JSON.stringify(question)
      if (mine === current) return
      current = mine
      if (question === null) {
        set({ recommendations: NONE })
        return
      }
      const { clientId, evidenceId, model, options } = question
      const shown = get().recommendations
      const wait = () => {
        set({ recommendations: { phase: 'loading' } })
      }
      let settled = false
      if (shown.phase !== 'ready') wait()
      else if (shown.value.clientId !== clientId)
        void outOfPatience().then(() => {
          if (current === mine && !settled) wait()
        })
      try {
        const row = await datasetEngine.draftRow(evidenceId, clientId)
        const list = await modelEngine.recommend(model, row, options)
        const columns = [...new Set(list.items.flatMap(namedColumns))]
        const names = await datasetEngine.columnLabels(evidenceId, columns)
        if (current !== mine) return
        settled = true
        const labels = new Map<number, ColumnLabel>()
        names.forEach((name, at) => labels.set(columns[at] ?? at, name))
        set({ recommendations: { phase: 'ready', value: { clientId, model, options, list, labels } } })
      } catch (error) {
        settled = true
        if (current === mine) set({ recommendations: { phase: 'failed', error: asDomainError(error) } })
      }
    },
  }))
}

const namedColumns = ({ column, explanation }: RecommendationList['items'][number]) =>
  explanation.kind === 'additive' ? [column, ...explanation.shares.map((share) => share.column)] : [column]

export type RecommendationStore = ReturnType<typeof createRecommendationStore>
