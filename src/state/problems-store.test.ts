import { describe, expect, it, vi } from 'vitest'
import { DomainError } from '../core/domain-error.ts'
import type { CellFix } from '../core/ingest/file-choice.ts'
import type { IssueRow, IssueRowsRequest, IssueRowsWindow } from '../protocol/issue-rows.ts'
import { deferred, settled } from './fake-engines.fixture.ts'
import { encodeFixes } from './fix-list.ts'
import {
  createProblemsStore,
  currentFixes,
  fixesOf,
  ISSUE_CODES,
  policiesOf,
  PROBLEM_PAGE_ROWS,
} from './problems-store.ts'

const row = (line: number): IssueRow => ({
  role: 'actions',
  file: 'a.csv',
  line,
  byteOffset: line * 10,
  column: 'sess_dt',
  code: 'bad-date',
  value: '20191345',
  raw: '1,20191345',
})
const answer = ({ start, end }: IssueRowsRequest, total = 250): IssueRowsWindow => ({
  total,
  start,
  rows: Array.from({ length: Math.min(end, total) - start }, (_, index) => row(start + index)),
  counted: 999,
  kept: total,
})
const fix = (changes: Partial<CellFix> = {}): CellFix => ({
  byteOffset: 10,
  column: 'sess_dt',
  before: '20191345',
  after: '20190913',
  ...changes,
})
const fixFile = (file: string, fixes: readonly CellFix[]) =>
  new TextDecoder().decode(encodeFixes(new Map([[file, fixes]])))

function open() {
  const issues = vi.fn((request: IssueRowsRequest) => Promise.resolve(answer(request)))
  return { issues, store: createProblemsStore({ issues }) }
}

describe('the list of problems', () => {
  it('asks for the first page when data comes, and for another when it is opened', async () => {
    const { issues, store } = open()
    store.getState().dataChanged(new Map())
    await settled()
    expect(store.getState()).toMatchObject({ total: 250, counted: 999, kept: 250, isAsking: false })
    store.getState().openPage(2)
    expect(store.getState()).toMatchObject({ page: 2, isAsking: true })
    await settled()
    expect(issues.mock.calls.map(([request]) => request.start)).toEqual([0, 2 * PROBLEM_PAGE_ROWS])
    expect(store.getState().rows[0]?.line).toBe(2 * PROBLEM_PAGE_ROWS)
  })

  it('begins at the first page again when something else is looked for', async () => {
    const { store } = open()
    store.getState().openPage(3)
    store.getState().setFilter({ role: 'actions' })
    await settled()
    expect(store.getState()).toMatchObject({ page: 0, filter: { role: 'actions', code: null, text: '' } })
  })

  it('drops the answer to an older question', async () => {
    const first = deferred<IssueRowsWindow>()
    const issues = vi
      .fn<(request: IssueRowsRequest) => Promise<IssueRowsWindow>>()
      .mockReturnValueOnce(first.promise)
      .mockImplementation((request) => Promise.resolve(answer(request, 1)))
    const store = createProblemsStore({ issues })
    store.getState().dataChanged(new Map())
    store.getState().setFilter({ code: 'bad-date', text: '2019' })
    await settled()
    first.resolve(answer({ role: null, code: null, text: '', start: 0, end: 50 }, 7))
    await settled()
    expect(store.getState().total).toBe(1)
    expect(issues.mock.lastCall?.[0]).toEqual({
      role: null,
      code: 'bad-date',
      text: '2019',
      start: 0,
      end: PROBLEM_PAGE_ROWS,
    })
  })

  it('keeps the failure, and asks again when told to', async () => {
    const issues = vi
      .fn<(request: IssueRowsRequest) => Promise<IssueRowsWindow>>()
      .mockRejectedValueOnce(new DomainError('worker-silent', 'x'))
      .mockImplementation((request) => Promise.resolve(answer(request)))
    const store = createProblemsStore({ issues })
    store.getState().dataChanged(new Map())
    await settled()
    expect(store.getState().error?.code).toBe('worker-silent')
    store.getState().retry()
    await settled()
    expect(store.getState()).toMatchObject({ error: null, total: 250 })
  })

  it('knows for every kind what may be done, and offers no kind twice', () => {
    expect(new Set(ISSUE_CODES).size).toBe(ISSUE_CODES.length)
    expect(policiesOf('bad-date')).toEqual(['skip', 'block'])
  })
})

describe('fixes', () => {
  it('are drafts until the data was read with them', () => {
    const { store } = open()
    store.getState().setFixes('a.csv', [fix()])
    expect(fixesOf(store.getState(), 'a.csv')).toEqual([fix()])
    expect(store.getState().drafts.size).toBe(1)
    store.getState().dataChanged(new Map([['a.csv', [fix()]]]))
    expect(store.getState().drafts.size).toBe(0)
    expect(fixesOf(store.getState(), 'a.csv')).toEqual([fix()])
  })

  it('are no draft when they are as applied, and one when the last is removed', () => {
    const { store } = open()
    store.getState().dataChanged(new Map([['a.csv', [fix()]]]))
    store.getState().setFixes('a.csv', [fix()])
    expect(store.getState().drafts.size).toBe(0)
    store.getState().setFixes('a.csv', [])
    expect(store.getState().drafts.get('a.csv')).toEqual([])
    expect(currentFixes(store.getState()).size).toBe(0)
  })

  it('survive a load that does not read their file anew', () => {
    const { store } = open()
    store.getState().setFixes('a.csv', [fix()])
    store.getState().dataChanged(new Map())
    expect(store.getState().drafts.get('a.csv')).toEqual([fix()])
  })

  it('are imported beside those that are there', () => {
    const { store } = open()
    store.getState().dataChanged(new Map([['a.csv', [fix()]]]))
    store.getState().importFixes(fixFile('a.csv', [fix({ byteOffset: 99 })]))
    expect(fixesOf(store.getState(), 'a.csv')).toEqual([fix(), fix({ byteOffset: 99 })])
  })

  it('stay as they are when an import is refused, which says why', () => {
    const { store } = open()
    store.getState().setFixes('a.csv', [fix()])
    store.getState().importFixes('{"format": "something else"}')
    expect(store.getState().importRefusal).toBe('not-fixes')
    expect(fixesOf(store.getState(), 'a.csv')).toEqual([fix()])
    store.getState().importFixes(fixFile('a.csv', []))
    expect(store.getState().importRefusal).toBeNull()
  })

  it('are gone when everything is forgotten', () => {
    const { store } = open()
    store.getState().dataChanged(new Map([['a.csv', [fix()]]]))
    store.getState().setFixes('b.csv', [fix()])
    store.getState().clear()
    expect(currentFixes(store.getState()).size).toBe(0)
  })
})
