import { FIELDS } from '../core/ingest/schema.ts'
import type { FileRole } from '../core/tables/table.ts'

/** Which column of a header each known column of a role may be, by name in any case: to start a mapping by hand from. */
export function guessColumns(role: FileRole, header: readonly string[]): Readonly<Record<string, number>> {
  const names = header.map((name) => name.trim().toLowerCase())
  const found = FIELDS[role].flatMap((field) => {
    const at = names.findIndex((name) => name === field.name || field.aliases.includes(name))
    return at === -1 ? [] : [[field.name, at] as const]
  })
  return Object.fromEntries(found)
}
