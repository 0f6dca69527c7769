import type { TextCodec } from '../core/ingest/row-intake.ts'
import { decodeBytes } from './decode-bytes.ts'

/** Bytes of each letter of CP949 beyond ASCII, as `lead * 256 + trail`; made at the first use by decoding every pair. */
let cp949: Map<string, number> | null = null

function cp949Letters(): Map<string, number> {
  if (cp949 !== null) return cp949
  cp949 = new Map()
  const decoder = new TextDecoder('euc-kr')
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x41; trail <= 0xfe; trail += 1) {
      const letter = decoder.decode(Uint8Array.of(lead, trail))
      if (letter.length === 1 && letter !== '\uFFFD') cp949.set(letter, lead * 256 + trail)
    }
  }
  return cp949
}

function encodeCp949(text: string): Uint8Array {
  const letters = cp949Letters()
  const bytes: number[] = []
  for (const letter of text) {
    const code = letter.charCodeAt(0)
    const pair = letters.get(letter)
    if (code < 0x80) bytes.push(code)
    else if (pair === undefined) bytes.push(0x3f)
    else bytes.push(pair >> 8, pair & 0xff)
  }
  return Uint8Array.from(bytes)
}

/** Texts to bytes and back, for both encodings that are parsed as bytes. Browsers encode UTF-8 alone; CP949 is turned around here. */
export const textCodec: TextCodec = {
  decode: decodeBytes,
  encode: (text, encoding) => (encoding === 'utf-8' ? new TextEncoder().encode(text) : encodeCp949(text)),
}
