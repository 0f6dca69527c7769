import { describe, expect, it } from 'vitest'
import { FIELDS } from '../../core/ingest/schema.ts'
import { FILE_ROLES, type FileRole } from '../../core/tables/table.ts'
import type { LoadPhase } from '../../state/dataset-store.ts'
import type { LoadView, RoleView } from '../../state/load-view.ts'
import { fileReport, fullColumn } from '../dataset-summary.fixture.ts'
import { columnShares, fileCards, NEEDED_COLUMNS, ROLE_COLUMNS, ROLES } from './file-shape.ts'

const loading = (byRole: readonly (readonly [FileRole, RoleView])[], stage = 'reading'): LoadPhase => {
  const view: LoadView = {
    stage,
    share: 0.5,
    done: 1,
    total: 2,
    unit: 'bytes',
    perSecond: null,
    secondsLeft: null,
    rows: 10,
    rowsPerSecond: null,
    byRole: new Map(byRole),
  }
  return { phase: 'loading', source: 'files', view }
}

describe('the columns shown for a file that is not loaded', () => {
  it('are those that the reader knows, and the needed ones are those without which it refuses', () => {
    expect(ROLES).toEqual(FILE_ROLES)
    for (const role of FILE_ROLES) {
      expect(ROLE_COLUMNS[role]).toEqual(FIELDS[role].map((field) => field.name))
      const required = FIELDS[role].filter((field) => field.column === 'required')
      expect(NEEDED_COLUMNS[role]).toEqual(required.map((field) => field.name))
    }
  })
})

describe('columnShares', () => {
  it('lists the worst column first and tells missing, unknown and zero apart', () => {
    const columns = [
      fullColumn('clnt_id'),
      fullColumn('pd_c', { missingCount: 10, unknownCount: 200 }),
      fullColumn('buy_am', { kind: 'amount', zeroCount: 50 }),
    ]
    expect(columnShares(fileReport('transactions', { columns }))).toEqual([
      { column: 'pd_c', kind: 'unknown', share: 0.2 },
      { column: 'buy_am', kind: 'zero', share: 0.05 },
      { column: 'pd_c', kind: 'missing', share: 0.01 },
      { column: 'clnt_id', kind: 'missing', share: 0 },
    ])
  })
})

describe('fileCards', () => {
  it('gives four cards, empty where no file is loaded', () => {
    const states = fileCards([fileReport('products')], { phase: 'idle' }).map((card) => [card.role, card.state])
    expect(states).toEqual([
      ['actions', 'empty'],
      ['transactions', 'empty'],
      ['demographics', 'empty'],
      ['products', 'ready'],
    ])
  })

  it('asks for a look when rows were left out', () => {
    const [card] = fileCards([fileReport('actions', { leftOutCount: 3 })], { phase: 'idle' })
    expect(card?.state).toBe('look')
  })

  it('shows every file that is being read, and which are done', () => {
    const load = loading([
      ['transactions', { rows: 900, fileName: 't.csv', isDone: true }],
      ['actions', { rows: 20, fileName: 'a.csv', isDone: false }],
      ['products', { rows: 5, fileName: 'p.csv', isDone: false }],
    ])
    const [actions, transactions, demographics, products] = fileCards([fileReport('demographics')], load)
    expect(actions).toMatchObject({ state: 'reading', rowsSoFar: 20, readingFile: 'a.csv' })
    expect(transactions).toMatchObject({ state: 'read', rowsSoFar: 900, readingFile: null })
    expect(demographics).toMatchObject({ state: 'ready', rowsSoFar: null })
    expect(products).toMatchObject({ state: 'reading', readingFile: 'p.csv' })
  })

  it('shows no file as being read while everything is indexed', () => {
    const cards = fileCards([], loading([['actions', { rows: 20, fileName: 'a.csv', isDone: false }]], 'indexing'))
    expect(cards.map((card) => card.state)).toEqual(['read', 'empty', 'empty', 'empty'])
  })
})
