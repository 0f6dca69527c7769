import { DomainError } from '../core/domain-error.ts'

/** How far an archive is followed. What goes beyond is taken for an attack on the page, not for a table. */
export interface ArchiveLimits {
  /** Up to here unpacked bytes are not judged. */
  readonly freeBytes: number
  /** Beyond `freeBytes`: unpacked bytes for one packed byte. */
  readonly ratio: number
  /** Tables in one archive. */
  readonly entries: number
  /** Size of the directory of a zip, which is read whole. */
  readonly directoryBytes: number
}

/**
 * Tables of text shrink to a third or a tenth, seldom to a hundredth; deflate reaches 1,032 with nothing but one letter.
 * 256 MiB are unpacked within about a second and never held at once.
 */
export const ARCHIVE_LIMITS: ArchiveLimits = {
  freeBytes: 256 * 2 ** 20,
  ratio: 200,
  entries: 64,
  directoryBytes: 16 * 2 ** 20,
}

/** @throws DomainError `archive-too-large` when so many unpacked bytes are too much for the packed ones */
export function checkUnpacked(file: string, packed: number, unpacked: number, limits: ArchiveLimits): void {
  const limit = Math.max(limits.freeBytes, limits.ratio * packed)
  if (unpacked <= limit) return
  const found = `${unpacked} bytes unpacked from ${packed}`
  throw new DomainError('archive-too-large', `${file}: ${found}`, { file, found, packed, unpacked, limit })
}
