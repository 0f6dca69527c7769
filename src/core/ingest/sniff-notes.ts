import type { FileNote } from './file-note.ts'
import { countsRows } from './find-header.ts'
import { normalName, type PlannedColumn } from './match-header.ts'

/** Notes of one kind, so that a strange header does not fill the page. */
const MAX_NOTES = 20

/** What is worth knowing about a header and what stands above it. */
export function headerNotes(header: readonly string[], preambleLines: number): FileNote[] {
  const counts = new Map<string, { text: string; count: number }>()
  for (const text of header) {
    const name = normalName(text)
    if (name === '') continue
    const seen = counts.get(name)
    if (seen === undefined) counts.set(name, { text, count: 1 })
    else seen.count += 1
  }
  const repeated = [...counts.values()].filter(({ count }) => count > 1).slice(0, MAX_NOTES)
  return [
    ...(preambleLines > 0 ? [{ code: 'preamble' as const, count: preambleLines }] : []),
    ...repeated.map(({ text, count }) => ({ code: 'duplicate-label' as const, text, count })),
  ]
}

const INDEX_NAMES = new Set(['', 'unnamed: 0', 'index'])

/** Columns that a tool added to count the rows: told by name and by values, so that neither alone hides a column. */
export function indexNotes(
  header: readonly string[],
  columns: readonly PlannedColumn[],
  rows: readonly (readonly string[])[],
): FileNote[] {
  const used = new Set(columns.map(({ index }) => index))
  return header
    .map((text, index) => ({ text, index }))
    .filter(({ text, index }) => INDEX_NAMES.has(normalName(text)) && !used.has(index) && countsRows(rows, index))
    .slice(0, MAX_NOTES)
    .map(({ text }) => ({ code: 'index-column', text }))
}
