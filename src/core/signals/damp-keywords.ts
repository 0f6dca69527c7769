import { bm25Weights } from '../matrix/bm25.ts'
import type { Bm25Damping } from './evidence.ts'

/** The keyword block, client by client. */
interface KeywordBlock {
  /** Entries of client `c`: `[start[c], start[c + 1])`. */
  readonly start: Uint32Array
  readonly columns: readonly number[]
  readonly weights: readonly number[]
}

/**
 * Damp the keyword block by BM25 (`bm25Weights`; implicit starts with K1 100 and B 0.8), rows the clients with a word inside the
 * window: those who never search change nothing. Words that few use gain, further evidence for one word and for a client with much
 * of it counts less.
 *
 * Applied after the cap: `r` is the capped evidence, so one wild entry makes no length of a client, and the weight that a rare word
 * gains is not cut again. A word that every such client uses has a negative idf; it weighs 0, as evidence is never below.
 *
 * @returns weights, shape `[entries]`
 */
export function dampKeywords(
  { start, columns, weights }: KeywordBlock,
  columnCount: number,
  cap: number,
  damping: Bm25Damping,
): number[] {
  const rowPtr = start.filter((end, client) => client === 0 || end !== start[client - 1])
  const values = Float64Array.from(weights, (weight) => Math.min(weight, cap))
  const matrix = { rows: rowPtr.length - 1, cols: columnCount, rowPtr, colIdx: columns, values }
  return Array.from(bm25Weights(matrix, damping), (weight) => Math.max(0, weight))
}
