import { createStore } from 'zustand/vanilla'
import type { DatasetEngine } from '../engine/dataset-engine.ts'
import type { Overview } from '../protocol/overview.ts'
import { NONE, type Slice } from './slice.ts'
import { asDomainError } from './task-error.ts'

/** The data set at a glance, asked for when the screen opens and kept for that version of the data. */
export interface OverviewState {
  readonly overview: Slice<Overview>
  /** Ask, unless the answer for this version is here or on its way. */
  readonly show: (version: number) => Promise<void>
  readonly clear: () => void
}

/** A store of the overview. */
export function createOverviewStore(engine: DatasetEngine) {
  let asked: number | null = null
  return createStore<OverviewState>()((set) => ({
    overview: NONE,
    show: async (version) => {
      if (asked === version) return
      asked = version
      set({ overview: { phase: 'loading' } })
      try {
        const value = await engine.overview()
        if (asked === version) set({ overview: { phase: 'ready', value } })
      } catch (error) {
        if (asked !== version) return
        asked = null
        set({ overview: { phase: 'failed', error: asDomainError(error) } })
      }
    },
    clear: () => {
      asked = null
      set({ overview: NONE })
    },
  }))
}

export type OverviewStore = ReturnType<typeof createOverviewStore>
