const COMMA = 44
const NEWLINE = 10
const ZERO = 48

/** Divisor of a number's high part: below 10^9 the remainder arithmetic stays in 32 bits. */
const BILLION = 1_000_000_000

/**
 * Writes CSV cells as UTF-8 bytes into a buffer that grows. `core` has no `TextEncoder`, and bytes are lighter than strings:
 * a row of the largest file never becomes one.
 */
export class CsvBytes {
  #bytes: Uint8Array
  #length = 0

  constructor(capacity = 1 << 16) {
    this.#bytes = new Uint8Array(capacity)
  }

  /** Bytes written since the last `take`. */
  get length(): number {
    return this.#length
  }

  /** The bytes written so far, as a copy of the right size; the writer is empty afterwards. */
  take(): Uint8Array {
    const taken = this.#bytes.slice(0, this.#length)
    this.#length = 0
    return taken
  }

  /** ASCII or other text exactly as it is, followed by nothing. */
  raw(text: string): void {
    this.#reserve(text.length * 3)
    const bytes = this.#bytes
    let at = this.#length
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i)
      if (unit < 0x80) bytes[at++] = unit
      else if (unit < 0x800) {
        bytes[at++] = 0xc0 | (unit >> 6)
        bytes[at++] = 0x80 | (unit & 63)
      } else if (unit >= 0xd800 && unit < 0xdc00 && i + 1 < text.length) {
        const point = 0x10000 + ((unit & 1023) << 10) + (text.charCodeAt(++i) & 1023)
        bytes[at++] = 0xf0 | (point >> 18)
        bytes[at++] = 0x80 | ((point >> 12) & 63)
        bytes[at++] = 0x80 | ((point >> 6) & 63)
        bytes[at++] = 0x80 | (point & 63)
      } else {
        bytes[at++] = 0xe0 | (unit >> 12)
        bytes[at++] = 0x80 | ((unit >> 6) & 63)
        bytes[at++] = 0x80 | (unit & 63)
      }
    }
    this.#length = at
  }

  /** A text cell and the comma after it; quoted when it holds a quote, a comma or a line break (RFC 4180). */
  text(cell: string): void {
    if (/[",\r\n]/.test(cell)) this.raw(`"${cell.replaceAll('"', '""')}",`)
    else {
      this.raw(cell)
      this.comma()
    }
  }

  /** A whole number, `0 <= value < 2^53`, and the comma after it. */
  number(value: number): void {
    this.#reserve(20)
    if (value >= BILLION) {
      const high = Math.floor(value / BILLION)
      this.#digits(high, 1)
      this.#digits(value - high * BILLION, 9)
    } else this.#digits(value, 1)
    this.comma()
  }

  /** A whole number below 10^9 with leading zeros up to `width` digits, and the comma after it. */
  padded(value: number, width: number): void {
    this.#reserve(20)
    this.#digits(value, width)
    this.comma()
  }

  /** A time of day as `01:16` and the comma after it. */
  minute(minuteOfDay: number): void {
    this.#reserve(8)
    const hours = Math.floor(minuteOfDay / 60)
    this.#digits(hours, 2)
    this.#bytes[this.#length++] = 58
    this.#digits(minuteOfDay - hours * 60, 2)
    this.comma()
  }

  /** An empty cell's comma. */
  comma(): void {
    this.#reserve(1)
    this.#bytes[this.#length++] = COMMA
  }

  /** Ends the row: the comma after its last cell becomes the line feed. */
  endRow(): void {
    this.#bytes[this.#length - 1] = NEWLINE
  }

  #digits(value: number, width: number): void {
    let count = 1
    for (let rest = Math.floor(value / 10); rest > 0; rest = Math.floor(rest / 10)) count++
    if (count < width) count = width
    let rest = value
    for (let at = this.#length + count - 1; at >= this.#length; at--) {
      const next = (rest / 10) | 0
      this.#bytes[at] = ZERO + rest - next * 10
      rest = next
    }
    this.#length += count
  }

  #reserve(extra: number): void {
    const needed = this.#length + extra
    if (needed <= this.#bytes.length) return
    const grown = new Uint8Array(Math.max(needed, this.#bytes.length * 2))
    grown.set(this.#bytes.subarray(0, this.#length))
    this.#bytes = grown
  }
}
