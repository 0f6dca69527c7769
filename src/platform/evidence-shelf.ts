import { DomainError } from '../core/domain-error.ts'
import type { EvidenceMatrix } from '../core/signals/evidence.ts'
import type { CategoryColumns } from '../core/signals/category-columns.ts'
import type { Dataset } from '../core/tables/dataset.ts'
import type { Dictionary } from '../core/tables/table.ts'
import type { KeptEvidence } from './answers/column-labels.ts'

/** Evidences that stay answerable: the held one, the one in training, a fold, and one to spare. */
const KEPT = 4

/** An evidence with what it needs of the data set it was made from, which may have been replaced since: not its tables. */
export interface ShelvedEvidence extends KeptEvidence {
  readonly dataset: Pick<Dataset, 'clients' | 'purchases' | 'searches'>
  /** Texts of the codes of `searches`; `null` without any. */
  readonly keywordTexts: Dictionary | null
}

/** Copies of the last few evidences, by id. The originals are moved to the page. */
export class EvidenceShelf {
  readonly #kept = new Map<number, ShelvedEvidence>()
  #lastId = 0
  /** The evidence of the model that recommends: a training that is started and cancelled over and over must not push it out. */
  #heldId = 0

  /** @returns the id under which it is kept */
  put(matrix: EvidenceMatrix, columns: CategoryColumns, dataset: Dataset): number {
    this.#lastId += 1
    const { csr } = matrix
    const { clients, purchases, searches } = dataset
    const copy = {
      ...csr,
      rowPtr: csr.rowPtr.slice(),
      colIdx: csr.colIdx.slice(),
      values: csr.values.slice(),
    }
    // Event counts are not asked for here, so that copy can be spared.
    const kept = { ...matrix, csr: copy, eventCounts: new Uint32Array() }
    this.#kept.set(this.#lastId, {
      matrix: kept,
      columns,
      categories: dataset.categories,
      dataset: { clients, purchases, searches },
      keywordTexts: dataset.tables.get('actions')?.columns.get('sech_kwd')?.dictionary ?? null,
    })
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= KEPT) break
      if (oldest !== this.#heldId) this.#kept.delete(oldest)
    }
    return this.#lastId
  }

  /** Keep one evidence until another is held. @throws DomainError `bad-setting` as `get` */
  hold(id: number): void {
    this.get(id)
    this.#heldId = id
  }

  /** @throws DomainError `bad-setting` for an id that was never given or is forgotten */
  get(id: number): ShelvedEvidence {
    const kept = this.#kept.get(id)
    if (kept === undefined) throw new DomainError('bad-setting', `There is no evidence ${id}`, { evidenceId: id })
    return kept
  }

  clear(): void {
    this.#kept.clear()
  }
}
