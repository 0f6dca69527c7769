import { wasm } from 'kernel:top-k'
import type { Csr } from '../core/matrix/csr.ts'
import { compileKernel } from './compile-kernel.ts'

/** As the kernel has them: rows that walk together, columns of a panel and of a tile inside it. */
export const BATCH_ROWS = 32
const PANEL = 32
const TILE_COLUMNS = 8
/** Most rows of one call. */
export const CALL_ROWS = 512
/** Length that rows and the longest column of a panel are scaled to: no number of theirs, rounded, leaves 16 bits. */
const LONGEST = 32_700
/** Where the norm of a row, or the largest number of the columns, is out of these bounds, float64 takes over. */
const LEAST_NORM = 1e-100
const MOST_NORM = 1e100
/**
 * Against the largest number of the columns: those that are shorter, so that the square of a number may be lost, count as this
 * long, and their rounding as more than nothing.
 */
const LEAST_SHARE = 1e-90
const LEAST_ROUNDING = 1e-6
/** The kernel's word for more candidates than room. */
const TOO_MANY = 2 ** 32 - 1
const WORD = Uint32Array.BYTES_PER_ELEMENT
const DOUBLE = Float64Array.BYTES_PER_ELEMENT
const PAGE_BYTES = 64 * 1024
/** The compiler's own data lies below. */
const FIRST_ADDRESS = PAGE_BYTES

interface Exports {
  readonly rankRows: (...numbers: readonly number[]) => number
}

/** @returns `null` where the kernel does not run */
export const topKModule = (): WebAssembly.Module | null => compileKernel(wasm)

/** What a row of factors is to the kernel, which only looks at sound ones. */
type RowKind = 'sound' | 'zeros' | 'beyond-bounds'

const isInBounds = (norm: number): boolean => norm > LEAST_NORM && norm < MOST_NORM

/** What the kernel found for some rows; good until the next call. */
interface Candidates {
  readonly kinds: readonly RowKind[]
  /** Their columns, as positions in falling order of norms, shape `[rows, most]`. */
  readonly positions: Uint32Array
  /** How many there are of each row, `null` where they are more than fit. */
  readonly counts: readonly (number | null)[]
  /** Pairs of a row and a panel of columns that were multiplied. */
  readonly panels: number
}

/** The memory of one instance of the kernel, with the columns in it. Addresses are byte offsets into it. */
export class TopKMemory {
  /** Columns in falling order of norms. */
  readonly order: Uint32Array
  readonly panelCount: number
  readonly #factors: number
  /** Factors two by two, the last with a zero where their number is odd. */
  readonly #pairs: number
  /** Length of a list, and room for candidates. */
  readonly #k: number
  readonly #most: number
  readonly #memory: WebAssembly.Memory
  readonly #exports: Exports
  readonly #rows: number
  readonly #rowErrors: number
  readonly #table: number
  readonly #panelUnits: number
  readonly #positions: number
  readonly #leftPointers: number
  readonly #found: number
  readonly #counts: number
  readonly #work: number
  /** Last: it grows with what rows leave out. */
  readonly #leftColumns: number

  /**
   * @param columns shape `[columns, factors]`, for which `canTakeColumns`; `k <= most <= columns`
   * @throws RangeError when there is no memory
   */
  constructor(module: WebAssembly.Module, columns: Float64Array, factors: number, k: number, most: number) {
    const columnCount = columns.length / factors
    this.panelCount = Math.ceil(columnCount / PANEL)
    this.#factors = factors
    this.#pairs = Math.ceil(factors / 2)
    this.#k = k
    this.#most = most

    let end = FIRST_ADDRESS
    const take = (bytes: number): number => {
      const at = end
      end = Math.ceil((at + bytes) / 16) * 16
      return at
    }
    const rowBytes = this.#pairs * WORD
    this.#rows = take(CALL_ROWS * rowBytes)
    this.#rowErrors = take(CALL_ROWS * 2 * DOUBLE)
    this.#table = take(this.panelCount * PANEL * rowBytes)
    this.#panelUnits = take(this.panelCount * 2 * DOUBLE)
    this.#positions = take(columnCount * WORD)
    this.#leftPointers = take((CALL_ROWS + 1) * WORD)
    this.#found = take(CALL_ROWS * most * WORD)
    this.#counts = take(CALL_ROWS * WORD)
    this.#work = take(BATCH_ROWS * ((most + k) * DOUBLE + rowBytes + columnCount))
    this.#leftColumns = end
    this.#memory = new WebAssembly.Memory({ initial: Math.ceil(end / PAGE_BYTES) })
    const { exports } = new WebAssembly.Instance(module, { env: { memory: this.#memory } })
    this.#exports = exports as unknown as Exports

    const scale = largest(columns, 0, columns.length)
    const norms = new Float64Array(columnCount)
    for (let column = 0; column < columnCount; column++) {
      let squares = 0
      for (let i = column * factors; i < (column + 1) * factors; i++) squares += (columns[i]! / scale) ** 2
      norms[column] = Math.max(LEAST_SHARE, Math.sqrt(squares))
    }
    this.order = Uint32Array.from(norms.keys()).sort((a, b) => norms[b]! - norms[a]! || a - b)
    this.#writeColumns(columns, scale, norms)
  }

  #words(at: number, length: number): Uint32Array {
    return new Uint32Array(this.#memory.buffer, at, length)
  }

  #doubles(at: number, length: number): Float64Array {
    return new Float64Array(this.#memory.buffer, at, length)
  }

  #writeColumns(columns: Float64Array, scale: number, norms: Float64Array): void {
    const f = this.#factors
    const pairs = this.#pairs
    const table = new Int16Array(this.#memory.buffer, this.#table, this.panelCount * PANEL * pairs * 2)
    const units = this.#doubles(this.#panelUnits, this.panelCount * 2)
    const positions = this.#words(this.#positions, this.order.length)
    const longest = norms[this.order[0]!]!
    let stretch = 0
    this.order.forEach((column, position) => {
      const panel = Math.floor(position / PANEL)
      if (position % PANEL === 0) {
        stretch = LONGEST / norms[column]! / scale
        units[2 * panel] = norms[column]! / longest
        units[2 * panel + 1] = LEAST_ROUNDING
      }
      const tile = Math.floor(position / TILE_COLUMNS) * TILE_COLUMNS * pairs * 2 + (position % TILE_COLUMNS) * 2
      let squares = 0
      for (let i = 0; i < f; i++) {
        const value = columns[column * f + i]! * stretch
        const rounded = Math.round(value)
        table[tile + (i >> 1) * TILE_COLUMNS * 2 + (i & 1)] = rounded
        squares += (value - rounded) ** 2
      }
      units[2 * panel + 1] = Math.max(units[2 * panel + 1]!, Math.sqrt(squares) + LEAST_ROUNDING)
      positions[column] = position
    })
  }

  /** Candidates of rows `[start, end)` of a table, at most `CALL_ROWS`. @param leftOut a row for each row of the table */
  find(table: Float64Array, start: number, end: number, leftOut: Csr | null): Candidates {
    const count = end - start
    const most = this.#most
    this.#writeLeftOut(start, end, leftOut)
    const kinds = this.#writeRows(table, start, count)
    const rows = [this.#rows, count, this.#pairs, this.#rowErrors, LONGEST]
    const columns = [this.#table, this.order.length, this.#panelUnits, this.#positions]
    const left = [this.#leftPointers, this.#leftColumns]
    const out = [this.#found, this.#counts]
    const panels = this.#exports.rankRows(...rows, ...columns, ...left, this.#k, most, ...out, this.#work)
    return {
      kinds,
      positions: this.#words(this.#found, count * most),
      counts: Array.from(this.#words(this.#counts, count), (found) => (found === TOO_MANY ? null : found)),
      panels,
    }
  }

  #writeRows(rows: Float64Array, start: number, count: number): RowKind[] {
    const f = this.#factors
    const width = this.#pairs * 2
    const table = new Int16Array(this.#memory.buffer, this.#rows, count * width)
    const errors = this.#doubles(this.#rowErrors, count * 2)
    const kinds: RowKind[] = []
    for (let row = 0; row < count; row++) {
      const from = (start + row) * f
      let squares = 0
      for (let i = from; i < from + f; i++) squares += rows[i]! * rows[i]!
      const norm = Math.sqrt(squares)
      const isSound = isInBounds(norm)
      kinds.push(isSound ? 'sound' : largest(rows, from, from + f) === 0 ? 'zeros' : 'beyond-bounds')
      errors[2 * row] = -1
      if (!isSound) continue
      const stretch = LONGEST / norm
      let roundedSquares = 0
      let errorSquares = 0
      for (let i = 0; i < f; i++) {
        const value = rows[from + i]! * stretch
        const rounded = Math.floor(value + 0.5)
        const error = value - rounded
        table[row * width + i] = rounded
        roundedSquares += rounded * rounded
        errorSquares += error * error
      }
      errors[2 * row] = Math.sqrt(roundedSquares)
      errors[2 * row + 1] = Math.sqrt(errorSquares) * LONGEST
    }
    return kinds
  }

  #writeLeftOut(start: number, end: number, leftOut: Csr | null): void {
    const from = leftOut?.rowPtr[start] ?? 0
    const entries = (leftOut?.rowPtr[end] ?? 0) - from
    const missing = this.#leftColumns + entries * WORD - this.#memory.buffer.byteLength
    if (missing > 0) this.#memory.grow(Math.ceil(missing / PAGE_BYTES))
    const pointers = this.#words(this.#leftPointers, end - start + 1).fill(0)
    if (leftOut === null) return
    for (let row = start; row <= end; row++) pointers[row - start] = leftOut.rowPtr[row]! - from
    this.#words(this.#leftColumns, entries).set(leftOut.colIdx.subarray(from, from + entries))
  }
}

/** Whether the kernel can take these columns: their largest number is neither zero nor beyond all bounds, and none is NaN. */
export const canTakeColumns = (columns: Float64Array): boolean => isInBounds(largest(columns, 0, columns.length))

/** Largest absolute number, NaN if there is one. */
function largest(values: Float64Array, start: number, end: number): number {
  let most = 0
  for (let i = start; i < end; i++) most = Math.max(most, Math.abs(values[i]!))
  return most
}
