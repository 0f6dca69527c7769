import { dayTable, FIRST_LOOKUP_YEAR, LOOKUP_YEARS, NO_DAY } from './cell-bytes.ts'
import { CELL_MISSING } from './column-builder.ts'
import type { IngestPlan } from './plan-ingest.ts'
import { MAX_RECORD_BYTES } from './record-scan.ts'
import { CELL_KIND, plainCells, type PlainCells, type RowReader } from './row-reader.ts'
import type { TableBuilder } from './table-builder.ts'
import { HASH_PRIME, HASH_SEED, type TextDictionary } from './text-dictionary.ts'

const LF = 10
const CR = 13
const QUOTE = 34

const SKIP = 0
const { day: DAY, minute: MINUTE, text: TEXT } = CELL_KIND

/**
 * The fast path where there is no kernel. It knows digits, `.0`, dates and times in their usual forms, texts, and quotes around
 * a whole cell.
 *
 * One long loop on purpose: 45 million cells are too many for a call each.
 */
export class PlainRows implements RowReader {
  readonly #builder: TableBuilder
  readonly #learnedRow: Float64Array
  readonly #delimiter: number
  readonly #width: number
  readonly #plain: PlainCells
  /** By position in the row. */
  readonly #dictionaries: (TextDictionary | null)[]
  /** 1 for the bytes that end a plain cell. */
  readonly #stops = new Uint8Array(256)
  readonly #days = dayTable()
  #bytes: Uint8Array = new Uint8Array()
  count = 0
  lineEnds = 0

  /** @param learnedRow by column: the row (1 more, of the whole table) that last brought a new text */
  constructor(plan: IngestPlan, builder: TableBuilder, learnedRow: Float64Array, verbatim: boolean) {
    this.#builder = builder
    this.#learnedRow = learnedRow
    this.#delimiter = plan.delimiter.charCodeAt(0)
    this.#width = plan.width
    this.#plain = plainCells(plan, verbatim)
    const { kinds, columnAt } = this.#plain
    this.#dictionaries = Array.from(kinds, (kind, index) =>
      kind === TEXT ? builder.columns[columnAt[index]!]!.texts : null,
    )
    for (const stop of [this.#delimiter, LF, CR, QUOTE]) this.#stops[stop] = 1
  }

  begin(bytes: Uint8Array): void {
    this.#bytes = bytes
  }

  read(start: number, limit: number): number {
    const bytes = this.#bytes
    const builder = this.#builder
    const dictionaries = this.#dictionaries
    let { cells, stride } = builder
    const { kinds, columnAt, least, most } = this.#plain
    const stops = this.#stops
    const days = this.#days
    const delimiter = this.#delimiter
    const width = this.#width
    const last = width - 1
    /** Where the text of the row above stands, by cell (at first a line end, which no text is), and its code. */
    const aboveAt = new Int32Array(width).fill(limit - 1)
    const aboveValue = new Int32Array(width)
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const learnedRow = this.#learnedRow
    let at = start
    let lineEnds = this.lineEnds
    let row = builder.row
    let count = 0
    let rowStart = at
    while (at < limit) {
      rowStart = at
      if (row === builder.room) {
        builder.row = row
        builder.makeRoom()
        row = builder.row
        cells = builder.cells
        stride = builder.stride
      }
      let cell = 0
      for (let place = row; cell < width; cell += 1, place += stride) {
        let byte = bytes[at]!
        let value = 0
        let isQuoted = false
        if (byte === QUOTE) {
          isQuoted = true
          at += 1
          byte = bytes[at]!
        }
        const from = at
        const kind = kinds[cell]!
        if (kind === TEXT) {
          const texts = dictionaries[cell]!
          let digit = byte - 48
          const isNumber = digit > 0 && digit <= 9
          if (isNumber) {
            let number = 0
            do {
              number = (Math.imul(number, 10) + digit) | 0
              at += 1
              digit = bytes[at]! - 48
            } while (digit >= 0 && digit <= 9 && at - from < 6)
            if (stops[bytes[at]!] === 1) value = texts.codeOfNumber(number) | 0
            if (value === 0) {
              at = from
              byte = bytes[at]!
            }
          }
          if (value === 0 && stops[byte] === 0) {
            // Within a session most texts repeat the row above: comparing is quicker than looking them up.
            let above = aboveAt[cell]!
            while (stops[byte] === 0 && byte === bytes[above]) {
              at += 1
              above += 1
              byte = bytes[at]!
            }
            const isSame = stops[byte] === 1 && stops[bytes[above]!] === 1
            while (stops[byte] === 0) {
              at += 1
              byte = bytes[at]!
            }
            // In quotes, separators and line ends are text: the careful path takes them.
            if (isQuoted && byte !== QUOTE) break
            if (isSame) value = aboveValue[cell]!
            else {
              const before = texts.size
              // `hashBytes`, with loads of whole words.
              let hash = HASH_SEED
              let word = from
              for (; word + 4 <= at; word += 4)
                hash = Math.imul(((hash << 5) | (hash >>> 27)) ^ view.getInt32(word, true), HASH_PRIME)
              if (word < at) {
                const rest = view.getInt32(word, true) & ((1 << ((at - word) << 3)) - 1)
                hash = Math.imul(((hash << 5) | (hash >>> 27)) ^ rest, HASH_PRIME)
              }
              // Told to be an integer, or every value of the loop would be kept as an object.
              value = texts.lookup(bytes, from, at, hash ^ (hash >>> 15)) | 0
              if (texts.size > before) learnedRow[columnAt[cell]!] = builder.rowCount - builder.row + row + 1
              if (isNumber && value > 0) texts.learnNumber(bytes, from, at, value)
              aboveAt[cell] = from
              aboveValue[cell] = value
            }
          } else if (isQuoted && byte !== QUOTE && value === 0) break
          if (value < least[cell]!) break
        } else if (kind === SKIP) {
          while (stops[byte] === 0) {
            at += 1
            byte = bytes[at]!
          }
          if (isQuoted && byte !== QUOTE) break
        } else {
          while (byte === 32) {
            at += 1
            byte = bytes[at]!
          }
          if (stops[byte] === 1) {
            value = CELL_MISSING
            if (value < least[cell]!) break
          } else if (kind === DAY) {
            const separator = bytes[at + 4]!
            let m0: number, m1: number, d0: number, d1: number
            if (!isDigits4(bytes, at)) break
            const century = (byte - 48) * 10 + bytes[at + 1]! - 48
            const year = century * 100 + (bytes[at + 2]! - 48) * 10 + bytes[at + 3]! - 48 - FIRST_LOOKUP_YEAR
            if (separator === 45 || separator === 46 || separator === 47) {
              if (bytes[at + 7] !== separator) break
              m0 = bytes[at + 5]! - 48
              m1 = bytes[at + 6]! - 48
              d0 = bytes[at + 8]! - 48
              d1 = bytes[at + 9]! - 48
              at += 10
            } else {
              m0 = separator - 48
              m1 = bytes[at + 5]! - 48
              d0 = bytes[at + 6]! - 48
              d1 = bytes[at + 7]! - 48
              at += 8
            }
            if (m0 < 0 || m0 > 1 || m1 < 0 || m1 > 9 || d0 < 0 || d0 > 3 || d1 < 0 || d1 > 9) break
            const month = m0 * 10 + m1
            const day = d0 * 10 + d1
            // Beyond these, the table would answer for another month or year.
            if (year < 0 || year >= LOOKUP_YEARS || month > 12 || day > 31) break
            value = days[year * 416 + month * 32 + day]!
            if (value === NO_DAY) break
            const after = bytes[at]!
            // A time behind the date is passed over: ` 13:45` or ` 13:45:06`.
            if ((after === 32 || after === 84) && isClock(bytes, at + 1)) {
              at += 6
              if (bytes[at] === 58 && isSixty(bytes, at + 1)) at += 3
            }
          } else if (kind === MINUTE) {
            if (isClock(bytes, at)) {
              value =
                (((byte - 48) * 10 + bytes[at + 1]! - 48) * 60 + (bytes[at + 3]! - 48) * 10 + bytes[at + 4]! - 48) | 0
              at += 5
              if (bytes[at] === 58 && isSixty(bytes, at + 1)) at += 3
            } else {
              const begin = at
              let digit = byte - 48
              while (digit >= 0 && digit <= 9) {
                value = (Math.imul(value, 10) + digit) | 0
                at += 1
                digit = bytes[at]! - 48
              }
              const hours = (value / 100) | 0
              const minutes = (value - hours * 100) | 0
              if (at === begin || at - begin > 4 || hours > 23 || minutes > 59) break
              value = (hours * 60 + minutes) | 0
            }
          } else {
            let isNegative = false
            if (byte === 45) {
              isNegative = true
              at += 1
            }
            const begin = at
            let digit = bytes[at]! - 48
            while (digit >= 0 && digit <= 9) {
              value = (Math.imul(value, 10) + digit) | 0
              at += 1
              digit = bytes[at]! - 48
            }
            if (at === begin || at - begin > 9) break
            if (isNegative) value = -value | 0
            if (digit === -2) {
              // `.0` is a whole number still.
              if (bytes[at + 1] !== 48) break
              at += 2
            }
            if (value < least[cell]! || value > most[cell]!) break
          }
        }
        if (isQuoted) {
          if (bytes[at] !== QUOTE) break
          at += 1
        }
        cells[place] = value
        if (cell < last) {
          if (bytes[at] !== delimiter) {
            while (bytes[at] === 32) at += 1
            if (bytes[at] !== delimiter) break
          }
          at += 1
        } else if (bytes[at] === LF) {
          at += 1
          lineEnds |= 1
        } else if (bytes[at] === CR) {
          const isPair = at + 1 < limit && bytes[at + 1] === LF
          at += isPair ? 2 : 1
          lineEnds |= isPair ? 2 : 4
        } else break
      }
      if (cell < width || at - rowStart > MAX_RECORD_BYTES) break
      row += 1
      count += 1
      rowStart = at
    }
    builder.row = row
    this.count = count
    this.lineEnds = lineEnds
    return rowStart
  }
}

function isDigits4(bytes: Uint8Array, at: number): boolean {
  for (let place = at; place < at + 4; place += 1) {
    const digit = bytes[place]! - 48
    if (digit < 0 || digit > 9) return false
  }
  return true
}

/** Whether `HH:MM` stands at a place. */
function isClock(bytes: Uint8Array, at: number): boolean {
  if (bytes[at + 2] !== 58) return false
  const h0 = bytes[at]! - 48
  const h1 = bytes[at + 1]! - 48
  return h0 >= 0 && h1 >= 0 && h1 <= 9 && h0 * 10 + h1 < 24 && h0 <= 2 && isSixty(bytes, at + 3)
}

/** Whether `00` to `59` stand at a place. */
function isSixty(bytes: Uint8Array, at: number): boolean {
  const tens = bytes[at]! - 48
  const ones = bytes[at + 1]! - 48
  return tens >= 0 && tens <= 5 && ones >= 0 && ones <= 9
}
