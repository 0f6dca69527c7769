/** One of the first records of a file. */
export interface SniffedRecord {
  /** Trimmed. */
  readonly cells: readonly string[]
  /** Where it begins, counted as `IngestPlan.dataStart`. */
  readonly byteStart: number
  /** Physical line on which it begins, from 1. */
  readonly line: number
}
