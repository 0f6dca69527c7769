import { createStore } from 'zustand/vanilla'
import type { DatasetEngine } from '../engine/dataset-engine.ts'
import type { ClientHistory } from '../protocol/client-history.ts'
import { NONE, type Slice } from './slice.ts'
import { asDomainError } from './task-error.ts'

/** The client that is open, with its past. */
export interface ClientState {
  readonly clientId: string | null
  readonly history: Slice<ClientHistory>
  /** Open a client of this version of the data; the one before is dropped. */
  readonly open: (clientId: string | null, dataVersion: number | null) => Promise<void>
}

/** A store of the open client. Newest wins: an answer for a client picked before is dropped. */
export function createClientStore(engine: DatasetEngine) {
  let question = ''
  return createStore<ClientState>()((set) => ({
    clientId: null,
    history: NONE,
    open: async (clientId, dataVersion) => {
      const mine = `${String(dataVersion)} ${clientId ?? ''}`
      if (mine === question) return
      question = mine
      if (clientId === null || dataVersion === null) {
        set({ clientId, history: NONE })
        return
      }
      set({ clientId, history: { phase: 'loading' } })
      try {
        const value = await engine.history(clientId)
        if (question === mine) set({ history: { phase: 'ready', value } })
      } catch (error) {
        if (question === mine) set({ history: { phase: 'failed', error: asDomainError(error) } })
      }
    },
  }))
}

export type ClientStore = ReturnType<typeof createClientStore>
