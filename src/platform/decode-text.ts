import type { EncodingChoice } from '../core/ingest/choose-encoding.ts'

/** Decode whole characters. Broken bytes become U+FFFD, as browsers do. The byte order mark must be cut off before. */
export function decodeText(bytes: Uint8Array, encoding: EncodingChoice['encoding']): string {
  return new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes)
}

/**
 * Line ends as bytes. In all four encodings a byte (in UTF-16 a pair) that looks like LF or CR is one:
 * the second bytes of CP949 begin at 0x41, those of UTF-8 at 0x80.
 */
export class LineEnds {
  /** Bytes of one line end. */
  readonly unit: 1 | 2
  readonly #mark: number
  /** Where the letter stands inside a pair; 0 for single bytes. */
  readonly #offset: 0 | 1

  constructor(encoding: EncodingChoice['encoding'], newline: '\n' | '\r') {
    this.#mark = newline.charCodeAt(0)
    this.unit = encoding === 'utf-16le' || encoding === 'utf-16be' ? 2 : 1
    this.#offset = encoding === 'utf-16be' ? 1 : 0
  }

  /** Position after the next line end at or after `start` (a whole unit), or -1. */
  next(bytes: Uint8Array, start: number, end: number): number {
    if (this.unit === 1) {
      const at = bytes.indexOf(this.#mark, start)
      return at < 0 || at >= end ? -1 : at + 1
    }
    for (let at = start; at + 1 < end; at += 2) {
      if (bytes[at + this.#offset] === this.#mark && bytes[at + 1 - this.#offset] === 0) return at + 2
    }
    return -1
  }

  /** Position after the last line end before `end`, or 0 when there is none. */
  last(bytes: Uint8Array, end: number): number {
    if (end === 0) return 0
    if (this.unit === 1) return bytes.lastIndexOf(this.#mark, end - 1) + 1
    for (let at = (end & ~1) - 2; at >= 0; at -= 2) {
      if (bytes[at + this.#offset] === this.#mark && bytes[at + 1 - this.#offset] === 0) return at + 2
    }
    return 0
  }

  /** One line end. */
  bytes(): readonly number[] {
    if (this.unit === 1) return [this.#mark]
    return this.#offset === 0 ? [this.#mark, 0] : [0, this.#mark]
  }
}
