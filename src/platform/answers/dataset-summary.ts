import type { Dataset } from '../../core/tables/dataset.ts'
import { ContentHash } from '../../core/ingest/content-hash.ts'
import type { Repairs } from '../../core/quality/repairs.ts'
import type { FileRole } from '../../core/tables/table.ts'
import { FILE_ROLES } from '../../core/tables/table.ts'
import type { DatasetSummary, FeatureOff, FileReport } from '../../protocol/dataset-report.ts'

/** Which parts of the page have nothing to show. */
function featuresOff({ tables }: Dataset): FeatureOff[] {
  const has = (role: FileRole, ...names: readonly string[]): boolean =>
    tables.has(role) && names.every((name) => tables.get(role)?.columns.has(name) === true)
  const searches = has('actions', 'sech_kwd')
  const purchases = has('transactions')
  const off: FeatureOff[] = []
  if (!searches) off.push('searches')
  if (!purchases) off.push('purchases')
  if (!['clac_nm1', 'clac_nm2', 'clac_nm3'].some((name) => has('products', name))) off.push('category-names')
  if (!has('demographics')) off.push('demographics')
  // Only categories are ranked, and what is known of them comes from purchases alone.
  if (!purchases) off.push('recommendations')
  if (!has('actions')) off.push('funnel')
  if (!has('actions', 'trans_id') || !has('transactions', 'trans_id')) off.push('online-purchase-link')
  return off
}

/** A short form of the fingerprints of all tables: 16 hexadecimal digits. */
function shortFingerprint(text: string): string {
  const hash = new ContentHash()
  hash.add(new TextEncoder().encode(text))
  return hash.digest()
}

/** All that the page knows of the loaded data. */
export function datasetSummary(
  dataset: Dataset,
  reports: readonly FileReport[],
  repairs: Repairs,
  version: number,
): DatasetSummary {
  const { period } = dataset
  return {
    version,
    fingerprint: shortFingerprint(dataset.fingerprint),
    files: FILE_ROLES.flatMap((role) => reports.filter((report) => report.role === role)),
    clientCount: dataset.clients.count,
    productJoin: dataset.categories.join,
    period: period === null ? null : { firstDay: period.firstDay, lastDay: period.lastDay },
    farDays: period?.far ?? null,
    repairs,
    off: featuresOff(dataset),
  }
}
