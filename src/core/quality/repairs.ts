/** Safe, reversible repairs of the loaded data, all off at first. The tables as read stay. */
export interface Repairs {
  /** Transaction lines that repeat another in every column: all but the first are left out. */
  readonly dropDuplicateLines: boolean
  /** Amounts far beyond all others count as missing; the lines stay. */
  readonly emptyOutlierAmounts: boolean
}

/** The data as it was read. */
export const NO_REPAIRS: Repairs = { dropDuplicateLines: false, emptyOutlierAmounts: false }
