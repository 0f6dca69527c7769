import type { Table } from '../tables/table.ts'
import type { FixOutcome } from './file-choice.ts'
import type { FileNote } from './file-note.ts'
import type { IngestPlan } from './plan-ingest.ts'
import type { RowIssue, RowIssueCount } from './row-issue.ts'

/** The text bytes of a file, in order, unpacked when the file is compressed. */
export interface ByteStream {
  /**
   * Fill some of `room` (from its start) and hand its memory back: the view that was passed must not be used again, the one
   * that is returned covers what was filled and lies in the same memory, so that bytes before `room` are still there.
   * @returns an empty view at the end; never an empty one before
   * @throws DomainError `archive-damaged`, `archive-too-large`
   */
  readonly read: (room: Uint8Array<ArrayBuffer>) => Promise<Uint8Array<ArrayBuffer>>
  /** Bytes of the file on disk that have been used so far, `[0, sizeBytes]`: what progress counts. */
  readonly diskBytes: () => number
  readonly close: () => Promise<void>
}

/** One table-like file, or one entry of an archive. */
export interface ByteSource {
  /** In composed form (NFC); `archive.zip/inner.csv` for an entry. */
  readonly name: string
  /** Bytes on disk, packed when the file is. */
  readonly sizeBytes: number
  readonly packing: 'none' | 'gzip' | 'zip'
  /** Each call starts again from the first byte. */
  readonly open: () => ByteStream
}

/** What reading one file gave. */
export interface TableReading {
  readonly table: Table
  /** As shown to people; the first bytes that are not ASCII may have decided late. */
  readonly encoding: string
  /** Rows of the file, kept or not, blank lines not counted. */
  readonly rowsSeen: number
  readonly issues: readonly RowIssueCount[]
  readonly keptIssues: readonly RowIssue[]
  /** Those of the plan first. */
  readonly notes: readonly FileNote[]
  readonly fixes: FixOutcome
}

/** Called after each block; awaiting it is the pause in which a cancel gets in. What it throws ends the reading. */
export type OnBlock = (diskBytesDone: number, rowsKept: number) => Promise<void> | void

/**
 * Bytes in, typed chunked columns and row issues out. The answer never depends on how the bytes were cut.
 *
 * @throws DomainError `issue-blocked` when a kind of issue whose policy is `block` occurs (details: `code`, `column`, `line`, `count`)
 */
export type TableReader = (source: ByteSource, plan: IngestPlan, onBlock: OnBlock) => Promise<TableReading>
