import type { DecodeText } from '../core/tables/dictionary.ts'
import type { ByteEncoding } from '../core/tables/table.ts'

/** One of each: making a decoder takes longer than decoding a word. */
const decoders: Partial<Record<ByteEncoding, TextDecoder>> = {}

/** The platform's decoder. Broken bytes become U+FFFD; a byte order mark is a letter like any other, since files are cut before. */
export const decodeBytes: DecodeText = (bytes, encoding) =>
  (decoders[encoding] ??= new TextDecoder(encoding, { ignoreBOM: true })).decode(bytes)
