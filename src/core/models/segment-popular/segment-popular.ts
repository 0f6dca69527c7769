import { DomainError } from '../../domain-error.ts'
import type { Csr } from '../../matrix/csr.ts'
import type { ClientSegments } from '../../signals/client-segments.ts'
import { createPopular } from '../popularity/popular.ts'
import type { FittedRow, SureRecommender } from '../recommender.ts'

/** Clients as whom the whole counts inside a segment: `m`. A segment of as many has half the say. */
const PRIOR_CLIENTS = 20

/**
 * The popular list of the client's segment: `score(i | s) = (n_is + m·p_i) / (n_s + m)`, `p_i = n_i / N`, `m` = 20.
 *
 * `n_is` are the clients of segment `s` with evidence in category `i`, `n_s` those with any category; `n_i` and `N` the same
 * of all clients. A small segment is drawn towards the whole. The entries of the row play no part. A row without a segment,
 * or of one without buyers, gets the popular list.
 *
 * @param csr clients by columns, categories first
 * @throws DomainError `bad-shape` for segments of other clients
 */
export function createSegmentPopular(csr: Csr, categoryCount: number, segments: ClientSegments): SureRecommender {
  const { ofClient, labels } = segments
  if (ofClient.length !== csr.rows)
    throw new DomainError('bad-shape', `Segments of ${ofClient.length} clients do not fit ${csr.rows}`)
  const popular = createPopular(csr, categoryCount)
  const { buyers, members, allBuyers } = buyersBySegment(csr, categoryCount, segments)
  const answers = new Map<number, FittedRow>()

  function answerOf(segment: number): FittedRow {
    const label = labels[segment]!
    const segmentClients = buyers[segment]!
    const counts = new Uint32Array(categoryCount)
    for (const client of members[segment]!)
      for (let at = csr.rowPtr[client]!; at < csr.rowPtr[client + 1]! && csr.colIdx[at]! < categoryCount; at++)
        counts[csr.colIdx[at]!]!++
    const { scores: clientCounts } = popular.fitRow({ columns: new Uint32Array(), values: new Float32Array() })
    const scores = Float64Array.from(
      counts,
      (count, column) =>
        (count + (PRIOR_CLIENTS * clientCounts[column]!) / allBuyers) / (segmentClients + PRIOR_CLIENTS),
    )
    return {
      route: 'popular-in-segment',
      scores,
      explain: (column) => ({
        kind: 'segment-popularity',
        score: scores[column]!,
        clients: counts[column]!,
        segmentClients,
        segment: label,
      }),
    }
  }

  return {
    id: 'segment-popular',
    categoryCount,
    fitRow: (row) => {
      const segment = row.segment ?? -1
      if (!(buyers[segment]! > 0)) return popular.fitRow(row)
      const answer = answers.get(segment) ?? answerOf(segment)
      answers.set(segment, answer)
      return answer
    },
  }
}

/** The clients with any category: how many in each segment, which, and how many of all clients. */
function buyersBySegment({ rows, rowPtr, colIdx }: Csr, categoryCount: number, { ofClient, labels }: ClientSegments) {
  const members = labels.map((): number[] => [])
  let allBuyers = 0
  for (let client = 0; client < rows; client++) {
    // Columns rise and categories come first.
    if (rowPtr[client] === rowPtr[client + 1] || colIdx[rowPtr[client]!]! >= categoryCount) continue
    allBuyers++
    members[ofClient[client]!]?.push(client)
  }
  return { members, buyers: members.map(({ length }) => length), allBuyers }
}
