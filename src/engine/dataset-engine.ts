import { proxy, type Remote } from 'comlink'
import type { DomainError } from '../core/domain-error.ts'
import type { RecommendationList } from '../core/explain/recommendation.ts'
import type { SparseRow } from '../core/matrix/csr.ts'
import type { DayWindow } from '../core/positions.ts'
import type { EvidenceSettings } from '../core/signals/evidence.ts'
import type { ClientHistory, ClientRowsRequest, ClientRowsWindow, ColumnLabel } from '../protocol/client-history.ts'
import type { DatasetApi, EvidenceAnswer, LoadProgress, TruthAnswer } from '../protocol/dataset-api.ts'
import type { LoadOutcome } from '../protocol/dataset-report.ts'
import type { Overview } from '../protocol/overview.ts'
import { cancellableCall } from './cancellable-call.ts'
import type { SupervisedWorker } from './supervised-worker.ts'

/** The dataset worker as the stores see it: promises, abort signals, no run ids. Every call may reject with a DomainError. */
export interface DatasetEngine {
  readonly load: (
    files: readonly File[],
    onProgress: (progress: LoadProgress) => void,
    signal: AbortSignal,
  ) => Promise<LoadOutcome>
  readonly demoFiles: (onProgress: (progress: LoadProgress) => void, signal: AbortSignal) => Promise<readonly File[]>
  readonly clients: (request: ClientRowsRequest) => Promise<ClientRowsWindow>
  readonly history: (clientId: string) => Promise<ClientHistory>
  readonly overview: () => Promise<Overview>
  readonly issuesCsv: () => Promise<Uint8Array<ArrayBuffer>>
  readonly evidence: (settings: EvidenceSettings, window: DayWindow | null) => Promise<EvidenceAnswer>
  readonly holdEvidence: (evidenceId: number) => Promise<void>
  readonly truth: (evidenceId: number, window: DayWindow) => Promise<TruthAnswer>
  readonly draftRow: (evidenceId: number, clientId: string) => Promise<SparseRow>
  readonly columnLabels: (evidenceId: number, columns: readonly number[]) => Promise<readonly ColumnLabel[]>
  readonly formatRecommendations: (
    evidenceId: number,
    start: number,
    lists: readonly RecommendationList[],
    recipeLines: readonly string[],
  ) => Promise<Uint8Array<ArrayBuffer>>
  readonly forget: () => Promise<void>
  /** The worker died and took the tables with it; the next call starts an empty one. */
  readonly onLost: (listener: (error: DomainError) => void) => () => void
}

/** Put the page side of the dataset worker together. */
export function createDatasetEngine(worker: SupervisedWorker<DatasetApi>): DatasetEngine {
  const ask = <T>(run: (api: Remote<DatasetApi>) => Promise<T>): Promise<T> => worker.call(run)
  return {
    load: (files, onProgress, signal) =>
      cancellableCall(worker, signal, (api, runId) => api.load(runId, files, proxy(onProgress))),
    demoFiles: (onProgress, signal) =>
      cancellableCall(worker, signal, (api, runId) => api.demoFiles(runId, proxy(onProgress))),
    clients: (request) => ask((api) => api.clients(request)),
    history: (clientId) => ask((api) => api.history(clientId)),
    overview: () => ask((api) => api.overview()),
    issuesCsv: () => ask((api) => api.issuesCsv()),
    evidence: (settings, window) => ask((api) => api.evidence(settings, window)),
    holdEvidence: (evidenceId) => ask((api) => api.holdEvidence(evidenceId)),
    truth: (evidenceId, window) => ask((api) => api.truth(evidenceId, window)),
    draftRow: (evidenceId, clientId) => ask((api) => api.draftRow(evidenceId, clientId)),
    columnLabels: (evidenceId, columns) => ask((api) => api.columnLabels(evidenceId, columns)),
    formatRecommendations: (evidenceId, start, lists, recipeLines) =>
      ask((api) => api.formatRecommendations(evidenceId, start, lists, recipeLines)),
    forget: () => ask((api) => api.forget()),
    onLost: (listener) => worker.onLost(listener),
  }
}
