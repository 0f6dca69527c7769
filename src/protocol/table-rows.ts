import type { ColumnKind, FileRole } from '../core/tables/table.ts'

/** How a filter compares. `contains` looks into texts, in any case; the two bounds are inclusive and for numbers, days and minutes. */
export type FilterTest = 'equals' | 'contains' | 'at-least' | 'at-most' | 'missing' | 'present'

/** Rows whose cell passes a test. */
export interface ColumnFilter {
  readonly column: string
  readonly test: FilterTest
  /** Text, or a number in the unit of the column (days since 1970-01-01, minutes since midnight); not used by `missing` and `present`. */
  readonly value: string | number
}

/** Some rows of one table, filtered and sorted. All filters must pass. */
export interface TableRowsRequest {
  readonly role: FileRole
  /** A way of looking at the table, not a deletion: `searches` shows action rows with a keyword only. */
  readonly lens: 'all' | 'searches'
  readonly filters: readonly ColumnFilter[]
  /** `null` for the order of the file. */
  readonly sort: { readonly column: string; readonly descending: boolean } | null
  /** Positions in the answer, `end` exclusive; at most 500 rows. */
  readonly start: number
  readonly end: number
}

/** One row as it is held. */
export interface TableRow {
  /** Position in the table, from 0. */
  readonly row: number
  readonly file: string
  /** Physical line in its file. */
  readonly line: number
  /** In the order of `columns`: text, or a number in the unit of its kind; `null` when missing. */
  readonly cells: readonly (string | number | null)[]
}

/** The answer to a request for rows. */
export interface TableRowsWindow {
  readonly role: FileRole
  /** Rows that pass, and rows there are. */
  readonly total: number
  readonly all: number
  readonly start: number
  readonly columns: readonly { readonly name: string; readonly kind: ColumnKind }[]
  readonly rows: readonly TableRow[]
  /** Version of the data that was asked. */
  readonly version: number
}

/** One column of the data dictionary, over all rows. */
export interface ColumnProfile {
  readonly name: string
  readonly kind: ColumnKind
  readonly missingCount: number
  /** Distinct values, missing not counted. */
  readonly distinct: number
  /** The most frequent values with their counts, at most 10 (so every action code), ties in the order of the values. */
  readonly top: readonly { readonly value: string | number; readonly count: number }[]
  /** Smallest and largest value of numbers, days and minutes. */
  readonly range: { readonly low: number; readonly high: number } | null
}
