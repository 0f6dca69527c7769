import { constants, deflateRawSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ARCHIVE_LIMITS } from './archive-limits.ts'
import { readAll } from './archives.fixture.ts'
import { gunzipMembers } from './gunzip-members.ts'
import { gzipSource } from './gzip-source.ts'

/** Text of about 1.3 MB whose lines differ. */
const LINES = Array.from({ length: 40_000 }, (_, row) => `${row},20190913,우유 ${(row * 7919) % 1000},A03\n`).join('')
const TEXT = Buffer.from(LINES)
const PACKED = gzipSync(TEXT)

const fileOf = (...parts: readonly Uint8Array[]): File => new File([Uint8Array.from(Buffer.concat(parts))], 'a.csv.gz')
const sourceOf = (...parts: readonly Uint8Array[]) => gzipSource(fileOf(...parts), ARCHIVE_LIMITS)

async function failure(reading: Promise<unknown>): Promise<unknown> {
  try {
    await reading
  } catch (error) {
    return error
  }
  throw new Error('It was read without a failure')
}

describe('a gzip file', () => {
  it('gives the same text for any rooms', async () => {
    const rooms = fc.array(fc.integer({ min: 100, max: 300_000 }), { minLength: 1, maxLength: 4 })
    await fc.assert(
      fc.asyncProperty(rooms, async (sizes) => {
        expect(Buffer.compare(await readAll(sourceOf(PACKED).open(), sizes), TEXT)).toBe(0)
      }),
      { numRuns: 10 },
    )
    expect((await readAll(sourceOf(gzipSync('우유')).open(), [1])).toString()).toBe('우유')
  })

  it('counts bytes of the disk, up to its size', async () => {
    const source = sourceOf(PACKED)
    const stream = source.open()
    await stream.read(new Uint8Array(1000))
    expect(stream.diskBytes()).toBeGreaterThan(0)
    await readAll(stream)
    expect(stream.diskBytes()).toBe(PACKED.length)
    expect(source).toMatchObject({ name: 'a.csv.gz', packing: 'gzip', sizeBytes: PACKED.length })
  })

  it('may have several members, also small, empty and large ones', async () => {
    const member = fc.oneof(
      fc.constantFrom('', '우', LINES.slice(0, 100_000)),
      fc.string({ unit: 'grapheme', maxLength: 30 }),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(member, { minLength: 1, maxLength: 6 }),
        fc.constantFrom(7, 65_536),
        async (texts, room) => {
          const whole = Buffer.from(texts.join(''))
          const packed = texts.map((text) => gzipSync(text))
          const sizes = [whole.length > 5000 ? 65_536 : room]
          expect(Buffer.compare(await readAll(sourceOf(...packed).open(), sizes), whole)).toBe(0)
          // What a browser does that stops after the first member and has given it.
          const skip = Buffer.byteLength(texts[0] ?? '')
          const rest = await readAll(gunzipMembers(fileOf(...packed), 'a', skip), sizes)
          expect(Buffer.compare(rest, whole.subarray(skip))).toBe(0)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('is told to be damaged wherever it is cut off', async () => {
    const packed = Buffer.concat([gzipSync('clnt_id,pd_c\n1,0347\n'), gzipSync('2,0348\n')])
    const whole = gzipSync('clnt_id,pd_c\n1,0347\n').length
    for (let end = 2; end < packed.length; end += 1) {
      if (end === whole) continue
      const error = await failure(readAll(sourceOf(packed.subarray(0, end)).open()))
      expect(error, `cut at ${end}`).toMatchObject({ code: 'archive-damaged', details: { file: 'a.csv.gz' } })
    }
    const cut = await failure(readAll(sourceOf(PACKED.subarray(0, PACKED.length >> 1)).open()))
    expect(cut).toMatchObject({ details: { found: 'the gzip data end too early: the file was cut off' } })
  })

  it('never gives a text that a flipped bit has changed', async () => {
    const text = Buffer.from(LINES.slice(0, 3000))
    const packed = gzipSync(text)
    let told = 0
    for (let at = 2; at < packed.length; at += 1) {
      const flipped = Buffer.from(packed)
      flipped[at] = (flipped[at] ?? 0) ^ (1 << (at & 7))
      const outcome = await readAll(sourceOf(flipped).open()).catch((error: unknown) => error)
      if (Buffer.isBuffer(outcome)) expect(Buffer.compare(outcome, text), `bit of byte ${at}`).toBe(0)
      else {
        expect(outcome).toMatchObject({ code: 'archive-damaged' })
        told += 1
      }
    }
    // A few bytes of the header (time, system) change nothing.
    expect(told).toBeGreaterThan(packed.length - 12)
  })

  it('is told when other bytes follow', async () => {
    for (const rest of ['more', '\0\0\0\0\0\0\0\0\0\0\0\0'])
      expect(await failure(readAll(sourceOf(PACKED, Buffer.from(rest)).open()))).toMatchObject({
        code: 'archive-damaged',
        details: { found: 'after the gzip data come other bytes' },
      })
  })

  it('passes on that the file went away', async () => {
    const file = fileOf(PACKED)
    file.stream = () =>
      new ReadableStream({
        pull: () => Promise.reject(new DOMException('The file is gone', 'NotReadableError')),
      })
    expect(await failure(readAll(gzipSource(file, ARCHIVE_LIMITS).open()))).toMatchObject({ name: 'NotReadableError' })
  })

  it('can be closed in the middle, and while it is read', async () => {
    const stream = sourceOf(PACKED).open()
    await stream.read(new Uint8Array(10))
    const pending = stream.read(new Uint8Array(1_000_000)).catch(() => null)
    await stream.close()
    await pending
    await sourceOf(PACKED).open().close()
  })

  it('is stopped when it grows beyond its limit', async () => {
    const limits = { ...ARCHIVE_LIMITS, freeBytes: 1000, ratio: 20 }
    const bomb = gzipSync(Buffer.alloc(1_000_000))
    const bombs = [bomb, Buffer.concat([gzipSync('a'), bomb])]
    for (const packed of bombs)
      expect(await failure(readAll(gzipSource(fileOf(packed), limits).open(), [512]))).toMatchObject({
        code: 'archive-too-large',
        details: { packed: packed.length, limit: 20 * packed.length },
      })
    const dense = gzipSync(Buffer.from('a'.repeat(1000)))
    expect((await readAll(gzipSource(fileOf(dense), limits).open())).length).toBe(1000)
    expect((await readAll(gzipSource(fileOf(PACKED), limits).open())).length).toBe(TEXT.length)
  })

  it('stops a gigabyte of nothing long before its end, without holding it', async () => {
    // One member of a thousand equal blocks, so that the bomb is made as fast as it is small.
    const block = deflateRawSync(Buffer.alloc(2 ** 20), { finishFlush: constants.Z_SYNC_FLUSH })
    const pieces = [
      PACKED.subarray(0, 10),
      ...Array.from({ length: 1024 }, () => block),
      Buffer.of(3, 0),
      Buffer.alloc(8),
    ]
    const source = sourceOf(...pieces)
    const stream = source.open()
    const before = process.memoryUsage().rss
    let given = 0
    let peak = 0
    let memory = new ArrayBuffer(2 ** 20)
    const read = async () => {
      for (;;) {
        const filled = await stream.read(new Uint8Array(memory))
        memory = filled.buffer
        given += filled.length
        peak = Math.max(peak, process.memoryUsage().rss - before)
      }
    }
    expect(await failure(read())).toMatchObject({ code: 'archive-too-large' })
    await stream.close()
    expect(source.sizeBytes).toBeLessThan(1_200_000)
    expect(given).toBeLessThanOrEqual(ARCHIVE_LIMITS.freeBytes)
    expect(peak).toBeLessThan(200 * 2 ** 20)
  }, 30_000)
})
