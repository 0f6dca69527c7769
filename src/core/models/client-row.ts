import { rowOf, type Csr, type SparseRow } from '../matrix/csr.ts'
import type { ClientSegments } from '../signals/client-segments.ts'

/** A row, and what else is known of its client. An edited row keeps the segment and the position of the client. */
export interface ClientRow extends SparseRow {
  /** Position in the labels of `ClientSegments`; negative or missing for none. */
  readonly segment?: number
  /** Row of the client in the matrix of the evidence; missing for one who is not in it. */
  readonly client?: number
}

/** The row of a client as views into the matrix, with its segment and position. */
export const clientRow = (csr: Csr, { ofClient }: ClientSegments, client: number): Required<ClientRow> => ({
  ...rowOf(csr, client),
  segment: ofClient[client] ?? -1,
  client,
})
