import { deflateRawSync } from 'node:zlib'
import { crc32 } from '../core/ingest/crc32.ts'
import type { ByteStream } from '../core/ingest/table-reader.ts'

/** One entry of a zip made by hand, with everything in it that may be a lie. */
export interface MadeEntry {
  readonly name: string | Uint8Array
  readonly text: string | Uint8Array
  readonly method?: number
  readonly flags?: number
  readonly crc?: number
  readonly unpackedBytes?: number
  readonly packedBytes?: number
  readonly headerStart?: number
  /** Extra fields of the directory entry, before the zip64 one. */
  readonly extra?: Uint8Array
  readonly zip64?: boolean
}

interface MadeZip {
  readonly zip64?: boolean
  readonly comment?: string
  readonly entryCount?: number
  readonly directoryStart?: number
  readonly diskNumber?: number
}

const encode = (text: string | Uint8Array): Uint8Array =>
  typeof text === 'string' ? new TextEncoder().encode(text) : text

/** Numbers of 2, 4 or 8 bytes, one after the other. */
function fields(...numbers: readonly (readonly [bytes: 2 | 4 | 8, value: number])[]): Uint8Array {
  return Buffer.concat(
    numbers.map(([bytes, value]) => {
      const field = Buffer.alloc(bytes)
      if (bytes === 8) field.writeBigUInt64LE(BigInt(value))
      else field.writeUIntLE(value, 0, bytes)
      return field
    }),
  )
}

/** A zip, built byte by byte, so that tests can make one that no packer would. */
export function makeZip(entries: readonly MadeEntry[], options: MadeZip = {}): Uint8Array<ArrayBuffer> {
  const bodies: Uint8Array[] = []
  const directory: Uint8Array[] = []
  let at = 0
  for (const entry of entries) {
    const name = encode(entry.name)
    const text = encode(entry.text)
    const method = entry.method ?? 8
    const data = method === 8 ? deflateRawSync(text) : text
    const crc = entry.crc ?? crc32(text)
    const unpacked = entry.unpackedBytes ?? text.length
    const packed = entry.packedBytes ?? data.length
    const flags = entry.flags ?? 0x0800
    const start = entry.headerStart ?? at
    const is64 = entry.zip64 === true
    const local = fields([4, 0x04034b50], [2, 20], [2, flags], [2, method], [4, 0], [4, crc], [4, 0], [4, 0])
    bodies.push(local, fields([2, name.length], [2, 0]), name, data)
    const sizes64 = is64 ? fields([2, 1], [2, 24], [8, unpacked], [8, packed], [8, start]) : new Uint8Array(0)
    const extra = Buffer.concat([entry.extra ?? new Uint8Array(0), sizes64])
    directory.push(
      fields([4, 0x02014b50], [2, 20], [2, 20], [2, flags], [2, method], [4, 0], [4, crc]),
      fields([4, is64 ? 0xffffffff : packed], [4, is64 ? 0xffffffff : unpacked]),
      fields([2, name.length], [2, extra.length], [2, 0], [2, 0], [2, 0], [4, 0], [4, is64 ? 0xffffffff : start]),
      name,
      extra,
    )
    at += 30 + name.length + data.length
  }
  const bytes = Buffer.concat(directory).length
  const start = options.directoryStart ?? at
  const count = options.entryCount ?? entries.length
  const comment = encode(options.comment ?? '')
  const is64 = options.zip64 === true
  const end64 = is64
    ? [
        fields(
          [4, 0x06064b50],
          [8, 44],
          [2, 45],
          [2, 45],
          [4, 0],
          [4, 0],
          [8, count],
          [8, count],
          [8, bytes],
          [8, start],
        ),
        fields([4, 0x07064b50], [4, 0], [8, at + bytes], [4, 1]),
      ]
    : []
  const last = fields(
    [4, 0x06054b50],
    [2, options.diskNumber ?? 0],
    [2, 0],
    [2, is64 ? 0xffff : count],
    [2, is64 ? 0xffff : count],
    [4, is64 ? 0xffffffff : bytes],
    [4, is64 ? 0xffffffff : start],
    [2, comment.length],
  )
  return Uint8Array.from(Buffer.concat([...bodies, ...directory, ...end64, last, comment]))
}

/** Read a stream to its end, in rooms of these sizes in turn, and close it. */
export async function readAll(stream: ByteStream, rooms: readonly number[] = [65_536]): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  try {
    for (let turn = 0; ; turn += 1) {
      const filled = await stream.read(new Uint8Array(rooms[turn % rooms.length] ?? 1))
      if (filled.length === 0) return Buffer.concat(parts)
      parts.push(filled)
    }
  } finally {
    await stream.close()
  }
}
