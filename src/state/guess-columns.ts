import { matchRole } from '../core/ingest/match-header.ts'
import type { FileRole } from '../core/tables/table.ts'

/** Which column of a header each known column of a role is, as the reader finds them: to start a mapping by hand from. */
export const guessColumns = (role: FileRole, header: readonly string[]): Readonly<Record<string, number>> =>
  Object.fromEntries(matchRole(role, header).columns.map(({ field, index }) => [field.name, index]))
