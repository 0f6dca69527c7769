import { qualityInParts } from '../../core/quality/check-quality.ts'
import { NO_REPAIRS, type Repairs } from '../../core/quality/repairs.ts'
import type { Dataset } from '../../core/tables/dataset.ts'
import type { FileRole } from '../../core/tables/table.ts'
import type { DatasetSummary } from '../../protocol/dataset-report.ts'
import type { QualityReport } from '../../protocol/quality-report.ts'
import { takeSteps } from '../take-steps.ts'
import type { LoadedFile } from './loaded-file.ts'

type Files = ReadonlyMap<FileRole, LoadedFile>

/** The tables as they were read, by role. */
export const tablesAsRead = (files: Files) => new Map(Array.from(files, ([role, file]) => [role, file.table] as const))

const sourcesOf = (files: Files, role: FileRole): string =>
  JSON.stringify(files.get(role)?.table.sources.map(({ fileName }) => fileName) ?? null)

/** The repairs for the next files: those that were on, but for transactions of another name, which nobody has looked at yet. */
export function repairsFor(files: Files, before: { readonly files: Files; readonly repairs: Repairs } | null): Repairs {
  if (before === null) return NO_REPAIRS
  return sourcesOf(files, 'transactions') === sourcesOf(before.files, 'transactions') ? before.repairs : NO_REPAIRS
}

/** One version of the data, and the report on it once it was made. */
interface Checked {
  readonly files: Files
  readonly dataset: Dataset
  readonly summary: DatasetSummary
  quality: QualityReport | null
}

/** All checks of one version of the data, made once; with a pause every few milliseconds. @throws DomainError `cancelled` */
export async function qualityReport(data: Checked, isCancelled: () => boolean): Promise<QualityReport> {
  if (data.quality !== null) return data.quality
  const { dataset, files, summary } = data
  const steps = qualityInParts({ dataset, asRead: tablesAsRead(files), repairs: summary.repairs })
  const report = { version: summary.version, findings: await takeSteps(steps, isCancelled) }
  data.quality = report
  return report
}
