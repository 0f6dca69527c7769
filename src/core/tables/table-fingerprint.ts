import { HASH_GROUP_BYTES, WordHash } from '../word-hash.ts'
import type { Column, FileRole } from './table.ts'

/** All bytes of an array, filled up with zeros to whole groups, and their number. */
function addArray(hash: WordHash, { buffer, byteOffset, byteLength }: ArrayBufferView): void {
  const whole = byteOffset % 4 === 0 ? byteLength - (byteLength % HASH_GROUP_BYTES) : 0
  if (whole > 0) hash.add(new Int32Array(buffer, byteOffset, whole / 4))
  const rest = new Int32Array(Math.ceil((byteLength - whole) / HASH_GROUP_BYTES) * (HASH_GROUP_BYTES / 4) + 4)
  new Uint8Array(rest.buffer).set(new Uint8Array(buffer, byteOffset + whole, byteLength - whole))
  rest[rest.length - 4] = byteLength
  hash.add(rest)
}

const addText = (hash: WordHash, text: string): void => {
  addArray(
    hash,
    Uint16Array.from({ length: text.length }, (_, at) => text.charCodeAt(at)),
  )
}

/** 16 hexadecimal digits for a table: of its rows and texts, so equal files read in equal ways have equal ones, whatever their form. */
export function tableFingerprint(role: FileRole, rowCount: number, columns: Iterable<Column>): string {
  const hash = new WordHash()
  addText(hash, `${role} ${String(rowCount)}`)
  for (const { name, chunks, missing, dictionary } of columns) {
    addText(hash, name)
    for (const chunk of chunks) addArray(hash, chunk)
    if (missing !== null) addArray(hash, missing)
    if (dictionary !== null) {
      addText(hash, dictionary.stored.encoding)
      addArray(hash, dictionary.stored.offsets)
      addArray(hash, dictionary.stored.bytes)
    }
  }
  return hash.digest()
}
