import { rowOf, type Csr, type SparseRow } from '../matrix/csr.ts'
import type { ClientSegments } from '../signals/client-segments.ts'

/** A row, and what else is known of its client. An edited row keeps the segment of the client. */
export interface ClientRow extends SparseRow {
  /** Position in the labels of `ClientSegments`; negative or missing for none. */
  readonly segment?: number
}

/** The row of a client as views into the matrix, with its segment. */
export const clientRow = (csr: Csr, { ofClient }: ClientSegments, client: number): Required<ClientRow> => ({
  ...rowOf(csr, client),
  segment: ofClient[client] ?? -1,
})
