import { archiveDamaged } from '../core/ingest/archive-damaged.ts'
import { crc32 } from '../core/ingest/crc32.ts'
import type { ByteSource, ByteStream } from '../core/ingest/table-reader.ts'
import {
  END64_BYTES,
  LOCAL_BYTES,
  readZip64End,
  readZipEnd,
  readZipEntries,
  ZIP_TAIL_BYTES,
  zipDataStart,
  type ZipEnd,
  type ZipEntry,
} from '../core/ingest/zip-directory.ts'
import { DomainError } from '../core/domain-error.ts'
import { checkUnpacked, type ArchiveLimits } from './archive-limits.ts'
import { blobStream } from './file-source.ts'
import { InflateFailure, inflateStream } from './inflate-stream.ts'

/** A zip whose directory was read. */
export interface ZipFile {
  readonly file: File
  readonly entries: readonly ZipEntry[]
  /** Where the data of entries end at the latest. */
  readonly directoryStart: number
}

const bytesOf = async (blob: Blob): Promise<Uint8Array<ArrayBuffer>> => new Uint8Array(await blob.arrayBuffer())

/**
 * Read the directory at the end of a zip, so that entries are known before one is unpacked.
 *
 * @throws DomainError `archive-damaged`; `archive-too-large` for a directory beyond `limits`
 */
export async function readZip(file: File, limits: ArchiveLimits): Promise<ZipFile> {
  const tail = await bytesOf(file.slice(Math.max(0, file.size - ZIP_TAIL_BYTES)))
  const found = readZipEnd(file.name, tail, file.size)
  let end: ZipEnd
  if ('end64Start' in found) {
    const record = await bytesOf(file.slice(found.end64Start, found.end64Start + END64_BYTES))
    end = readZip64End(file.name, record, found.end64Start)
  } else end = found
  const { directoryStart, directoryBytes } = end
  if (directoryBytes > limits.directoryBytes) {
    const details = { file: file.name, found: `${end.entryCount} entries`, limit: limits.directoryBytes }
    throw new DomainError('archive-too-large', `${file.name}: the zip directory is too large`, details)
  }
  const directory = await bytesOf(file.slice(directoryStart, directoryStart + directoryBytes))
  const decode = (bytes: Uint8Array, encoding: string) => new TextDecoder(encoding).decode(bytes)
  return { file, directoryStart, entries: readZipEntries(file.name, directory, end, decode) }
}

/** Deflated bytes of a zip in the frame of a gzip file, so that the browser checks their CRC-32 along with unpacking. */
function framedAsGzip(packed: Blob, { crc, unpackedBytes }: ZipEntry): Blob {
  const footer = new DataView(new ArrayBuffer(8))
  footer.setUint32(0, crc, true)
  footer.setUint32(4, unpackedBytes % 2 ** 32, true)
  return new Blob([Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff), packed, footer])
}

function entryStream(
  { file, directoryStart }: ZipFile,
  entry: ZipEntry,
  name: string,
  limits: ArchiveLimits,
): ByteStream {
  const { packedBytes, unpackedBytes } = entry
  let stream: ByteStream | null = null
  let crc = 0
  let given = 0

  const open = async (): Promise<ByteStream> => {
    if (entry.isEncrypted) throw archiveDamaged(name, 'the entry is encrypted')
    if (entry.method === 'other') throw archiveDamaged(name, 'the entry is packed in a way other than deflate')
    if (entry.method === 'stored' && packedBytes !== unpackedBytes)
      throw archiveDamaged(name, 'the entry has two sizes')
    // What the directory promises is enough to refuse a bomb before its first byte.
    checkUnpacked(name, packedBytes, unpackedBytes, limits)
    const header = await bytesOf(file.slice(entry.headerStart, entry.headerStart + LOCAL_BYTES))
    const start = zipDataStart(name, header, entry, directoryStart)
    const packed = file.slice(start, start + packedBytes)
    return entry.method === 'stored' ? blobStream(packed) : inflateStream(blobStream(framedAsGzip(packed, entry)))
  }

  return {
    read: async (room) => {
      stream ??= await open()
      let filled: Uint8Array<ArrayBuffer>
      try {
        filled = await stream.read(room)
      } catch (error) {
        if (!(error instanceof InflateFailure)) throw error
        throw archiveDamaged(name, 'the entry is damaged, or not what the zip directory says (CRC-32)', {
          cause: error,
        })
      }
      given += filled.length
      if (given > unpackedBytes) throw archiveDamaged(name, 'the entry is longer than the zip directory says')
      if (entry.method === 'stored') crc = crc32(filled, crc)
      if (filled.length > 0) return filled
      if (given < unpackedBytes) throw archiveDamaged(name, 'the entry is shorter than the zip directory says')
      if (entry.method === 'stored' && crc !== entry.crc)
        throw archiveDamaged(name, 'the bytes of the entry are not those that were packed (CRC-32)')
      return filled
    },
    // The frame adds a few bytes.
    diskBytes: () => Math.min(packedBytes, stream?.diskBytes() ?? 0),
    close: async () => {
      await stream?.close()
    },
  }
}

/** One entry of a zip as the text inside it. Nothing is read before the first byte is asked for. */
export const zipEntrySource = (zip: ZipFile, entry: ZipEntry, name: string, limits: ArchiveLimits): ByteSource => ({
  name,
  sizeBytes: entry.packedBytes,
  packing: 'zip',
  open: () => entryStream(zip, entry, name, limits),
})
