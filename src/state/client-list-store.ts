import { createStore } from 'zustand/vanilla'
import type { DomainError } from '../core/domain-error.ts'
import type { DatasetEngine } from '../engine/dataset-engine.ts'
import type { ClientRow, ClientSegment, ClientSortKey } from '../protocol/client-history.ts'
import { asDomainError } from './task-error.ts'

/** Rows per request: a few screens, so that scrolling meets rows that are there. */
const PAGE_ROWS = 100

/** The sorted, filtered list of clients, as far as it has been scrolled to. The worker holds the rest. */
export interface ClientListState {
  readonly text: string
  readonly segment: ClientSegment
  readonly sort: { readonly key: ClientSortKey; readonly descending: boolean }
  /** Clients that match, or `null` before the first answer. */
  readonly total: number | null
  /** Loaded pages of `PAGE_ROWS` rows, by page number. */
  readonly pages: ReadonlyMap<number, readonly ClientRow[]>
  /** Rises when the list is another one: scroll to its top. */
  readonly listVersion: number
  readonly error: DomainError | null
  readonly setText: (text: string) => void
  readonly setSegment: (segment: ClientSegment) => void
  /** Sort by this column; the same again turns the direction. */
  readonly sortBy: (key: ClientSortKey) => void
  /** Make sure that rows `[start, end)` are here or on their way. */
  readonly need: (start: number, end: number) => void
  /** The data changed: ask again. */
  readonly refresh: () => void
  /** There is no data any more. */
  readonly clear: () => void
}

/** The row at a position of the list, or `null` while it is on its way. */
export const clientAt = (pages: ClientListState['pages'], index: number): ClientRow | null =>
  pages.get(Math.floor(index / PAGE_ROWS))?.[index % PAGE_ROWS] ?? null

/** Where a client stands in the list, or `null` where no loaded page has it. */
export function placeOf(pages: ClientListState['pages'], clientId: string): number | null {
  for (const [page, rows] of pages) {
    const at = rows.findIndex((row) => row.clientId === clientId)
    if (at >= 0) return page * PAGE_ROWS + at
  }
  return null
}

/** Numbers are wanted largest first, texts from the start of the alphabet. */
const descendingAtFirst = (key: ClientSortKey): boolean => key !== 'clientId' && key !== 'gender' && key !== 'age'

/** A store of the client list. Newest wins: answers to an older question are dropped. */
export function createClientListStore(engine: DatasetEngine) {
  let question = 0
  let asked = new Set<number>()
  return createStore<ClientListState>()((set, get) => {
    const fetchPage = async (page: number) => {
      if (asked.has(page)) return
      asked.add(page)
      const mine = question
      const { sort, text, segment } = get()
      const start = page * PAGE_ROWS
      try {
        const answer = await engine.clients({ sort, text, segment, start, end: start + PAGE_ROWS })
        if (mine !== question) return
        set((state) => ({
          total: answer.total,
          pages: new Map(page === 0 && state.total === null ? [] : state.pages).set(page, answer.rows),
          error: null,
        }))
      } catch (error) {
        if (mine === question) set({ error: asDomainError(error) })
      }
    }
    const ask = (change: Partial<ClientListState>) => {
      question += 1
      asked = new Set()
      set((state) => ({ ...change, total: null, listVersion: state.listVersion + 1 }))
      void fetchPage(0)
    }
    return {
      text: '',
      segment: 'all',
      sort: { key: 'searchCount', descending: true },
      total: null,
      pages: new Map(),
      listVersion: 0,
      error: null,
      setText: (text) => {
        ask({ text })
      },
      setSegment: (segment) => {
        ask({ segment })
      },
      sortBy: (key) => {
        const { sort } = get()
        const descending = sort.key === key ? !sort.descending : descendingAtFirst(key)
        ask({ sort: { key, descending } })
      },
      need: (start, end) => {
        if (get().total === null) return
        for (let page = Math.floor(start / PAGE_ROWS); page * PAGE_ROWS < end; page += 1) void fetchPage(page)
      },
      refresh: () => {
        ask({})
      },
      clear: () => {
        question += 1
        asked = new Set()
        set((state) => ({ total: null, pages: new Map(), listVersion: state.listVersion + 1, error: null }))
      },
    }
  })
}

export type ClientListStore = ReturnType<typeof createClientListStore>
