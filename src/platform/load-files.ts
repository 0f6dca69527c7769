import { DomainError } from '../core/domain-error.ts'
import type { IngestPlan } from '../core/ingest/plan-ingest.ts'
import type { ByteSource, TableReader } from '../core/ingest/table-reader.ts'
import { checkpoint, type TaskControl } from '../core/task-control.ts'
import type { FileRole } from '../core/tables/table.ts'
import type { LoadProgress } from '../protocol/dataset-api.ts'
import type { FileRefusal } from '../protocol/dataset-report.ts'
import type { LoadedFile } from './answers/loaded-file.ts'
import { sniffFile } from './sniff-file.ts'

/** What reading some files gave: those that can be used, and why the others cannot. */
export interface FilesRead {
  readonly loaded: readonly LoadedFile[]
  readonly refusals: readonly FileRefusal[]
}

/** Run a step that touches the disk; a file that went away or may not be read is refused, nothing else is caught. */
async function orUnreadable<T>(source: ByteSource, step: () => Promise<T>): Promise<T | FileRefusal> {
  try {
    return await step()
  } catch (error) {
    if (error instanceof Error && ['NotReadableError', 'NotFoundError', 'SecurityError'].includes(error.name))
      return { fileName: source.name, code: 'file-unreadable' }
    throw error
  }
}

/**
 * Read files one after the other, in any order and under any name.
 *
 * First all are looked at, so that the work is known before it begins; a second file of a role is refused.
 *
 * @throws DomainError `cancelled`, within one block of a file
 */
export async function readFiles(
  sources: readonly ByteSource[],
  reader: TableReader,
  control: TaskControl<LoadProgress>,
): Promise<FilesRead> {
  const refusals: FileRefusal[] = []
  const accepted: { readonly source: ByteSource; readonly plan: IngestPlan }[] = []
  for (const source of sources) {
    if (control.isCancelled()) throw new DomainError('cancelled', 'The load was cancelled')
    const outcome = await orUnreadable(source, () => sniffFile(source))
    if ('code' in outcome) refusals.push(outcome)
    else if ('refusal' in outcome) refusals.push({ fileName: source.name, ...outcome.refusal })
    else if (accepted.some(({ plan }) => plan.role === outcome.plan.role))
      refusals.push({ fileName: source.name, code: 'same-role-twice', role: outcome.plan.role })
    else accepted.push({ source, plan: outcome.plan })
  }

  const total = accepted.reduce((sum, { source }) => sum + source.sizeBytes, 0)
  const loaded: LoadedFile[] = []
  let bytesBefore = 0
  let rowsBefore = 0
  for (const { source, plan } of accepted) {
    const onBlock = (bytesDone: number, rows: number) =>
      checkpoint(control, {
        stage: 'reading',
        // A file may have grown since it was dropped.
        done: Math.min(total, bytesBefore + bytesDone),
        total,
        unit: 'bytes',
        role: plan.role,
        fileName: source.name,
        rowsInFile: rows,
        rowsInAll: rowsBefore + rows,
      })
    const reading = await orUnreadable(source, () => reader(source, plan, onBlock))
    bytesBefore += source.sizeBytes
    if ('code' in reading) {
      refusals.push({ ...reading, role: plan.role })
      continue
    }
    if (reading.table.rowCount === 0) {
      const code = reading.rowsSeen === 0 ? 'header-only' : 'no-usable-row'
      refusals.push({ fileName: source.name, code, role: plan.role, header: plan.header.slice(0, 20) })
      continue
    }
    rowsBefore += reading.table.rowCount
    loaded.push({ plan, reading })
  }
  return { loaded, refusals }
}

/** The loaded files of each role once new ones replaced those of the same role. */
export function replaceByRole(
  before: ReadonlyMap<FileRole, LoadedFile>,
  loaded: readonly LoadedFile[],
): ReadonlyMap<FileRole, LoadedFile> {
  return new Map([...before, ...loaded.map((file) => [file.plan.role, file] as const)])
}
