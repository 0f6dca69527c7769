/** Words that are taken at once: one for each lane. Whoever hashes pads with zeros to whole groups. */
export const HASH_GROUP_BYTES = 16

const STEP = 0x9e3779b1
const FIRST_FOLD = 0x85ebca6b
const SECOND_FOLD = 0xc2b2ae35

const rotate = (value: number, by: number): number => (value << by) | (value >>> (32 - by))

/** Spread every bit over the whole word; one to one. @see Appleby, MurmurHash3, the 32-bit finalizer */
function spread(value: number): number {
  let word = value ^ (value >>> 16)
  word = Math.imul(word, FIRST_FOLD)
  word ^= word >>> 13
  word = Math.imul(word, SECOND_FOLD)
  return word ^ (word >>> 16)
}

/**
 * A 64-bit checksum that is taken word by word, so that it costs less than reading the bytes from the disk.
 *
 * Tells damage, not malice. Four independent lanes keep the multiplier busy. Each step is one to one in the word and in the state, so a
 * change inside one lane is never missed; changes in more than one are missed once in 2^64.
 */
export class WordHash {
  #first = 0x243f6a88
  #second = 0x13198a2e
  #third = 0x03707344
  #fourth = 0x299f31d0
  #groups = 0

  /** @param words whole groups: a multiple of four words */
  add(words: Int32Array): void {
    let first = this.#first
    let second = this.#second
    let third = this.#third
    let fourth = this.#fourth
    for (let at = 0; at + 3 < words.length; at += 4) {
      first = Math.imul(rotate(first ^ words[at]!, 15), STEP)
      second = Math.imul(rotate(second ^ words[at + 1]!, 15), STEP)
      third = Math.imul(rotate(third ^ words[at + 2]!, 15), STEP)
      fourth = Math.imul(rotate(fourth ^ words[at + 3]!, 15), STEP)
    }
    this.#first = first
    this.#second = second
    this.#third = third
    this.#fourth = fourth
    this.#groups += words.length >>> 2
  }

  /** 16 hexadecimal digits. */
  digest(): string {
    let low = this.#groups
    let high = ~this.#groups
    for (const lane of [this.#first, this.#second, this.#third, this.#fourth]) {
      low = Math.imul(rotate(low ^ spread(lane), 13), FIRST_FOLD)
      high = Math.imul(rotate(high ^ spread(lane ^ STEP), 17), SECOND_FOLD)
    }
    return [spread(low), spread(high)].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('')
  }
}
