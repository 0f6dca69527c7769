import { ContentHash } from './content-hash.ts'
import { normalName } from './match-header.ts'

/** Names that count: as many as a preview of a refused file shows, so that the preview has the signature of the file. */
const SIGNED_NAMES = 60

/** No name holds it: it is neither a letter nor a blank. */
const NAME_END = 0x1f

/**
 * Tells whether two files have the same header, so that what was decided by hand about one can be used for the other:
 * 16 hexadecimal digits of the names in order, in any case and without blanks and quotes around them.
 */
export function headerSignature(header: readonly string[]): string {
  const hash = new ContentHash()
  for (const name of header.slice(0, SIGNED_NAMES)) {
    const units = Array.from(normalName(name).split(''), (letter) => letter.charCodeAt(0))
    hash.add(Uint8Array.from([...units, NAME_END].flatMap((unit) => [unit & 0xff, unit >> 8])))
  }
  return hash.digest()
}
