/** The polynomial of zip and gzip, its bits in reverse. */
const POLYNOMIAL = 0xedb88320
/** Bytes that are taken at once: one table for each. */
const SLICE = 8

function buildTables(): Int32Array {
  const tables = new Int32Array(SLICE * 256)
  for (let byte = 0; byte < 256; byte += 1) {
    let rest = byte
    for (let bit = 0; bit < 8; bit += 1) rest = (rest & 1) === 1 ? (rest >>> 1) ^ POLYNOMIAL : rest >>> 1
    tables[byte] = rest
  }
  for (let at = 256; at < tables.length; at += 1) {
    const before = tables[at - 256]!
    tables[at] = (before >>> 8) ^ tables[before & 255]!
  }
  return tables
}

const TABLES = buildTables()

/**
 * CRC-32 as in zip and gzip.
 *
 * @param before the CRC of the bytes that came before, 0 at the start
 * @returns unsigned
 * @see RFC 1952, section 8
 */
export function crc32(bytes: Uint8Array, before = 0): number {
  const tables = TABLES
  const sliced = bytes.length - (bytes.length % SLICE)
  let crc = ~before
  let at = 0
  for (; at < sliced; at += SLICE) {
    crc ^= bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)
    crc =
      tables[0x700 + (crc & 255)]! ^
      tables[0x600 + ((crc >>> 8) & 255)]! ^
      tables[0x500 + ((crc >>> 16) & 255)]! ^
      tables[0x400 + (crc >>> 24)]! ^
      tables[0x300 + bytes[at + 4]!]! ^
      tables[0x200 + bytes[at + 5]!]! ^
      tables[0x100 + bytes[at + 6]!]! ^
      tables[bytes[at + 7]!]!
  }
  for (; at < bytes.length; at += 1) crc = tables[(crc ^ bytes[at]!) & 255]! ^ (crc >>> 8)
  return ~crc >>> 0
}
