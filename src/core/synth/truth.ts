import type { ActionCounts } from './action-rows.ts'
import type { Catalogue } from './catalogue.ts'
import type { Clients } from './clients.ts'
import { DEFAULT_DIRT, type Dirt } from './dirt.ts'
import { HUGE_AMOUNTS, LARGEST_COUNT } from './lines.ts'
import type { ShopOptions } from './shop-options.ts'
import type { ShopSize } from './shop-size.ts'
import { GROUPS, STYLES_PER_GROUP } from './taste-groups.ts'
import type { Tastes } from './tastes.ts'

/** Categories listed for each group. */
const TOP = 20

/** What was planted; written beside the files so that a test can ask whether it is found again. */
export interface ShopTruth {
  readonly seed: number
  readonly scale: number
  /** What was asked for beyond seed and scale; absent at its default. */
  readonly drift?: number
  readonly oneIntent?: boolean
  readonly dirtKinds?: readonly Dirt[]
  readonly groups: readonly {
    readonly name: string
    readonly clients: number
    /** `pd_c` of the categories the group buys most above the average, with the group's share of each. */
    readonly topCategories: readonly { readonly code: number; readonly name: string; readonly share: number }[]
  }[]
  /** Client ids as in the files; the two lists below follow their order: positions in `groups`, and styles within the group. */
  readonly clientIds: readonly number[]
  readonly clientGroups: readonly number[]
  readonly clientStyles: readonly number[]
  /** Rows as written. */
  readonly rows: {
    readonly actions: number
    readonly transactions: number
    readonly demographics: number
    readonly products: number
  }
  readonly actionTypes: readonly number[]
  readonly distinctKeywords: number
  readonly dirt: {
    readonly unknownLines: number
    readonly zeroLines: number
    readonly hugeAmounts: readonly number[]
    /** Of the planted ones; 0 for none. */
    readonly largestCount: number
    readonly purchaseRowsWithoutId: number
    readonly rowsOfMostRepeatedId: number
    readonly missingPageCounts: number
    readonly missingSessionSeconds: number
  }
}

/** The truth of a generated shop. */
export function describeTruth(
  options: ShopOptions,
  size: ShopSize,
  clients: Clients,
  catalogue: Catalogue,
  tastes: Tastes,
  actions: ActionCounts,
): ShopTruth {
  const clientGroups = Array.from(clients.style, (style) => Math.floor(style / STYLES_PER_GROUP))
  const mean = new Float64Array(catalogue.categories.length)
  for (const share of tastes.purchaseShares)
    share.forEach((value, c) => (mean[c]! += value / tastes.purchaseShares.length))
  const groups = GROUPS.map(({ name }, group) => {
    const share = new Float64Array(mean.length)
    for (let style = 0; style < STYLES_PER_GROUP; style++) {
      tastes.purchaseShares[group * STYLES_PER_GROUP + style]!.forEach(
        (value, c) => (share[c]! += value / STYLES_PER_GROUP),
      )
    }
    const byLift = Array.from(share.keys()).sort((a, b) => share[b]! - mean[b]! - (share[a]! - mean[a]!))
    const topCategories = byLift.slice(0, TOP).map((c) => {
      const category = catalogue.categories[c]!
      const path = [category.level1, category.level2, category.level3].filter((part) => part !== '')
      return { code: category.code, name: path.join(' > '), share: Math.round(share[c]! * 1e6) / 1e6 }
    })
    return { name, clients: clientGroups.filter((each) => each === group).length, topCategories }
  })
  const hasHuge = (options.dirt ?? DEFAULT_DIRT).has('huge-amounts')
  return {
    seed: options.seed,
    scale: options.scale,
    ...(options.drift !== undefined && options.drift > 0 && { drift: options.drift }),
    ...(options.oneIntent === true && { oneIntent: true }),
    ...(options.dirt !== undefined && { dirtKinds: [...options.dirt].sort() }),
    groups,
    clientIds: Array.from(clients.ids),
    clientGroups,
    clientStyles: Array.from(clients.style, (style) => style % STYLES_PER_GROUP),
    rows: {
      actions: actions.rows,
      transactions: size.lines,
      demographics: clients.count,
      products: catalogue.categories.length,
    },
    actionTypes: actions.types,
    distinctKeywords: actions.keywords.size,
    dirt: {
      unknownLines: size.unknownLines,
      zeroLines: size.zeroLines,
      hugeAmounts: hasHuge ? HUGE_AMOUNTS : [],
      largestCount: hasHuge ? LARGEST_COUNT : 0,
      purchaseRowsWithoutId: size.namelessPurchases,
      rowsOfMostRepeatedId: size.longestRepeat + 1,
      missingPageCounts: actions.missingPageCounts,
      missingSessionSeconds: actions.missingSessionSeconds,
    },
  }
}
