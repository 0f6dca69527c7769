import type { Table } from '../tables/table.ts'
import type { IngestPlan } from './plan-ingest.ts'
import type { RowIssue, RowIssueCount } from './row-issue.ts'

/** A file as bytes, from its start. */
export interface ByteSource {
  readonly name: string
  readonly sizeBytes: number
  /** Pieces of any size, in order. Each call starts again from the first byte. */
  readonly open: () => AsyncIterable<Uint8Array>
}

/** What reading one file gave. */
export interface TableReading {
  readonly table: Table
  /** As read; the first bytes that are not ASCII may have decided late. */
  readonly encoding: string
  /** Rows of the file, kept or not, blank lines not counted. */
  readonly rowsSeen: number
  readonly issues: readonly RowIssueCount[]
  readonly keptIssues: readonly RowIssue[]
}

/** Called after each block; awaiting it is the pause in which a cancel gets in. What it throws ends the reading. */
export type OnBlock = (bytesDone: number, rowsKept: number) => Promise<void>

/** Bytes in, typed chunked columns and row issues out. The answer never depends on how the bytes were cut. */
export type TableReader = (source: ByteSource, plan: IngestPlan, onBlock: OnBlock) => Promise<TableReading>
