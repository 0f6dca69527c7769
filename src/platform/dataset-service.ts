import { transfer } from 'comlink'
import { DomainError } from '../core/domain-error.ts'
import type { TableReader } from '../core/ingest/table-reader.ts'
import { rowOf } from '../core/matrix/csr.ts'
import type { ClientIndex } from '../core/positions.ts'
import { buildEvidence, wholePeriod } from '../core/signals/build-evidence.ts'
import { chooseCategories } from '../core/signals/category-columns.ts'
import { heldOutTruth } from '../core/signals/held-out-truth.ts'
import { DATASET_PARTS, datasetInParts, type Dataset } from '../core/tables/dataset.ts'
import type { FileRole } from '../core/tables/table.ts'
import { checkpoint, type TaskControl } from '../core/task-control.ts'
import type { DatasetApi, LoadProgress } from '../protocol/dataset-api.ts'
import type { DatasetSummary, LoadOutcome } from '../protocol/dataset-report.ts'
import type { Overview } from '../protocol/overview.ts'
import { buildClientFacts, type ClientFacts } from './answers/client-facts.ts'
import { clientHistory } from './answers/client-history.ts'
import { ClientList } from './answers/client-list.ts'
import { columnLabel } from './answers/column-labels.ts'
import { datasetSummary } from './answers/dataset-summary.ts'
import { issuesCsv, recommendationsCsv } from './answers/export-csv.ts'
import { fileReport, type LoadedFile } from './answers/loaded-file.ts'
import { buildOverview } from './answers/overview.ts'
import { EvidenceShelf } from './evidence-shelf.ts'
import { fileSource } from './file-source.ts'
import { readFiles, replaceByRole } from './load-files.ts'
import { TaskRuns } from './task-runs.ts'

/** One version of the data and what is derived from it. */
interface Loaded {
  readonly files: ReadonlyMap<FileRole, LoadedFile>
  readonly dataset: Dataset
  readonly facts: ClientFacts
  readonly list: ClientList
  readonly summary: DatasetSummary
  overview: Overview | null
}

/** What the service needs from outside. */
export interface DatasetServiceHost {
  readonly reader: TableReader
  /** Generates the demo shop as four files. */
  readonly makeDemoFiles: (control: TaskControl<LoadProgress>) => Promise<readonly File[]>
}

/** Parts of the work of `deriveInParts`: the data set, the figures per client, and the list and the cards. */
const DERIVED_PARTS = DATASET_PARTS + 2

/** Everything that is derived from tables, with a stop after each part. Yields the parts done, of `DERIVED_PARTS`. */
function* deriveInParts(files: ReadonlyMap<FileRole, LoadedFile>, version: number): Generator<number, Loaded> {
  const dataset = yield* datasetInParts(new Map(Array.from(files, ([role, file]) => [role, file.reading.table])))
  const facts = buildClientFacts(dataset)
  yield DATASET_PARTS + 1
  const reports = Array.from(files.values(), fileReport)
  const list = new ClientList(dataset.clients, facts, version)
  const summary = datasetSummary(dataset, reports, version)
  yield DERIVED_PARTS
  return { files, dataset, facts, list, summary, overview: null }
}

/** Owns the tables and answers for them: everything of `DatasetApi` but the wire. Nothing half-loaded is ever seen. */
export function createDatasetService({ reader, makeDemoFiles }: DatasetServiceHost): DatasetApi {
  let loaded: Loaded | null = null
  let version = 0
  const shelf = new EvidenceShelf()
  const runs = new TaskRuns()

  const current = (): Loaded => {
    if (loaded === null) throw new DomainError('no-dataset', 'No file is loaded')
    return loaded
  }
  const indexOf = (dataset: Pick<Dataset, 'clients'>, clientId: string): ClientIndex => {
    const client = dataset.clients.indexOf(clientId)
    if (client === null) throw new DomainError('unknown-client', `No file has client ${clientId}`, { clientId })
    return client
  }

  /** Derive the next version in parts, with a pause after each, and put it in place. @throws DomainError `cancelled` */
  const putIn = async (fresh: readonly LoadedFile[], control: TaskControl<LoadProgress>): Promise<void> => {
    const rows = fresh.reduce((sum, file) => sum + file.reading.table.rowCount, 0)
    const report = (share: number) =>
      checkpoint(control, {
        stage: 'indexing',
        done: Math.round(rows * share),
        total: rows,
        unit: 'rows',
        role: null,
        fileName: '',
        rowsInFile: 0,
        rowsInAll: rows,
      })
    await report(0)
    for (;;) {
      const base = loaded
      const parts = deriveInParts(replaceByRole(base?.files ?? new Map(), fresh), version + 1)
      let part = parts.next()
      while (part.done !== true) {
        await report(part.value / DERIVED_PARTS)
        part = parts.next()
      }
      // Another load may have come in during a pause: then this one goes on top of it.
      if (loaded !== base) continue
      version += 1
      loaded = part.value
      return
    }
  }

  const load = async (files: readonly File[], control: TaskControl<LoadProgress>): Promise<LoadOutcome> => {
    const startMs = performance.now()
    const { loaded: fresh, refusals } = await readFiles(files.map(fileSource), reader, control)
    const readAtMs = performance.now()
    if (fresh.length > 0) await putIn(fresh, control)
    return {
      summary: loaded?.summary ?? null,
      loadedRoles: fresh.map((file) => file.plan.role),
      refusals,
      readMs: readAtMs - startMs,
      indexMs: fresh.length > 0 ? performance.now() - readAtMs : 0,
    }
  }

  return {
    ping: () => true,
    load: (runId, files, onProgress) =>
      runs.run(runId, (isCancelled) => load(files, { tick: onProgress, isCancelled })),
    demoFiles: (runId, onProgress) =>
      runs.run(runId, (isCancelled) => makeDemoFiles({ tick: onProgress, isCancelled })),
    cancel: (runId) => {
      runs.cancel(runId)
    },
    clients: (request) => current().list.rows(request),
    history: (clientId) => {
      const { dataset, facts } = current()
      return clientHistory(dataset, facts, indexOf(dataset, clientId))
    },
    overview: () => {
      const now = current()
      now.overview ??= buildOverview(now.dataset, now.facts, now.summary.version)
      return now.overview
    },
    issuesCsv: () => {
      const issues = [...current().files.values()].flatMap((file) => file.reading.keptIssues)
      const bytes = issuesCsv(issues)
      return transfer(bytes, [bytes.buffer])
    },
    evidence: (settings, window) => {
      const { dataset } = current()
      const days = window ?? wholePeriod(dataset)
      const categories = chooseCategories(dataset, days, settings.level)
      const evidence = buildEvidence(dataset, days, settings, categories)
      const evidenceId = shelf.put(evidence, categories, dataset)
      const { csr, eventCounts } = evidence
      const buffers = [csr.rowPtr.buffer, csr.colIdx.buffer, csr.values.buffer, eventCounts.buffer] as ArrayBuffer[]
      return transfer({ evidenceId, evidence }, buffers)
    },
    holdEvidence: (evidenceId) => {
      shelf.hold(evidenceId)
    },
    truth: (evidenceId, window) => {
      const { dataset, columns } = shelf.get(evidenceId)
      const answer = heldOutTruth(dataset, window, columns.columnOfLeaf, columns.codes.length)
      const { rowPtr, colIdx, values } = answer.truth
      return transfer(answer, [rowPtr.buffer, colIdx.buffer, values.buffer] as ArrayBuffer[])
    },
    draftRow: (evidenceId, clientId) => {
      const { dataset, matrix } = shelf.get(evidenceId)
      const { columns, values } = rowOf(matrix.csr, indexOf(dataset, clientId))
      return { columns: columns.slice(), values: values.slice() }
    },
    columnLabels: (evidenceId, columns) => {
      const evidence = shelf.get(evidenceId)
      return columns.map((column) => columnLabel(evidence, column))
    },
    formatRecommendations: (evidenceId, start, lists, recipeLines) => {
      const evidence = shelf.get(evidenceId)
      const bytes = recommendationsCsv(evidence, evidence.dataset.clients.ids, start, lists, recipeLines)
      return transfer(bytes, [bytes.buffer])
    },
    forget: () => {
      loaded = null
      version += 1
      shelf.clear()
      runs.cancelAll()
    },
  }
}
