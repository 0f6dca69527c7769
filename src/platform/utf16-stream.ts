import type { ByteStream } from '../core/ingest/table-reader.ts'
import { utf8Room, Utf16Transcoder } from '../core/ingest/utf16-transcoder.ts'

/** Bytes in UTF-16 that are taken at once. */
const BLOCK_BYTES = 128 * 1024

/**
 * A text in UTF-16 as UTF-8.
 *
 * @param stream the text after its byte order mark
 * @returns `diskBytes` counts bytes of the file, as `stream` does
 */
export function utf16Stream(stream: ByteStream, encoding: 'utf-16le' | 'utf-16be'): ByteStream {
  const transcoder = new Utf16Transcoder(encoding)
  const utf8 = new Uint8Array(utf8Room(BLOCK_BYTES))
  let memory = new ArrayBuffer(BLOCK_BYTES)
  let start = 0
  let end = 0
  let isOver = false

  const transcodeNext = async (): Promise<void> => {
    const block = await stream.read(new Uint8Array(memory))
    memory = block.buffer
    start = 0
    isOver = block.length === 0
    end = isOver ? transcoder.end(utf8) : transcoder.push(block, utf8)
  }

  return {
    read: async (room) => {
      let filled = 0
      while (filled < room.length) {
        while (start === end && !isOver) await transcodeNext()
        const part = utf8.subarray(start, Math.min(end, start + room.length - filled))
        if (part.length === 0) break
        room.set(part, filled)
        start += part.length
        filled += part.length
      }
      return room.subarray(0, filled)
    },
    diskBytes: () => stream.diskBytes(),
    close: () => stream.close(),
  }
}
