/**
 * A 64-bit hash of bytes that come in pieces; how they are cut does not change it.
 *
 * Tells equal files from different ones, not friend from foe. Two independent 32-bit lanes: FNV-1a, and a multiply-rotate one.
 */
export class ContentHash {
  #first = 0x811c9dc5
  #second = 0x9747b28c

  add(bytes: Uint8Array): void {
    let first = this.#first
    let second = this.#second
    for (let at = 0; at < bytes.length; at += 1) {
      const byte = bytes[at]!
      first = Math.imul(first ^ byte, 0x01000193)
      second = Math.imul(((second << 5) | (second >>> 27)) ^ byte, 0x9e3779b1)
    }
    this.#first = first
    this.#second = second
  }

  /** 16 hexadecimal digits. */
  digest(): string {
    return [this.#first, this.#second].map((lane) => (lane >>> 0).toString(16).padStart(8, '0')).join('')
  }
}
