import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { matchHeader } from '../../src/core/ingest/match-header.ts'
import { FILE_ROLES, type FileRole } from '../../src/core/tables/table.ts'

/** The four files of a shop on disk. */
export interface ShopFiles {
  readonly paths: Readonly<Record<FileRole, string>>
  readonly bytes: { readonly actions: number; readonly 'four files': number }
}

/** The first line of a file, without a byte order mark. */
function firstLine(path: string): string {
  const file = openSync(path, 'r')
  try {
    const start = new Uint8Array(4096)
    const text = new TextDecoder().decode(start.subarray(0, readSync(file, start)))
    return text.split(/\r?\n/, 1)[0] ?? ''
  } finally {
    closeSync(file)
  }
}

/** Find out which file is which, by the header as the page does. @throws Error when a role has no file */
export function shopFiles(found: readonly string[]): ShopFiles {
  const byRole = new Map(found.map((path) => [matchHeader(firstLine(path).split(','))?.role, path]))
  const pathOf = (role: FileRole): string => {
    const path = byRole.get(role)
    if (path === undefined) throw new Error(`There is no file of ${role}`)
    return path
  }
  const paths = Object.fromEntries(FILE_ROLES.map((role) => [role, pathOf(role)])) as Record<FileRole, string>
  const bytes = (roles: readonly FileRole[]) => roles.reduce((sum, role) => sum + statSync(paths[role]).size, 0)
  return { paths, bytes: { actions: bytes(['actions']), 'four files': bytes(FILE_ROLES) } }
}
