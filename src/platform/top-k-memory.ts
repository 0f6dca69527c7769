import { wasm as relaxedWasm } from 'kernel:top-k.relaxed'
import { wasm } from 'kernel:top-k'
import type { Csr } from '../core/matrix/csr.ts'
import type { AlsBuild } from './als-builds.ts'

/** As the kernel has them: rows that walk together, columns of a panel and of a tile inside it. */
export const BATCH_ROWS = 32
const PANEL = 32
const TILE_COLUMNS = 8
/** Most rows of one call. */
export const CALL_ROWS = 512
/** Factors of rows and columns are divided by their largest number; where that is out of these bounds float64 takes over. */
const LEAST_SCALE = 1e-100
const MOST_SCALE = 1e100
const FLOAT = Float32Array.BYTES_PER_ELEMENT
const PAGE_BYTES = 64 * 1024
/** The compiler's own data lies below. */
const FIRST_ADDRESS = PAGE_BYTES

interface Exports {
  readonly rankRows: (...numbers: readonly number[]) => number
}

const BUILDS: Readonly<Record<AlsBuild, Uint8Array<ArrayBuffer>>> = {
  'wasm-relaxed-simd': relaxedWasm,
  'wasm-simd': wasm,
}

const compiled = new Map<AlsBuild, WebAssembly.Module>()

function moduleOf(build: AlsBuild): WebAssembly.Module {
  const module = compiled.get(build) ?? new WebAssembly.Module(BUILDS[build])
  compiled.set(build, module)
  return module
}

/** What a row of factors is to the kernel, which only looks at sound ones. */
export type RowKind = 'sound' | 'zeros' | 'beyond-bounds'

const kindOf = (scale: number): RowKind =>
  scale === 0 ? 'zeros' : scale > LEAST_SCALE && scale < MOST_SCALE ? 'sound' : 'beyond-bounds'

/** What the kernel found for some rows; good until the next call. */
interface Candidates {
  readonly kinds: readonly RowKind[]
  /** Their columns, as positions in falling order of norms, shape `[rows, most]`. */
  readonly positions: Uint32Array
  /** How many there are of each row. */
  readonly counts: Uint32Array
  /** 1 where all are found, 0 where there may be more. */
  readonly areAll: Uint8Array
  /** Pairs of a row and a panel of columns that were multiplied. */
  readonly panels: number
}

/** The memory of one instance of the kernel, with the columns in it. Addresses are byte offsets into it. */
export class TopKMemory {
  /** Columns in falling order of norms. */
  readonly order: Uint32Array
  readonly panelCount: number
  readonly #factors: number
  /** Length of a list, and room for candidates. */
  readonly #k: number
  readonly #most: number
  /** Bound of the rounding error of a score for a row of norm 1, doubled. */
  readonly #slack: number
  readonly #memory: WebAssembly.Memory
  readonly #exports: Exports
  readonly #rows: number
  readonly #rowNorms: number
  readonly #slacks: number
  readonly #table: number
  readonly #panelNorms: number
  readonly #positions: number
  readonly #leftPointers: number
  readonly #scores: number
  readonly #found: number
  readonly #counts: number
  readonly #cutoffs: number
  readonly #work: number
  /** Last: it grows with what rows leave out. */
  readonly #leftColumns: number

  /**
   * @param columns shape `[columns, factors]`, of kind `sound`; `k <= most <= columns`
   * @throws RangeError when there is no memory
   */
  constructor(build: AlsBuild, columns: Float64Array, factors: number, k: number, most: number) {
    const columnCount = columns.length / factors
    this.panelCount = Math.ceil(columnCount / PANEL)
    this.#factors = factors
    this.#k = k
    this.#most = most

    let end = FIRST_ADDRESS
    const take = (numbers: number): number => {
      const at = end
      end = Math.ceil((at + numbers * FLOAT) / 16) * 16
      return at
    }
    this.#rows = take(CALL_ROWS * factors)
    this.#rowNorms = take(CALL_ROWS)
    this.#slacks = take(CALL_ROWS)
    this.#table = take(this.panelCount * PANEL * factors)
    this.#panelNorms = take(this.panelCount)
    this.#positions = take(columnCount)
    this.#leftPointers = take(CALL_ROWS + 1)
    this.#scores = take(CALL_ROWS * most)
    this.#found = take(CALL_ROWS * most)
    this.#counts = take(CALL_ROWS)
    this.#cutoffs = take(CALL_ROWS)
    this.#work = take(BATCH_ROWS * (factors + Math.ceil(columnCount / FLOAT)))
    this.#leftColumns = end
    this.#memory = new WebAssembly.Memory({ initial: Math.ceil(end / PAGE_BYTES) })
    const { exports } = new WebAssembly.Instance(moduleOf(build), { env: { memory: this.#memory } })
    this.#exports = exports as unknown as Exports

    const scale = largest(columns, 0, columns.length)
    const norms = new Float64Array(columnCount)
    for (let column = 0; column < columnCount; column++) {
      let squares = 0
      for (let i = column * factors; i < (column + 1) * factors; i++) squares += (columns[i]! / scale) ** 2
      norms[column] = Math.sqrt(squares)
    }
    this.order = Uint32Array.from(norms.keys()).sort((a, b) => norms[b]! - norms[a]! || a - b)
    this.#writeColumns(columns, scale, norms)
    // Rounding of both factors, of their product and of each sum: (f + 2) units of 2^-24. The rest is room for the second
    // order, for the rounding of cutoffs and norms, and for float64 itself.
    this.#slack = 2 * (factors + 16) * 2 ** -24 * norms[this.order[0]!]!
  }

  #floats(at: number, length: number): Float32Array {
    return new Float32Array(this.#memory.buffer, at, length)
  }

  #words(at: number, length: number): Uint32Array {
    return new Uint32Array(this.#memory.buffer, at, length)
  }

  #writeColumns(columns: Float64Array, scale: number, norms: Float64Array): void {
    const f = this.#factors
    const table = this.#floats(this.#table, this.panelCount * PANEL * f)
    const panelNorms = this.#floats(this.#panelNorms, this.panelCount)
    const positions = this.#words(this.#positions, this.order.length)
    this.order.forEach((column, position) => {
      const tile = Math.floor(position / TILE_COLUMNS) * TILE_COLUMNS * f + (position % TILE_COLUMNS)
      for (let i = 0; i < f; i++) table[tile + i * TILE_COLUMNS] = columns[column * f + i]! / scale
      if (position % PANEL === 0) panelNorms[position / PANEL] = norms[column]!
      positions[column] = position
    })
  }

  /** Candidates of rows `[start, end)` of a table, at most `CALL_ROWS`. @param leftOut a row for each row of the table */
  find(table: Float64Array, start: number, end: number, leftOut: Csr | null): Candidates {
    const count = end - start
    const most = this.#most
    this.#writeLeftOut(start, end, leftOut)
    const kinds = this.#writeRows(table, start, count)
    const rows = [this.#rows, count, this.#factors, this.#rowNorms, this.#slacks]
    const columns = [this.#table, this.order.length, this.#panelNorms, this.#positions]
    const left = [this.#leftPointers, this.#leftColumns]
    const out = [this.#scores, this.#found, this.#counts, this.#cutoffs]
    const panels = this.#exports.rankRows(...rows, ...columns, ...left, this.#k, most, ...out, this.#work)
    const scores = this.#floats(this.#scores, count * most)
    const counts = this.#words(this.#counts, count)
    const cutoffs = this.#floats(this.#cutoffs, count)
    // A list with room has all candidates; a full one only if its last is none any more.
    const hasAll = (found: number, row: number) =>
      found < most || most === this.order.length || scores[(row + 1) * most - 1]! < cutoffs[row]!
    return {
      kinds,
      positions: this.#words(this.#found, count * most),
      counts,
      areAll: Uint8Array.from(counts, (found, row) => (hasAll(found, row) ? 1 : 0)),
      panels,
    }
  }

  #writeRows(rows: Float64Array, start: number, count: number): RowKind[] {
    const f = this.#factors
    const table = this.#floats(this.#rows, count * f)
    const norms = this.#floats(this.#rowNorms, count)
    const slacks = this.#floats(this.#slacks, count)
    const kinds: RowKind[] = []
    for (let row = 0; row < count; row++) {
      const from = (start + row) * f
      const scale = largest(rows, from, from + f)
      const kind = kindOf(scale)
      kinds.push(kind)
      norms[row] = Number.NEGATIVE_INFINITY
      if (kind !== 'sound') continue
      let squares = 0
      for (let i = 0; i < f; i++) {
        const value = rows[from + i]! / scale
        table[row * f + i] = value
        squares += value * value
      }
      norms[row] = Math.sqrt(squares)
      slacks[row] = this.#slack * Math.sqrt(squares)
    }
    return kinds
  }

  #writeLeftOut(start: number, end: number, leftOut: Csr | null): void {
    const from = leftOut?.rowPtr[start] ?? 0
    const entries = (leftOut?.rowPtr[end] ?? 0) - from
    const missing = this.#leftColumns + entries * FLOAT - this.#memory.buffer.byteLength
    if (missing > 0) this.#memory.grow(Math.ceil(missing / PAGE_BYTES))
    const pointers = this.#words(this.#leftPointers, end - start + 1).fill(0)
    if (leftOut === null) return
    for (let row = start; row <= end; row++) pointers[row - start] = leftOut.rowPtr[row]! - from
    this.#words(this.#leftColumns, entries).set(leftOut.colIdx.subarray(from, from + entries))
  }
}

/** What a whole table of factors is, as a row. */
export const kindOfTable = (table: Float64Array): RowKind => kindOf(largest(table, 0, table.length))

/** Largest absolute number, NaN if there is one. */
function largest(values: Float64Array, start: number, end: number): number {
  let most = 0
  for (let i = start; i < end; i++) most = Math.max(most, Math.abs(values[i]!))
  return most
}
