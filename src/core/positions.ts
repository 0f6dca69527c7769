declare const brand: unique symbol

/** Position of a client in the data set, `[0, clientCount)`. The text id of the file is `clientId`. */
export type ClientIndex = number & { readonly [brand]: 'client' }

/** Position of a column of the evidence matrix: categories first, then keywords. */
export type ColumnIndex = number & { readonly [brand]: 'column' }

/** Days since 1970-01-01, no time zone. */
export type Day = number & { readonly [brand]: 'day' }

/** Mark a number that was checked to be a client position. */
export const asClientIndex = (value: number): ClientIndex => value as ClientIndex
/** Mark a number that was checked to be a matrix column. */
export const asColumnIndex = (value: number): ColumnIndex => value as ColumnIndex
/** Mark a number that was checked to be a day. */
export const asDay = (value: number): Day => value as Day

/** Days `[startDay, endDay)`. */
export interface DayWindow {
  readonly startDay: Day
  /** Exclusive. */
  readonly endDay: Day
}
