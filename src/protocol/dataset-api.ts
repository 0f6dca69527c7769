import type { RecommendationList } from '../core/explain/recommendation.ts'
import type { Csr, SparseRow } from '../core/matrix/csr.ts'
import type { EvidenceMatrix, EvidenceSettings } from '../core/signals/evidence.ts'
import type { DayWindow } from '../core/positions.ts'
import type { FileRole } from '../core/tables/table.ts'
import type { TaskProgress } from '../core/task-control.ts'
import type { ClientHistory, ClientRowsRequest, ClientRowsWindow, ColumnLabel } from './client-history.ts'
import type { LoadOutcome } from './dataset-report.ts'
import type { Overview } from './overview.ts'

/** Progress of a load: the task's own, and the rows of the file that is being read. */
export interface LoadProgress extends TaskProgress {
  readonly role: FileRole | null
  readonly fileName: string
  /** Rows kept so far in this file. */
  readonly rowsInFile: number
  /** Rows kept so far in all files of this load. */
  readonly rowsInAll: number
}

/** What the page passes on to the model worker. Buffers are moved. */
export interface EvidenceAnswer {
  /** Names this evidence in later calls (`draftRow`, `columnLabels`, `formatRecommendations`). */
  readonly evidenceId: number
  readonly evidence: EvidenceMatrix
}

/** Held-out purchases: which categories each client bought inside a window. */
export interface TruthAnswer {
  /** Rows are clients, columns the categories of that evidence; values are line counts. */
  readonly truth: Csr
  /** Lines in the window whose category is not a column (never seen before the window, or unknown). */
  readonly linesWithoutColumn: number
}

/**
 * The dataset worker as the page sees it. It owns the tables.
 *
 * Rules of the border: everything can be cloned; buffers are moved and the sender never touches them again;
 * a call resolves, or rejects with a DomainError; run ids are never reused; nothing here names a view or a chart.
 *
 * Path of a load:
 *   views/data -> state/data-store -> engine/dataset-engine -> workers/dataset.worker
 *     -> platform/papa-table-reader (bytes -> rows) -> core/ingest (rows -> typed columns) -> core/tables (indexes)
 */
export interface DatasetApi {
  /** Answers at once: the heartbeat. */
  readonly ping: () => true
  /**
   * Read files, in any order and under any name, and put them beside what is loaded. A file of a role that is
   * loaded already replaces it, once it has been read whole. Every tick is awaited, so none follows the result.
   * @throws DomainError `cancelled`; everything loaded before stays
   */
  readonly load: (
    runId: number,
    files: readonly File[],
    onProgress: (progress: LoadProgress) => void | Promise<void>,
  ) => Promise<LoadOutcome>
  /** Generate the demo shop as four files: the same code as `npm run generate`. @throws DomainError `cancelled` */
  readonly demoFiles: (
    runId: number,
    onProgress: (progress: LoadProgress) => void | Promise<void>,
  ) => Promise<readonly File[]>
  /** Stop a run at its next pause (a few milliseconds); an unknown id is ignored. */
  readonly cancel: (runId: number) => void
  /** @throws DomainError `no-dataset` */
  readonly clients: (request: ClientRowsRequest) => ClientRowsWindow
  /** @throws DomainError `unknown-client`, `no-dataset` */
  readonly history: (clientId: string) => ClientHistory
  /** @throws DomainError `no-dataset` */
  readonly overview: () => Overview
  /** All row issues that were kept, as CSV for a spreadsheet. */
  readonly issuesCsv: () => Uint8Array<ArrayBuffer>
  /**
   * Weights from the events inside `window` (all days when `null`), and nothing outside it.
   * @throws DomainError `no-dataset`; `empty-evidence` when no client has any
   */
  readonly evidence: (settings: EvidenceSettings, window: DayWindow | null) => EvidenceAnswer
  /**
   * The model that recommends rests on this evidence: it stays answerable, whatever is asked after it, until another is held
   * or all is forgotten. Evidences that are not held are dropped, the oldest first. @throws DomainError `bad-setting`
   */
  readonly holdEvidence: (evidenceId: number) => void
  /** What was bought inside `window`, in the columns of that evidence. @throws DomainError `bad-setting` for an unknown id */
  readonly truth: (evidenceId: number, window: DayWindow) => TruthAnswer
  /** The row of a client in that evidence. @throws DomainError `unknown-client`, `bad-setting` */
  readonly draftRow: (evidenceId: number, clientId: string) => SparseRow
  /** What columns are called, in the order asked. @throws DomainError `bad-setting` */
  readonly columnLabels: (evidenceId: number, columns: readonly number[]) => readonly ColumnLabel[]
  /**
   * Lines of the recommendation file for clients `[start, start + lists.length)`, as UTF-8 CSV with CRLF, made safe for spreadsheets.
   * The part for `start = 0` brings the byte order mark, the header, and the recipe lines in the last column of its first row.
   */
  readonly formatRecommendations: (
    evidenceId: number,
    start: number,
    lists: readonly RecommendationList[],
    recipeLines: readonly string[],
  ) => Uint8Array<ArrayBuffer>
  /** Drop every table. */
  readonly forget: () => void
}
