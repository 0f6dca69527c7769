import type { StoredTexts } from './table.ts'

/** High bits of the first byte, by the bytes of the letter. */
const LEADS = [0, 0, 0xc0, 0xe0, 0xf0]
const LONE_SURROGATE = 0xfffd

/** Code point at a place; a lone surrogate counts as the replacement letter, as everywhere in the web. */
function pointAt(text: string, at: number): number {
  const point = text.codePointAt(at)!
  return point >= 0xd800 && point <= 0xdfff ? LONE_SURROGATE : point
}

const bytesOfPoint = (point: number): number => (point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4)

/** Texts as UTF-8, one after the other. The pure code has no encoder of its own. @see The Unicode Standard, table 3-6 */
export function encodeUtf8(texts: readonly string[]): Pick<StoredTexts, 'offsets' | 'bytes'> {
  const offsets = new Uint32Array(texts.length + 1)
  texts.forEach((text, index) => {
    let length = 0
    for (let at = 0; at < text.length; at += 1) {
      const size = bytesOfPoint(pointAt(text, at))
      length += size
      if (size === 4) at += 1
    }
    offsets[index + 1] = offsets[index]! + length
  })
  const bytes = new Uint8Array(offsets[texts.length]!)
  let end = 0
  for (const text of texts) {
    for (let at = 0; at < text.length; at += 1) {
      const point = pointAt(text, at)
      const size = bytesOfPoint(point)
      if (size === 1) bytes[end] = point
      else {
        bytes[end] = LEADS[size]! | (point >> (6 * (size - 1)))
        for (let next = 1; next < size; next += 1)
          bytes[end + next] = 0x80 | ((point >> (6 * (size - 1 - next))) & 0x3f)
      }
      end += size
      if (size === 4) at += 1
    }
  }
  return { offsets, bytes }
}
