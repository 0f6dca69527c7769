import type { Csr } from '../matrix/csr.ts'
import type { DayWindow } from '../positions.ts'
import type { ClientSegments } from './client-segments.ts'

/** Depth of the category tree that is ranked: 1 the broadest, 3 the product code. */
export type CategoryLevel = 1 | 2 | 3

/**
 * What becomes of spellings of the same word: `off` nothing; `rare` those below the minimum count for the column of their family;
 * `all` a family is one column.
 */
export type KeywordFamilies = 'off' | 'rare' | 'all'

/** Damping of the keyword block: the constants of BM25. */
export interface Bm25Damping {
  /** How soon further evidence for the same word stops counting, `> 0`. */
  readonly k1: number
  /** How much a client's sum of evidence counts against it, `[0, 1]`. */
  readonly b: number
}

/**
 * What the quantity `q` of a purchase line multiplies its weight by: `log2(1 + q)`, `q`, or 1 where there is any.
 * A line of quantity 1 counts the same under every rule, one of quantity 0 nothing. Searches have no quantity.
 */
export type QuantityRule = 'log' | 'linear' | 'none'

/** How raw events become weights. All of it is visible to the analyst and may be edited. */
export interface EvidenceSettings {
  readonly level: CategoryLevel
  /** Weight of one purchase line, before decay and quantity. */
  readonly purchaseWeight: number
  readonly quantity: QuantityRule
  /** Weight of one search. */
  readonly searchWeight: number
  /** Added to a search for each detail view before the next search, at most five. */
  readonly detailWeight: number
  /** Added to a search when something stays in the cart. */
  readonly cartWeight: number
  /** Added to a search once for checkout attempts. */
  readonly checkoutWeight: number
  /** Added to a search when its session comes to a purchase after it. */
  readonly sessionPurchaseWeight: number
  /** The same action again in less than this counts once, milliseconds; 0 counts all. */
  readonly repeatMs: number
  /** Days after which an event counts half; `null` for no decay. */
  readonly halfLifeDays: number | null
  /** Weights of a block above this quantile of the block are cut to it, `(0, 1]`; 1 cuts nothing. */
  readonly capQuantile: number
  /** Multiplier of the whole keyword block, `>= 0`; 0 leaves the words out. */
  readonly mu: number
  /** BM25 damping inside the keyword block; `null` for none. */
  readonly bm25: Bm25Damping | null
  /** Keywords and families used less often than this inside the window are left out. */
  readonly minKeywordUses: number
  readonly families: KeywordFamilies
}

/** The columns of the matrix: categories are `[0, categoryCount)`, keywords follow. Only categories are ever ranked. */
export interface ColumnSpace {
  readonly level: CategoryLevel
  readonly categoryCount: number
  /** Codes as shown (level 3: `0347`; levels 1 and 2: the name), shape `[categoryCount]`. */
  readonly categoryCodes: readonly string[]
  /** Shape `[columns - categoryCount]`. */
  readonly keywords: readonly string[]
  /** Words that count for the column of another spelling, with its position in `keywords`. */
  readonly foldedKeywords: ReadonlyMap<string, number>
}

/** What refunds took back, inside the window. */
export interface RefundCount {
  /** Refunds whose transaction has lines of the same client. */
  readonly matched: number
  /** Lines that those refunds cancelled. */
  readonly cancelledLines: number
  /** Refunds without a transaction, or whose transaction has no line of the same client: ignored. */
  readonly unmatched: number
}

/** Events inside the window that stand behind the weights of each kind. Those of searches: with a word that has a column. */
export interface EventTally {
  readonly purchaseLines: number
  /** Without repeats. */
  readonly searches: number
  /** Detail views that count: at most five per search. */
  readonly details: number
  /** Searches that are followed by a filled cart, a checkout attempt, a purchase. */
  readonly carts: number
  readonly checkouts: number
  readonly sessionPurchases: number
  /** Searches that repeat the one before and are left out. */
  readonly repeats: number
}

/** Words of the window, up to capitals and blanks, that have no column of their own. Uses are searches without repeats. */
export interface KeywordTally {
  /** Those that count for the column of their family. */
  readonly foldedWords: number
  readonly foldedUses: number
  /** Those that are left out, with their family if they have one. */
  readonly droppedWords: number
  readonly droppedUses: number
}

/** What stands behind the weights, in numbers. */
export interface EvidenceTally {
  readonly refunds: RefundCount
  readonly events: EventTally
  readonly keywords: KeywordTally
}

/** One weight per client and column, built from the events inside `window` and nothing else. */
export interface EvidenceMatrix {
  /** Rows are clients (`ClientIndex`), columns as in `columnSpace`. */
  readonly csr: Csr
  readonly columnSpace: ColumnSpace
  readonly window: DayWindow
  /** The largest weight kept in each block, after decay and damping, before `mu`. */
  readonly caps: { readonly purchases: number; readonly searches: number }
  readonly settings: EvidenceSettings
  readonly tally: EvidenceTally
  readonly segments: ClientSegments
  /** Events behind each entry of `csr`, same order. */
  readonly eventCounts: Uint32Array
}
