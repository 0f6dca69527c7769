import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { utf16Length } from './utf16-length.ts'
import { utf8Room, Utf16Transcoder } from './utf16-transcoder.ts'

type Encoding = 'utf-16le' | 'utf-16be'

/** Any bytes, those of surrogates often, cut at any places. */
const unit = fc.oneof(
  fc.constantFrom([0x3d, 0xd8], [0x4a, 0xde], [0xd8, 0x3d], [0xde, 0x4a]),
  fc.tuple(fc.nat(255), fc.nat(255)),
  fc.tuple(fc.nat(127), fc.constant(0)),
)
const anyBytes = fc
  .tuple(fc.array(unit, { maxLength: 20 }), fc.array(fc.nat(255), { maxLength: 1 }))
  .map(([units, odd]) => Uint8Array.from([...units.flat(), ...odd]))
const cuts = fc.array(fc.nat(7), { minLength: 1, maxLength: 6 }).filter((sizes) => sizes.some((size) => size > 0))

function transcode(bytes: Uint8Array, encoding: Encoding, sizes: readonly number[]): Uint8Array {
  const transcoder = new Utf16Transcoder(encoding)
  const parts: Uint8Array[] = []
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const block = bytes.subarray(at, at + (sizes[turn % sizes.length] ?? 1))
    const out = new Uint8Array(utf8Room(block.length))
    const written = transcoder.push(block, out)
    // A write beyond an array is lost without a word.
    expect(written).toBeLessThanOrEqual(out.length)
    parts.push(out.subarray(0, written))
    at += block.length
  }
  const rest = new Uint8Array(utf8Room(0))
  parts.push(rest.subarray(0, transcoder.end(rest)))
  return Buffer.concat(parts)
}

describe('UTF-16', () => {
  it('becomes the UTF-8 that a decoder of the browser makes of it, however it is cut', () => {
    fc.assert(
      fc.property(anyBytes, fc.constantFrom<Encoding>('utf-16le', 'utf-16be'), cuts, (bytes, encoding, sizes) => {
        // Node knows only the little end: the other one is swapped for it.
        const little = Buffer.from(bytes)
        if (encoding === 'utf-16be') little.subarray(0, little.length & ~1).swap16()
        const oracle = new TextDecoder('utf-16le', { ignoreBOM: true }).decode(little)
        expect(transcode(bytes, encoding, sizes)).toEqual(Buffer.from(oracle))
      }),
      { numRuns: 500 },
    )
  })

  it('turns lone halves of a pair, and an odd last byte, into one U+FFFD each', () => {
    const text = (bytes: readonly number[]) =>
      new TextDecoder().decode(transcode(Uint8Array.from(bytes), 'utf-16le', [1]))
    expect(text([0x3d, 0xd8, 0x41, 0])).toBe('\ufffdA')
    expect(text([0x4a, 0xde, 0x41, 0])).toBe('\ufffdA')
    expect(text([0x3d, 0xd8, 0x3d, 0xd8, 0x4a, 0xde])).toBe('\ufffd\ud83d\ude4a')
    expect(text([0x41, 0, 0x42])).toBe('A\ufffd')
    expect(text([0x3d, 0xd8])).toBe('\ufffd')
  })

  it('counts the bytes that a stretch of UTF-8 takes in UTF-16', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (before, text) => {
        const start = Buffer.byteLength(before)
        const bytes = Buffer.from(`${before}${text}, 우유`)
        expect(utf16Length(bytes, start, start + Buffer.byteLength(text))).toBe(2 * text.length)
      }),
    )
  })
})
