import { DomainError } from '../core/domain-error.ts'
import {
  recogniseBytes,
  recogniseOpenDocument,
  recognisePacking,
  recogniseZipEntries,
} from '../core/ingest/recognise-bytes.ts'
import type { ByteSource } from '../core/ingest/table-reader.ts'
import { isTableEntry, shownNames } from '../core/ingest/zip-directory.ts'
import type { RefusalCode } from '../protocol/dataset-report.ts'
import { ARCHIVE_LIMITS, type ArchiveLimits } from './archive-limits.ts'
import { fileSource } from './file-source.ts'
import { gzipSource } from './gzip-source.ts'
import { readZip, zipEntrySource } from './zip-source.ts'

/** What a dropped file holds, or why it holds nothing that can be read. */
export type OpenedFile =
  | { readonly sources: readonly ByteSource[] }
  | { readonly refusal: { readonly code: RefusalCode; readonly found?: string } }

/** Enough for every signature, and for the blanks that may stand above an HTML page. */
const HEAD_BYTES = 4096
/** Names of entries that are told when none of them is a table. */
const TOLD_NAMES = 3

const refusal = (code: RefusalCode, found: string): OpenedFile => ({ refusal: { code, found } })

async function openZip(file: File, limits: ArchiveLimits): Promise<OpenedFile> {
  const zip = await readZip(file, limits)
  const format = recogniseZipEntries(zip.entries.map(({ name }) => name))
  if (format !== null) return { refusal: format }
  const tables = zip.entries.filter(isTableEntry)
  if (tables.length === 0) {
    const others = shownNames(zip.entries.filter(({ isFolder }) => !isFolder))
    const told = others.slice(0, TOLD_NAMES).join(', ')
    return refusal('archive-without-table', others.length > TOLD_NAMES ? `${told}, …` : told)
  }
  if (tables.length > limits.entries) return refusal('archive-too-large', `${tables.length} tables`)
  const archive = file.name.normalize('NFC')
  const names = shownNames(tables)
  const sources = tables.map((entry, index) => zipEntrySource(zip, entry, `${archive}/${names[index]}`, limits))
  return { sources }
}

/**
 * See what a dropped file is by its first bytes, never by its name, and open what can be read: the file itself, the text inside
 * a gzip file, each table inside a zip. Damage behind the first bytes shows when the source is read.
 *
 * Archives inside archives are not opened. Names of entries are only shown and compared.
 *
 * @throws DOMException `NotReadableError` or `NotFoundError` when the file is gone or may not be read
 */
export async function openSources(file: File, limits: ArchiveLimits = ARCHIVE_LIMITS): Promise<OpenedFile> {
  const head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer())
  const packing = recognisePacking(head)
  if (packing === 'gzip') return { sources: [gzipSource(file, limits)] }
  const foreign = packing === 'zip' ? recogniseOpenDocument(head) : recogniseBytes(head)
  if (foreign !== null) return { refusal: foreign }
  if (packing === 'none') return { sources: [fileSource(file)] }
  try {
    return await openZip(file, limits)
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    const { code, details } = error
    if (code !== 'archive-damaged' && code !== 'archive-too-large') throw error
    return refusal(code, String(details['found']))
  }
}
