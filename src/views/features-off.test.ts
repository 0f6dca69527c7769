import { describe, expect, it } from 'vitest'
import type { FileRole } from '../core/tables/table.ts'
import type { FeatureOff, FileReport } from '../protocol/dataset-report.ts'
import { fileReport } from './dataset-summary.fixture.ts'
import { featureNeeds } from './features-off.ts'

const file = (role: FileRole, absentColumns: readonly string[] = []): FileReport => fileReport(role, { absentColumns })
const needs = (off: readonly FeatureOff[], files: readonly FileReport[]) => featureNeeds({ off, files })

describe('featureNeeds', () => {
  it('names the file that turns a part on', () => {
    expect(needs(['purchases'], [file('actions')])).toEqual([
      { feature: 'purchases', by: 'file', roles: ['transactions'] },
    ])
  })

  it('names only the file that is missing when two are needed', () => {
    expect(needs(['online-purchase-link'], [file('actions')])).toEqual([
      { feature: 'online-purchase-link', by: 'file', roles: ['transactions'] },
    ])
  })

  it('asks for purchases before anything can be recommended', () => {
    expect(needs(['recommendations'], [file('actions'), file('products')])).toEqual([
      { feature: 'recommendations', by: 'file', roles: ['transactions'] },
    ])
  })

  it('names the columns that a loaded file lacks', () => {
    expect(needs(['searches'], [file('actions', ['sech_kwd', 'dvc_ctg_nm'])])).toEqual([
      { feature: 'searches', by: 'columns', columns: ['sech_kwd'] },
    ])
  })

  it('says that the content is missing when file and columns are there', () => {
    expect(needs(['searches'], [file('actions')])).toEqual([{ feature: 'searches', by: 'content' }])
  })
})
