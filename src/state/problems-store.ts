import { createStore } from 'zustand/vanilla'
import type { DomainError } from '../core/domain-error.ts'
import type { CellFix } from '../core/ingest/file-choice.ts'
import { ISSUE_KINDS, type IssuePolicy, type RowIssueCode } from '../core/ingest/row-issue.ts'
import type { FileRole } from '../core/tables/table.ts'
import type { DatasetEngine } from '../engine/dataset-engine.ts'
import type { IssueRow } from '../protocol/issue-rows.ts'
import { decodeFixes, sameFixes, withFix, type FixLists, type FixRefusal } from './fix-list.ts'
import { asDomainError } from './task-error.ts'

/** Rows of a page of the list. */
export const PROBLEM_PAGE_ROWS = 50

/** Every kind of row issue, in the order in which people are shown them. */
export const ISSUE_CODES = Object.keys(ISSUE_KINDS) as readonly RowIssueCode[]

/** What may be done about a kind of issue; the first is what is done unless the analyst chooses another. */
export const policiesOf = (code: RowIssueCode): readonly [IssuePolicy, ...IssuePolicy[]] => ISSUE_KINDS[code].policies

/** Which of the kept issues are looked at. */
export interface ProblemFilter {
  /** `null` for all. */
  readonly role: FileRole | null
  readonly code: RowIssueCode | null
  readonly text: string
}

const ALL: ProblemFilter = { role: null, code: null, text: '' }

/** One page of the kept row issues, and the fixes of cells that the analyst makes. */
export interface ProblemsState {
  readonly filter: ProblemFilter
  /** Issues that match, or `null` before the first answer. */
  readonly total: number | null
  /** Page that is shown, from 0. */
  readonly page: number
  /** Its rows; those of the last question while `isAsking`. */
  readonly rows: readonly IssueRow[]
  readonly isAsking: boolean
  /** Issues counted in all files, and those kept one by one. */
  readonly counted: number
  readonly kept: number
  readonly error: DomainError | null
  /** The issue that is looked at closely. */
  readonly selected: IssueRow | null
  /** Fixes that the loaded files were read with, by source. */
  readonly applied: FixLists
  /** Lists that differ from the applied ones, whole: not in use until the file is read again. */
  readonly drafts: FixLists
  readonly importRefusal: FixRefusal | null
  readonly setFilter: (change: Partial<ProblemFilter>) => void
  /** Turn to a page, from 0. */
  readonly openPage: (page: number) => void
  readonly select: (row: IssueRow | null) => void
  /** Make this the list of fixes of a source. */
  readonly setFixes: (source: string, fixes: readonly CellFix[]) => void
  /** Add the fixes of an exported file to the drafts, all or none. */
  readonly importFixes: (json: string) => void
  readonly retry: () => void
  /** The data changed, and was read with these fixes. */
  readonly dataChanged: (applied: FixLists) => void
  /** There is no data any more. */
  readonly clear: () => void
}

const NO_FIXES: readonly CellFix[] = []

/** The fixes of a source, drafts first. The same array until they change. */
export const fixesOf = (
  { applied, drafts }: Pick<ProblemsState, 'applied' | 'drafts'>,
  source: string,
): readonly CellFix[] => drafts.get(source) ?? applied.get(source) ?? NO_FIXES

/** All lists of fixes as they would be after applying the drafts; empty ones left out. */
export function currentFixes({ applied, drafts }: Pick<ProblemsState, 'applied' | 'drafts'>): FixLists {
  const merged = new Map([...applied, ...drafts])
  return new Map([...merged].filter(([, fixes]) => fixes.length > 0))
}

const onlyChanged = (drafts: FixLists, applied: FixLists): FixLists =>
  new Map([...drafts].filter(([source, fixes]) => !sameFixes(fixes, applied.get(source) ?? [])))

/** A store of the row issues and of the fixes. Newest wins: answers to an older question are dropped. */
export function createProblemsStore(engine: Pick<DatasetEngine, 'issues'>) {
  let question = 0
  return createStore<ProblemsState>()((set, get) => {
    const ask = async (change: Partial<ProblemsState>) => {
      question += 1
      const mine = question
      set({ ...change, isAsking: true, error: null })
      const { filter, page } = get()
      const start = page * PROBLEM_PAGE_ROWS
      try {
        const answer = await engine.issues({ ...filter, start, end: start + PROBLEM_PAGE_ROWS })
        if (mine !== question) return
        const { total, counted, kept, rows } = answer
        set({ total, counted, kept, rows, isAsking: false })
      } catch (error) {
        if (mine === question) set({ error: asDomainError(error), isAsking: false })
      }
    }
    const nothing = {
      filter: ALL,
      total: null,
      counted: 0,
      kept: 0,
      page: 0,
      rows: [],
      isAsking: false,
      error: null,
      selected: null,
      applied: new Map(),
      drafts: new Map(),
      importRefusal: null,
    }
    return {
      ...nothing,
      setFilter: (change) => {
        void ask({ filter: { ...get().filter, ...change }, page: 0 })
      },
      openPage: (page) => {
        void ask({ page })
      },
      select: (selected) => {
        set({ selected })
      },
      setFixes: (source, fixes) => {
        set(({ applied, drafts }) => ({ drafts: onlyChanged(new Map(drafts).set(source, fixes), applied) }))
      },
      importFixes: (json) => {
        const found = decodeFixes(json)
        if ('refusal' in found) {
          set({ importRefusal: found.refusal })
          return
        }
        set((state) => {
          const drafts = new Map(state.drafts)
          for (const [source, fixes] of found.lists) drafts.set(source, fixes.reduce(withFix, fixesOf(state, source)))
          return { drafts: onlyChanged(drafts, state.applied), importRefusal: null }
        })
      },
      retry: () => {
        void ask({})
      },
      dataChanged: (applied) => {
        void ask({ applied, drafts: onlyChanged(get().drafts, applied), selected: null, page: 0 })
      },
      clear: () => {
        question += 1
        set(nothing)
      },
    }
  })
}

export type ProblemsStore = ReturnType<typeof createProblemsStore>
