import type { ByteEncoding, StoredTexts } from '../tables/table.ts'
import { afterLetter } from './choose-encoding.ts'

/** Answers of `lookup` that are no code. The cell then takes the careful path, which asks what it is. */
export const TEXT_UNSETTLED = -0x7fffffff
/** The text is the name of its own column: the header again, perhaps. Its code is answered by `codeOfOwnName`. */
export const TEXT_OWN_NAME = -0x7ffffffe

/** Codes are below this, so that "damaged" fits into one number with them. */
const MOST_CODES = 0x7ffffff0

const FIRST_SLOTS = 64
const POSITION_DIGITS = 6

const isSpace = (byte: number): boolean => byte === 32 || (byte >= 9 && byte <= 13)

/**
 * Hash of bytes: rotate, exclusive or and multiply over little-endian words, the last one filled up with zeros.
 * The fast path computes the same with loads of whole words.
 */
export function hashBytes(bytes: Uint8Array, start: number, end: number): number {
  let hash = HASH_SEED
  for (let at = start; at < end; at += 4) {
    let word = bytes[at]!
    if (at + 1 < end) word |= bytes[at + 1]! << 8
    if (at + 2 < end) word |= bytes[at + 2]! << 16
    if (at + 3 < end) word |= bytes[at + 3]! << 24
    hash = Math.imul(((hash << 5) | (hash >>> 27)) ^ word, HASH_PRIME)
  }
  return hash ^ (hash >>> 15)
}
/** Where the hash begins, and its odd multiplier (2^32 over the golden ratio). */
export const HASH_SEED = 0x811c9dc5 | 0
export const HASH_PRIME = 0x9e3779b1 | 0

function isAsciiBytes(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if (bytes[at]! >= 0x80) return false
  return true
}

/** Whether bytes spell a word for "no value": nothing, `NA`, `NaN`, `null` in any case. `unknown` is a value. */
function isMissingBytes(bytes: Uint8Array, start: number, end: number): boolean {
  const length = end - start
  if (length === 0) return true
  if (length === 1 || length > 4) return false
  let word = ''
  for (let at = start; at < end; at += 1) word += String.fromCharCode(bytes[at]! | 0x20)
  return word === 'na' || word === 'nan' || word === 'null'
}

/** Bytes of a blank beyond ASCII that begins (or ends) at a place: no-break and ideographic space. 0 when there is none. */
function wideSpace(bytes: Uint8Array, at: number, end: number, encoding: ByteEncoding): number {
  if (at < 0 || at + 2 > end) return 0
  if (encoding === 'euc-kr') return bytes[at] === 0xa1 && bytes[at + 1] === 0xa1 ? 2 : 0
  if (bytes[at] === 0xc2 && bytes[at + 1] === 0xa0) return 2
  return at + 3 <= end && bytes[at] === 0xe3 && bytes[at + 1] === 0x80 && bytes[at + 2] === 0x80 ? 3 : 0
}

/** How a dictionary treats its cells. */
export interface TextOptions {
  /** The file's encoding, or `null` while that is not known: then a text beyond ASCII is not taken yet. */
  readonly encoding: () => ByteEncoding | null
  /** Name of the column in the file, as bytes; `null` where no header can come again. */
  readonly ownName: Uint8Array | null
  /** Take cells as they stand: blanks are kept, and words for "missing" are texts. */
  readonly verbatim: boolean
}

/**
 * The distinct texts of a column as bytes, in the order in which they were met; no string is ever made.
 *
 * Open addressing over all cells as they stand; cells that differ only in blanks around the text, and words for "missing",
 * are entries of their own that share a code. Code 0 is missing. A text whose letters are damaged has code `c` too, and is
 * answered as `-c`, so that it is noticed each time.
 */
export class TextDictionary {
  readonly #options: TextOptions
  #mask = FIRST_SLOTS - 1
  /** By slot: the hash, and the entry + 1; 0 is free. Side by side, since one is read after the other. */
  #slots = new Int32Array(2 * FIRST_SLOTS)
  #entries = 0
  /** By entry: where its bytes begin, their number, and the answer: a code, minus a code, or `TEXT_OWN_NAME`. */
  #records = new Int32Array(RECORD * FIRST_SLOTS)
  #bytes = new Uint8Array(1024)
  #bytesEnd = 0
  /** The entry whose bytes are the text of a code. */
  #entryOfCode = new Int32Array(FIRST_SLOTS)
  #codes = 1
  #ownNameCode = 0
  #byPosition: Int32Array = new Int32Array(0)

  constructor(options: TextOptions) {
    this.#options = options
  }

  /** Codes so far, the missing one included. */
  get size(): number {
    return this.#codes
  }

  /** The code of the column's own name, met as a cell. */
  get codeOfOwnName(): number {
    return this.#ownNameCode
  }

  /**
   * The code of a cell of 1 to 6 digits without a leading zero, found by its number instead of by hash.
   * @param value the number that the cell spells
   * @returns 0 when it was not met before
   */
  codeOfNumber(value: number): number {
    return value < this.#byPosition.length ? this.#byPosition[value]! : 0
  }

  /** Remember the code of a cell that is such a number, and of no other: the next `codeOfNumber` knows it. */
  learnNumber(source: Uint8Array, start: number, end: number, code: number): void {
    const value = numberOf(source, start, end)
    if (value === 0) return
    if (value >= this.#byPosition.length) {
      const larger = new Int32Array(
        Math.min(10 ** POSITION_DIGITS, Math.max(1024, 2 ** Math.ceil(Math.log2(value + 1)))),
      )
      larger.set(this.#byPosition)
      this.#byPosition = larger
    }
    this.#byPosition[value] = code
  }

  /**
   * The answer for a cell, which is learned when it is new.
   * @param hash `hashBytes` of the same range
   * @returns a code, minus a code for damaged letters, `TEXT_OWN_NAME` or `TEXT_UNSETTLED`
   */
  lookup(source: Uint8Array, start: number, end: number, hash: number): number {
    const length = end - start
    const mask = this.#mask
    const slots = this.#slots
    const records = this.#records
    const bytes = this.#bytes
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const entry = slots[2 * slot + 1]!
      if (entry === 0) return this.#learn(source, start, end, hash)
      if (slots[2 * slot] !== hash) continue
      const record = (entry - 1) * RECORD
      if (records[record + 1] !== length) continue
      const from = records[record]!
      let at = 0
      while (at < length && bytes[from + at] === source[start + at]) at += 1
      if (at === length) return records[record + 2]!
    }
  }

  #learn(source: Uint8Array, start: number, end: number, hash: number): number {
    let from = start
    let to = end
    let damaged = false
    const isAscii = isAsciiBytes(source, start, end)
    const encoding = isAscii ? 'utf-8' : this.#options.encoding()
    if (encoding === null) return TEXT_UNSETTLED
    if (!this.#options.verbatim) {
      for (;;) {
        if (from < to && isSpace(source[from]!)) from += 1
        else {
          const wide = isAscii ? 0 : wideSpace(source, from, to, encoding)
          if (wide === 0) break
          from += wide
        }
      }
      while (to > from) {
        if (isSpace(source[to - 1]!)) to -= 1
        else if (!isAscii && wideSpace(source, to - 2, to, encoding) === 2) to -= 2
        else if (!isAscii && wideSpace(source, to - 3, to, encoding) === 3) to -= 3
        else break
      }
    }
    if (!isAscii) damaged = isDamaged(source, from, to, encoding)
    const missing = this.#options.verbatim ? to === from : isMissingBytes(source, from, to)
    let answer = 0
    const isTrimmed = from > start || to < end
    if (!missing) {
      if (isTrimmed) answer = this.lookup(source, from, to, hashBytes(source, from, to))
      else {
        if (this.#codes >= MOST_CODES) throw new RangeError('Too many distinct texts: array length')
        answer = damaged ? -this.#codes : this.#codes
        if (this.#isOwnName(source, from, to)) {
          this.#ownNameCode = this.#codes
          answer = TEXT_OWN_NAME
        }
      }
    }
    const entry = this.#addEntry(source, start, end, hash, answer)
    if (!missing && !isTrimmed) this.#addCode(entry)
    return answer
  }

  #isOwnName(source: Uint8Array, start: number, end: number): boolean {
    const { ownName } = this.#options
    if (ownName?.length !== end - start) return false
    return ownName.every((byte, at) => source[start + at] === byte)
  }

  #addCode(entry: number): void {
    if (this.#codes >= this.#entryOfCode.length) this.#entryOfCode = doubled(this.#entryOfCode)
    this.#entryOfCode[this.#codes] = entry
    this.#codes += 1
  }

  #addEntry(source: Uint8Array, start: number, end: number, hash: number, answer: number): number {
    const entry = this.#entries
    const from = this.#bytesEnd
    const to = from + end - start
    if (to > MOST_BYTES) throw new RangeError('The distinct texts of a column exceed 2 GB: array length')
    if ((entry + 1) * RECORD > this.#records.length) this.#records = doubled(this.#records)
    if (to > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(this.#bytes.length * 2, to))
      larger.set(this.#bytes.subarray(0, from))
      this.#bytes = larger
    }
    // Most texts are short: a loop is quicker than a view and a copy.
    const bytes = this.#bytes
    for (let at = start; at < end; at += 1) bytes[from + at - start] = source[at]!
    this.#bytesEnd = to
    const records = this.#records
    records[entry * RECORD] = from
    records[entry * RECORD + 1] = end - start
    records[entry * RECORD + 2] = answer
    this.#entries += 1
    place(this.#slots, this.#mask, hash, entry)
    if (this.#entries * 2 > this.#mask) this.#rehash()
    return entry
  }

  #rehash(): void {
    const before = this.#slots
    // Four times as many at once: every entry is moved once more at the most.
    this.#mask = this.#mask * 4 + 3
    this.#slots = new Int32Array(2 * (this.#mask + 1))
    for (let slot = 0; slot < before.length; slot += 2)
      if (before[slot + 1] !== 0) place(this.#slots, this.#mask, before[slot]!, before[slot + 1]! - 1)
  }

  /** Where the text of a code stands. */
  #rangeOf(code: number): readonly [start: number, end: number] {
    const record = this.#entryOfCode[code]! * RECORD
    const start = this.#records[record]!
    return [start, start + this.#records[record + 1]!]
  }

  /**
   * Unlearn the newest code: the row that brought it is left out, and a text that no row has must not be in the dictionary.
   * To be called before anything else is looked up.
   */
  forgetNewest(): void {
    this.#codes -= 1
    const first = this.#entryOfCode[this.#codes]!
    const [from, to] = this.#rangeOf(this.#codes)
    // A number that was remembered for it: only such a code can stand at that position.
    const value = numberOf(this.#bytes, from, to)
    if (value > 0 && value < this.#byPosition.length) this.#byPosition[value] = 0
    if (this.#ownNameCode === this.#codes) this.#ownNameCode = 0
    for (let entry = this.#entries - 1; entry >= first; entry -= 1) this.#forgetEntry(entry)
    this.#entries = first
    this.#bytesEnd = from
  }

  /**
   * Free the slot of an entry and move up those that were placed behind it because it was in the way.
   * @see Knuth, The Art of Computer Programming 3, section 6.4, algorithm R
   */
  #forgetEntry(entry: number): void {
    const slots = this.#slots
    const mask = this.#mask
    const start = this.#records[entry * RECORD]!
    let free = hashBytes(this.#bytes, start, start + this.#records[entry * RECORD + 1]!) & mask
    while (slots[2 * free + 1] !== entry + 1) free = (free + 1) & mask
    for (let slot = (free + 1) & mask; slots[2 * slot + 1] !== 0; slot = (slot + 1) & mask) {
      const home = slots[2 * slot]! & mask
      if (((slot - home) & mask) < ((slot - free) & mask)) continue
      slots[2 * free] = slots[2 * slot]!
      slots[2 * free + 1] = slots[2 * slot + 1]!
      free = slot
    }
    slots[2 * free] = 0
    slots[2 * free + 1] = 0
  }

  /** Texts that are not ASCII, and those of them that are UTF-8. */
  countLetters(): { readonly beyondAscii: number; readonly utf8: number } {
    let beyondAscii = 0
    let utf8 = 0
    for (let code = 1; code < this.#codes; code += 1) {
      const [start, end] = this.#rangeOf(code)
      if (isAsciiBytes(this.#bytes, start, end)) continue
      beyondAscii += 1
      if (!isDamaged(this.#bytes, start, end, 'utf-8')) utf8 += 1
    }
    return { beyondAscii, utf8 }
  }

  /** The finished texts, code 0 empty. */
  build(encoding: ByteEncoding): StoredTexts {
    const offsets = new Uint32Array(this.#codes + 1)
    for (let code = 1; code < this.#codes; code += 1)
      offsets[code + 1] = offsets[code]! + this.#records[this.#entryOfCode[code]! * RECORD + 1]!
    const bytes = new Uint8Array(offsets[this.#codes]!)
    let to = 0
    for (let code = 1; code < this.#codes; code += 1) {
      const record = this.#entryOfCode[code]! * RECORD
      const from = this.#records[record]!
      const end = from + this.#records[record + 1]!
      for (let at = from; at < end; at += 1, to += 1) bytes[to] = this.#bytes[at]!
    }
    return { encoding, offsets, bytes }
  }
}

/** Numbers that are kept of an entry. */
const RECORD = 3
const MOST_BYTES = 0x7fffffff

/** Put an entry into the first free slot from its hash on. */
function place(slots: Int32Array, mask: number, hash: number, entry: number): void {
  let slot = hash & mask
  while (slots[2 * slot + 1] !== 0) slot = (slot + 1) & mask
  slots[2 * slot] = hash
  slots[2 * slot + 1] = entry + 1
}

/** The number that 1 to 6 digits without a leading zero spell, else 0. */
function numberOf(bytes: Uint8Array, start: number, end: number): number {
  if (end - start > POSITION_DIGITS) return 0
  let value = 0
  for (let at = start; at < end; at += 1) {
    const digit = bytes[at]! - 48
    if (digit < 0 || digit > 9 || (at === start && digit === 0)) return 0
    value = value * 10 + digit
  }
  return value
}

/** Whether bytes hold something that is no letter of the encoding, or U+FFFD: what another program wrote where it could not read one. */
function isDamaged(bytes: Uint8Array, start: number, end: number, encoding: ByteEncoding): boolean {
  if (encoding === 'utf-8') {
    for (let at = start; at < end;) {
      const next = afterLetter(bytes, at, end)
      const isReplacement = bytes[at] === 0xef && bytes[at + 1] === 0xbf && bytes[at + 2] === 0xbd
      if (next < 0 || isReplacement) return true
      at = next
    }
    return false
  }
  for (let at = start; at < end; at += 1) {
    const lead = bytes[at]!
    if (lead < 0x80) continue
    const trail = at + 1 < end ? bytes[at + 1]! : 0
    // Pairs of CP949 (KS X 1001 and Microsoft's extension): lead 0x81-0xFE, trail a letter or 0x81-0xFE.
    const isTrail =
      (trail >= 0x41 && trail <= 0x5a) || (trail >= 0x61 && trail <= 0x7a) || (trail >= 0x81 && trail <= 0xfe)
    if (lead === 0x80 || lead === 0xff || !isTrail) return true
    at += 1
  }
  return false
}

function doubled(array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2)
  larger.set(array)
  return larger
}
