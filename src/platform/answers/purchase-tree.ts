import { asDay } from '../../core/positions.ts'
import type { Category } from '../../core/tables/categories.ts'
import { compareNatural } from '../../core/tables/natural-order.ts'
import type { PurchaseNode } from '../../protocol/client-history.ts'

/** One purchase line, read from the table. */
export interface Line {
  /** `null` for a code that is missing or `unknown`. */
  readonly category: Category | null
  readonly day: number
  readonly quantity: number
  readonly amount: number
}

interface OpenNode {
  readonly key: string
  readonly name: string | null
  readonly level: 1 | 2 | 3
  lineCount: number
  quantity: number
  amount: number
  lastDay: number
  readonly children: Map<string, OpenNode>
}

type NodeName = Pick<OpenNode, 'key' | 'name' | 'level'>

/** The nodes above and at a category. Levels without a name are skipped, so that a code without any stands at the top. */
function pathOf(category: Category | null): NodeName[] {
  if (category === null) return [{ key: 'unknown', name: null, level: 1 }]
  const [name1, name2, name3] = category.names
  const path: NodeName[] = []
  if (name1 !== null) path.push({ key: name1, name: name1, level: 1 })
  if (name2 !== null) path.push({ key: name2, name: name2, level: 2 })
  path.push({ key: category.code, name: name3, level: 3 })
  return path
}

function close(nodes: ReadonlyMap<string, OpenNode>): PurchaseNode[] {
  return Array.from(nodes.values(), (node) => ({
    key: node.key,
    name: node.name,
    level: node.level,
    lineCount: node.lineCount,
    quantity: node.quantity,
    amount: node.amount,
    lastDay: asDay(node.lastDay),
    children: close(node.children),
  })).sort((a, b) => b.amount - a.amount || compareNatural(a.key, b.key))
}

/** Purchases as a tree of level 1 > level 2 > code, the largest amount first. Equal names under two parents stay two nodes. */
export function purchaseTree(lines: readonly Line[]): PurchaseNode[] {
  const roots = new Map<string, OpenNode>()
  for (const { category, day, quantity, amount } of lines) {
    let siblings = roots
    for (const name of pathOf(category)) {
      // A group may be called like a code.
      const key = `${name.level} ${category === null ? '' : '='}${name.key}`
      let node = siblings.get(key)
      if (node === undefined) {
        node = { ...name, lineCount: 0, quantity: 0, amount: 0, lastDay: day, children: new Map() }
        siblings.set(key, node)
      }
      node.lineCount += 1
      node.quantity += quantity
      node.amount += amount
      node.lastDay = Math.max(node.lastDay, day)
      siblings = node.children
    }
  }
  return close(roots)
}
