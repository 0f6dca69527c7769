import { describe, expect, it } from 'vitest'
import { fileReport } from '../dataset-summary.fixture.ts'
import {
  mappingChoice,
  mappingOfReport,
  mappingProblems,
  recordsAs,
  remapped,
  startMapping,
  withColumn,
  type MappingSource,
} from './mapping-shape.ts'

const source = (changes: Partial<MappingSource> = {}): MappingSource => ({
  fileName: '고객.csv',
  delimiter: ',',
  records: [
    ['고객', '성별', 'clnt_age'],
    ['1', 'F', '30'],
  ],
  suggestion: {},
  ...changes,
})

describe('a mapping by hand', () => {
  it('starts without a role when nothing fits, and finds known names once one is chosen', () => {
    const draft = startMapping(source())
    expect(draft).toMatchObject({ role: null, hasHeader: true, delimiter: ',' })
    expect(mappingChoice(draft)).toBeNull()
    expect(remapped(source(), draft, { role: 'demographics' }).columns).toEqual(new Map([['clnt_age', 2]]))
  })

  it('starts from what was suggested', () => {
    const suggestion = { role: 'demographics', columns: { clnt_id: 0, clnt_gender: 1 }, hasHeader: false } as const
    expect(startMapping(source({ suggestion }))).toEqual({
      role: 'demographics',
      hasHeader: false,
      delimiter: ',',
      columns: new Map([
        ['clnt_id', 0],
        ['clnt_gender', 1],
      ]),
    })
  })

  it('says which needed columns have no place, and which share one', () => {
    const draft = remapped(source(), startMapping(source()), { role: 'demographics' })
    expect(mappingProblems(draft)).toEqual(new Map([['clnt_id', 'needed']]))
    const shared = withColumn(draft, 'clnt_id', 2)
    expect(mappingProblems(shared)).toEqual(
      new Map([
        ['clnt_id', 'twice'],
        ['clnt_age', 'twice'],
      ]),
    )
    expect(mappingProblems(withColumn(shared, 'clnt_age', null)).size).toBe(0)
  })

  it('gives the choice that the reader takes', () => {
    const draft = withColumn(remapped(source(), startMapping(source()), { role: 'demographics' }), 'clnt_id', 0)
    expect(mappingChoice(draft)).toEqual({
      role: 'demographics',
      hasHeader: true,
      delimiter: ',',
      columns: { clnt_id: 0, clnt_age: 2 },
    })
  })

  it('cuts the records anew with another separator, and looks for the columns again', () => {
    const wrong = source({ records: [['clnt_id;clnt_age'], ['7;"a', 'b"']] })
    expect(recordsAs(wrong, ';')).toEqual([
      ['clnt_id', 'clnt_age'],
      ['7', 'a,b'],
    ])
    const draft = remapped(wrong, startMapping(wrong), { role: 'demographics', delimiter: ';' })
    expect(draft.columns.get('clnt_age')).toBe(1)
  })

  it('starts from a loaded file with what it was read with', () => {
    const report = fileReport('demographics', { fileName: 'a.csv', sourceNames: ['a.csv'], delimiter: '\t' })
    const named = mappingOfReport(report, {})
    expect(named.records[0]).toEqual(['clnt_id', 'pd_c'])
    expect(startMapping(named).columns).toEqual(new Map([['clnt_id', 0]]))
    const bare = mappingOfReport({ ...report, notes: [{ code: 'no-header' }] }, { columns: { clnt_id: 1 } })
    expect(bare.records[0]).toEqual(['7', '0347'])
    expect(startMapping(bare)).toMatchObject({ hasHeader: false, columns: new Map([['clnt_id', 1]]) })
  })
})
