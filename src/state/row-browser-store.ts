import { createStore } from 'zustand/vanilla'
import type { DomainError } from '../core/domain-error.ts'
import type { FileRole } from '../core/tables/table.ts'
import type { DatasetEngine } from '../engine/dataset-engine.ts'
import type { FileReport } from '../protocol/dataset-report.ts'
import type { FilterTest, TableRowsRequest, TableRowsWindow } from '../protocol/table-rows.ts'
import { CLOSED_ROWS, rowQuestion, type RowView, type TypedFilter } from './row-view.ts'
import { asDomainError } from './task-error.ts'

/** Where a change of the view came from: what is chosen is a step that Back undoes, what is typed is not. */
export type ViewChange = 'chosen' | 'typed' | 'address'

/** The rows of one table, as far as they are looked at. The worker holds the rest. */
export interface RowBrowserState {
  readonly view: RowView
  readonly changedBy: ViewChange
  /** The last answer, while the next is on its way too; `null` before the first of a table. */
  readonly answer: TableRowsWindow | null
  readonly isAsking: boolean
  readonly error: DomainError | null
  /** Filters whose text is no value of their column: they have no effect. */
  readonly unreadable: readonly TypedFilter[]
  /** Look at another table, from its start; `null` closes the browser. */
  readonly open: (role: FileRole | null) => void
  readonly setLens: (lens: TableRowsRequest['lens']) => void
  /** Sort by this column; again turns the direction, a third time gives the order of the file. */
  readonly sortBy: (column: string) => void
  /** Let a column be tested in these ways only; texts typed before are kept where the new ways have a place for them. */
  readonly setTests: (column: string, tests: readonly FilterTest[]) => void
  /** Type into one filter. */
  readonly setText: (column: string, test: FilterTest, text: string) => void
  readonly clearFilters: () => void
  /** Turn to the page that holds this row of the answer, from 0. */
  readonly goTo: (place: number) => void
  readonly setPageRows: (pageRows: number) => void
  /** The address asks for this. */
  readonly follow: (view: RowView) => void
  readonly retry: () => void
  /** The data changed; no files: there is none any more. */
  readonly dataChanged: (files: readonly FileReport[]) => void
}

/** A store of the row browser. Newest wins: a question under way is cancelled by the next. */
export function createRowBrowserStore(engine: Pick<DatasetEngine, 'tableRows'>) {
  let running: AbortController | null = null
  let files: readonly FileReport[] = []
  return createStore<RowBrowserState>()((set, get) => {
    const ask = async (): Promise<void> => {
      running?.abort()
      running = null
      const { view, answer: shown } = get()
      const file = files.find(({ role }) => role === view.role)
      if (file === undefined) {
        set({ answer: null, isAsking: false, error: null, unreadable: [] })
        return
      }
      const mine = new AbortController()
      running = mine
      const { request, unreadable } = rowQuestion(view, file.role, file.columns)
      set({ isAsking: true, error: null, unreadable, answer: shown?.role === file.role ? shown : null })
      try {
        const answer = await engine.tableRows(request, mine.signal)
        if (mine !== running) return
        if (answer.total > 0 && view.start >= answer.total) {
          change({ start: lastPage(answer.total, view.pageRows) }, 'typed')
          return
        }
        set({ answer, isAsking: false })
      } catch (error) {
        if (mine === running) set({ error: asDomainError(error), isAsking: false })
      }
    }
    const change = (part: Partial<RowView>, changedBy: ViewChange) => {
      set(({ view }) => ({ view: { ...view, ...part }, changedBy }))
      void ask()
    }
    return {
      view: CLOSED_ROWS,
      changedBy: 'address',
      answer: null,
      isAsking: false,
      error: null,
      unreadable: [],
      open: (role) => {
        if (role !== get().view.role) change({ ...CLOSED_ROWS, role, pageRows: get().view.pageRows }, 'chosen')
      },
      setLens: (lens) => {
        change({ lens, start: 0 }, 'chosen')
      },
      sortBy: (column) => {
        const { sort } = get().view
        const next =
          sort?.column !== column
            ? { column, descending: false }
            : sort.descending
              ? null
              : { column, descending: true }
        change({ sort: next, start: 0 }, 'chosen')
      },
      setTests: (column, tests) => {
        const { filters } = get().view
        const text = filters.find((filter) => filter.column === column && filter.text !== '')?.text ?? ''
        const others = filters.filter((filter) => filter.column !== column)
        const own = tests.map((test, at) => ({ column, test, text: at === 0 && hasText(test) ? text : '' }))
        change({ filters: [...others, ...own], start: 0 }, 'chosen')
      },
      setText: (column, test, text) => {
        const { filters } = get().view
        const isIt = (filter: TypedFilter) => filter.column === column && filter.test === test
        const next = filters.some(isIt)
          ? filters.map((filter) => (isIt(filter) ? { ...filter, text } : filter))
          : [...filters, { column, test, text }]
        change({ filters: next, start: 0 }, 'typed')
      },
      clearFilters: () => {
        change({ filters: [], lens: 'all', start: 0 }, 'chosen')
      },
      goTo: (place) => {
        const { view, answer } = get()
        const last = lastPage(answer?.total ?? 0, view.pageRows)
        const start = Math.min(last, Math.max(0, place - (place % view.pageRows)))
        if (start !== view.start) change({ start }, 'chosen')
      },
      setPageRows: (pageRows) => {
        const { start } = get().view
        change({ pageRows, start: start - (start % pageRows) }, 'chosen')
      },
      follow: (view) => {
        set({ view, changedBy: 'address' })
        void ask()
      },
      retry: () => {
        void ask()
      },
      dataChanged: (now) => {
        files = now
        void ask()
      },
    }
  })
}

const hasText = (test: FilterTest): boolean => test !== 'missing' && test !== 'present'

/** First row of the last page. */
const lastPage = (total: number, pageRows: number): number => {
  const last = Math.max(0, total - 1)
  return last - (last % pageRows)
}

export type RowBrowserStore = ReturnType<typeof createRowBrowserStore>
