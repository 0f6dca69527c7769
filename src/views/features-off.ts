import type { FileRole } from '../core/tables/table.ts'
import type { DatasetSummary, FeatureOff } from '../protocol/dataset-report.ts'

/** Which files carry a part of the page, and which of their columns. */
interface Source {
  readonly roles: readonly FileRole[]
  readonly columns: readonly string[]
}

const SOURCES: Readonly<Record<FeatureOff, Source>> = {
  searches: { roles: ['actions'], columns: ['action_type', 'sech_kwd'] },
  purchases: { roles: ['transactions'], columns: ['pd_c'] },
  'category-names': { roles: ['products'], columns: ['clac_nm1', 'clac_nm2', 'clac_nm3'] },
  demographics: { roles: ['demographics'], columns: ['clnt_gender', 'clnt_age'] },
  // Only categories are ranked, and what is known of them comes from purchases.
  recommendations: { roles: ['transactions'], columns: ['pd_c'] },
  funnel: { roles: ['actions'], columns: ['action_type'] },
  'online-purchase-link': { roles: ['actions', 'transactions'], columns: ['trans_id'] },
}

/** A part that is off, and what turns it on. */
export type FeatureNeed =
  | { readonly feature: FeatureOff; readonly by: 'file'; readonly roles: readonly FileRole[] }
  | { readonly feature: FeatureOff; readonly by: 'columns'; readonly columns: readonly string[] }
  /** All files and columns are there, and hold nothing of it. */
  | { readonly feature: FeatureOff; readonly by: 'content' }

/** For each part that is off: the file that turns it on, or the columns that its file lacks. */
export function featureNeeds({ off, files }: Pick<DatasetSummary, 'off' | 'files'>): readonly FeatureNeed[] {
  return off.map((feature): FeatureNeed => {
    const source = SOURCES[feature]
    const missing = source.roles.filter((role) => !files.some((file) => file.role === role))
    if (missing.length > 0) return { feature, by: 'file', roles: missing }
    const absent = new Set(
      files.filter((file) => source.roles.includes(file.role)).flatMap((file) => file.absentColumns),
    )
    const columns = source.columns.filter((column) => absent.has(column))
    return columns.length > 0 ? { feature, by: 'columns', columns } : { feature, by: 'content' }
  })
}
