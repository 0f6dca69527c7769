import type { IngestPlan } from '../core/ingest/plan-ingest.ts'
import type { TableReading } from '../core/ingest/table-reader.ts'
import type { TableImage } from '../core/tables/table-image.ts'

/** A reading whose table can cross a border; its buffers are moved. */
interface ReadingImage extends Omit<TableReading, 'table'> {
  readonly image: TableImage
}

/** One lane for reading files, as the dataset worker sees it over its port. */
export interface LaneApi {
  /**
   * Read one source of a file. Every tick is awaited.
   * @throws DomainError like the reader; `cancelled`; `file-unreadable` when the file no longer holds that source
   */
  readonly read: (
    runId: number,
    file: File,
    sourceName: string,
    plan: IngestPlan,
    onProgress: (diskBytes: number, rows: number) => void | Promise<void>,
  ) => Promise<ReadingImage>
  readonly cancel: (runId: number) => void
}
