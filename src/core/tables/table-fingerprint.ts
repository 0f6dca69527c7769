import type { Column, FileRole } from './table.ts'

/** Two 32-bit lanes over words: tells equal columns from different ones, not friend from foe. */
class WordHash {
  #first = 0x811c9dc5
  #second = 0x9747b28c

  word(word: number): void {
    this.#first = Math.imul(this.#first ^ word, 0x01000193)
    this.#second = Math.imul(((this.#second << 5) | (this.#second >>> 27)) ^ word, 0x9e3779b1)
  }

  /** All bytes of an array, in words; what is left over byte by byte. */
  add({ buffer, byteOffset, byteLength }: ArrayBufferView): void {
    let first = this.#first
    let second = this.#second
    const isAligned = byteOffset % 4 === 0
    const words = isAligned ? new Uint32Array(buffer, byteOffset, byteLength >>> 2) : new Uint32Array()
    for (let at = 0; at < words.length; at += 1) {
      const word = words[at]!
      first = Math.imul(first ^ word, 0x01000193)
      second = Math.imul(((second << 5) | (second >>> 27)) ^ word, 0x9e3779b1)
    }
    this.#first = first
    this.#second = second
    const rest = new Uint8Array(buffer, byteOffset + words.byteLength, byteLength - words.byteLength)
    for (const byte of rest) this.word(byte)
    this.word(byteLength)
  }

  addText(text: string): void {
    for (let at = 0; at < text.length; at += 1) this.word(text.charCodeAt(at))
    this.word(text.length)
  }

  digest(): string {
    // FNV mixes upwards only: fold the high bits down.
    const lanes = [this.#first, this.#second].map((lane) => Math.imul(lane ^ (lane >>> 16), 0x85ebca6b) >>> 0)
    return lanes.map((lane) => lane.toString(16).padStart(8, '0')).join('')
  }
}

/** 16 hexadecimal digits for a table: of its rows and texts, so equal files read in equal ways have equal ones, whatever their form. */
export function tableFingerprint(role: FileRole, rowCount: number, columns: Iterable<Column>): string {
  const hash = new WordHash()
  hash.addText(role)
  hash.word(rowCount)
  for (const { name, chunks, missing, dictionary } of columns) {
    hash.addText(name)
    for (const chunk of chunks) hash.add(chunk)
    if (missing !== null) hash.add(missing)
    if (dictionary !== null) {
      hash.addText(dictionary.stored.encoding)
      hash.add(dictionary.stored.offsets)
      hash.add(dictionary.stored.bytes)
    }
  }
  return hash.digest()
}
