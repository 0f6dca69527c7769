import type { ByteSource, ByteStream } from '../core/ingest/table-reader.ts'
import { checkUnpacked, type ArchiveLimits } from './archive-limits.ts'
import { blobStream } from './file-source.ts'
import { gunzipMembers } from './gunzip-members.ts'
import { InflateFailure, inflateStream } from './inflate-stream.ts'

/** The length that ends a gzip file is that of its last member, and of the whole when there is but one. */
async function endsWithLength(file: Blob, length: number): Promise<boolean> {
  const footer = new DataView(await file.slice(-4).arrayBuffer())
  return footer.byteLength === 4 && footer.getUint32(0, true) === length % 2 ** 32
}

function gzipStream(file: File, name: string, limits: ArchiveLimits): ByteStream {
  let stream = inflateStream(blobStream(file))
  let isPlain = true
  let isClosed = false
  let given = 0

  /** What the browser makes of it, `null` when that is not the whole or a failure: not all browsers read all members. */
  const readPlain = async (room: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer> | null> => {
    try {
      const filled = await stream.read(room)
      return filled.length > 0 || (await endsWithLength(file, given)) ? filled : null
    } catch (error) {
      if (error instanceof InflateFailure) return null
      throw error
    }
  }

  return {
    read: async (room) => {
      let filled = isPlain ? await readPlain(room) : await stream.read(room)
      if (filled === null) {
        if (isClosed) return room.subarray(0, 0)
        isPlain = false
        await stream.close()
        stream = gunzipMembers(file, name, given)
        // What unpacks is copied, never moved, so the room is still here.
        filled = await stream.read(room)
      }
      given += filled.length
      checkUnpacked(name, file.size, given, limits)
      return filled
    },
    diskBytes: () => stream.diskBytes(),
    close: () => {
      isClosed = true
      return stream.close()
    },
  }
}

/** A gzip file as the text inside it. */
export const gzipSource = (file: File, limits: ArchiveLimits): ByteSource => {
  const name = file.name.normalize('NFC')
  return { name, sizeBytes: file.size, packing: 'gzip', open: () => gzipStream(file, name, limits) }
}
