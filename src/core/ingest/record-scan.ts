/** What the scan of one record came to. */
export type ScanStatus =
  | 'sound'
  /** The record may go on beyond the bytes that are here. */
  | 'more'
  /** Text stands between a closing quote and the next separator. */
  | 'stray'
  /** A quote is opened and not closed within `MAX_RECORD_BYTES`, or before the file ends. */
  | 'open'

/** The fields of one record: field `f` is `sources[f]` from `starts[f]` to `ends[f]`, unescaped. */
export interface RecordFields {
  readonly count: number
  readonly sources: readonly Uint8Array[]
  readonly starts: Int32Array
  readonly ends: Int32Array
  /** The last cell that does not begin with a quote and holds one, or -1. */
  readonly lastQuoteCell: number
}

/** Bytes that a record may have: far above any row of a table (these files: under 300), far below what hurts. */
export const MAX_RECORD_BYTES = 1024 * 1024

const LF = 10
const CR = 13
const QUOTE = 34

const FIRST_FIELDS = 64

/** Position of the next line end at or after `start`, or -1: LF or CR. */
export function nextLineEnd(bytes: Uint8Array, start: number, end: number): number {
  for (let at = start; at < end; at += 1) if (bytes[at] === LF || bytes[at] === CR) return at
  return -1
}

/** Position behind the line end that begins at `lineEnd`: CRLF is one. */
export const afterLineEnd = (bytes: Uint8Array, lineEnd: number, end: number): number =>
  bytes[lineEnd] === CR && lineEnd + 1 < end && bytes[lineEnd + 1] === LF ? lineEnd + 2 : lineEnd + 1

/** Line ends inside a range: LF, CR and CRLF count one each. */
function countLineEnds(bytes: Uint8Array, start: number, end: number): number {
  let count = 0
  for (let at = start; at < end; at += 1) {
    if (bytes[at] === LF || (bytes[at] === CR && !(at + 1 < end && bytes[at + 1] === LF))) count += 1
  }
  return count
}

/**
 * Cuts one record into fields, with quotes, escaped quotes and line ends in quotes. RFC 4180, and beyond it: LF, CR or CRLF end a
 * record; blanks after a closing quote are passed over; a quote inside a cell that does not begin with one is counted.
 *
 * One instance is used over and over; what it found is good until the next scan.
 */
export class RecordScan implements RecordFields {
  readonly #delimiter: number
  /** Fields found. */
  count = 0
  /** Where field `f` stands: `sources[f]`, from `starts[f]` to `ends[f]`, unescaped. */
  readonly sources: Uint8Array[] = []
  starts = new Int32Array(FIRST_FIELDS)
  ends = new Int32Array(FIRST_FIELDS)
  /** Position after the record and its line end. */
  next = 0
  /** Physical lines of the record; the last line of a file counts without a line end too. */
  lines = 0
  /** Whether the record ends with a line end, not with the file. */
  isTerminated = false
  /** Cells that do not begin with a quote and hold one, and the last of them. */
  quoteCells = 0
  lastQuoteCell = -1
  #scratch = new Uint8Array(1024)
  #scratchEnd = 0

  /** @param delimiter a single byte */
  constructor(delimiter: number) {
    this.#delimiter = delimiter
  }

  /**
   * Scan the record that begins at `start`.
   * @param isLast whether no bytes follow after `end`
   */
  scan(bytes: Uint8Array, start: number, end: number, isLast: boolean): ScanStatus {
    const delimiter = this.#delimiter
    this.count = 0
    this.lines = 1
    this.quoteCells = 0
    this.lastQuoteCell = -1
    this.#scratchEnd = 0
    let at = start
    for (;;) {
      if (at < end && bytes[at] === QUOTE) {
        const close = this.#scanQuoted(bytes, at + 1, end, isLast, start)
        if (close < 0) return close === OPEN ? 'open' : 'more'
        at = close + 1
        while (at < end && (bytes[at] === 32 || bytes[at] === 9) && bytes[at] !== delimiter) at += 1
        if (at >= end) {
          if (!isLast) return 'more'
        } else if (bytes[at] !== delimiter && bytes[at] !== LF && bytes[at] !== CR) return 'stray'
      } else {
        const from = at
        let hasQuote = false
        for (; at < end; at += 1) {
          const byte = bytes[at]
          if (byte === delimiter || byte === LF || byte === CR) break
          if (byte === QUOTE) hasQuote = true
        }
        if (at >= end && !isLast) return 'more'
        if (hasQuote) {
          this.quoteCells += 1
          this.lastQuoteCell = this.count
        }
        this.#push(bytes, from, at)
      }
      if (at >= end) {
        this.next = end
        this.isTerminated = false
        return 'sound'
      }
      if (bytes[at] === delimiter) {
        at += 1
        continue
      }
      if (bytes[at] === CR) {
        if (at + 1 >= end && !isLast) return 'more'
        if (at + 1 < end && bytes[at + 1] === LF) at += 1
      }
      this.next = at + 1
      this.isTerminated = true
      return 'sound'
    }
  }

  /** Find the closing quote of the field that begins at `from` and push the field. @returns its position, `OPEN` or `MORE` */
  #scanQuoted(bytes: Uint8Array, from: number, end: number, isLast: boolean, recordStart: number): number {
    let segment = from
    let at = from
    const scratchStart = this.#scratchEnd
    let isEscaped = false
    for (;;) {
      const quote = bytes.indexOf(QUOTE, at)
      if (quote < 0 || quote >= end || quote - recordStart > MAX_RECORD_BYTES)
        return isLast || end - recordStart > MAX_RECORD_BYTES ? OPEN : MORE
      if (quote + 1 >= end && !isLast) return MORE
      if (quote + 1 < end && bytes[quote + 1] === QUOTE) {
        this.#keep(bytes, segment, quote + 1)
        isEscaped = true
        segment = quote + 2
        at = segment
        continue
      }
      this.lines += countLineEnds(bytes, from, quote)
      if (isEscaped) {
        this.#keep(bytes, segment, quote)
        this.#push(this.#scratch, scratchStart, this.#scratchEnd)
      } else this.#push(bytes, from, quote)
      return quote
    }
  }

  #keep(bytes: Uint8Array, start: number, end: number): void {
    const needed = this.#scratchEnd + end - start
    if (needed > this.#scratch.length) {
      const larger = new Uint8Array(needed * 2)
      larger.set(this.#scratch.subarray(0, this.#scratchEnd))
      for (let field = 0; field < this.count; field += 1) {
        if (this.sources[field] === this.#scratch) this.sources[field] = larger
      }
      this.#scratch = larger
    }
    this.#scratch.set(bytes.subarray(start, end), this.#scratchEnd)
    this.#scratchEnd = needed
  }

  #push(source: Uint8Array, start: number, end: number): void {
    if (this.count === this.starts.length) {
      const starts = new Int32Array(this.count * 2)
      const ends = new Int32Array(this.count * 2)
      starts.set(this.starts)
      ends.set(this.ends)
      this.starts = starts
      this.ends = ends
    }
    this.sources[this.count] = source
    this.starts[this.count] = start
    this.ends[this.count] = end
    this.count += 1
  }
}

const OPEN = -1
const MORE = -2
