import type { ListWay, RecommendationList } from '../core/explain/recommendation.ts'
import type { Csr } from '../core/matrix/csr.ts'
import type { ClientRow } from '../core/models/client-row.ts'
import type { ModelId } from '../core/models/recipe.ts'
import type { EvidenceMatrix, EvidenceSettings } from '../core/signals/evidence.ts'
import type { DayWindow } from '../core/positions.ts'
import type { FileChoice, FileChoices } from '../core/ingest/file-choice.ts'
import type { Repairs } from '../core/quality/repairs.ts'
import type { ByteEncoding, FileRole } from '../core/tables/table.ts'
import type { TaskProgress } from '../core/task-control.ts'
import type { ClientHistory, ClientRowsRequest, ClientRowsWindow, ColumnLabel } from './client-history.ts'
import type { DatasetSummary, LoadOutcome } from './dataset-report.ts'
import type { IssueRowsRequest, IssueRowsWindow } from './issue-rows.ts'
import type { KeptState } from './kept-data.ts'
import type { Overview } from './overview.ts'
import type { QualityReport } from './quality-report.ts'
import type { FoundColumn, NamedColumn, WordsAnswer } from './typed-columns.ts'
import type { ColumnProfile, TableRowsRequest, TableRowsWindow } from './table-rows.ts'
import type { WorkerLife } from './worker-life.ts'

/** What a load may be given besides files and choices. */
export interface LoadOptions {
  /** Names of the sources that are wanted; the others of an archive are left alone. All unless given. */
  readonly only?: readonly string[]
  /** Role, columns, header and delimiter that were chosen before, by `headerSignature`: used for files without a choice of their own. */
  readonly remembered?: Readonly<Record<string, FileChoice>>
}

/** How far one file of a load is. */
export interface FileProgress {
  readonly role: FileRole
  /** Name of the source. */
  readonly fileName: string
  /** Rows kept so far. */
  readonly rows: number
  /** Bytes on disk, `0 <= done <= total`. */
  readonly done: number
  readonly total: number
}

/** Progress of a load: the task's own, and that of each file, since files are read side by side. */
export interface LoadProgress extends TaskProgress {
  /** Every file that is read in this load; empty in the stages that are about none. */
  readonly files: readonly FileProgress[]
  /** Rows kept so far in all files of this load. */
  readonly rowsInAll: number
}

/** What the page passes on to the model worker. Buffers are moved. */
export interface EvidenceAnswer {
  /** Names this evidence in later calls (`draftRow`, `columnLabels`, `formatRecommendations`). */
  readonly evidenceId: number
  readonly evidence: EvidenceMatrix
}

/** How the lists of a file were made, as it stands in its columns. */
export interface ListsMade {
  readonly model: ModelId
  readonly way: ListWay['kind']
  /** Code of the category, or keyword, that the lists are near; `null` for the way of the client. */
  readonly near: string | null
  /** Its part in the score, `[0, 1]`; `null` for the way of the client. */
  readonly nearWeight: number | null
  /** Lines `name: value`. */
  readonly recipeLines: readonly string[]
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
 *     -> platform/load-files (files -> sources -> plans) -> platform/read-jobs (side by side, in this worker or a lent lane)
 *     -> core/ingest (bytes -> typed columns) -> core/tables (indexes)
 */
export interface DatasetApi extends WorkerLife {
  /**
   * Read files, in any order and under any name, and put them beside what is loaded. A file of a role that is
   * loaded already replaces it, once it has been read whole, unless its choice says `append`. Every tick is awaited, so none
   * follows the result.
   * @throws DomainError `cancelled`; `stalled` when no file moves for long. Everything loaded before stays
   */
  readonly load: (
    runId: number,
    files: readonly File[],
    choices: FileChoices,
    onProgress: (progress: LoadProgress) => void | Promise<void>,
    options?: LoadOptions,
  ) => Promise<LoadOutcome>
  /** Decode the texts of a file anew, without reading it again. @throws DomainError `no-dataset`, `bad-setting` for UTF-16 */
  readonly setEncoding: (role: FileRole, encoding: ByteEncoding) => Promise<DatasetSummary>
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
  /** The same and all counts and notes, as a report in the words of Frictionless, JSON. */
  readonly issuesJson: () => Uint8Array<ArrayBuffer>
  /** @throws DomainError `no-dataset` */
  readonly issues: (request: IssueRowsRequest) => IssueRowsWindow
  /** @throws DomainError `no-dataset`, `bad-setting` for a column that is not there, `cancelled` */
  readonly tableRows: (runId: number, request: TableRowsRequest) => Promise<TableRowsWindow>
  /** One profile a column of that file, over all rows. @throws DomainError `no-dataset`, `cancelled` */
  readonly columnProfiles: (runId: number, role: FileRole) => Promise<readonly ColumnProfile[]>
  /** Checks across the files, made once a version. @throws DomainError `no-dataset`, `cancelled` */
  readonly quality: (runId: number) => Promise<QualityReport>
  /** Put repairs on or take them off again; the tables as read stay. @throws DomainError `no-dataset` */
  readonly setRepairs: (repairs: Repairs) => Promise<DatasetSummary>
  /** Keep the loaded columns on this device for some days. @throws DomainError `storage-full`, `storage-unavailable`, `no-dataset`, `cancelled` */
  readonly keep: (
    runId: number,
    days: number,
    onProgress: (progress: LoadProgress) => void | Promise<void>,
  ) => Promise<KeptState>
  /** Look for kept data; what is expired, damaged or of another version is deleted. */
  readonly keptState: () => Promise<KeptState>
  /** Load what is kept. @throws DomainError `kept-data-unusable`, `cancelled`; everything loaded before stays */
  readonly reopen: (runId: number, onProgress: (progress: LoadProgress) => void | Promise<void>) => Promise<LoadOutcome>
  /** Delete what is kept on this device. */
  readonly forgetKept: () => Promise<KeptState>
  /** Lend the worker one more lane for reading files: a port to an ingest worker. `laneLost` takes it back. */
  readonly addLane: (laneId: number, port: MessagePort) => void
  readonly laneLost: (laneId: number) => void
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
  readonly draftRow: (evidenceId: number, clientId: string) => ClientRow
  /** What columns are called, in the order asked. @throws DomainError `bad-setting` */
  readonly columnLabels: (evidenceId: number, columns: readonly number[]) => readonly ColumnLabel[]
  /** The column that a typed text stands for: a code or name of a category, or a keyword, also the nearest. @throws DomainError `bad-setting` */
  readonly findColumn: (evidenceId: number, text: string) => FoundColumn
  /** Columns that begin with a text, then those that hold it, also by initials (`createTypedMatch`); at most `limit`. @throws DomainError `bad-setting` */
  readonly suggestColumns: (evidenceId: number, text: string, limit: number) => readonly NamedColumn[]
  /** The row of a client who searched each of these words once, today. @throws DomainError `bad-setting` */
  readonly wordsRow: (evidenceId: number, texts: readonly string[]) => WordsAnswer
  /**
   * What the words that a client searched and that no column counts stand for: the nearest known word families. The heaviest
   * words first, at most 100. @throws DomainError `unknown-client`, `bad-setting`
   */
  readonly familyRow: (evidenceId: number, clientId: string) => WordsAnswer
  /** Those rows for the clients `[start, end)`, the first one for `start`. @throws DomainError `bad-setting` */
  readonly familyRows: (evidenceId: number, start: number, end: number) => Csr
  /**
   * Lines of the recommendation file for clients `[start, start + lists.length)`, as UTF-8 CSV with CRLF, made safe for spreadsheets.
   * Each names the model, the way and the route.
   * The part for `start = 0` brings the byte order mark, the header, and the recipe lines in the last column of its first row.
   */
  readonly formatRecommendations: (
    evidenceId: number,
    start: number,
    lists: readonly RecommendationList[],
    made: ListsMade,
  ) => Uint8Array<ArrayBuffer>
  /** Drop every table. */
  readonly forget: () => void
}
