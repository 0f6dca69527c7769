import { profileColumn } from '../../core/rows/profile-column.ts'
import type { Table } from '../../core/tables/table.ts'
import type { ColumnProfile } from '../../protocol/table-rows.ts'
import { takeSteps } from '../take-steps.ts'

/** Profiles that were made, by table: they go with it. */
const made = new WeakMap<Table, readonly ColumnProfile[]>()

/** One profile a column over all rows, in the order of the table; made once. @throws DomainError `cancelled` */
export async function columnProfiles(table: Table, isCancelled: () => boolean): Promise<readonly ColumnProfile[]> {
  const known = made.get(table)
  if (known !== undefined) return known
  const profiles: ColumnProfile[] = []
  for (const column of table.columns.values()) {
    const { name, kind, missingCount } = column
    profiles.push({ name, kind, missingCount, ...(await takeSteps(profileColumn(column), isCancelled)) })
  }
  made.set(table, profiles)
  return profiles
}
