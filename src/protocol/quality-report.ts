import type { QualityFinding } from '../core/quality/finding.ts'

/** What the checks across the files found, each with its numbers; words for it are looked up by its code in the views. */
export interface QualityReport {
  /** Of the data that was checked. */
  readonly version: number
  readonly findings: readonly QualityFinding[]
}
