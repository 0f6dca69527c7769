import type { ByteSource, ByteStream } from '../core/ingest/table-reader.ts'

type Room = Uint8Array<ArrayBuffer>

/** Bytes of a stream, written straight into the room. */
function directReader(stream: ReadableStream<Room>): Pick<ByteStream, 'read' | 'close'> | null {
  let reader: ReadableStreamBYOBReader
  try {
    reader = stream.getReader({ mode: 'byob' })
  } catch {
    // No stream of bytes: an older browser. The stream is not locked by the attempt.
    return null
  }
  return {
    read: async (room) => (await reader.read(room)).value ?? new Uint8Array(0),
    close: () => reader.cancel(),
  }
}

/** Pieces of a stream, of any size, copied into the room. */
export function piecesReader(stream: ReadableStream<Uint8Array>): Pick<ByteStream, 'read' | 'close'> {
  const reader = stream.getReader()
  let piece: Uint8Array = new Uint8Array(0)
  return {
    read: async (room) => {
      let filled = 0
      while (filled < room.length) {
        if (piece.length === 0) {
          const { done, value } = await reader.read()
          if (done) break
          piece = value
        }
        const part = piece.subarray(0, room.length - filled)
        room.set(part, filled)
        piece = piece.subarray(part.length)
        filled += part.length
      }
      return room.subarray(0, filled)
    },
    close: () => reader.cancel(),
  }
}

/**
 * Readers with a read under way. In Chromium a stream of a file does not keep itself alive: when nothing else holds on to those
 * who wait for it (a promise does not), all of them are collected as garbage and the read never ends.
 */
const READING = new Set<object>()

/** The bytes of a file, or of a part of one, as they are. The file is opened with the first read. */
export function blobStream(blob: Blob): ByteStream {
  let source: Pick<ByteStream, 'read' | 'close'> | null = null
  let read = 0
  return {
    read: async (room) => {
      source ??= directReader(blob.stream()) ?? piecesReader(blob.stream())
      READING.add(source)
      try {
        const filled = await source.read(room)
        read += filled.length
        return filled
      } finally {
        READING.delete(source)
      }
    },
    diskBytes: () => read,
    close: async () => {
      await source?.close()
    },
  }
}

/** A dropped file as it is, under its composed name: some systems hand names over in pieces. */
export const fileSource = (file: File): ByteSource => ({
  name: file.name.normalize('NFC'),
  sizeBytes: file.size,
  packing: 'none',
  open: () => blobStream(file),
})
