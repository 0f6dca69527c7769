import { CHUNK_ROWS, type Chunk, type Column, type Dictionary } from '../tables/table.ts'
import { BAD_CELL, isMissingWord, MISSING_CELL, parseDayCell, parseMinuteCell, parseNumberCell } from './parse-cell.ts'
import type { FieldSchema } from './schema.ts'

/** The narrowest array that holds the values exactly. */
export function narrow(values: Float64Array): Chunk {
  let low = 0
  let high = 0
  let whole = true
  for (const value of values) {
    if (value < low) low = value
    else if (value > high) high = value
    if (whole && value !== Math.floor(value)) whole = false
  }
  if (!whole) return values.slice()
  if (low < 0) return low >= -0x80000000 && high <= 0x7fffffff ? new Int32Array(values) : values.slice()
  if (high <= 0xff) return new Uint8Array(values)
  if (high <= 0xffff) return new Uint16Array(values)
  return high <= 0xffffffff ? new Uint32Array(values) : values.slice()
}

/** Substrings of at least this length keep their whole parent alive in V8; shorter ones are copied when cut. */
const SLICED_LENGTH = 13

/** A text of its own, that does not hold on to the block of the file it was cut from. */
const detached = (text: string): string => (text.length < SLICED_LENGTH ? text : text.split('').join(''))

/** Digits of the ids that are found by position instead of by hash: a table of 10^6 codes, 4 MB, for a column that has any. */
const POSITION_DIGITS = 6

/** The number that a cell of 1 to 6 digits without a leading zero spells, else -1: then no other text spells it too. */
function positionOf(cell: string): number {
  const { length } = cell
  if (length > POSITION_DIGITS) return -1
  let value = 0
  for (let at = 0; at < length; at += 1) {
    const digit = cell.charCodeAt(at) - 48
    if (digit < 0 || digit > 9) return -1
    value = value * 10 + digit
    if (value === 0) return -1
  }
  return value
}

/** Up to this many distinct texts, comparing with each is quicker than hashing the cell. */
const FEW_TEXTS = 8

/** The distinct texts of a column, in the order in which they were met. */
class DictionaryBuilder {
  readonly #texts: string[] = ['']
  readonly #codes = new Map<string, number>()
  #byPosition: Int32Array | null = null
  /** Codes of cells that are no text of the dictionary as they stand: blanks around them, or a word for "missing". */
  readonly #variants = new Map<string, number>()

  /** The code of a cell, a new one when its text is new; 0 when missing. Texts are trimmed and kept as they are otherwise. */
  codeOf(cell: string): number {
    if (cell === '') return 0
    const texts = this.#texts
    if (texts.length <= FEW_TEXTS) {
      for (let code = 1; code < texts.length; code += 1) if (texts[code] === cell) return code
    } else {
      const position = positionOf(cell)
      if (position >= 0) return this.#codeAt(position, cell)
    }
    return this.#codes.get(cell) ?? this.#variants.get(cell) ?? this.#learn(cell)
  }

  #codeAt(position: number, cell: string): number {
    this.#byPosition ??= new Int32Array(10 ** POSITION_DIGITS)
    const known = this.#byPosition[position]!
    if (known !== 0) return known
    const code = this.#codes.get(cell) ?? this.#learn(cell)
    this.#byPosition[position] = code
    return code
  }

  #learn(cell: string): number {
    const text = cell.trim()
    let code = 0
    if (!isMissingWord(text)) {
      code = this.#codes.get(text) ?? 0
      if (code === 0) {
        const own = detached(text)
        code = this.#texts.length
        this.#texts.push(own)
        this.#codes.set(own, code)
      }
      if (text === cell) return code
    }
    this.#variants.set(detached(cell), code)
    return code
  }

  build(): Dictionary {
    const texts = this.#texts
    const codes = this.#codes
    return { size: texts.length, textOf: (code) => texts[code] ?? '', codeOf: (text) => codes.get(text) ?? 0 }
  }
}

/** Distinct texts whose value is remembered, per column: more than days in two centuries' quarter, or minutes in a day. */
const REMEMBERED_TEXTS = 8192

function remembered(parse: (cell: string) => number): (cell: string) => number {
  const known = new Map<string, number>()
  return (cell) => {
    const before = known.get(cell)
    if (before !== undefined) return before
    const value = parse(cell)
    if (known.size < REMEMBERED_TEXTS) known.set(cell.length < SLICED_LENGTH ? cell : detached(cell), value)
    return value
  }
}

function cellReader(field: FieldSchema, dictionary: DictionaryBuilder | null): (cell: string) => number {
  if (dictionary !== null) return (cell) => dictionary.codeOf(cell)
  if (field.kind === 'day') return remembered(parseDayCell)
  if (field.kind === 'minute') return remembered(parseMinuteCell)
  const decimals = field.kind === 'amount'
  const { max } = field
  if (max === null) return (cell) => parseNumberCell(cell, decimals)
  return (cell) => {
    const value = parseNumberCell(cell, decimals)
    return value === MISSING_CELL || (value >= 0 && value <= max) ? value : BAD_CELL
  }
}

/** Rows that a column has room for at first, so that a small file takes little. */
const FIRST_ROOM = 1024

/** Grows one typed column, a chunk at a time, without ever copying what is full. */
export class ColumnBuilder {
  readonly field: FieldSchema
  /** The number of a cell: a value, `MISSING_CELL` or `BAD_CELL`; for texts the code, which is 0 when missing and never bad. */
  readonly read: (cell: string) => number
  readonly #dictionary: DictionaryBuilder | null
  #open = new Float64Array(FIRST_ROOM)
  readonly #chunks: Chunk[] = []
  #filled = 0
  #missing: Uint8Array | null = null
  #missingCount = 0

  constructor(field: FieldSchema) {
    this.field = field
    this.#dictionary = field.kind === 'text' ? new DictionaryBuilder() : null
    this.read = cellReader(field, this.#dictionary)
  }

  /** Append a value or a code. */
  push(value: number): void {
    if (value === 0 && this.#dictionary !== null) this.#missingCount += 1
    if (this.#filled === this.#open.length) this.#makeRoom()
    this.#open[this.#filled] = value
    this.#filled += 1
  }

  /** Append a cell without a value. */
  pushMissing(): void {
    if (this.#dictionary === null) {
      const row = this.#chunks.length * CHUNK_ROWS + this.#filled
      const byte = row >>> 3
      if (this.#missing === null || byte >= this.#missing.length) {
        const larger = new Uint8Array(Math.max(1024, (byte + 1) * 2))
        if (this.#missing !== null) larger.set(this.#missing)
        this.#missing = larger
      }
      this.#missing[byte]! |= 1 << (row & 7)
      this.#missingCount += 1
    }
    this.push(0)
  }

  /** The open chunk is full: it grows until it has the size of a chunk, and is closed then. */
  #makeRoom(): void {
    if (this.#filled === CHUNK_ROWS) {
      this.#close()
      return
    }
    const larger = new Float64Array(CHUNK_ROWS)
    larger.set(this.#open)
    this.#open = larger
  }

  #close(): void {
    this.#chunks.push(narrow(this.#open.subarray(0, this.#filled)))
    this.#filled = 0
  }

  /** The finished column; the builder is not used after. */
  build(): Column {
    const length = this.#chunks.length * CHUNK_ROWS + this.#filled
    if (this.#filled > 0) this.#close()
    let missing: Uint8Array | null = null
    if (this.#missing !== null) {
      missing = new Uint8Array((length + 7) >>> 3)
      missing.set(this.#missing.subarray(0, missing.length))
    }
    return {
      name: this.field.name,
      kind: this.field.kind,
      length,
      chunks: this.#chunks,
      missing,
      missingCount: this.#missingCount,
      dictionary: this.#dictionary?.build() ?? null,
    }
  }
}
