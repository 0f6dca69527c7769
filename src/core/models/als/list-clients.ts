import type { Csr } from '../../matrix/csr.ts'
import { selectTop } from '../../matrix/top-k.ts'
import type { ClientSegments } from '../../signals/client-segments.ts'
import { clientRow } from '../client-row.ts'
import type { SureRecommender } from '../recommender.ts'
import { SMALLEST_SCORE } from './als-model.ts'
import type { AlsFactors } from './arithmetic.ts'
import { createPlainRanker, type CreateRowRanker } from './rank-rows.ts'

/** What lists by the thousand are made from. */
export interface ListClientsParts {
  /** As `trainAls` left them: those that folding in a row of `training` would give, or the raw ones, where the settings keep them. */
  readonly fit: AlsFactors
  /** Number of factors. */
  readonly rank: number
  readonly categoryCount: number
  readonly training: Csr
  /** What a client gets of whom the factors say nothing, as in `createAlsModel`. */
  readonly fallback: SureRecommender
  readonly segments: ClientSegments
  readonly k: number
  readonly createRanker?: CreateRowRanker | undefined
}

/**
 * The lists of clients of the training matrix, repeats allowed: those of `rankCategories` with the model of the same
 * factors, without folding every client in again.
 *
 * @param clients which clients, in the order of the answer
 * @param onProgress called every few milliseconds with the share that is done; may pause, may throw `cancelled`
 * @returns columns, best first, at most `k`
 */
export async function listClients(
  { fit, rank, categoryCount, training, segments, fallback, k, createRanker = createPlainRanker }: ListClientsParts,
  clients: readonly number[],
  onProgress: (share: number) => Promise<void>,
): Promise<Uint32Array[]> {
  const ranker = createRanker(fit.columns.subarray(0, categoryCount * rank), rank, k)
  const lists: Uint32Array[] = []
  for (let start = 0; start < clients.length; start += ranker.sliceRows) {
    const slice = clients.slice(start, start + ranker.sliceRows)
    const rows = new Float64Array(slice.length * rank)
    slice.forEach((client, at) => {
      rows.set(fit.clients.subarray(client * rank, (client + 1) * rank), at * rank)
    })
    const { columns, scores, counts } = ranker.rank(rows, null)
    slice.forEach((client, at) => {
      const isKnown = counts[at]! > 0 && scores[at * k]! >= SMALLEST_SCORE
      lists.push(
        isKnown
          ? columns.slice(at * k, at * k + counts[at]!)
          : selectTop(fallback.fitRow(clientRow(training, segments, client)).scores, k, null),
      )
    })
    await onProgress(lists.length / clients.length)
  }
  return lists
}
