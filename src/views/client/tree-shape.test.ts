import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PurchaseNode } from '../../protocol/client-history.ts'
import { purchase } from './history.fixture.ts'
import { codeCount, FIRST_CHILDREN, nodePath, openAtFirst, shownChildCount } from './tree-shape.ts'

const codes = (count: number) => Array.from({ length: count }, (_, at) => purchase(`c${String(at)}`, { amount: 1 }))
const group = (key: string, amount: number, children: readonly PurchaseNode[]) =>
  purchase(key, { level: 1, amount, children })

/** Lines of the tree as it is drawn. */
function drawnLines(nodes: readonly PurchaseNode[], opened: ReadonlySet<string>, parent = ''): number {
  return nodes.reduce((sum, node) => {
    const path = nodePath(parent, node)
    const own = parent === '' ? 2 : 1
    if (!opened.has(path)) return sum + own
    const shown = node.children.slice(0, shownChildCount(node))
    return sum + own + drawnLines(shown, opened, path) + (shown.length < node.children.length ? 1 : 0)
  }, 0)
}

describe('openAtFirst', () => {
  it('opens everything of a client who bought little', () => {
    const inner = purchase('Window', { level: 2, amount: 4, children: codes(2) })
    const opened = openAtFirst([group('Interior', 4, [inner])], 30)
    expect([...opened]).toEqual(['/1 Interior', '/1 Interior/2 Window'])
  })

  it('opens the largest group first and leaves closed what does not fit any more', () => {
    const groups = [group('A', 9, codes(4)), group('B', 8, codes(4)), group('C', 7, codes(1))]
    expect([...openAtFirst(groups, 6 + 5)]).toEqual(['/1 A', '/1 C'])
  })

  it('draws no more than the budget, unless the closed groups alone do', () => {
    const leaf = fc.nat({ max: 9 }).map((amount) => purchase(`k${String(amount)}`, { amount }))
    const branch = fc
      .tuple(fc.nat({ max: 50 }), fc.array(leaf, { minLength: 1, maxLength: 12 }))
      .map(([amount, children]) => purchase(`b${String(amount)}`, { level: 2, amount, children }))
    const groups = fc.array(fc.array(fc.oneof(leaf, branch), { maxLength: 12 }), { maxLength: 8 }).map((lists) =>
      lists.map((children, at) => {
        const siblings = children.map((node, place) => ({ ...node, key: `${node.key} ${String(place)}` }))
        return group(`g${String(at)}`, 100 - at, siblings)
      }),
    )
    fc.assert(
      fc.property(groups, fc.nat({ max: 40 }), (tree, budget) => {
        const lines = drawnLines(tree, openAtFirst(tree, budget))
        expect(lines).toBeLessThanOrEqual(Math.max(budget, 2 * tree.length))
      }),
    )
  })
})

it('tells apart equal names under different parents, and names with a slash', () => {
  const node = purchase('b', { level: 2 })
  expect(nodePath('/1 a', node)).not.toBe(nodePath('/1 c', node))
  expect(nodePath('', purchase('a/2 b', { level: 1 }))).not.toBe(
    nodePath(nodePath('', purchase('a', { level: 1 })), node),
  )
})

it('hides no lone child behind a button', () => {
  expect(shownChildCount(group('A', 1, codes(FIRST_CHILDREN + 1)))).toBe(FIRST_CHILDREN + 1)
  expect(shownChildCount(group('A', 1, codes(FIRST_CHILDREN + 2)))).toBe(FIRST_CHILDREN)
})

it('counts codes, not the categories above them', () => {
  const tree = [group('A', 1, [purchase('x', { level: 2, children: codes(3) })]), group('B', 1, [])]
  expect(codeCount(tree)).toBe(4)
})
