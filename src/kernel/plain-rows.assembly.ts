// Rows of plain cells, read by their structure: the machine-code twin of `core/ingest/plain-rows.ts`, which says what a plain cell is.
//
// 1. Stops. Separators, line ends and quotes of 64 bytes become one 64-bit mask (16 bytes compared at a time), as in
//    Langdale and Lemire, "Parsing Gigabytes of JSON per Second", section 3.1. A cell runs from one set bit to the next,
//    so no byte is looked at in a loop.
// 2. Digits. Up to eight digits are one 64-bit word: with d0 (lowest address) .. d7,
//    10*d0 + d1 | 10*d2 + d3 | ..  by one multiplication, then pairs by 100, then by 10000.
// 3. Texts. A text is compared with the row above, then with a cache of texts met before, by whole words. Only what is in
//    neither goes to the dictionary, which the host keeps.
//
// All pointers are byte offsets into the one memory. 8 bytes before and 80 bytes after the data must be readable.

/** Code of the text at [from, to) of a cell, from the host's dictionary, which uses the same hash; negative: the row is not plain. */
@external('host', 'learn')
declare function learn(cell: i32, from: i32, to: i32, hash: i32, row: i32): i32

// Numbers of the head, in words of 4 bytes from address 0. The host writes the first ones and reads the last.
const WIDTH: usize = 0
const DELIMITER: usize = 4
const DAYS: usize = 8
const COLUMNS: usize = 12
const CELLS: usize = 16
const STRIDE: usize = 20
const ROOM: usize = 24
const ROW: usize = 28
const LINE_ENDS: usize = 32
const IS_FULL: usize = 36
const LOW: usize = 40
const HIGH: usize = 44
const ZERO_COUNT: usize = 48

// One column of the file, 64 bytes at COLUMNS + 64 * cell.
const KIND: usize = 0
const LEAST: usize = 4
const MOST: usize = 8
const SHORT_CACHE: usize = 12
const LONG_CACHE: usize = 16
const NEWEST: usize = 20
const ABOVE_CODE: usize = 24
const ABOVE_LENGTH: usize = 28
const ABOVE_WORD: usize = 32
const ABOVE_AT: usize = 40

const INTEGER: i32 = 1
const AMOUNT: i32 = 2
const DAY: i32 = 3
const MINUTE: i32 = 4
const TEXT: i32 = 5

const MISSING: i32 = -0x80000000
/** No cell's value: the cell is not plain. The table of days has it for days that the calendar has not. */
const BAD: i32 = 0x7fffffff
/** Eight letters 0. */
const ZEROS: u64 = 0x3030303030303030
const FIRST_YEAR: i32 = 1900
const YEARS: i32 = 300
const MAX_RECORD_BYTES: usize = 1 << 20

// Entries of the caches: length, code, the bytes of the text. A short one has 16 bytes, a long one 64.
const SHORT_MASK: u32 = (1 << 15) - 1
const LONG_MASK: u32 = (1 << 14) - 1
const LONGEST: i32 = 56
const ENTRY_LENGTH: usize = 0
const ENTRY_CODE: usize = 4
const ENTRY_TEXT: usize = 8
const HASH_SEED: u32 = 0x811c9dc5
const HASH_PRIME: u32 = 0x9e3779b1

const LF: i32 = 10
const CR: i32 = 13
const SPACE: i32 = 32
const QUOTE: i32 = 34
const MINUS: i32 = 45
const COLON: i32 = 58

/** Where the mask begins, and its stops that were not taken yet. */
let base: usize = 0
let mask: u64 = 0
let separators: v128 = i8x16.splat(0)

@inline
function stopsOf(at: usize): u64 {
  const bytes = v128.load(at)
  const isStop = v128.or(
    v128.or(i8x16.eq(bytes, separators), i8x16.eq(bytes, i8x16.splat(<i8>LF))),
    v128.or(i8x16.eq(bytes, i8x16.splat(<i8>CR)), i8x16.eq(bytes, i8x16.splat(<i8>QUOTE))),
  )
  return <u64>(<u32>i8x16.bitmask(isStop))
}

@inline
function stopsOf64(at: usize): u64 {
  return stopsOf(at) | (stopsOf(at + 16) << 16) | (stopsOf(at + 32) << 32) | (stopsOf(at + 48) << 48)
}

@inline
function nextStop(): usize {
  while (mask == 0) {
    base += 64
    mask = stopsOf64(base)
  }
  const at = base + <usize>ctz(mask)
  mask &= mask - 1
  return at
}

/** Eight bytes of digit values (0 to 9), the first of them the highest, as a number. */
@inline
function number8(digits: u64): i32 {
  let word = (digits * 2561) >> 8
  word = ((word & 0x00ff00ff00ff00ff) * 6553601) >> 16
  return <i32>(((word & 0x0000ffff0000ffff) * 42949672960001) >> 32)
}

/** Whether all eight bytes are values of digits. */
@inline
function isDigits(word: u64): bool {
  return (((word + 0x7676767676767676) | word) & 0x8080808080808080) == 0
}

/** The values of the 1 to 8 digits before `to`, with zeros before them. */
@inline
function digitsBefore(to: usize, length: u64): u64 {
  return (load<u64>(to - 8) ^ ZEROS) & ((<u64>-1) << (64 - 8 * length))
}

/** The number that bytes spell, or BAD where one is no digit or there are more than 9. */
function numberAt(from: usize, to: usize): i32 {
  const length = <u64>(to - from)
  if (length == 0 || length > 9) return BAD
  const digits = digitsBefore(to, min(length, 8))
  if (!isDigits(digits)) return BAD
  if (length < 9) return number8(digits)
  const first = <u32>load<u8>(from) - 48
  return first > 9 ? BAD : <i32>first * 100000000 + number8(digits)
}

/** Two digits as a number; anything else is 100 or more. */
@inline
function pairAt(at: usize): i32 {
  const tens = <u32>load<u8>(at) - 48
  const ones = <u32>load<u8>(at + 1) - 48
  return tens > 9 || ones > 9 ? 100 : <i32>(tens * 10 + ones)
}

/** Minutes of `HH:MM` and `HH:MM:SS`, or BAD. */
function clock(from: usize, to: usize): i32 {
  const length = to - from
  if (length != 5 && length != 8) return BAD
  if (<i32>load<u8>(from + 2) != COLON) return BAD
  const hours = pairAt(from)
  const minutes = pairAt(from + 3)
  if (hours > 23 || minutes > 59) return BAD
  if (length == 8 && (<i32>load<u8>(from + 5) != COLON || pairAt(from + 6) > 59)) return BAD
  return hours * 60 + minutes
}

/** Days since 1970 of eight digit values `YYYYMMDD`, or BAD. */
@inline
function dayOf(digits: u64): i32 {
  if (!isDigits(digits)) return BAD
  const date = number8(digits)
  const year = date / 10000 - FIRST_YEAR
  const month = (date / 100) % 100
  const day = date % 100
  // Beyond these, the table would answer for another month or year.
  if (year < 0 || year >= YEARS || month > 12 || day > 31) return BAD
  return load<i32>(load<usize>(DAYS) + <usize>((year * 416 + month * 32 + day) << 2))
}

/** Days since 1970 of `YYYYMMDD` and `YYYY-MM-DD` (also with . or /), a time behind it passed over, or BAD. */
function dayAt(from: usize, to: usize): i32 {
  const length = to - from
  if (length < 8) return BAD
  let word: u64
  let rest: usize
  const separator = <i32>load<u8>(from + 4)
  if (separator >= 45 && separator <= 47) {
    if (length < 10 || <i32>load<u8>(from + 7) != separator) return BAD
    word = <u64>load<u32>(from) | ((<u64>load<u16>(from + 5)) << 32) | ((<u64>load<u16>(from + 8)) << 48)
    rest = from + 10
  } else {
    word = load<u64>(from)
    rest = from + 8
  }
  if (rest != to) {
    const gap = <i32>load<u8>(rest)
    if ((gap != SPACE && gap != 84) || clock(rest + 1, to) == BAD) return BAD
  }
  return dayOf(word ^ ZEROS)
}

/** Minutes since midnight of `HH:MM`, `HH:MM:SS` and `HMM`, or BAD. */
function minuteAt(from: usize, to: usize): i32 {
  if (to - from > 4) return clock(from, to)
  const number = numberAt(from, to)
  const hours = number / 100
  const minutes = number % 100
  return hours > 23 || minutes > 59 ? BAD : hours * 60 + minutes
}

/** Value of a cell that is no text, in any form that is plain, or BAD. */
function valueAt(kind: i32, start: usize, end: usize): i32 {
  let from = start
  let to = end
  while (from < to && <i32>load<u8>(from) == SPACE) from += 1
  while (from < to && <i32>load<u8>(to - 1) == SPACE) to -= 1
  if (from == to) return MISSING
  if (kind == DAY) return dayAt(from, to)
  if (kind == MINUTE) return minuteAt(from, to)
  const isNegative = <i32>load<u8>(from) == MINUS
  if (isNegative) from += 1
  // `.0` is a whole number still.
  if (to - from > 2 && load<u16>(to - 2) == 0x302e) to -= 2
  const number = numberAt(from, to)
  return isNegative && number != BAD ? -number : number
}

/** Whether two texts of more than 8 bytes are equal behind their first word. */
@inline
function isEqualRest(left: usize, right: usize, length: usize): bool {
  for (let at: usize = 8; at + 8 < length; at += 8) if (load<u64>(left + at) != load<u64>(right + at)) return false
  return load<u64>(left + length - 8) == load<u64>(right + length - 8)
}

/** `hashBytes` of the host: rotate, exclusive or and multiply over words of 4 bytes, the last one filled up with zeros. */
@inline
function hashOf(from: usize, to: usize): u32 {
  let hash = HASH_SEED
  let at = from
  for (; at + 4 <= to; at += 4) hash = (rotl(hash, 5) ^ load<u32>(at)) * HASH_PRIME
  if (at < to) hash = (rotl(hash, 5) ^ (load<u32>(at) & ((1 << (<u32>(to - at) << 3)) - 1))) * HASH_PRIME
  return hash ^ (hash >> 15)
}

/** Code of a text that differs from the row above. */
function codeOf(column: usize, cell: i32, from: usize, to: usize, word: u64, row: i32): i32 {
  const length = <i32>(to - from)
  const hash = hashOf(from, to)
  let entry: usize = 0
  if (length <= 8) {
    entry = load<usize>(column + SHORT_CACHE) + (<usize>(hash & SHORT_MASK) << 4)
    if (load<u64>(entry + ENTRY_TEXT) == word && load<i32>(entry + ENTRY_LENGTH) == length) return load<i32>(entry + ENTRY_CODE)
  } else if (length <= LONGEST) {
    entry = load<usize>(column + LONG_CACHE) + (<usize>(hash & LONG_MASK) << 6)
    if (
      load<u64>(entry + ENTRY_TEXT) == word &&
      load<i32>(entry + ENTRY_LENGTH) == length &&
      isEqualRest(entry + ENTRY_TEXT, from, <usize>length)
    )
      return load<i32>(entry + ENTRY_CODE)
  }
  const code = learn(cell, <i32>from, <i32>to, <i32>hash, row)
  if (code >= 0 && entry != 0) {
    store<i32>(entry + ENTRY_LENGTH, length)
    store<i32>(entry + ENTRY_CODE, code)
    if (length <= 8) store<u64>(entry + ENTRY_TEXT, word)
    else memory.copy(entry + ENTRY_TEXT, from, <usize>length)
    store<usize>(column + NEWEST, entry)
  }
  return code
}

/** Code of the text at [from, to), 0 for none, or a negative number where the row is not plain. */
@inline
function textAt(column: usize, cell: i32, from: usize, to: usize, row: i32): i32 {
  const length = <i32>(to - from)
  if (length == 0) return 0
  const isShort = length <= 8
  let word = load<u64>(from)
  if (isShort) word &= (<u64>-1) >> (64 - 8 * <u64>length)
  if (
    word == load<u64>(column + ABOVE_WORD) &&
    length == load<i32>(column + ABOVE_LENGTH) &&
    (isShort || isEqualRest(load<usize>(column + ABOVE_AT), from, <usize>length))
  )
    return load<i32>(column + ABOVE_CODE)
  const code = codeOf(column, cell, from, to, word, row)
  store<u64>(column + ABOVE_WORD, word)
  store<i32>(column + ABOVE_LENGTH, length)
  store<usize>(column + ABOVE_AT, from)
  store<i32>(column + ABOVE_CODE, code)
  return code
}

/**
 * Take plain records of [start, limit), where `limit` is the end of a record, into the batch.
 * @returns where the first record stands that is not plain or has no room, or `limit`
 */
export function read(start: usize, limit: usize): usize {
  const width = load<i32>(WIDTH)
  const delimiter = load<i32>(DELIMITER)
  const columns = load<usize>(COLUMNS)
  const step = <usize>load<i32>(STRIDE) << 2
  const room = load<i32>(ROOM)
  let row = load<i32>(ROW)
  let place = load<usize>(CELLS) + (<usize>row << 2)
  let lineEnds = load<i32>(LINE_ENDS)
  const lastColumn = columns + (<usize>(width - 1) << 6)
  separators = i8x16.splat(<i8>delimiter)
  base = start
  mask = stopsOf64(start)
  // Texts of the row above may have been overwritten since.
  for (let column = columns; column <= lastColumn; column += 64) {
    store<i32>(column + ABOVE_LENGTH, 0)
    // The host may have unlearned the text that was learned last.
    const newest = load<usize>(column + NEWEST)
    if (newest != 0) store<i32>(newest + ENTRY_LENGTH, 0)
    store<usize>(column + NEWEST, 0)
  }
  store<i32>(IS_FULL, 0)
  let rowStart = start
  while (rowStart < limit) {
    if (row == room) {
      store<i32>(IS_FULL, 1)
      break
    }
    let at = rowStart
    let target = place
    let column = columns
    let cell = 0
    for (; column <= lastColumn; column += 64) {
      let stop = nextStop()
      let end = stop
      if (<i32>load<u8>(stop) == QUOTE) {
        // A quote around the whole cell. In quotes, separators and line ends are text: the careful path takes them.
        if (stop != at) break
        at += 1
        end = nextStop()
        if (<i32>load<u8>(end) != QUOTE) break
        stop = nextStop()
        if (stop != end + 1) break
      }
      const kind = load<i32>(column + KIND)
      let value = 0
      if (kind == TEXT) {
        value = textAt(column, cell, at, end, row)
        if (value < load<i32>(column + LEAST)) break
      } else if (kind != 0) {
        // The usual forms here, all others in `valueAt`.
        const length = end - at
        if (kind == DAY) {
          if (length == 8) value = dayOf(load<u64>(at) ^ ZEROS)
          else value = BAD
        } else if (kind == MINUTE) {
          value = BAD
          if (length == 5) {
            // HH:MM as HH0MM: one word of digits.
            const digits = digitsBefore(end, 5) ^ (<u64>(COLON ^ 48) << 40)
            if (isDigits(digits)) {
              const number = number8(digits)
              const hours = number / 1000
              const minutes = number % 1000
              value = hours > 23 || minutes > 59 ? BAD : hours * 60 + minutes
            }
          }
        } else {
          value = BAD
          if (length - 1 < 8) {
            const digits = digitsBefore(end, length)
            if (isDigits(digits)) value = number8(digits)
          }
        }
        if (value == BAD) {
          value = valueAt(kind, at, end)
          if (value == BAD) break
        }
        if (value < load<i32>(column + LEAST) || value > load<i32>(column + MOST)) break
      }
      store<i32>(target, value)
      target += step
      at = stop + 1
      const byte = <i32>load<u8>(stop)
      if (column < lastColumn) {
        if (byte != delimiter) break
        cell += 1
      } else if (byte == LF) lineEnds |= 1
      else if (byte == CR) {
        if (at < limit && <i32>load<u8>(at) == LF) {
          nextStop()
          at += 1
          lineEnds |= 2
        } else lineEnds |= 4
      } else break
    }
    if (column <= lastColumn || at - rowStart > MAX_RECORD_BYTES) break
    rowStart = at
    row += 1
    place += 4
  }
  store<i32>(ROW, row)
  store<i32>(LINE_ENDS, lineEnds)
  return rowStart
}

/** Look through `count` cells: the lowest one (at most 0), the highest (at least 0), and how many are 0. */
export function range(start: usize, count: i32): void {
  let lows = i32x4.splat(0)
  let highs = i32x4.splat(0)
  // Each lane counts down: a true comparison is -1.
  let zeros = i32x4.splat(0)
  let at = start
  const vectorsEnd = start + (<usize>(count & ~3) << 2)
  for (; at < vectorsEnd; at += 16) {
    const cells = v128.load(at)
    lows = i32x4.min_s(lows, cells)
    highs = i32x4.max_s(highs, cells)
    zeros = i32x4.add(zeros, i32x4.eq(cells, i32x4.splat(0)))
  }
  let low = min(min(i32x4.extract_lane(lows, 0), i32x4.extract_lane(lows, 1)), min(i32x4.extract_lane(lows, 2), i32x4.extract_lane(lows, 3)))
  let high = max(max(i32x4.extract_lane(highs, 0), i32x4.extract_lane(highs, 1)), max(i32x4.extract_lane(highs, 2), i32x4.extract_lane(highs, 3)))
  let zeroCount = -(i32x4.extract_lane(zeros, 0) + i32x4.extract_lane(zeros, 1) + i32x4.extract_lane(zeros, 2) + i32x4.extract_lane(zeros, 3))
  for (const end = start + (<usize>count << 2); at < end; at += 4) {
    const cell = load<i32>(at)
    low = min(low, cell)
    high = max(high, cell)
    if (cell == 0) zeroCount += 1
  }
  store<i32>(LOW, low)
  store<i32>(HIGH, high)
  store<i32>(ZERO_COUNT, zeroCount)
}
