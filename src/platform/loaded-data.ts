import { DomainError } from '../core/domain-error.ts'
import { applyRepairs } from '../core/quality/apply-repairs.ts'
import type { Repairs } from '../core/quality/repairs.ts'
import { DATASET_PARTS, datasetInParts, type Dataset } from '../core/tables/dataset.ts'
import type { FileRole } from '../core/tables/table.ts'
import { checkpoint, type TaskControl } from '../core/task-control.ts'
import type { LoadProgress } from '../protocol/dataset-api.ts'
import type { DatasetSummary } from '../protocol/dataset-report.ts'
import type { Overview } from '../protocol/overview.ts'
import type { QualityReport } from '../protocol/quality-report.ts'
import { buildClientFacts, type ClientFacts } from './answers/client-facts.ts'
import { ClientList } from './answers/client-list.ts'
import { datasetSummary } from './answers/dataset-summary.ts'
import { fileReport, type LoadedFile } from './answers/loaded-file.ts'
import { repairsFor, tablesAsRead } from './answers/quality.ts'

/** The loaded files by role: at most one of each, which may stand for several that were appended. */
export type LoadedFiles = ReadonlyMap<FileRole, LoadedFile>

/** One version of the data and what is derived from it. */
export interface Loaded {
  /** As they were read. */
  readonly files: LoadedFiles
  readonly repairs: Repairs
  /** Of the tables with the repairs applied. */
  readonly dataset: Dataset
  readonly facts: ClientFacts
  readonly list: ClientList
  readonly summary: DatasetSummary
  overview: Overview | null
  quality: QualityReport | null
}

/** Parts of the work of `deriveInParts`: the data set, the figures per client, and the list and the cards. */
const DERIVED_PARTS = DATASET_PARTS + 2

/** Everything that is derived from tables, with a stop after each part. Yields the parts done, of `DERIVED_PARTS`. */
function* deriveInParts(files: LoadedFiles, repairs: Repairs, version: number): Generator<number, Loaded> {
  const repairing = applyRepairs(tablesAsRead(files), repairs)
  let step = repairing.next()
  while (step.done !== true) {
    yield 0
    step = repairing.next()
  }
  const dataset = yield* datasetInParts(step.value)
  const facts = buildClientFacts(dataset)
  yield DATASET_PARTS + 1
  const reports = Array.from(files.values(), fileReport)
  const list = new ClientList(dataset.clients, facts, version)
  const summary = datasetSummary(dataset, reports, repairs, version)
  yield DERIVED_PARTS
  return { files, repairs, dataset, facts, list, summary, overview: null, quality: null }
}

const cancelled = () => new DomainError('cancelled', 'The task was cancelled')

/** The data that is there now. A new version is derived beside it and put in place whole: nothing half-loaded is ever seen. */
export class LoadedData {
  #now: Loaded | null = null
  #version = 0
  /** Times that everything was forgotten: what began before brings nothing back. */
  #era = 0

  /** `null` when nothing is loaded. */
  get now(): Loaded | null {
    return this.#now
  }

  /** @throws DomainError `no-dataset` */
  current(): Loaded {
    if (this.#now === null) throw new DomainError('no-dataset', 'No file is loaded')
    return this.#now
  }

  /**
   * Derive the next version in parts, with a pause after each, and put it in place.
   *
   * @param edit the files of the next version from those of the last; asked again when another change came first
   * @param repairs those of the last version, where its files are still there, when left out
   * @throws DomainError `cancelled`; everything stays as it was
   */
  async change(
    edit: (files: LoadedFiles) => LoadedFiles | Promise<LoadedFiles>,
    control: TaskControl<LoadProgress>,
    repairs?: Repairs,
  ): Promise<Loaded> {
    const era = this.#era
    for (;;) {
      const base = this.#now
      const before: LoadedFiles = base?.files ?? new Map<FileRole, LoadedFile>()
      const files = await edit(before)
      if (era !== this.#era) throw cancelled()
      let rows = 0
      for (const [role, file] of files) if (before.get(role) !== file) rows += file.table.rowCount
      const report = async (share: number): Promise<void> => {
        await checkpoint(control, {
          stage: 'indexing',
          done: Math.round(rows * share),
          total: rows,
          unit: 'rows',
          files: [],
          rowsInAll: rows,
        })
        if (era !== this.#era) throw cancelled()
      }
      await report(0)
      const parts = deriveInParts(files, repairs ?? repairsFor(files, base), this.#version + 1)
      let part = parts.next()
      while (part.done !== true) {
        await report(part.value / DERIVED_PARTS)
        part = parts.next()
      }
      // Another change may have come in during a pause: then this one goes on top of it.
      if (this.#now !== base) continue
      this.#version += 1
      this.#now = part.value
      return part.value
    }
  }

  /** Drop everything; changes under way end with `cancelled`. */
  forget(): void {
    this.#now = null
    this.#version += 1
    this.#era += 1
  }
}
