/** UTF-8 bytes that one UTF-16 unit takes at most: a pair of surrogates takes 4, so 2 each. */
const BYTES_PER_UNIT = 3
/** The high surrogate that waits is written as U+FFFD when nothing fits it, and so is an odd last byte. */
const WAITING_BYTES = 3

/** Room that `Utf16Transcoder.push` needs at most for so many bytes. */
export const utf8Room = (utf16Bytes: number): number => ((utf16Bytes + 1) >> 1) * BYTES_PER_UNIT + WAITING_BYTES

/**
 * UTF-16 bytes to UTF-8 bytes, cut anywhere: inside a unit, or between the halves of a pair.
 *
 * What is no text (a lone surrogate, an odd byte at the end) becomes U+FFFD, as decoders of browsers do it.
 *
 * @see The Encoding Standard, section 14.2
 */
export class Utf16Transcoder {
  /** Where the low byte stands inside a unit. */
  readonly #low: 0 | 1
  /** First byte of a unit whose second is still to come, or -1. */
  #half = -1
  /** High surrogate whose low one is still to come, or 0. */
  #high = 0

  constructor(encoding: 'utf-16le' | 'utf-16be') {
    this.#low = encoding === 'utf-16le' ? 0 : 1
  }

  /**
   * @param bytes the next bytes of the text, without a byte order mark
   * @param out written from its start; at least `utf8Room(bytes.length)` long
   * @returns bytes written, 0 when all that came waits for more
   */
  push(bytes: Uint8Array, out: Uint8Array): number {
    const low = this.#low
    let high = this.#high
    let to = 0
    // A unit begins one byte before the block when its first half came with the block before.
    let at = this.#half < 0 ? 0 : -1
    for (; at + 1 < bytes.length; at += 2) {
      const first = at < 0 ? this.#half : bytes[at]!
      const second = bytes[at + 1]!
      const unit = low === 0 ? first | (second << 8) : second | (first << 8)
      if (high !== 0) {
        if ((unit & 0xfc00) === 0xdc00) {
          const point = 0x10000 + ((high & 0x3ff) << 10) + (unit & 0x3ff)
          out[to] = 0xf0 | (point >> 18)
          out[to + 1] = 0x80 | ((point >> 12) & 63)
          out[to + 2] = 0x80 | ((point >> 6) & 63)
          out[to + 3] = 0x80 | (point & 63)
          to += 4
          high = 0
          continue
        }
        to = writeUnknown(out, to)
        high = 0
      }
      if (unit < 0x80) {
        out[to] = unit
        to += 1
      } else if (unit < 0x800) {
        out[to] = 0xc0 | (unit >> 6)
        out[to + 1] = 0x80 | (unit & 63)
        to += 2
      } else if ((unit & 0xf800) !== 0xd800) {
        out[to] = 0xe0 | (unit >> 12)
        out[to + 1] = 0x80 | ((unit >> 6) & 63)
        out[to + 2] = 0x80 | (unit & 63)
        to += 3
      } else if (unit < 0xdc00) high = unit
      else to = writeUnknown(out, to)
    }
    this.#half = at < bytes.length ? (at < 0 ? this.#half : bytes[at]!) : -1
    this.#high = high
    return to
  }

  /** What still waits at the end of the text: nothing, or one U+FFFD. @returns bytes written */
  end(out: Uint8Array): number {
    const waits = this.#half >= 0 || this.#high !== 0
    this.#half = -1
    this.#high = 0
    return waits ? writeUnknown(out, 0) : 0
  }
}

function writeUnknown(out: Uint8Array, at: number): number {
  out[at] = 0xef
  out[at + 1] = 0xbf
  out[at + 2] = 0xbd
  return at + 3
}
