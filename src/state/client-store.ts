import { createStore } from 'zustand/vanilla'
import type { DatasetEngine } from '../engine/dataset-engine.ts'
import type { ClientHistory } from '../protocol/client-history.ts'
import { outOfPatience } from './patience.ts'
import { NONE, type Slice } from './slice.ts'
import { asDomainError } from './task-error.ts'

/** The client that is shown, with its past. */
export interface ClientState {
  /** Follows what was opened as soon as there is something to show of it, so that name and past change at once. */
  readonly clientId: string | null
  readonly history: Slice<ClientHistory>
  /**
   * Open a client of this version of the data.
   *
   * The client before stays for a moment, unless it is of other data: until the past of this one and what stands
   * `beside` it are here, or until that takes longer than `PATIENCE_MS`.
   */
  readonly open: (clientId: string | null, dataVersion: number | null, beside?: Promise<unknown>) => Promise<void>
}

/** A store of the open client. Newest wins: an answer for a client picked before is dropped. */
export function createClientStore(engine: DatasetEngine) {
  let question = ''
  let shownVersion: number | null = null
  return createStore<ClientState>()((set, get) => ({
    clientId: null,
    history: NONE,
    open: async (clientId, dataVersion, beside = Promise.resolve()) => {
      const mine = `${String(dataVersion)} ${clientId ?? ''}`
      if (mine === question) return
      question = mine
      const keepsShown = get().history.phase === 'ready' && shownVersion === dataVersion
      shownVersion = dataVersion
      if (clientId === null || dataVersion === null) {
        set({ clientId, history: NONE })
        return
      }
      const patience = outOfPatience()
      const wait = () => {
        set({ clientId, history: { phase: 'loading' } })
      }
      let settled = false
      if (!keepsShown) wait()
      else
        void patience.then(() => {
          if (question === mine && !settled) wait()
        })
      try {
        const value = await engine.history(clientId)
        if (keepsShown) await Promise.race([beside, patience])
        settled = true
        if (question === mine) set({ clientId, history: { phase: 'ready', value } })
      } catch (error) {
        settled = true
        if (question === mine) set({ clientId, history: { phase: 'failed', error: asDomainError(error) } })
      }
    },
  }))
}

export type ClientStore = ReturnType<typeof createClientStore>
