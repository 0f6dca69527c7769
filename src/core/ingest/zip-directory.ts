import { archiveDamaged } from './archive-damaged.ts'
import { isUtf8 } from './choose-encoding.ts'

const END_MARK = 0x06054b50
const END_BYTES = 22
const END64_MARK = 0x06064b50
const LOCATOR_MARK = 0x07064b50
const LOCATOR_BYTES = 20
const ENTRY_MARK = 0x02014b50
const ENTRY_BYTES = 46
const LOCAL_MARK = 0x04034b50
/** Bytes of the header before the data of an entry, its name and extra fields aside. */
export const LOCAL_BYTES = 30
/** Bytes at the end of a zip that hold its last record, a comment of any length and the zip64 locator. */
export const ZIP_TAIL_BYTES = END_BYTES + 0xffff + LOCATOR_BYTES
/** Bytes of the zip64 end record that are looked at. */
export const END64_BYTES = 56

/** A number that does not fit the old format: its value stands in the zip64 fields. */
const IN_ZIP64_16 = 0xffff
const IN_ZIP64_32 = 0xffffffff
const ZIP64_FIELD = 0x0001
const UNICODE_PATH_FIELD = 0x7075

const FLAG_ENCRYPTED = 0x0001
const FLAG_PATCH = 0x0020
const FLAG_STRONG_ENCRYPTION = 0x0040
const FLAG_UTF8 = 0x0800
const FLAG_MASKED = 0x2000

/** Where the directory of a zip stands. */
export interface ZipEnd {
  readonly directoryStart: number
  readonly directoryBytes: number
  readonly entryCount: number
}

/** One entry as the directory describes it; its local header may say otherwise, which is damage. */
export interface ZipEntry {
  /** Decoded, as it stands in the archive. Never a path to write to. */
  readonly name: string
  /** Where its local header begins. */
  readonly headerStart: number
  readonly packedBytes: number
  readonly unpackedBytes: number
  readonly crc: number
  readonly method: 'stored' | 'deflate' | 'other'
  readonly isEncrypted: boolean
  readonly isFolder: boolean
}

/** Decodes the name of an entry; bytes that fit no letter become U+FFFD. */
export type DecodeName = (bytes: Uint8Array, encoding: 'utf-8' | 'euc-kr') => string

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** A number of 8 bytes. Beyond 2^53 it is rounded, and far beyond any file. */
const bigAt = (view: DataView, at: number): number => view.getUint32(at + 4, true) * 2 ** 32 + view.getUint32(at, true)

function checkedEnd(file: string, end: ZipEnd, endStart: number): ZipEnd {
  if (end.directoryStart + end.directoryBytes !== endStart)
    throw archiveDamaged(file, 'the zip directory is not where the end record says')
  if (end.entryCount * ENTRY_BYTES > end.directoryBytes)
    throw archiveDamaged(file, 'the zip directory is shorter than its entries')
  return end
}

/**
 * Find the end record of a zip. It stands last, followed only by a comment whose length it tells.
 *
 * @param tail the last `ZIP_TAIL_BYTES` of the file, or all of it
 * @param fileBytes size of the file
 * @returns where the directory is, or where the zip64 end record is that says so
 * @throws DomainError `archive-damaged`
 */
export function readZipEnd(
  file: string,
  tail: Uint8Array,
  fileBytes: number,
): ZipEnd | { readonly end64Start: number } {
  const view = viewOf(tail)
  const tailStart = fileBytes - tail.length
  let at = tail.length - END_BYTES
  while (
    at >= 0 &&
    !(view.getUint32(at, true) === END_MARK && at + END_BYTES + view.getUint16(at + 20, true) === tail.length)
  )
    at -= 1
  if (at < 0) throw archiveDamaged(file, 'the zip has no end record: it was cut off')
  const end = {
    directoryStart: view.getUint32(at + 16, true),
    directoryBytes: view.getUint32(at + 12, true),
    entryCount: view.getUint16(at + 10, true),
  }
  const isZip64 =
    end.directoryStart === IN_ZIP64_32 || end.directoryBytes === IN_ZIP64_32 || end.entryCount === IN_ZIP64_16
  const locator = at - LOCATOR_BYTES
  if (isZip64 && locator >= 0 && view.getUint32(locator, true) === LOCATOR_MARK) {
    const end64Start = bigAt(view, locator + 8)
    if (end64Start + END64_BYTES > tailStart + locator)
      throw archiveDamaged(file, 'the zip64 end record is not where its locator says')
    return { end64Start }
  }
  if (view.getUint16(at + 4, true) !== 0 || view.getUint16(at + 6, true) !== 0)
    throw archiveDamaged(file, 'the zip is one part of several')
  return checkedEnd(file, end, tailStart + at)
}

/**
 * Where the directory of a zip64 is.
 *
 * @param bytes `END64_BYTES` from `end64Start` on
 * @throws DomainError `archive-damaged`
 */
export function readZip64End(file: string, bytes: Uint8Array, end64Start: number): ZipEnd {
  const view = viewOf(bytes)
  if (bytes.length < END64_BYTES || view.getUint32(0, true) !== END64_MARK)
    throw archiveDamaged(file, 'the zip64 end record is not where its locator says')
  if (view.getUint32(16, true) !== 0 || view.getUint32(20, true) !== 0)
    throw archiveDamaged(file, 'the zip is one part of several')
  const end = {
    directoryStart: bigAt(view, 48),
    directoryBytes: bigAt(view, 40),
    entryCount: bigAt(view, 32),
  }
  return checkedEnd(file, end, end64Start)
}

/** The extra field of one kind, or `null`. */
function extraField(bytes: Uint8Array, start: number, end: number, kind: number): Uint8Array | null {
  const view = viewOf(bytes)
  for (let at = start; at + 4 <= end;) {
    const next = at + 4 + view.getUint16(at + 2, true)
    if (next > end) return null
    if (view.getUint16(at, true) === kind) return bytes.subarray(at + 4, next)
    at = next
  }
  return null
}

function nameOf(name: Uint8Array, extra: Uint8Array | null, flags: number, decode: DecodeName): string {
  // Info-ZIP: one byte of version, four of a CRC, then the name in UTF-8.
  if (extra !== null && extra.length > 5) return decode(extra.subarray(5), 'utf-8')
  return decode(name, (flags & FLAG_UTF8) !== 0 || isUtf8(name, false) ? 'utf-8' : 'euc-kr')
}

/** Entries that share bytes are no work of a packer: small zips grow without end that way. */
function checkApart(file: string, entries: readonly ZipEntry[], directoryStart: number): void {
  let endBefore = 0
  for (const { headerStart, packedBytes } of [...entries].sort((a, b) => a.headerStart - b.headerStart)) {
    if (headerStart < endBefore) throw archiveDamaged(file, 'entries of the zip lie over each other')
    endBefore = headerStart + LOCAL_BYTES + packedBytes
  }
  if (endBefore > directoryStart) throw archiveDamaged(file, 'an entry of the zip is longer than the file')
}

/**
 * The entries of a zip, in the order of its directory.
 *
 * @param bytes the whole directory
 * @throws DomainError `archive-damaged`, also for entries that reach beyond the file or into each other
 * @see PKWARE, APPNOTE.TXT 6.3.10, section 4.3.12
 */
export function readZipEntries(file: string, bytes: Uint8Array, end: ZipEnd, decode: DecodeName): readonly ZipEntry[] {
  const view = viewOf(bytes)
  const entries: ZipEntry[] = []
  let at = 0
  for (let index = 0; index < end.entryCount; index += 1) {
    if (at + ENTRY_BYTES > bytes.length || view.getUint32(at, true) !== ENTRY_MARK)
      throw archiveDamaged(file, `entry ${index + 1} of the zip directory is damaged`)
    const flags = view.getUint16(at + 8, true)
    const method = view.getUint16(at + 10, true)
    const nameStart = at + ENTRY_BYTES
    const extraStart = nameStart + view.getUint16(at + 28, true)
    const extraEnd = extraStart + view.getUint16(at + 30, true)
    const next = extraEnd + view.getUint16(at + 32, true)
    if (next > bytes.length) throw archiveDamaged(file, `entry ${index + 1} of the zip directory is damaged`)

    // Those of the three that did not fit stand in the extra field, in this order.
    const large = extraField(bytes, extraStart, extraEnd, ZIP64_FIELD)
    let largeAt = 0
    const sizeAt = (place: number): number => {
      const size = view.getUint32(place, true)
      if (size !== IN_ZIP64_32) return size
      if (large === null || largeAt + 8 > large.length)
        throw archiveDamaged(file, `entry ${index + 1} of the zip directory has no size`)
      largeAt += 8
      return bigAt(viewOf(large), largeAt - 8)
    }
    const unpackedBytes = sizeAt(at + 24)
    const packedBytes = sizeAt(at + 20)
    const headerStart = sizeAt(at + 42)

    const path = extraField(bytes, extraStart, extraEnd, UNICODE_PATH_FIELD)
    const name = nameOf(bytes.subarray(nameStart, extraStart), path, flags, decode)
    entries.push({
      name,
      headerStart,
      packedBytes,
      unpackedBytes,
      crc: view.getUint32(at + 16, true),
      method: method === 0 ? 'stored' : method === 8 && (flags & FLAG_PATCH) === 0 ? 'deflate' : 'other',
      isEncrypted: (flags & (FLAG_ENCRYPTED | FLAG_STRONG_ENCRYPTION | FLAG_MASKED)) !== 0,
      isFolder: name.endsWith('/') || name.endsWith('\\'),
    })
    at = next
  }
  checkApart(file, entries, end.directoryStart)
  return entries
}

/**
 * Where the data of an entry begin.
 *
 * @param header the `LOCAL_BYTES` at `headerStart`
 * @param endBefore where the data must end at the latest: the start of the directory
 * @throws DomainError `archive-damaged`
 */
export function zipDataStart(file: string, header: Uint8Array, entry: ZipEntry, endBefore: number): number {
  const view = viewOf(header)
  if (header.length < LOCAL_BYTES || view.getUint32(0, true) !== LOCAL_MARK)
    throw archiveDamaged(file, 'the entry is not where the zip directory says')
  const start = entry.headerStart + LOCAL_BYTES + view.getUint16(26, true) + view.getUint16(28, true)
  if (start + entry.packedBytes > endBefore) throw archiveDamaged(file, 'the entry is longer than the file')
  return start
}

/** Endings of entries that are taken for tables; archives are among them so that one inside another is told, not passed over. */
const TABLE_ENDINGS = ['csv', 'tsv', 'tab', 'psv', 'txt', 'dat', 'gz', 'zip']

/** Whether an entry may be a table: no folder, no file of the system, and a name that ends like one. */
export function isTableEntry({ name, isFolder }: ZipEntry): boolean {
  const path = name.split(/[\\/]/)
  const last = path.at(-1) ?? ''
  const dot = last.lastIndexOf('.')
  const ending = dot > 0 ? last.slice(dot + 1).toLowerCase() : ''
  return !isFolder && !path.includes('__MACOSX') && !last.startsWith('.') && TABLE_ENDINGS.includes(ending)
}

/** A letter that moves or hides others: controls, and marks that turn the direction of writing. */
// eslint-disable-next-line no-control-regex
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

/**
 * Names to show and to remember entries by: composed (NFC), without unseen letters, each only once.
 */
export function shownNames(entries: readonly ZipEntry[]): readonly string[] {
  const taken = new Set<string>()
  return entries.map(({ name }) => {
    const shown = name.normalize('NFC').replace(UNSEEN, '\ufffd')
    let unique = shown
    for (let count = 2; taken.has(unique); count += 1) unique = `${shown} (${count})`
    taken.add(unique)
    return unique
  })
}
