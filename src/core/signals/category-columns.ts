import type { DayWindow } from '../positions.ts'
import { NO_CATEGORY } from '../tables/categories.ts'
import type { Dataset } from '../tables/dataset.ts'
import type { CategoryLevel } from './evidence.ts'

/** The categories that have a column, and which one. */
export interface CategoryColumns {
  /** As shown, in natural order. */
  readonly codes: readonly string[]
  /** Column of each leaf of the category space, or `NO_CATEGORY`. */
  readonly columnOfLeaf: Int32Array
  /** Position of each column among the leaves (level 3) or groups (levels 1 and 2) of the category space. */
  readonly positions: Int32Array
}

/**
 * The category columns of a level. At level 3: the codes of the product file, and those that only the transactions have as far
 * as they were bought inside the window, so that a code first bought later does not show. At levels 1 and 2: the groups.
 */
export function chooseCategories(dataset: Dataset, window: DayWindow, level: CategoryLevel): CategoryColumns {
  const { leaves, groups1, groups2, group1OfLeaf, group2OfLeaf } = dataset.categories
  if (level !== 3) {
    const groups = level === 1 ? groups1 : groups2
    return {
      codes: groups.map((group) => group.code),
      columnOfLeaf: level === 1 ? group1OfLeaf : group2OfLeaf,
      positions: Int32Array.from(groups, (_, position) => position),
    }
  }
  const has = Uint8Array.from(leaves, (leaf) => (leaf.inProducts ? 1 : 0))
  const { purchases } = dataset
  if (purchases !== null) {
    for (let event = 0; event < purchases.items.length; event += 1) {
      const day = purchases.days[event]!
      const leaf = purchases.items[event]!
      if (leaf !== NO_CATEGORY && day >= window.startDay && day < window.endDay) has[leaf] = 1
    }
  }
  const columnOfLeaf = new Int32Array(leaves.length).fill(NO_CATEGORY)
  const positions: number[] = []
  leaves.forEach((_, leaf) => {
    if (has[leaf] !== 1) return
    columnOfLeaf[leaf] = positions.length
    positions.push(leaf)
  })
  return { codes: positions.map((leaf) => leaves[leaf]!.code), columnOfLeaf, positions: Int32Array.from(positions) }
}
