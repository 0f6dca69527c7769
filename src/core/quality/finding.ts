import type { Day } from '../positions.ts'
import type { FileRole } from '../tables/table.ts'

/**
 * What became of a finding.
 *
 * - `look`: a person should look at it; `repaired`: a repair is on, or was made while joining
 * - `kept`: worth knowing, left as it is; `checked`: looked for and not there
 */
export type FindingState = 'look' | 'repaired' | 'kept' | 'checked'

/** How much of one file was found in another: rows and distinct keys, those without a key not counted. */
export interface Coverage {
  readonly rows: number
  readonly rowsFound: number
  readonly distinct: number
  readonly distinctFound: number
}

/** Days `[firstDay, lastDay]`, both inclusive. */
export interface DayRange {
  readonly firstDay: Day
  readonly lastDay: Day
}

/** Where a row stands. */
export interface RowPlace {
  readonly file: string
  /** Physical line, the first is 1. */
  readonly line: number
}

/** A row that is equal to an earlier one, and that one. */
export interface RepeatedRow {
  readonly place: RowPlace
  readonly first: RowPlace
}

/** A value and where it stands. */
export interface PlacedValue {
  readonly place: RowPlace
  readonly value: number
}

/** A transaction id that more than one client uses. */
export interface SharedId {
  readonly id: string
  readonly clientCount: number
  /** A row of the second client. */
  readonly place: RowPlace
}

/** Rows, ids and codes that a finding names at most. */
export const NAMED_CASES = 20

/** What one check found. Every check that could be made gives its finding, also when nothing is wrong. */
export type QualityFinding = { readonly state: FindingState } & (
  | {
      /** Clients of two files, looked up in each other. */
      readonly code: 'client-join'
      readonly roles: readonly [FileRole, FileRole]
      /** Clients of the first role found in the second, and the other way round. */
      readonly there: Coverage
      readonly back: Coverage
    }
  /** Clients that have neither an action nor a transaction line. */
  | { readonly code: 'idle-clients'; readonly clients: number; readonly idle: number }
  | {
      /** Codes of the transaction lines looked up in the products, and products that have a line. */
      readonly code: 'product-join'
      readonly lines: Coverage
      readonly products: number
      readonly bought: number
      /** Products that were never bought, as shown; at most `NAMED_CASES`. */
      readonly neverBought: readonly string[]
    }
  | {
      /** Purchases and refunds of the actions looked up in the transactions by `trans_id`, and transactions that any action names. */
      readonly code: 'transaction-join'
      readonly actions: Coverage
      readonly lines: Coverage
    }
  /** Purchase actions without a `trans_id`, and the clients who have one. */
  | {
      readonly code: 'purchase-without-id'
      readonly purchases: number
      readonly without: number
      readonly clientCount: number
    }
  /** Ids that more than one client uses, over both files. */
  | {
      readonly code: 'shared-id'
      readonly ids: number
      readonly shared: number
      readonly examples: readonly SharedId[]
    }
  | {
      /** Rows that are equal to an earlier one in every column that was read. */
      readonly code: 'duplicate-rows'
      readonly role: FileRole
      readonly rows: number
      readonly repeated: number
      readonly examples: readonly RepeatedRow[]
    }
  | {
      /** The usual periods of actions and transactions, wrong dates far outside left out. */
      readonly code: 'period-overlap'
      readonly actions: DayRange
      readonly transactions: DayRange
      /** Days that both have, and days that only one of them has. */
      readonly sharedDays: number
      readonly otherDays: number
    }
  | {
      /** Days of a file's usual period without any row. */
      readonly code: 'day-gaps'
      readonly role: FileRole
      readonly days: number
      readonly emptyDays: number
      readonly longest: DayRange | null
    }
  | {
      /** Values far beyond all others. */
      readonly code: 'outliers'
      readonly column: OutlierColumn
      readonly count: number
      /** Values above it are outliers; `null` with too few values to tell. */
      readonly limit: number | null
      /** How many times the 99th percentile of the positive values that is. */
      readonly times: number
      /** Share of the sum of the column that they make, `[0, 1]`. */
      readonly sumShare: number
      /** The largest first; at most `NAMED_CASES`. */
      readonly examples: readonly PlacedValue[]
    }
)

/** Columns of the transactions that are looked at for outliers. */
export type OutlierColumn = 'buy_am' | 'buy_ct'

/** Work with stops: after each yield the caller may pause, or give up by not asking again. A step takes a few milliseconds. */
export type Steps<T> = Generator<undefined, T, undefined>
