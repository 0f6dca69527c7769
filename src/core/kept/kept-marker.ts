import { paddedBytes } from './kept-table.ts'
import { WordHash } from '../word-hash.ts'

/** The version of everything that is written: marker, sections and JSON. Rises with any change of them. */
export const KEPT_VERSION = 1

/** `RSKEPT`, a carriage return and a line feed: a copy that went through a text filter shows. */
const MAGIC = [0x52, 0x53, 0x4b, 0x45, 0x50, 0x54, 0x0d, 0x0a]
const VERSION_AT = 8
const LENGTH_AT = 12
const CHECKSUM_AT = 16
const CHECKSUM_DIGITS = 16
const BODY_AT = CHECKSUM_AT + CHECKSUM_DIGITS

/** What a marker file says. */
export type MarkerReading =
  { readonly body: Uint8Array<ArrayBuffer> } | { readonly problem: 'damaged' | 'other-version' }

/** Of everything but the checksum itself. */
function checksumOf(file: Uint8Array<ArrayBuffer>): string {
  const hash = new WordHash()
  hash.add(new Int32Array(file.buffer, file.byteOffset, CHECKSUM_AT / 4))
  hash.add(new Int32Array(file.buffer, file.byteOffset + BODY_AT, (file.length - BODY_AT) / 4))
  return hash.digest()
}

/** The file that is written last and says that all others are whole: magic, version, length, checksum, then `body`. */
export function markerFile(body: Uint8Array): Uint8Array<ArrayBuffer> {
  const file = new Uint8Array(BODY_AT + paddedBytes(body.length))
  file.set(MAGIC)
  const view = new DataView(file.buffer)
  view.setUint32(VERSION_AT, KEPT_VERSION, true)
  view.setUint32(LENGTH_AT, body.length, true)
  file.set(body, BODY_AT)
  const checksum = checksumOf(file)
  for (let at = 0; at < CHECKSUM_DIGITS; at += 1) file[CHECKSUM_AT + at] = checksum.charCodeAt(at)
  return file
}

/** The body of a marker file, or why it cannot be had. Of another version nothing but that is read. */
export function readMarker(bytes: Uint8Array): MarkerReading {
  const file = Uint8Array.from(bytes)
  const view = new DataView(file.buffer)
  if (file.length < BODY_AT || MAGIC.some((byte, at) => file[at] !== byte)) return { problem: 'damaged' }
  if (view.getUint32(VERSION_AT, true) !== KEPT_VERSION) return { problem: 'other-version' }
  const length = view.getUint32(LENGTH_AT, true)
  if (file.length !== BODY_AT + paddedBytes(length)) return { problem: 'damaged' }
  const checksum = String.fromCharCode(...file.subarray(CHECKSUM_AT, BODY_AT))
  if (checksum !== checksumOf(file)) return { problem: 'damaged' }
  return { body: file.subarray(BODY_AT, BODY_AT + length) }
}
