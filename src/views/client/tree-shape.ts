import type { PurchaseNode } from '../../protocol/client-history.ts'

/** Groups of level 1 that a long tree begins with. */
export const FIRST_GROUPS = 8
/** Children that an open category begins with. */
export const FIRST_CHILDREN = 5

/** Names a node of the tree: equal names stand under several parents. */
export const nodePath = (parentPath: string, { level, key }: PurchaseNode): string =>
  `${parentPath}/${String(level)} ${key.replaceAll('/', '//')}`

/** How many of these children are drawn before the others are asked for; a lone one is not worth a button. */
export const shownChildCount = ({ children }: PurchaseNode): number =>
  children.length <= FIRST_CHILDREN + 1 ? children.length : FIRST_CHILDREN

/** Lines that opening a category adds: its first children, and the button for the others. */
const linesWhenOpened = (node: PurchaseNode): number => {
  const shown = shownChildCount(node)
  return shown === node.children.length ? shown : shown + 1
}

/**
 * Which categories stand open at first, by path: the largest ones, as far as `budget` lines reach.
 *
 * A group takes two lines, all else one. What would go beyond the budget stays closed; a smaller one may still fit.
 */
export function openAtFirst(groups: readonly PurchaseNode[], budget: number): ReadonlySet<string> {
  const opened = new Set<string>()
  let left = budget - 2 * groups.length
  const waiting = groups.map((node) => ({ node, path: nodePath('', node) }))
  for (;;) {
    const largest = waiting.reduce((best, one, at) => {
      const amount = waiting[best]?.node.amount ?? Number.NEGATIVE_INFINITY
      return one.node.amount > amount ? at : best
    }, -1)
    const [next] = largest < 0 ? [] : waiting.splice(largest, 1)
    if (next === undefined) return opened
    const cost = linesWhenOpened(next.node)
    if (cost === 0 || cost > left) continue
    left -= cost
    opened.add(next.path)
    const shown = next.node.children.slice(0, shownChildCount(next.node))
    waiting.push(...shown.map((node) => ({ node, path: nodePath(next.path, node) })))
  }
}

/** Codes in a tree. */
export const codeCount = (nodes: readonly PurchaseNode[]): number =>
  nodes.reduce((sum, { children }) => sum + (children.length === 0 ? 1 : codeCount(children)), 0)
