import { proxy, transfer, type Remote } from 'comlink'
import type { FileChoices } from '../core/ingest/file-choice.ts'
import type { Repairs } from '../core/quality/repairs.ts'
import type { DomainError } from '../core/domain-error.ts'
import type { RecommendationList } from '../core/explain/recommendation.ts'
import type { Csr } from '../core/matrix/csr.ts'
import type { ClientRow } from '../core/models/client-row.ts'
import type { DayWindow } from '../core/positions.ts'
import type { EvidenceSettings } from '../core/signals/evidence.ts'
import type { ByteEncoding, FileRole } from '../core/tables/table.ts'
import type { ClientHistory, ClientRowsRequest, ClientRowsWindow, ColumnLabel } from '../protocol/client-history.ts'
import type {
  DatasetApi,
  EvidenceAnswer,
  ListsMade,
  LoadOptions,
  LoadProgress,
  TruthAnswer,
} from '../protocol/dataset-api.ts'
import type { DatasetSummary, LoadOutcome } from '../protocol/dataset-report.ts'
import type { IssueRowsRequest, IssueRowsWindow } from '../protocol/issue-rows.ts'
import type { KeptState } from '../protocol/kept-data.ts'
import type { Overview } from '../protocol/overview.ts'
import type { QualityReport } from '../protocol/quality-report.ts'
import type { FoundColumn, NamedColumn, WordsAnswer } from '../protocol/typed-columns.ts'
import type { ColumnProfile, TableRowsRequest, TableRowsWindow } from '../protocol/table-rows.ts'
import { cancellableCall } from './cancellable-call.ts'
import type { IngestLanes } from './ingest-lanes.ts'
import type { Borrower } from './lent-workers.ts'
import type { SupervisedWorker } from './supervised-worker.ts'

/** The dataset worker as the stores see it: promises, abort signals, no run ids. Every call may reject with a DomainError. */
export interface DatasetEngine {
  readonly load: (
    files: readonly File[],
    choices: FileChoices,
    onProgress: (progress: LoadProgress) => void,
    signal: AbortSignal,
    options?: LoadOptions,
  ) => Promise<LoadOutcome>
  readonly setEncoding: (role: FileRole, encoding: ByteEncoding) => Promise<DatasetSummary>
  readonly demoFiles: (onProgress: (progress: LoadProgress) => void, signal: AbortSignal) => Promise<readonly File[]>
  readonly clients: (request: ClientRowsRequest) => Promise<ClientRowsWindow>
  readonly history: (clientId: string) => Promise<ClientHistory>
  readonly overview: () => Promise<Overview>
  readonly issuesCsv: () => Promise<Uint8Array<ArrayBuffer>>
  readonly issuesJson: () => Promise<Uint8Array<ArrayBuffer>>
  readonly issues: (request: IssueRowsRequest) => Promise<IssueRowsWindow>
  readonly tableRows: (request: TableRowsRequest, signal: AbortSignal) => Promise<TableRowsWindow>
  readonly columnProfiles: (role: FileRole, signal: AbortSignal) => Promise<readonly ColumnProfile[]>
  readonly quality: (signal: AbortSignal) => Promise<QualityReport>
  readonly setRepairs: (repairs: Repairs) => Promise<DatasetSummary>
  readonly keep: (days: number, onProgress: (progress: LoadProgress) => void, signal: AbortSignal) => Promise<KeptState>
  readonly keptState: () => Promise<KeptState>
  readonly reopen: (onProgress: (progress: LoadProgress) => void, signal: AbortSignal) => Promise<LoadOutcome>
  readonly forgetKept: () => Promise<KeptState>
  readonly evidence: (settings: EvidenceSettings, window: DayWindow | null) => Promise<EvidenceAnswer>
  readonly holdEvidence: (evidenceId: number) => Promise<void>
  readonly truth: (evidenceId: number, window: DayWindow) => Promise<TruthAnswer>
  readonly draftRow: (evidenceId: number, clientId: string) => Promise<ClientRow>
  readonly columnLabels: (evidenceId: number, columns: readonly number[]) => Promise<readonly ColumnLabel[]>
  readonly findColumn: (evidenceId: number, text: string) => Promise<FoundColumn>
  readonly suggestColumns: (evidenceId: number, text: string, limit: number) => Promise<readonly NamedColumn[]>
  readonly wordsRow: (evidenceId: number, texts: readonly string[]) => Promise<WordsAnswer>
  readonly familyRow: (evidenceId: number, clientId: string) => Promise<WordsAnswer>
  readonly familyRows: (evidenceId: number, start: number, end: number) => Promise<Csr>
  readonly formatRecommendations: (
    evidenceId: number,
    start: number,
    lists: readonly RecommendationList[],
    made: ListsMade,
  ) => Promise<Uint8Array<ArrayBuffer>>
  readonly forget: () => Promise<void>
  /** The worker died and took the tables with it; the next call starts an empty one. */
  readonly onLost: (listener: (error: DomainError) => void) => () => void
}

/** Smaller loads are read before another worker has started. */
const LANES_FROM_BYTES = 16 * 1024 * 1024

const sizeOf = (files: readonly File[]): number => files.reduce((sum, file) => sum + file.size, 0)

/** Put the page side of the dataset worker together. @param lanes helpers for reading files; they follow the worker's life */
export function createDatasetEngine(worker: SupervisedWorker<DatasetApi>, lanes?: IngestLanes): DatasetEngine {
  const ask = <T>(run: (api: Remote<DatasetApi>) => Promise<T>): Promise<T> => worker.call(run)
  const borrower: Borrower = {
    add: (laneId, port) => {
      void ask((api) =>
        (api.addLane as (id: number, port: MessagePort) => Promise<void>)(laneId, transfer(port, [port])),
      ).catch(() => undefined)
    },
    lost: (laneId) => {
      void ask((api) => api.laneLost(laneId)).catch(() => undefined)
    },
  }
  worker.onLost(() => lanes?.stop())
  return {
    load: (files, choices, onProgress, signal, options) => {
      if (sizeOf(files) >= LANES_FROM_BYTES) lanes?.lend(borrower)
      return cancellableCall(worker, signal, (api, runId) =>
        api.load(runId, files, choices, proxy(onProgress), options),
      )
    },
    setEncoding: (role, encoding) => ask((api) => api.setEncoding(role, encoding)),
    demoFiles: (onProgress, signal) =>
      cancellableCall(worker, signal, (api, runId) => api.demoFiles(runId, proxy(onProgress))),
    clients: (request) => ask((api) => api.clients(request)),
    history: (clientId) => ask((api) => api.history(clientId)),
    overview: () => ask((api) => api.overview()),
    issuesCsv: () => ask((api) => api.issuesCsv()),
    issuesJson: () => ask((api) => api.issuesJson()),
    issues: (request) => ask((api) => api.issues(request)),
    tableRows: (request, signal) => cancellableCall(worker, signal, (api, runId) => api.tableRows(runId, request)),
    columnProfiles: (role, signal) => cancellableCall(worker, signal, (api, runId) => api.columnProfiles(runId, role)),
    quality: (signal) => cancellableCall(worker, signal, (api, runId) => api.quality(runId)),
    setRepairs: (repairs) => ask((api) => api.setRepairs(repairs)),
    keep: (days, onProgress, signal) =>
      cancellableCall(worker, signal, (api, runId) => api.keep(runId, days, proxy(onProgress)) as Promise<KeptState>),
    keptState: () => ask((api) => api.keptState() as Promise<KeptState>),
    reopen: (onProgress, signal) =>
      cancellableCall(worker, signal, (api, runId) => api.reopen(runId, proxy(onProgress))),
    forgetKept: () => ask((api) => api.forgetKept() as Promise<KeptState>),
    evidence: (settings, window) => ask((api) => api.evidence(settings, window)),
    holdEvidence: (evidenceId) => ask((api) => api.holdEvidence(evidenceId)),
    truth: (evidenceId, window) => ask((api) => api.truth(evidenceId, window)),
    draftRow: (evidenceId, clientId) => ask((api) => api.draftRow(evidenceId, clientId)),
    columnLabels: (evidenceId, columns) => ask((api) => api.columnLabels(evidenceId, columns)),
    findColumn: (evidenceId, text) => ask((api) => api.findColumn(evidenceId, text)),
    suggestColumns: (evidenceId, text, limit) => ask((api) => api.suggestColumns(evidenceId, text, limit)),
    wordsRow: (evidenceId, texts) => ask((api) => api.wordsRow(evidenceId, texts)),
    familyRow: (evidenceId, clientId) => ask((api) => api.familyRow(evidenceId, clientId)),
    familyRows: (evidenceId, start, end) => ask((api) => api.familyRows(evidenceId, start, end)),
    formatRecommendations: (evidenceId, start, lists, made) =>
      ask((api) => api.formatRecommendations(evidenceId, start, lists, made)),
    forget: () => ask((api) => api.forget()),
    onLost: (listener) => worker.onLost(listener),
  }
}
