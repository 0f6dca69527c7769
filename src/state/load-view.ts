import type { FileRole } from '../core/tables/table.ts'
import type { LoadProgress } from '../protocol/dataset-api.ts'
import { createRateMeter, SETTLE_MS, type TaskView } from './task-rate.ts'

/** What is being read for one role. */
export interface RoleView {
  /** Rows kept so far. */
  readonly rows: number
  /** The file that is being read, or was last. */
  readonly fileName: string
  readonly isDone: boolean
}

/** A load under way: how far, and the rows of each role so far. */
export interface LoadView extends TaskView {
  readonly rows: number
  readonly rowsPerSecond: number | null
  readonly byRole: ReadonlyMap<FileRole, RoleView>
}

function rolesOf({ files }: LoadProgress): ReadonlyMap<FileRole, RoleView> {
  const byRole = new Map<FileRole, RoleView>()
  for (const { role, fileName, rows, done, total } of files) {
    const before = byRole.get(role)
    const isDone = done >= total
    byRole.set(role, {
      rows: rows + (before?.rows ?? 0),
      fileName: before === undefined || before.isDone ? fileName : before.fileName,
      isDone: isDone && (before?.isDone ?? true),
    })
  }
  return byRole
}

/** Turns the ticks of one load into what the page shows. @param now a clock in milliseconds */
export function createLoadMeter(now: () => number): (progress: LoadProgress) => LoadView {
  const meter = createRateMeter(now)
  const startMs = now()
  let byRole: ReadonlyMap<FileRole, RoleView> = new Map()
  return (progress) => {
    if (progress.files.length > 0) byRole = rolesOf(progress)
    const elapsedMs = now() - startMs
    return {
      ...meter(progress),
      rows: progress.rowsInAll,
      rowsPerSecond: elapsedMs < SETTLE_MS || progress.rowsInAll === 0 ? null : (progress.rowsInAll / elapsedMs) * 1000,
      byRole,
    }
  }
}
