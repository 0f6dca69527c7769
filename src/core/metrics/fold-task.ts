import { DomainError } from '../domain-error.ts'
import { checkCsr } from '../matrix/check-csr.ts'
import { rowOf, type Csr } from '../matrix/csr.ts'
import type { AlsFactors } from '../models/als/arithmetic.ts'
import type { AlsKernels } from '../models/als/kernels.ts'
import { listClients } from '../models/als/list-clients.ts'
import type { SureRecommender } from '../models/recommender.ts'
import { createSegmentPopular } from '../models/segment-popular/segment-popular.ts'
import type { ClientSegments } from '../signals/client-segments.ts'

/** What a fold asks of every model: a list for each client who bought inside its test days, from its row of the training days. */
export interface FoldTask {
  /** Clients by columns, from the training days only. */
  readonly training: Csr
  readonly categoryCount: number
  readonly segments: ClientSegments
  /** The list of a client of whom a model can say nothing. */
  readonly fallback: SureRecommender
  /** Clients with truth, rising. */
  readonly clients: readonly number[]
  /** The categories that each bought, same order. */
  readonly truths: readonly Uint32Array[]
}

/**
 * Put the task of a fold together.
 *
 * @param truth clients by categories: what each bought inside the test days; counts do not matter
 * @throws DomainError `bad-shape`
 */
export function foldTask(training: Csr, categoryCount: number, truth: Csr, segments: ClientSegments): FoldTask {
  checkCsr(training)
  checkCsr(truth)
  if (truth.rows !== training.rows || truth.cols > categoryCount)
    throw new DomainError('bad-shape', `Truth of ${truth.rows} x ${truth.cols} does not fit`, {
      clients: training.rows,
      categories: categoryCount,
    })
  const clients: number[] = []
  for (let client = 0; client < truth.rows; client++)
    if (truth.rowPtr[client + 1]! > truth.rowPtr[client]!) clients.push(client)
  return {
    training,
    categoryCount,
    segments,
    fallback: createSegmentPopular(training, categoryCount, segments),
    clients,
    truths: clients.map((client) => rowOf(truth, client).columns),
  }
}

/**
 * The lists of ALS for the clients of a task. The training has solved every client exactly: none is folded in again.
 *
 * @param fit factors of `rank` columns, trained on the task's training days
 * @param k the longest list that is asked for
 */
export const alsLists = (
  { training, categoryCount, segments, fallback, clients }: FoldTask,
  fit: AlsFactors,
  rank: number,
  k: number,
  kernels: AlsKernels | undefined,
  onProgress: (share: number) => Promise<void>,
): Promise<Uint32Array[]> =>
  listClients(
    { fit, rank, categoryCount, training, segments, fallback, k, createRanker: kernels?.createRanker },
    clients,
    onProgress,
  )
