import { createStore } from 'zustand/vanilla'
import type { DomainError } from '../core/domain-error.ts'
import type { Repairs } from '../core/quality/repairs.ts'
import type { DatasetEngine } from '../engine/dataset-engine.ts'
import type { DatasetSummary } from '../protocol/dataset-report.ts'
import type { QualityReport } from '../protocol/quality-report.ts'
import { NONE, type Slice } from './slice.ts'
import { asDomainError } from './task-error.ts'

/** What the checks across the files found, asked for when the report is shown, and the repairs. */
export interface QualityState {
  readonly report: Slice<QualityReport>
  /** Repairs that are being put on or taken off; until the data is checked again the report from before stays. */
  readonly repairing: Repairs | null
  readonly repairError: DomainError | null
  /** The data after the last repair, for whoever shows it. */
  readonly repaired: DatasetSummary | null
  /** Ask, unless the answer for this version is here or on its way. */
  readonly show: (version: number) => Promise<void>
  /** Ask again after a failure. */
  readonly retry: () => Promise<void>
  /** One at a time: what is asked for while another is under way is left out. */
  readonly repair: (repairs: Repairs) => Promise<void>
  readonly clear: () => void
}

const NOTHING = { report: NONE, repairing: null, repairError: null, repaired: null } as const

/** A store of the quality report. */
export function createQualityStore(engine: Pick<DatasetEngine, 'quality' | 'setRepairs'>) {
  let asked: number | null = null
  let controller: AbortController | null = null
  /** Times that everything was cleared: what was asked before brings nothing back. */
  let era = 0

  return createStore<QualityState>()((set, get) => {
    const ask = async (version: number): Promise<void> => {
      controller?.abort()
      const mine = new AbortController()
      controller = mine
      asked = version
      const { repairing, repaired, report } = get()
      const keepsReport = report.phase === 'ready' && repairing !== null && repaired?.version === version
      if (!keepsReport) set({ report: { phase: 'loading' }, repairing: null })
      try {
        const value = await engine.quality(mine.signal)
        if (controller === mine) set({ report: { phase: 'ready', value }, repairing: null })
      } catch (error) {
        if (controller === mine) set({ report: { phase: 'failed', error: asDomainError(error) }, repairing: null })
      }
    }
    return {
      ...NOTHING,
      show: async (version) => {
        if (asked !== version) await ask(version)
      },
      retry: async () => {
        if (asked !== null) await ask(asked)
      },
      repair: async (repairs) => {
        if (get().repairing !== null) return
        const mine = era
        set({ repairing: repairs, repairError: null })
        try {
          const repaired = await engine.setRepairs(repairs)
          if (era === mine) set({ repaired })
        } catch (error) {
          if (era === mine) set({ repairing: null, repairError: asDomainError(error) })
        }
      },
      clear: () => {
        era += 1
        asked = null
        controller?.abort()
        controller = null
        set(NOTHING)
      },
    }
  })
}

export type QualityStore = ReturnType<typeof createQualityStore>
