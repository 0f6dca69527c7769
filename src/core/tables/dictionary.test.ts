import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createDictionary } from './dictionary.ts'
import type { ByteEncoding } from './table.ts'
import { encodeUtf8 } from './utf8.ts'

const decode = (bytes: Uint8Array, encoding: ByteEncoding) =>
  new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes)
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.constantFrom('우유', 'a\u001fb', '\ufeff가', 'plain', '한글\n둘'),
)

describe('a dictionary over bytes', () => {
  it('has the same texts whether they are asked one by one or all together', () => {
    fc.assert(
      fc.property(fc.uniqueArray(text, { maxLength: 120 }), (texts) => {
        const stored = { encoding: 'utf-8' as const, ...encodeUtf8(['', ...texts]) }
        const wanted = ['', ...texts].map((_, code) =>
          decode(stored.bytes.subarray(stored.offsets[code], stored.offsets[code + 1]), 'utf-8').trim(),
        )
        const single = createDictionary(stored, decode)
        const all = createDictionary(stored, decode)
        for (const one of new Set(wanted)) expect(wanted[all.codeOf(one)]).toBe(all.codeOf(one) === 0 ? '' : one)
        expect(wanted.map((_, code) => single.textOf(code))).toEqual(wanted)
        expect(wanted.map((_, code) => all.textOf(code))).toEqual(wanted)
        expect(single.textOf(wanted.length)).toBe('')
      }),
    )
  })

  it('keeps letters that are cut off to their own text', () => {
    const bytes = Uint8Array.of(0xb0, 0xa1, 0xb0, 0x61, 0xec)
    const offsets = Uint32Array.of(0, 0, 3, 4, 5)
    const dictionary = createDictionary({ encoding: 'euc-kr', offsets, bytes }, decode)
    dictionary.codeOf('nothing')
    expect([1, 2, 3].map((code) => dictionary.textOf(code))).toEqual(['가\ufffd', 'a', '\ufffd'])
  })
})
