/** Bytes in UTF-16 of the UTF-8 letters that begin in `[start, end)`: to tell places in the file as it is on disk. */
export function utf16Length(bytes: Uint8Array, start: number, end: number): number {
  let units = 0
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at]!
    if ((byte & 0xc0) !== 0x80) units += byte >= 0xf0 ? 2 : 1
  }
  return 2 * units
}
