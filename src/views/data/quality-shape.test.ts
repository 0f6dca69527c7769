import { asDay } from '../../core/positions.ts'
import { describe, expect, it } from 'vitest'
import type { RowIssueCount } from '../../core/ingest/row-issue.ts'
import { datasetSummary, fileReport, fullColumn } from '../dataset-summary.fixture.ts'
import { countInState, qualityFindings, SHEET_ROW_LIMIT } from './quality-shape.ts'

const issue = (changes: Partial<RowIssueCount>): RowIssueCount => ({
  code: 'missing-field',
  column: null,
  count: 9,
  effect: 'row-left-out',
  examples: [],
  ...changes,
})
const kindsOf = (summary: Parameters<typeof qualityFindings>[0]) =>
  qualityFindings(summary).map((finding) => [finding.kind, finding.state, finding.count])

describe('qualityFindings', () => {
  it('says that nothing is wrong when nothing is', () => {
    expect(kindsOf({ files: [fileReport('actions')], productJoin: null, farDays: null })).toEqual([
      ['sheet-limit', 'checked', 0],
      ['no-row-issues', 'checked', 0],
    ])
  })

  it('puts what needs a look first, then repairs, then what was kept', () => {
    const { productJoin } = datasetSummary()
    const transactions = fileReport('transactions', {
      issues: [issue({ code: 'bad-number-cell', column: 'buy_ct', count: 4, effect: 'cell-missing' }), issue({})],
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

  it('warns of a file with exactly as many rows as a sheet holds, rows left out included', () => {
    const cut = fileReport('actions', { rowCount: SHEET_ROW_LIMIT - 5, leftOutCount: 5 })
    const whole = fileReport('transactions', { rowCount: SHEET_ROW_LIMIT - 1 })
    const [first] = qualityFindings({ files: [cut, whole], productJoin: null, farDays: null })
    expect(first).toMatchObject({ kind: 'sheet-limit', state: 'look', fileNames: ['actions.csv'] })
  })

  it('asks for a look at dates far from the rest', () => {
    const farDays = { rows: 2, firstDay: asDay(51_000), lastDay: asDay(51_001) }
    const [first] = qualityFindings({ files: [fileReport('actions')], productJoin: null, farDays })
    expect(first).toMatchObject({ kind: 'far-days', state: 'look', count: 2, firstDay: 51_000, lastDay: 51_001 })
  })

  it('asks for a look at codes without a product and at codes that fall together', () => {
    const join = datasetSummary().productJoin
    if (join === null) throw new Error('the fixture joins')
    const productJoin = {
      ...join,
      unmatched: 7,
      unmatchedCodes: [{ code: '1701', lines: 7 }],
      collisions: ['7', '007'],
    }
    const findings = qualityFindings({ files: [], productJoin, farDays: null })
    expect(findings.slice(0, 2).map((finding) => finding.kind)).toEqual(['unmatched', 'collisions'])
    expect(countInState(findings, 'look')).toBe(2)
  })

  it('gives every finding a key of its own', () => {
    const issues = [issue({}), issue({ column: 'sess_dt' }), issue({ code: 'bad-date', column: 'sess_dt' })]
    const files = [fileReport('actions', { issues }), fileReport('transactions', { issues })]
    const keys = qualityFindings({ files, productJoin: datasetSummary().productJoin, farDays: null }).map(
      (finding) => finding.key,
    )
    expect(new Set(keys).size).toBe(keys.length)
  })
})
