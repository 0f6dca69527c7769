import type { Csr } from '../core/matrix/csr.ts'
import {
  createPlainRanker,
  createTopLists,
  insertRanked,
  scoreColumns,
  type CreateRowRanker,
  type RowRanker,
  type TopLists,
} from '../core/models/als/rank-rows.ts'
import { BATCH_ROWS, CALL_ROWS, canTakeColumns, topKModule, TopKMemory } from './top-k-memory.ts'

/** Candidates beyond `k`: room for scores that 16 bits cannot tell from the last place, and for those that better ones push out. */
const SPARE_CANDIDATES = 54
/** Multiplications of some ten milliseconds. */
const SLICE_MULTIPLICATIONS = 100_000_000

/** How much of the work was needed. */
interface RankingTally {
  /** Pairs of a row and a panel of columns that were multiplied, and all there are. */
  panels: number
  allPanels: number
  /** Columns whose score was worked out in float64. */
  scored: number
  /** Rows that 16 bits could not decide, so that float64 ranked them alone. */
  undecided: number
}

/** A ranker that counts its work. */
interface TalliedRanker extends RowRanker {
  readonly tally: Readonly<RankingTally>
}

/**
 * Ranking in the kernel: candidates in whole numbers with pruning by norms, then their order in float64. Lists and scores are
 * those of `createPlainRanker`, bit by bit; that one takes over where the kernel does not run or its memory is refused, and for
 * factors beyond all bounds.
 */
export function createKernelRanker(module: WebAssembly.Module | null = topKModule()): CreateRowRanker {
  return (columns, factors, k) =>
    createTalliedRanker(columns, factors, k, module) ?? createPlainRanker(columns, factors, k)
}

/** @returns `null` where the kernel cannot rank these columns */
export function createTalliedRanker(
  columns: Float64Array,
  factors: number,
  k: number,
  module: WebAssembly.Module | null = topKModule(),
): TalliedRanker | null {
  if (module === null || !canTakeColumns(columns)) return null
  try {
    return new KernelRanker(module, columns, factors, k)
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

class KernelRanker implements TalliedRanker {
  readonly kernel = 'wasm-int16'
  readonly sliceRows: number
  readonly tally: RankingTally = { panels: 0, allPanels: 0, scored: 0, undecided: 0 }
  readonly #columns: Float64Array
  readonly #columnCount: number
  readonly #factors: number
  readonly #k: number
  readonly #most: number
  readonly #memory: TopKMemory
  readonly #plain: RowRanker
  /** Columns and scores of the candidates of one row. */
  readonly #found: Uint32Array
  readonly #scores: Float64Array

  constructor(module: WebAssembly.Module, columns: Float64Array, factors: number, k: number) {
    this.sliceRows = Math.max(BATCH_ROWS, Math.floor(SLICE_MULTIPLICATIONS / columns.length))
    this.#columns = columns
    this.#columnCount = columns.length / factors
    this.#factors = factors
    this.#k = k
    this.#most = Math.min(k + SPARE_CANDIDATES, this.#columnCount)
    this.#memory = new TopKMemory(module, columns, factors, Math.min(k, this.#columnCount), this.#most)
    this.#plain = createPlainRanker(columns, factors, k)
    this.#found = new Uint32Array(this.#most)
    this.#scores = new Float64Array(this.#most)
  }

  rank(rows: Float64Array, leftOut: Csr | null): TopLists {
    const count = rows.length / this.#factors
    const lists = createTopLists(count, this.#k)
    for (let start = 0; start < count; start += CALL_ROWS)
      this.#rankCall(rows, start, Math.min(count, start + CALL_ROWS), leftOut, lists)
    return lists
  }

  #rankCall(rows: Float64Array, start: number, end: number, leftOut: Csr | null, lists: TopLists): void {
    const { kinds, positions, counts, panels } = this.#memory.find(rows, start, end, leftOut)
    this.tally.panels += panels
    this.tally.allPanels += (end - start) * this.#memory.panelCount
    for (let row = start; row < end; row++) {
      const at = row - start
      const first = at * this.#most
      const count = counts[at] ?? null
      if (kinds[at] === 'zeros') this.#listFirst(row, leftOut, lists)
      else if (kinds[at] === 'sound' && count !== null) this.#listBest(rows, row, positions, first, count, lists)
      else this.#rankAlone(rows, row, leftOut, lists)
    }
  }

  /** A row of zeros scores every column 0: the first columns are its list. */
  #listFirst(row: number, leftOut: Csr | null, lists: TopLists): void {
    const left = new Set(leftOut === null ? [] : oneRow(leftOut, row).colIdx)
    for (let column = 0; column < this.#columnCount && lists.counts[row]! < this.#k; column++)
      if (!left.has(column)) insertRanked(lists, row, this.#k, column, 0)
  }

  #listBest(
    rows: Float64Array,
    row: number,
    positions: Uint32Array,
    first: number,
    count: number,
    lists: TopLists,
  ): void {
    this.tally.scored += count
    for (let at = 0; at < count; at++) this.#found[at] = this.#memory.order[positions[first + at]!]!
    scoreColumns(rows, row, this.#columns, this.#found, count, this.#factors, this.#scores)
    for (let at = 0; at < count; at++) insertRanked(lists, row, this.#k, this.#found[at]!, this.#scores[at]!)
  }

  #rankAlone(rows: Float64Array, row: number, leftOut: Csr | null, lists: TopLists): void {
    this.tally.undecided++
    const one = leftOut === null ? null : oneRow(leftOut, row)
    const alone = this.#plain.rank(rows.subarray(row * this.#factors, (row + 1) * this.#factors), one)
    lists.columns.set(alone.columns, row * this.#k)
    lists.scores.set(alone.scores, row * this.#k)
    lists.counts[row] = alone.counts[0]!
  }
}

function oneRow({ cols, rowPtr, colIdx, values }: Csr, row: number): Csr {
  const start = rowPtr[row]!
  const end = rowPtr[row + 1]!
  return {
    rows: 1,
    cols,
    rowPtr: Uint32Array.of(0, end - start),
    colIdx: colIdx.subarray(start, end),
    values: values.subarray(start, end),
  }
}
