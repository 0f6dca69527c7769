import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readAll } from './archives.fixture.ts'
import { blobStream } from './file-source.ts'
import { utf16Stream } from './utf16-stream.ts'

/** A file whose reads end after so many bytes, also inside a letter. */
function choppy(bytes: Uint8Array<ArrayBuffer>, most: number) {
  const stream = blobStream(new Blob([bytes]))
  return { ...stream, read: (room: Uint8Array<ArrayBuffer>) => stream.read(room.subarray(0, most)) }
}

describe('a file in UTF-16', () => {
  it('gives the UTF-8 of the same text, for any rooms and any reads', async () => {
    const text = fc.string({
      unit: fc.constantFrom('a', ',', '\n', '우', '유', '\u00e9', '\ud83d\ude4a'),
      maxLength: 60,
    })
    const rooms = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 4 })
    await fc.assert(
      fc.asyncProperty(
        text,
        rooms,
        fc.integer({ min: 1, max: 9 }),
        fc.boolean(),
        async (letters, sizes, most, isBig) => {
          const bytes = Buffer.from(letters, 'utf16le')
          if (isBig) bytes.swap16()
          const stream = utf16Stream(choppy(Uint8Array.from(bytes), most), isBig ? 'utf-16be' : 'utf-16le')
          expect(Buffer.from(await readAll(stream, sizes)).toString()).toBe(letters)
          expect(stream.diskBytes()).toBe(bytes.length)
        },
      ),
      { numRuns: 150 },
    )
  })

  it('fills a large room in one read, and keeps what stands before it', async () => {
    const text = '1,우유\n'.repeat(100_000)
    const stream = utf16Stream(blobStream(new Blob([Uint8Array.from(Buffer.from(text, 'utf16le'))])), 'utf-16le')
    const memory = new Uint8Array(2 ** 20).fill(7)
    const filled = await stream.read(memory.subarray(100))
    expect(filled.byteOffset).toBe(100)
    expect(Buffer.from(filled).toString()).toBe(text)
    expect(memory.subarray(0, 100).every((byte) => byte === 7)).toBe(true)
    expect((await stream.read(memory.subarray(100))).length).toBe(0)
  })
})
