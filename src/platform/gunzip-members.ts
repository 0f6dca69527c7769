import { FlateErrorCode, Gunzip } from 'fflate'
import { archiveDamaged } from '../core/ingest/archive-damaged.ts'
import { crc32 } from '../core/ingest/crc32.ts'
import type { ByteStream } from '../core/ingest/table-reader.ts'
import { blobStream } from './file-source.ts'
import { PACKED_PIECE_BYTES } from './inflate-stream.ts'

/** CRC-32 and length that end each member. */
const FOOTER_BYTES = 8

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined)

function wordsOf(error: unknown): string {
  const code = codeOf(error)
  if (code === FlateErrorCode.UnexpectedEOF) return 'the gzip data end too early: the file was cut off'
  if (code === FlateErrorCode.InvalidHeader) return 'after the gzip data come other bytes'
  return 'the gzip data are damaged'
}

/**
 * Unpack a gzip file of one or several members, as `cat` and block compressors leave them.
 *
 * Slower than the browser's own code, for files that it refuses; in return it can say what is wrong.
 *
 * @param skip unpacked bytes to leave out at the start, because they were given before
 * @throws DomainError `archive-damaged`
 */
export function gunzipMembers(file: Blob, name: string, skip: number): ByteStream {
  const packed = blobStream(file)
  const ready: Uint8Array[] = []
  let left = skip
  let crc = 0
  let length = 0
  /** The last packed bytes, of which `recentEnd` bytes of the file are the end. */
  let recent = new Uint8Array(0)
  let recentEnd = 0
  let isOver = false

  const gunzip = new Gunzip((chunk) => {
    crc = crc32(chunk, crc)
    length += chunk.length
    const skipped = Math.min(left, chunk.length)
    left -= skipped
    if (chunk.length > skipped) ready.push(chunk.subarray(skipped))
  })
  const checkFooter = (end: number): void => {
    const at = end - FOOTER_BYTES - (recentEnd - recent.length)
    if (at < 0) throw archiveDamaged(name, 'the gzip data are damaged')
    const view = new DataView(recent.buffer, recent.byteOffset + at, FOOTER_BYTES)
    if (view.getUint32(0, true) !== crc || view.getUint32(4, true) !== length % 2 ** 32)
      throw archiveDamaged(name, 'the unpacked bytes are not those that were packed (CRC-32)')
    crc = 0
    length = 0
  }
  gunzip.onmember = checkFooter

  const unpackNext = async (): Promise<void> => {
    const piece = await packed.read(new Uint8Array(PACKED_PIECE_BYTES))
    const kept = recent.subarray(-PACKED_PIECE_BYTES)
    const joined = new Uint8Array(kept.length + piece.length)
    joined.set(kept)
    joined.set(piece, kept.length)
    recent = joined
    recentEnd += piece.length
    isOver = piece.length === 0
    try {
      gunzip.push(piece, isOver)
    } catch (error) {
      throw codeOf(error) === 'archive-damaged' ? error : archiveDamaged(name, wordsOf(error), { cause: error })
    }
    if (isOver) checkFooter(recentEnd)
  }

  return {
    read: async (room) => {
      while (ready.length === 0 && !isOver) await unpackNext()
      const chunk = ready[0]
      if (chunk === undefined) return room.subarray(0, 0)
      const part = chunk.subarray(0, room.length)
      room.set(part)
      if (part.length < chunk.length) ready[0] = chunk.subarray(part.length)
      else ready.shift()
      return room.subarray(0, part.length)
    },
    diskBytes: () => packed.diskBytes(),
    close: () => packed.close(),
  }
}
