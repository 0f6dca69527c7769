import { createStore } from 'zustand/vanilla'
import { FIELDS, type FieldSchema } from '../core/ingest/schema.ts'
import type { FileRole } from '../core/tables/table.ts'
import type { DatasetEngine } from '../engine/dataset-engine.ts'
import type { ColumnProfile } from '../protocol/table-rows.ts'
import { NONE, type Slice } from './slice.ts'
import { asDomainError } from './task-error.ts'

/** The columns that a table can have, loaded or not. */
export const fieldsOf = (role: FileRole): readonly FieldSchema[] => FIELDS[role]

/** What the columns of one loaded table hold, over all rows. */
export interface DictionaryState {
  readonly profiles: Slice<readonly ColumnProfile[]>
  /** Ask for a table of this version of the data, unless the answer is here or on its way. */
  readonly show: (role: FileRole, version: number) => Promise<void>
  /** Ask again after a failure. */
  readonly retry: () => void
  readonly clear: () => void
}

/** A store of the data dictionary. Newest wins: a question under way is cancelled by the next. */
export function createDictionaryStore(engine: Pick<DatasetEngine, 'columnProfiles'>) {
  let running: AbortController | null = null
  let asked: { readonly role: FileRole; readonly version: number } | null = null
  return createStore<DictionaryState>()((set, get) => ({
    profiles: NONE,
    show: async (role, version) => {
      if (asked?.role === role && asked.version === version) return
      asked = { role, version }
      running?.abort()
      const mine = new AbortController()
      running = mine
      set({ profiles: { phase: 'loading' } })
      try {
        const value = await engine.columnProfiles(role, mine.signal)
        if (mine === running) set({ profiles: { phase: 'ready', value } })
      } catch (error) {
        if (mine === running) set({ profiles: { phase: 'failed', error: asDomainError(error) } })
      }
    },
    retry: () => {
      const again = asked
      asked = null
      if (again !== null) void get().show(again.role, again.version)
    },
    clear: () => {
      running?.abort()
      running = null
      asked = null
      set({ profiles: NONE })
    },
  }))
}

export type DictionaryStore = ReturnType<typeof createDictionaryStore>
