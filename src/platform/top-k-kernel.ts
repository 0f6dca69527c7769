import type { Csr } from '../core/matrix/csr.ts'
import {
  createPlainRanker,
  createTopLists,
  insertRanked,
  scoreOf,
  type CreateRowRanker,
  type RowRanker,
  type TopLists,
} from '../core/models/als/rank-rows.ts'
import { bestBuild, type AlsBuild } from './als-builds.ts'
import { BATCH_ROWS, CALL_ROWS, kindOfTable, TopKMemory } from './top-k-memory.ts'

/** Candidates beyond `k`: room for scores that float32 cannot tell from the last place. */
const SPARE_CANDIDATES = 22
/** Multiplications of some ten milliseconds. */
const SLICE_MULTIPLICATIONS = 100_000_000

/** How much of the work was needed. */
interface RankingTally {
  /** Pairs of a row and a panel of columns that were multiplied, and all there are. */
  panels: number
  allPanels: number
  /** Rows that float32 could not decide, so that float64 ranked them alone. */
  undecided: number
}

/** A ranker that counts its work. */
interface TalliedRanker extends RowRanker {
  readonly tally: Readonly<RankingTally>
}

/**
 * Ranking in the kernel: candidates in float32 with pruning by norms, then their order in float64. Lists and scores are
 * those of `createPlainRanker`, bit by bit; that one takes over where no build runs or its memory is refused, and for
 * factors beyond all bounds.
 *
 * @param build the build to take; the best one unless said
 */
export function createKernelRanker(build: AlsBuild | null = bestBuild()): CreateRowRanker {
  return (columns, factors, k) =>
    createTalliedRanker(build, columns, factors, k) ?? createPlainRanker(columns, factors, k)
}

/** @returns `null` where the kernel cannot rank these columns */
export function createTalliedRanker(
  build: AlsBuild | null,
  columns: Float64Array,
  factors: number,
  k: number,
): TalliedRanker | null {
  if (build === null || kindOfTable(columns) !== 'sound') return null
  try {
    return new KernelRanker(build, columns, factors, k)
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

class KernelRanker implements TalliedRanker {
  readonly kernel: string
  readonly sliceRows: number
  readonly tally: RankingTally = { panels: 0, allPanels: 0, undecided: 0 }
  readonly #columns: Float64Array
  readonly #columnCount: number
  readonly #factors: number
  readonly #k: number
  readonly #most: number
  readonly #memory: TopKMemory
  readonly #plain: RowRanker

  constructor(build: AlsBuild, columns: Float64Array, factors: number, k: number) {
    this.kernel = build
    this.sliceRows = Math.max(BATCH_ROWS, Math.floor(SLICE_MULTIPLICATIONS / columns.length))
    this.#columns = columns
    this.#columnCount = columns.length / factors
    this.#factors = factors
    this.#k = k
    this.#most = Math.min(k + SPARE_CANDIDATES, this.#columnCount)
    this.#memory = new TopKMemory(build, columns, factors, Math.min(k, this.#columnCount), this.#most)
    this.#plain = createPlainRanker(columns, factors, k)
  }

  rank(rows: Float64Array, leftOut: Csr | null): TopLists {
    const count = rows.length / this.#factors
    const lists = createTopLists(count, this.#k)
    for (let start = 0; start < count; start += CALL_ROWS)
      this.#rankCall(rows, start, Math.min(count, start + CALL_ROWS), leftOut, lists)
    return lists
  }

  #rankCall(rows: Float64Array, start: number, end: number, leftOut: Csr | null, lists: TopLists): void {
    const { kinds, positions, counts, areAll, panels } = this.#memory.find(rows, start, end, leftOut)
    this.tally.panels += panels
    this.tally.allPanels += (end - start) * this.#memory.panelCount
    for (let row = start; row < end; row++) {
      const at = row - start
      const first = at * this.#most
      if (kinds[at] === 'zeros') this.#listFirst(row, leftOut, lists)
      else if (kinds[at] === 'sound' && areAll[at] === 1)
        this.#listBest(rows, row, positions.subarray(first, first + counts[at]!), lists)
      else this.#rankAlone(rows, row, leftOut, lists)
    }
  }

  /** A row of zeros scores every column 0: the first columns are its list. */
  #listFirst(row: number, leftOut: Csr | null, lists: TopLists): void {
    const left = new Set(leftOut === null ? [] : oneRow(leftOut, row).colIdx)
    for (let column = 0; column < this.#columnCount && lists.counts[row]! < this.#k; column++)
      if (!left.has(column)) insertRanked(lists, row, this.#k, column, 0)
  }

  #listBest(rows: Float64Array, row: number, candidates: Uint32Array, lists: TopLists): void {
    for (const position of candidates) {
      const column = this.#memory.order[position]!
      insertRanked(lists, row, this.#k, column, scoreOf(rows, row, this.#columns, column, this.#factors))
    }
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
