import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { readAll } from './archives.fixture.ts'
import { blobStream, fileSource } from './file-source.ts'

const LETTERS = Uint8Array.from({ length: 200_000 }, (_, at) => (at * 31) & 255)

/** A file in a browser that has no streams of bytes. */
function withoutDirectReads(bytes: Uint8Array<ArrayBuffer>, pieceBytes: number): Blob {
  const blob = new Blob([bytes])
  vi.spyOn(blob, 'stream').mockImplementation(() => {
    let at = 0
    return new ReadableStream<Uint8Array<ArrayBuffer>>({
      pull: (controller) => {
        if (at >= bytes.length) controller.close()
        else controller.enqueue(bytes.slice(at, at + pieceBytes))
        at += pieceBytes
      },
    })
  })
  return blob
}

describe('a file as a stream', () => {
  it('gives the same bytes for any rooms, read directly or in pieces', async () => {
    const rooms = fc.array(fc.integer({ min: 1, max: 70_000 }), { minLength: 1, maxLength: 5 })
    await fc.assert(
      fc.asyncProperty(
        rooms,
        fc.integer({ min: 1, max: 50_000 }),
        fc.nat(LETTERS.length),
        async (sizes, piece, end) => {
          const bytes = LETTERS.slice(LETTERS.length - Math.min(end, 400 * Math.max(...sizes)))
          const direct = blobStream(new Blob([bytes]))
          expect(Buffer.compare(await readAll(direct, sizes), bytes)).toBe(0)
          const pieces = blobStream(withoutDirectReads(bytes, piece))
          expect(Buffer.compare(await readAll(pieces, sizes), bytes)).toBe(0)
          expect([direct.diskBytes(), pieces.diskBytes()]).toEqual([bytes.length, bytes.length])
        },
      ),
      { numRuns: 30 },
    )
  })

  it.each(['directly', 'in pieces'])(
    'keeps what stands before the room, also at the end, when read %s',
    async (how) => {
      const stream = blobStream(how === 'directly' ? new Blob([LETTERS]) : withoutDirectReads(LETTERS, 1000))
      let memory = new ArrayBuffer(64 + 4096)
      new Uint8Array(memory, 0, 64).fill(7)
      let total = 0
      for (;;) {
        const filled = await stream.read(new Uint8Array(memory, 64, 4096))
        memory = filled.buffer
        expect(filled.byteOffset).toBe(64)
        expect(memory.byteLength).toBe(64 + 4096)
        expect(new Uint8Array(memory, 0, 64).every((byte) => byte === 7)).toBe(true)
        if (filled.length === 0) break
        expect(Buffer.compare(filled, LETTERS.subarray(total, total + filled.length))).toBe(0)
        total += filled.length
      }
      expect(total).toBe(LETTERS.length)
    },
  )

  it('starts again with each opening, and counts what was used', async () => {
    const source = fileSource(new File([LETTERS], 'actions.csv'))
    const first = source.open()
    const filled = await first.read(new Uint8Array(1000))
    expect(first.diskBytes()).toBe(filled.length)
    await first.close()
    expect((await readAll(source.open())).length).toBe(source.sizeBytes)
  })

  it('is closed without having been read', async () => {
    await expect(blobStream(new Blob(['a'])).close()).resolves.toBeUndefined()
  })

  it('has a name in composed form', () => {
    expect(fileSource(new File([], '행동.csv'.normalize('NFD'))).name).toBe('행동.csv'.normalize('NFC'))
  })
})
