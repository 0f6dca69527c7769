import { transfer } from 'comlink'
import { DomainError } from '../core/domain-error.ts'
import type { TableReader } from '../core/ingest/table-reader.ts'
import { clientRow } from '../core/models/client-row.ts'
import type { ClientIndex } from '../core/positions.ts'
import { buildEvidence, wholePeriod } from '../core/signals/build-evidence.ts'
import { chooseCategories } from '../core/signals/category-columns.ts'
import { heldOutTruth } from '../core/signals/held-out-truth.ts'
import type { Dataset } from '../core/tables/dataset.ts'
import type { FileRole, Table } from '../core/tables/table.ts'
import { checkpoint, type TaskControl } from '../core/task-control.ts'
import type { DatasetApi, LoadProgress } from '../protocol/dataset-api.ts'
import type { LoadOutcome } from '../protocol/dataset-report.ts'
import { clientHistory } from './answers/client-history.ts'
import { createColumnFinder, type ColumnFinder } from './answers/column-finder.ts'
import { columnLabel } from './answers/column-labels.ts'
import { columnProfiles } from './answers/column-profiles.ts'
import { issuesCsv, recommendationsCsv } from './answers/export-csv.ts'
import { createFamilyRows, type FamilyRows } from './answers/family-rows.ts'
import { issueWindow } from './answers/issue-window.ts'
import { issuesReport } from './answers/issues-report.ts'
import { buildOverview } from './answers/overview.ts'
import { qualityReport } from './answers/quality.ts'
import { tableRows } from './answers/table-rows.ts'
import { EvidenceShelf, type ShelvedEvidence } from './evidence-shelf.ts'
import { holdLife } from './hold-life.ts'
import { replacedFiles, withEncoding, withGroups } from './join-files.ts'
import { createKeptCalls } from './kept-calls.ts'
import { KeptShelf } from './kept-shelf.ts'
import type { KeptStorage } from './kept-storage.ts'
import { Lanes } from './lanes.ts'
import { readFiles, type LoadRequest, type OpenSources } from './load-files.ts'
import { LoadedData, type Loaded, type LoadedFiles } from './loaded-data.ts'
import { createPacedControl } from './paced-control.ts'
import { TaskRuns } from './task-runs.ts'

/** What the service needs from outside. */
export interface DatasetServiceHost {
  readonly reader: TableReader
  readonly openSources: OpenSources
  /** A load in which no file moves for so long ends. Milliseconds. */
  readonly stallMs?: number
  /** Where data is kept on this device; nowhere when left out. */
  readonly keptStorage?: KeptStorage | null
  /** How tasks report and pause. */
  readonly createControl?: typeof createPacedControl<LoadProgress>
  /** Generates the demo shop as four files. */
  readonly makeDemoFiles: (control: TaskControl<LoadProgress>) => Promise<readonly File[]>
}

/** A disk that sleeps wakes up in less. Milliseconds. */
const STALL_MS = 30_000

/** While files are put one behind the other, nothing can be counted yet. */
const START_OF_INDEXING: LoadProgress = {
  stage: 'indexing',
  done: 0,
  total: 1,
  unit: 'rows',
  files: [],
  rowsInAll: 0,
}

/** Owns the tables and answers for them: everything of `DatasetApi` but the wire. Nothing half-loaded is ever seen. */
export function createDatasetService({
  makeDemoFiles,
  createControl = createPacedControl,
  stallMs = STALL_MS,
  keptStorage = null,
  ...places
}: DatasetServiceHost): DatasetApi {
  const data = new LoadedData()
  const lanes = new Lanes()
  const shelf = new EvidenceShelf()
  const finders = new WeakMap<ShelvedEvidence, ColumnFinder>()
  const familyRows = new WeakMap<ShelvedEvidence, FamilyRows>()
  const runs = new TaskRuns()
  const current = (): Loaded => data.current()
  const tableOf = (role: FileRole): Table => {
    const file = current().files.get(role)
    if (file === undefined) throw new DomainError('no-dataset', `No file of role ${role} is loaded`, { role })
    return file.table
  }
  const indexOf = (dataset: Pick<Dataset, 'clients'>, clientId: string): ClientIndex => {
    const client = dataset.clients.indexOf(clientId)
    if (client === null) throw new DomainError('unknown-client', `No file has client ${clientId}`, { clientId })
    return client
  }

  const finderOf = (evidenceId: number): ColumnFinder => {
    const evidence = shelf.get(evidenceId)
    const finder = finders.get(evidence) ?? createColumnFinder(evidence)
    finders.set(evidence, finder)
    return finder
  }

  const familiesOf = (evidenceId: number): FamilyRows => {
    const evidence = shelf.get(evidenceId)
    const rows = familyRows.get(evidence) ?? createFamilyRows(evidence, () => finderOf(evidenceId))
    familyRows.set(evidence, rows)
    return rows
  }

  const load = async (
    request: LoadRequest,
    control: TaskControl<LoadProgress>,
    signal: AbortSignal,
  ): Promise<LoadOutcome> => {
    const startMs = performance.now()
    const { groups, refusals, replaced, sources } = await readFiles(
      request,
      { ...places, stallMs, lanes },
      control,
      signal,
    )
    const readAtMs = performance.now()
    let before: LoadedFiles = new Map()
    const putIn = (files: LoadedFiles) => {
      before = files
      return withGroups(files, groups, request.only ?? [], () => checkpoint(control, START_OF_INDEXING))
    }
    if (groups.length > 0) await data.change(putIn, control)
    return {
      summary: data.now?.summary ?? null,
      loadedRoles: groups.map(({ role }) => role),
      refusals,
      replaced: [...replaced, ...replacedFiles(before, groups)],
      sources,
      readMs: readAtMs - startMs,
      indexMs: groups.length > 0 ? performance.now() - readAtMs : 0,
    }
  }

  return {
    ping: () => true,
    holdLife: (name) => holdLife(name),
    load: (runId, files, choices, onProgress, options) =>
      runs.run(runId, (isCancelled, signal) =>
        load({ ...options, files, choices }, createControl(onProgress, isCancelled), signal),
      ),
    setEncoding: async (role, encoding) => {
      const redecode = (files: LoadedFiles): LoadedFiles => {
        const file = files.get(role)
        if (file === undefined) throw new DomainError('no-dataset', `No file of role ${role} is loaded`, { role })
        return new Map(files).set(role, withEncoding(file, encoding))
      }
      const control = createControl(
        () => undefined,
        () => false,
      )
      return (await data.change(redecode, control)).summary
    },
    demoFiles: (runId, onProgress) =>
      runs.run(runId, (isCancelled) => makeDemoFiles(createControl(onProgress, isCancelled))),
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
      const bytes = issuesCsv(current().files)
      return transfer(bytes, [bytes.buffer])
    },
    issuesJson: () => {
      const { files, summary } = current()
      const bytes = issuesReport(files, summary)
      return transfer(bytes, [bytes.buffer])
    },
    issues: (request) => issueWindow(current().files, request),
    addLane: (laneId, port) => {
      lanes.add(laneId, port)
    },
    laneLost: (laneId) => {
      lanes.lose(laneId)
    },
    tableRows: (runId, request) =>
      runs.run(runId, (isCancelled) =>
        tableRows(tableOf(request.role), current().summary.version, request, isCancelled),
      ),
    columnProfiles: (runId, role) => runs.run(runId, (isCancelled) => columnProfiles(tableOf(role), isCancelled)),
    quality: (runId) => runs.run(runId, (isCancelled) => qualityReport(current(), isCancelled)),
    setRepairs: async (repairs) => {
      current()
      const control = createControl(
        () => undefined,
        () => false,
      )
      return (await data.change((files) => files, control, repairs)).summary
    },
    ...createKeptCalls({ shelf: new KeptShelf(keptStorage, Date.now), data, runs, createControl }),
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
      const { columns, values, ...rest } = clientRow(matrix.csr, matrix.segments, indexOf(dataset, clientId))
      return { columns: columns.slice(), values: values.slice(), ...rest }
    },
    columnLabels: (evidenceId, columns) => {
      const evidence = shelf.get(evidenceId)
      return columns.map((column) => columnLabel(evidence, column))
    },
    findColumn: (evidenceId, text) => finderOf(evidenceId).find(text),
    suggestColumns: (evidenceId, text, limit) => finderOf(evidenceId).suggest(text, limit),
    wordsRow: (evidenceId, texts) => finderOf(evidenceId).wordsRow(texts),
    familyRow: (evidenceId, clientId) =>
      familiesOf(evidenceId).ofClient(indexOf(shelf.get(evidenceId).dataset, clientId)),
    familyRows: (evidenceId, start, end) => {
      const rows = familiesOf(evidenceId).ofRange(start, end)
      return transfer(rows, [rows.rowPtr.buffer, rows.colIdx.buffer, rows.values.buffer] as ArrayBuffer[])
    },
    formatRecommendations: (evidenceId, start, lists, made) => {
      const evidence = shelf.get(evidenceId)
      const bytes = recommendationsCsv(evidence, evidence.dataset.clients.ids, start, lists, made)
      return transfer(bytes, [bytes.buffer])
    },
    forget: () => {
      data.forget()
      shelf.clear()
      runs.cancelAll()
    },
  }
}
