import type { Dataset } from '../tables/dataset.ts'
import { joinState } from './client-coverage.ts'
import { NAMED_CASES, type Coverage, type QualityFinding } from './finding.ts'

/** Codes of the lines looked up in the products, and products that have a line. `unknown` is no code. */
export function productFindings({ tables, categories, purchases }: Dataset): readonly QualityFinding[] {
  if (!tables.has('products') || purchases === null) return []
  const { leaves } = categories
  const lineCounts = new Uint32Array(leaves.length)
  for (const leaf of purchases.items) if (leaf >= 0) lineCounts[leaf]! += 1
  let rows = 0
  let rowsFound = 0
  let distinct = 0
  let bought = 0
  let products = 0
  const neverBought: string[] = []
  leaves.forEach(({ code, inProducts }, leaf) => {
    const count = lineCounts[leaf]!
    rows += count
    if (count > 0) distinct += 1
    if (!inProducts) return
    products += 1
    rowsFound += count
    if (count > 0) bought += 1
    else if (neverBought.length < NAMED_CASES) neverBought.push(code)
  })
  const lines: Coverage = { rows, rowsFound, distinct, distinctFound: bought }
  const state = joinState(lines, { distinct: products, distinctFound: bought })
  return [{ code: 'product-join', state, lines, products, bought, neverBought }]
}
