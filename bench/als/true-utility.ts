import { LIST_LENGTH, type ListOf } from './contenders.ts'
import type { LawOf } from './shop-data.ts'

/** Of each client: the share of the best possible true utility that a list holds, 0 to 1; shape `[clients]`. */
export type ShareOf = (listOf: ListOf) => Float64Array

/**
 * `share = Σ_{i in list} p_i / Σ of the 10 largest p`, `p` the true law of the client's next purchase. It needs no draw of a
 * purchase, so that clients who buy nothing in some days are judged too.
 *
 * @param clientIds of the clients `[0, clients)`
 * @param codes of the category columns at level 3; position `i` of the products file has code `i + 1`
 */
export function shareOfBest(clientIds: readonly string[], codes: readonly string[], lawOf: LawOf): ShareOf {
  const positions = codes.map((code) => Number(code) - 1)
  const sumOf = (probabilities: Iterable<number>): number => {
    let sum = 0
    for (const probability of probabilities) sum += probability
    return sum
  }
  return (listOf) =>
    Float64Array.from(clientIds, (id, client) => {
      const law = lawOf(id)
      if (law === null) throw new Error(`No truth of client ${id}`)
      const got = Array.from(listOf(client), (column) => law[positions[column] ?? -1] ?? 0)
      return sumOf(got) / sumOf(law.toSorted().subarray(-LIST_LENGTH))
    })
}
