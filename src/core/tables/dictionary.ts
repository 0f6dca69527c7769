import type { ByteEncoding, Dictionary, StoredTexts } from './table.ts'

/** Decode bytes; broken ones become U+FFFD. Given from outside, since the pure code has no decoder for CP949. */
export type DecodeText = (bytes: Uint8Array, encoding: ByteEncoding) => string

/** Letters that are the same in every encoding. */
function isAscii(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at += 1) if (bytes[at]! >= 0x80) return false
  return true
}

/** The unit separator of ASCII: hardly ever in a text, and no part of a letter in any encoding. */
const SEPARATOR = 0x1f

/** All texts with separators between them, decoded in one go and taken apart; `null` when one holds the separator itself. */
function decodeJoined({ encoding, offsets, bytes }: StoredTexts, decode: DecodeText): string[] | null {
  const size = offsets.length - 1
  const joined = new Uint8Array(bytes.length + size)
  let filled = 0
  for (let code = 0; code < size; code += 1) {
    for (let at = offsets[code]!; at < offsets[code + 1]!; at += 1) {
      joined[filled] = bytes[at]!
      filled += 1
    }
    joined[filled] = SEPARATOR
    filled += 1
  }
  const texts = decode(joined, encoding).split(String.fromCharCode(SEPARATOR))
  texts.pop()
  return texts.length === size ? texts : null
}

const decodeOne = ({ encoding, offsets, bytes }: StoredTexts, code: number, decode: DecodeText): string =>
  decode(bytes.subarray(offsets[code], offsets[code + 1]), encoding).trim()

/** Decode all texts of a column, index = code. */
function decodeAll(stored: StoredTexts, decode: DecodeText): string[] {
  const { offsets, bytes } = stored
  const size = offsets.length - 1
  if (isAscii(bytes)) {
    // One decode and cheap substrings, instead of a call per text.
    const all = decode(bytes, 'utf-8')
    return Array.from({ length: size }, (_, code) => all.slice(offsets[code], offsets[code + 1]).trim())
  }
  const texts = decodeJoined(stored, decode)
  if (texts !== null) return texts.map((text) => text.trim())
  return Array.from({ length: size }, (_, code) => decodeOne(stored, code, decode))
}

/** As many texts are decoded one by one, for a screenful of cells; then all at once. */
const SINGLE_TEXTS = 64

/** A dictionary over stored bytes. Nothing is decoded before the first question, and not all before there are many. */
export function createDictionary(stored: StoredTexts, decode: DecodeText): Dictionary {
  const size = stored.offsets.length - 1
  let texts: string[] | null = null
  let codes: Map<string, number> | null = null
  let singles = 0
  const all = (): string[] => (texts ??= decodeAll(stored, decode))
  return {
    size,
    stored,
    textOf: (code) => {
      if (texts === null && singles < SINGLE_TEXTS && code >= 0 && code < size) {
        singles += 1
        return decodeOne(stored, code, decode)
      }
      return all()[code] ?? ''
    },
    codeOf: (text) => {
      if (codes === null) {
        codes = new Map()
        const known = all()
        // The first of equal texts wins, so that the answer does not depend on the order of the map.
        for (let code = known.length - 1; code > 0; code -= 1) codes.set(known[code]!, code)
      }
      return codes.get(text) ?? 0
    },
  }
}
