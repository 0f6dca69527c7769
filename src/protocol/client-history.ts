import type { ClientIndex, Day } from '../core/positions.ts'

/** One row of the client list. */
export interface ClientRow {
  readonly client: ClientIndex
  /** Text as in the files. */
  readonly clientId: string
  /** As in the file; empty when there is no demographics file or no such client in it. */
  readonly gender: string
  readonly age: string
  /** Search actions. */
  readonly searchCount: number
  /** Purchase lines in the transactions. */
  readonly lineCount: number
  /** Sum of `buy_am` in the unit of the file. */
  readonly amount: number
  /** Day of the last action or purchase, or `null`. */
  readonly lastDay: Day | null
}

/** The columns by which the client list sorts. */
export type ClientSortKey = 'clientId' | 'gender' | 'age' | 'searchCount' | 'lineCount' | 'amount' | 'lastDay'

/** Which clients the list holds. */
export type ClientSegment = 'all' | 'buyers' | 'searchers-only' | 'neither'

/** A window of a sorted, filtered list, rows `[start, end)`. */
export interface ClientRowsRequest {
  readonly sort: { readonly key: ClientSortKey; readonly descending: boolean }
  /** Matches ids that contain it; empty for all. */
  readonly text: string
  readonly segment: ClientSegment
  readonly start: number
  readonly end: number
}

/** The answer: `total` rows match, these are the ones asked for. */
export interface ClientRowsWindow {
  readonly total: number
  readonly start: number
  readonly rows: readonly ClientRow[]
  /** Version of the data that this was read from. */
  readonly version: number
}

/** One keyword of a client. */
export interface ClientSearch {
  readonly keyword: string
  readonly count: number
  readonly firstDay: Day
  readonly lastDay: Day
  /** Days with a search for it, ascending, each once. */
  readonly days: readonly Day[]
}

/** One category a client bought from: a node of the tree of level 1 > level 2 > product code. */
export interface PurchaseNode {
  /** Level 1 and 2: the name; level 3: the code as shown (`0347`). Unique among its siblings. */
  readonly key: string
  /** `null` for a leaf without a name and for codes that the product file does not have. */
  readonly name: string | null
  readonly level: 1 | 2 | 3
  readonly lineCount: number
  /** Sum of `buy_ct`. */
  readonly quantity: number
  /** Sum of `buy_am`. */
  readonly amount: number
  readonly lastDay: Day
  readonly children: readonly PurchaseNode[]
}

/** One day of a client on the time axis. */
export interface ClientDay {
  readonly day: Day
  readonly searches: number
  readonly views: number
  readonly carts: number
  readonly lines: number
  readonly amount: number
}

/** Everything the Client screen shows of the past. */
export interface ClientHistory {
  readonly client: ClientIndex
  readonly clientId: string
  readonly gender: string
  readonly age: string
  /** Business units met, most used first. */
  readonly units: readonly string[]
  readonly sessionCount: number
  readonly actionCount: number
  readonly searchCount: number
  readonly lineCount: number
  readonly transactionCount: number
  /** Online purchases (action type 6), counted by `trans_id`; those without an id one each. */
  readonly onlinePurchaseCount: number
  readonly amount: number
  /** Most frequent first, ties by text. */
  readonly searches: readonly ClientSearch[]
  /** Largest amount first, ties by key. Lines whose code is `unknown` stand under a level-1 node with key `unknown`. */
  readonly purchases: readonly PurchaseNode[]
  /** Days with anything on them, ascending. */
  readonly days: readonly ClientDay[]
}

/** What a matrix column is called: for categories the name path, broadest first. */
export interface ColumnLabel {
  readonly kind: 'category' | 'keyword'
  /** Category code as shown, or the keyword. */
  readonly code: string
  /** Names of levels 1, 2, 3 as far as known; empty for keywords and for codes without a product. */
  readonly path: readonly string[]
  /** Of a keyword: other words that count for its column, in the form of `normaliseKeyword`; absent without any. */
  readonly spellings?: readonly string[]
}
