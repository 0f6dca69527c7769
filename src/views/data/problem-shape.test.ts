import { describe, expect, it } from 'vitest'
import type { RowIssue, RowIssueCount } from '../../core/ingest/row-issue.ts'
import { createFormat } from '../../i18n/format.ts'
import { createTranslate } from '../../i18n/translate.ts'
import { policiesOf } from '../../state/problems-store.ts'
import { fileReport } from '../dataset-summary.fixture.ts'
import { effectText, isCut, kindsInFile, markedRow, problemCount } from './problem-shape.ts'

const i18n = { language: 'en', t: createTranslate('en'), format: createFormat('en') } as const
const issue = (changes: Partial<RowIssue> = {}): RowIssue => ({
  file: 'a.csv',
  line: 2,
  byteOffset: 10,
  column: 'de_dt',
  code: 'bad-date',
  value: '2019',
  raw: '"a,""b""",2019,2019',
  ...changes,
})
const count = (changes: Partial<RowIssueCount> = {}): RowIssueCount => ({
  code: 'bad-number-cell',
  column: 'buy_am',
  count: 3,
  policy: 'missing',
  examples: [],
  ...changes,
})

describe('kindsInFile', () => {
  it('takes the columns of a kind together, and keeps the order in which kinds are shown', () => {
    const example = issue()
    const issues = [
      count(),
      count({ code: 'bad-date', column: 'de_dt', count: 1_200, policy: 'skip', examples: [example] }),
      count({ column: 'buy_ct', count: 4 }),
    ]
    expect(kindsInFile({ issues })).toEqual([
      { code: 'bad-date', count: 1_200, policy: 'skip', columns: ['de_dt'], example },
      { code: 'bad-number-cell', count: 7, policy: 'missing', columns: ['buy_am', 'buy_ct'], example: null },
    ])
    expect(problemCount([{ issues }, { issues: [] }])).toBe(1_207)
  })

  it('has words for the effect of every rule that a kind allows', () => {
    const [dates] = kindsInFile({ issues: [count({ code: 'bad-date', count: 1_200 })] })
    const [ragged] = kindsInFile({ issues: [count({ code: 'extra-field', column: null, count: 2 })] })
    if (dates === undefined || ragged === undefined) throw new Error('both are there')
    expect(policiesOf('bad-date').map((policy) => effectText(i18n, dates, policy))).toEqual([
      '1,200 rows left out',
      'the whole file refused',
    ])
    expect(effectText(i18n, ragged, 'keep')).toBe('2 rows kept, surplus fields dropped')
    expect(effectText(i18n, ragged, 'missing')).toBe('2 rows kept, absent fields missing')
  })
})

describe('markedRow', () => {
  const report = fileReport('transactions', { firstRows: { header: ['pd_c', 'de_tm', 'de_dt'], rows: [] } })

  it('marks the cell of the column, not the first that looks like it', () => {
    expect(markedRow(issue(), report)).toEqual({ before: '"a,""b""",2019,', cell: '2019', after: '' })
    expect(markedRow(issue({ column: 'pd_c' }), report)).toEqual({ before: '', cell: '"a,""b"""', after: ',2019,2019' })
  })

  it('looks for the value where the column is not known, and marks nothing when it is not there', () => {
    expect(markedRow(issue({ column: 'other' }), report).before).toBe('"a,""b""",')
    expect(markedRow(issue({ column: 'other', value: 'x' }), report).cell).toBeNull()
    expect(markedRow(issue({ column: null }), report)).toMatchObject({ cell: null, before: issue().raw })
  })

  it('knows a row that was cut', () => {
    expect(isCut(issue({ raw: 'x'.repeat(999) }))).toBe(false)
    expect(isCut(issue({ raw: 'x'.repeat(1_000) }))).toBe(true)
  })
})
