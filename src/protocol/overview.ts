import type { Day } from '../core/positions.ts'

/** A name with how often it occurs. */
export interface NamedCount {
  readonly name: string
  readonly count: number
}

/** One step of the funnel over all actions. */
export interface FunnelStep {
  /** 0 search ... 8 payment option. */
  readonly actionType: number
  readonly rows: number
  readonly sessions: number
  readonly clients: number
}

/** One category with what was bought of it. */
export interface CategoryCount {
  readonly code: string
  readonly path: readonly string[]
  readonly lines: number
  readonly clients: number
  readonly amount: number
}

/** The data set at a glance. Parts whose file is missing are `null`. */
export interface Overview {
  readonly version: number
  readonly clientCount: number
  /** Clients by what is known of them; the four add up to `clientCount`. */
  readonly segments: {
    readonly buyers: number
    /** A type-6 action but no transaction line. */
    readonly boughtCategoryUnknown: number
    readonly searchersOnly: number
    readonly neither: number
  }
  readonly days: readonly {
    readonly day: Day
    readonly actions: number
    readonly searches: number
    readonly lines: number
  }[]
  readonly units: readonly { readonly unit: string; readonly actions: number; readonly lines: number }[]
  readonly funnel: readonly FunnelStep[] | null
  /** As `value_counts`: the most frequent first, ties by text, at most 50. */
  readonly topKeywords: readonly NamedCount[] | null
  readonly keywordCount: number | null
  readonly searchCount: number | null
  /** Most lines first, at most 50. */
  readonly topCategories: readonly CategoryCount[] | null
  readonly categoryCount: number | null
  readonly genders: readonly NamedCount[] | null
  readonly ages: readonly NamedCount[] | null
}
