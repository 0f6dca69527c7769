import { describe, expect, it } from 'vitest'
import type { RowIssueCount } from '../../core/ingest/row-issue.ts'
import { asDay } from '../../core/positions.ts'
import type { QualityFinding } from '../../core/quality/finding.ts'
import { datasetSummary, fileReport, fullColumn } from '../dataset-summary.fixture.ts'
import { checkFindings, countInState, expectedChecks, fileFindings, repairOf } from './quality-shape.ts'

const issue = (changes: Partial<RowIssueCount>): RowIssueCount => ({
  code: 'missing-field',
  column: null,
  count: 9,
  policy: 'skip',
  examples: [],
  ...changes,
})
const kindsOf = (summary: Parameters<typeof fileFindings>[0]) =>
  fileFindings(summary).map((finding) => [finding.kind, finding.state, finding.count])
const duplicates = (changes: Partial<Extract<QualityFinding, { code: 'duplicate-rows' }>>): QualityFinding => ({
  code: 'duplicate-rows',
  state: 'look',
  role: 'transactions',
  rows: 10,
  repeated: 2,
  examples: [],
  ...changes,
})

describe('fileFindings', () => {
  it('says that nothing is wrong when nothing is', () => {
    expect(kindsOf({ files: [fileReport('actions')], productJoin: null, farDays: null })).toEqual([
      ['sheet-limit', 'checked', 0],
      ['no-row-issues', 'checked', 0],
    ])
  })

  it('puts what needs a look first, then repairs, then what was kept', () => {
    const { productJoin } = datasetSummary()
    const transactions = fileReport('transactions', {
      issues: [issue({ code: 'bad-number-cell', column: 'buy_ct', count: 4, policy: 'missing' }), issue({})],
      columns: [fullColumn('buy_am', { kind: 'amount', zeroCount: 12 })],
    })
    expect(kindsOf({ files: [transactions], productJoin, farDays: null })).toEqual([
      ['row-issue', 'look', 9],
      ['padded', 'repaired', 970],
      ['row-issue', 'kept', 4],
      ['unknown-code', 'kept', 30],
      ['zero', 'kept', 12],
      ['sheet-limit', 'checked', 0],
      ['joined', 'checked', 970],
      ['unmatched', 'checked', 0],
    ])
  })

  it('adds the columns of one kind of problem up, file by file', () => {
    const issues = [
      issue({ code: 'bad-date', column: 'a', count: 3 }),
      issue({ code: 'bad-date', column: 'b', count: 4 }),
    ]
    const files = [fileReport('actions', { issues }), fileReport('transactions', { issues: issues.slice(1) })]
    const rows = fileFindings({ files, productJoin: null, farDays: null }).filter(({ kind }) => kind === 'row-issue')
    expect(rows.map(({ key, count }) => [key, count])).toEqual([
      ['actions bad-date', 7],
      ['transactions bad-date', 4],
    ])
  })

  it('shows the notes of a file by what they ask for', () => {
    const notes = [
      { code: 'preamble', count: 3 },
      { code: 'cut-off', byteOffset: 900 },
      { code: 'fractions', text: 'buy_ct', count: 2 },
      { code: 'spreadsheet-limit', count: 1_048_575 },
    ] as const
    const files = [fileReport('actions', { notes, rowCount: 1_048_570, leftOutCount: 5 })]
    expect(kindsOf({ files, productJoin: null, farDays: null })).toEqual([
      ['sheet-limit', 'look', 1_048_575],
      ['note', 'look', 1],
      ['note', 'repaired', 3],
      ['note', 'kept', 2],
      ['no-row-issues', 'checked', 0],
    ])
  })

  it('tells how much of gender and age is unknown, empty cells included', () => {
    const columns = [fullColumn('clnt_gender', { missingCount: 3, unknownCount: 800 }), fullColumn('clnt_age')]
    const findings = fileFindings({
      files: [fileReport('demographics', { columns })],
      productJoin: null,
      farDays: null,
    })
    expect(findings[0]).toMatchObject({ kind: 'unknown-share', column: 'clnt_gender', count: 803, rows: 1000 })
    expect(findings.filter(({ kind }) => kind === 'unknown-share')).toHaveLength(1)
  })

  it('asks for a look at dates far from the rest, codes without a product and codes that fall together', () => {
    const join = datasetSummary().productJoin
    if (join === null) throw new Error('the fixture joins')
    const productJoin = {
      ...join,
      unmatched: 7,
      unmatchedCodes: [{ code: '1701', lines: 7 }],
      collisions: ['7', '007'],
    }
    const farDays = { rows: 2, firstDay: asDay(51_000), lastDay: asDay(51_001) }
    const findings = fileFindings({ files: [], productJoin, farDays })
    expect(findings.slice(0, 3).map((finding) => finding.kind)).toEqual(['far-days', 'unmatched', 'collisions'])
    expect(countInState(findings, 'look')).toBe(3)
  })

  it('gives every finding a key of its own', () => {
    const issues = [issue({}), issue({ code: 'bad-date', column: 'sess_dt' })]
    const notes = [
      { code: 'duplicate-label', text: 'a', count: 2 },
      { code: 'duplicate-label', text: 'b', count: 2 },
    ] as const
    const files = [fileReport('actions', { issues, notes }), fileReport('transactions', { issues, notes })]
    const findings = fileFindings({ files, productJoin: datasetSummary().productJoin, farDays: null })
    expect(new Set(findings.map(({ key }) => key)).size).toBe(findings.length)
  })
})

describe('checkFindings', () => {
  it('orders by what needs a look, and counts what is wrong', () => {
    const findings = checkFindings([
      { code: 'idle-clients', state: 'kept', clients: 10, idle: 4 },
      duplicates({}),
      duplicates({ role: 'actions', state: 'checked', repeated: 0 }),
    ])
    expect(findings.map(({ key, state, count }) => [key, state, count])).toEqual([
      ['duplicate-rows transactions', 'look', 2],
      ['idle-clients', 'kept', 4],
      ['duplicate-rows actions', 'checked', 0],
    ])
  })

  it('counts of a join what only one side has', () => {
    const part = (all: number, found: number) => ({ rows: 99, rowsFound: 9, distinct: all, distinctFound: found })
    const counts = checkFindings([
      { code: 'client-join', state: 'kept', roles: ['actions', 'transactions'], there: part(10, 4), back: part(5, 4) },
      { code: 'product-join', state: 'kept', lines: part(8, 6), products: 9, bought: 6, neverBought: [] },
      { code: 'transaction-join', state: 'kept', actions: part(3, 2), lines: part(20, 2) },
    ]).map(({ count }) => count)
    expect(counts).toEqual([7, 5, 19])
  })

  it('offers a repair for duplicate lines and outlying amounts only', () => {
    const outliers = (column: 'buy_am' | 'buy_ct'): QualityFinding => ({
      code: 'outliers',
      state: 'look',
      column,
      count: 1,
      limit: 1000,
      times: 1000,
      sumShare: 0.5,
      examples: [],
    })
    const findings = checkFindings([
      duplicates({}),
      outliers('buy_am'),
      outliers('buy_ct'),
      duplicates({ role: 'actions' }),
      duplicates({ repeated: 0 }),
    ])
    expect(findings.map(repairOf)).toEqual(['dropDuplicateLines', 'emptyOutlierAmounts', null, null, null])
  })

  it('keeps room for as many checks as four full files get', () => {
    const roles = (...some: readonly ('actions' | 'transactions' | 'demographics' | 'products')[]) =>
      expectedChecks(some.map((role) => ({ role })))
    expect(roles('actions', 'transactions', 'demographics', 'products')).toBe(17)
    expect(roles('products')).toBe(1)
    expect(roles('actions')).toBe(5)
    expect(roles('transactions')).toBe(6)
  })
})
