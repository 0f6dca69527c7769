import { DomainError } from '../core/domain-error.ts'
import { markerFile, readMarker } from '../core/kept/kept-marker.ts'
import { keptTableOf, paddedBytes, sectionBytes, tableImageOf, type KeptSection } from '../core/kept/kept-table.ts'
import { checkpoint, type TaskControl } from '../core/task-control.ts'
import type { Repairs } from '../core/quality/repairs.ts'
import { imageOf, tableOf } from '../core/tables/table-image.ts'
import type { LoadProgress } from '../protocol/dataset-api.ts'
import type { KeptData, KeptState } from '../protocol/kept-data.ts'
import type { LoadedFile } from './answers/loaded-file.ts'
import { decodeBytes } from './decode-bytes.ts'
import { detailsBytes, indexBytes, readDetails, readIndex, type KeptFile, type KeptIndex } from './kept-details.ts'
import { finishFile, readSections, writeSections, writeWhole } from './kept-sections.ts'
import type { KeptStorage, StoredFile } from './kept-storage.ts'

/** The file that is written last. */
const MARKER = 'commit'
const MS_PER_DAY = 86_400_000
/** The days that can be chosen. */
const DAYS: readonly number[] = [1, 7, 30]
/** Longer than another tab needs to write or read a full set; "forget everything" waits that long for it. */
const FORGET_PATIENCE_MS = 15_000

type DroppedReason = Extract<KeptState, { readonly state: 'dropped' }>['reason']

/** What is put on the shelf and taken from it. */
export interface KeptContents {
  readonly files: readonly LoadedFile[]
  readonly repairs: Repairs
  readonly fingerprint: string
}

/** What the folders hold. Only one of them is ever used. */
interface Look {
  readonly folders: readonly string[]
  readonly kept: { readonly folder: string; readonly index: KeptIndex } | null
  /** Why the rest cannot be used; of several reasons the first. */
  readonly reason: DroppedReason | null
}

/** Run a task on an open file, and close it. */
async function withFile<T>(opening: Promise<StoredFile>, task: (file: StoredFile) => Promise<T> | T): Promise<T> {
  const file = await opening
  try {
    return await task(file)
  } finally {
    file.close()
  }
}

/** What a storage throws, as one of our words. */
function storageError(error: unknown): DomainError {
  if (error instanceof DomainError) return error
  const full = error instanceof Error && error.name === 'QuotaExceededError'
  const message = error instanceof Error ? error.message : String(error)
  return new DomainError(full ? 'storage-full' : 'storage-unavailable', message, {}, { cause: error })
}

/** Another tab has the file open, in a browser without shared reading: nothing is wrong with it. */
const isBusy = (error: unknown): boolean => error instanceof DOMException && error.name === 'NoModificationAllowedError'

const unusable = (reason: DroppedReason | 'none' | 'busy' | 'unavailable') =>
  new DomainError('kept-data-unusable', `Kept data cannot be used: ${reason}`, { reason })

function readWhole(file: StoredFile): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(file.size())
  return bytes.subarray(0, file.read(bytes, 0))
}

/** Progress in bytes of a task that is about no single file. */
function createCounter(
  control: TaskControl<LoadProgress>,
  stage: 'keeping' | 'reopening',
  total: number,
  rows: number,
) {
  let done = 0
  return (bytes: number): Promise<void> => {
    done += bytes
    return checkpoint(control, { stage, done: Math.min(done, total), total, unit: 'bytes', files: [], rowsInAll: rows })
  }
}

/**
 * Tables kept on this device until a day, in folders of their own: a new one for each save, whose marker is written last.
 * Whatever is wrong with one is told and the whole is deleted; it is never half used.
 */
export class KeptShelf {
  readonly #storage: KeptStorage | null
  readonly #nowMs: () => number

  constructor(storage: KeptStorage | null, nowMs: () => number) {
    this.#storage = storage
    this.#nowMs = nowMs
  }

  /** What is kept; what cannot be used is deleted. */
  async look(): Promise<KeptState> {
    const storage = this.#storage
    if (storage === null) return { state: 'unavailable' }
    try {
      const seen = await storage.lock('shared', 0, () => this.#look(storage))
      if (seen === 'busy') return { state: 'busy' }
      const needed = seen.kept === null ? 0 : 1
      if (seen.folders.length > needed) {
        const cleaned = await storage.lock('exclusive', 0, async () => this.#sweep(storage, await this.#look(storage)))
        if (cleaned === 'busy')
          return seen.kept === null ? { state: 'busy' } : { state: 'kept', data: seen.kept.index.data }
      }
      if (seen.kept !== null) return { state: 'kept', data: seen.kept.index.data }
      return seen.reason === null ? { state: 'none' } : { state: 'dropped', reason: seen.reason }
    } catch (error) {
      return isBusy(error) ? { state: 'busy' } : { state: 'unavailable' }
    }
  }

  /**
   * Write everything and put it in the place of what was kept before.
   *
   * @throws DomainError `storage-full`, `storage-unavailable`, `cancelled`, `bad-setting`; then what was kept before stays
   */
  async keep(contents: KeptContents, days: number, control: TaskControl<LoadProgress>): Promise<KeptState> {
    const storage = this.#storage
    if (storage === null) throw new DomainError('storage-unavailable', 'There is no storage to keep data in')
    if (!DAYS.includes(days)) throw new DomainError('bad-setting', `Data is not kept for ${days} days`, { days })
    try {
      const data = await storage.lock('exclusive', 0, async () => {
        const folder = `save-${await this.#nextNumber(storage)}`
        const others = await storage.folders()
        let kept: KeptData
        try {
          kept = await this.#write(storage, folder, contents, days, control)
        } catch (error) {
          await (others.length === 0 ? storage.removeAll() : storage.removeFolder(folder))
          throw error
        }
        for (const other of others) await storage.removeFolder(other)
        return kept
      })
      return data === 'busy' ? { state: 'busy' } : { state: 'kept', data }
    } catch (error) {
      throw storageError(error)
    }
  }

  /** What is kept. @throws DomainError `kept-data-unusable` (details: `reason`), `cancelled` */
  async reopen(control: TaskControl<LoadProgress>): Promise<KeptContents> {
    const storage = this.#storage
    if (storage === null) throw unusable('unavailable')
    let folder: string | null = null
    const found = await storage.lock('shared', 0, async () => {
      try {
        const { kept, reason } = await this.#look(storage)
        folder = kept?.folder ?? null
        return kept === null ? (reason ?? 'none') : await this.#read(storage, kept, control)
      } catch (error) {
        if (error instanceof DomainError) throw error
        return isBusy(error) ? 'busy' : 'damaged'
      }
    })
    if (typeof found !== 'string') return found
    if (found === 'damaged') await this.#drop(storage, folder)
    throw unusable(found)
  }

  /** Delete all that is kept, also what is no longer readable. @throws DomainError `storage-unavailable` */
  async forget(): Promise<KeptState> {
    const storage = this.#storage
    if (storage === null) return { state: 'unavailable' }
    try {
      const done = await storage.lock('exclusive', FORGET_PATIENCE_MS, () => storage.removeAll())
      return { state: done === 'busy' ? 'busy' : 'none' }
    } catch (error) {
      throw storageError(error)
    }
  }

  /** Delete what was found damaged, and with it whatever else is of no use; another tab may have kept new data since. */
  async #drop(storage: KeptStorage, folder: string | null): Promise<void> {
    if (folder !== null)
      await storage.lock('exclusive', 0, async () => {
        await storage.removeFolder(folder)
        if ((await storage.folders()).length === 0) await storage.removeAll()
      })
    await this.look()
  }

  async #look(storage: KeptStorage): Promise<Look> {
    const folders = await storage.folders()
    let kept: Look['kept'] = null
    let reason: Look['reason'] = null
    for (const folder of folders) {
      const found = await this.#openIndex(storage, folder)
      if (typeof found === 'string') reason ??= found
      else if (kept === null || found.data.savedMs >= kept.index.data.savedMs) kept = { folder, index: found }
    }
    return { folders, kept, reason }
  }

  async #openIndex(storage: KeptStorage, folder: string): Promise<KeptIndex | DroppedReason> {
    if (!(await storage.files(folder)).includes(MARKER)) return 'unfinished'
    const marker = readMarker(await withFile(storage.open(folder, MARKER), readWhole))
    if ('problem' in marker) return marker.problem
    const index = readIndex(marker.body)
    if (index === null) return 'damaged'
    return index.data.expiresMs <= this.#nowMs() ? 'expired' : index
  }

  /** Delete all folders but the one in use. */
  async #sweep(storage: KeptStorage, { folders, kept }: Look): Promise<void> {
    if (kept === null) await storage.removeAll()
    else for (const folder of folders) if (folder !== kept.folder) await storage.removeFolder(folder)
  }

  async #nextNumber(storage: KeptStorage): Promise<number> {
    const numbers = (await storage.folders()).map((name) => Number(name.replace('save-', '')))
    return 1 + Math.max(0, ...numbers.filter((number) => Number.isSafeInteger(number)))
  }

  async #write(
    storage: KeptStorage,
    folder: string,
    { files, repairs, fingerprint }: KeptContents,
    days: number,
    control: TaskControl<LoadProgress>,
  ): Promise<KeptData> {
    const taken = files.map((file) => {
      const { table, sections } = keptTableOf(imageOf(file.table))
      const details = detailsBytes(file)
      return { table, sections: [...sections, [details]] as KeptSection[], detailsBytes: details.length }
    })
    const bytes = taken.reduce((sum, { table, detailsBytes: last }) => sum + fileBytes(table, last), 0)
    const rowCount = files.reduce((sum, file) => sum + file.table.rowCount, 0)
    const onPiece = createCounter(control, 'keeping', bytes, rowCount)
    await onPiece(0)
    const written: KeptFile[] = []
    for (const { table, sections, detailsBytes: last } of taken) {
      const checksums = await withFile(storage.create(folder, table.role), (file) =>
        writeSections(file, sections, onPiece),
      )
      written.push({ table, detailsBytes: last, checksums })
    }
    const savedMs = this.#nowMs()
    const fileNames = files.flatMap((file) => file.parts.map((part) => part.plan.fileName))
    const data = { savedMs, expiresMs: savedMs + days * MS_PER_DAY, bytes, fileNames, rowCount, fingerprint }
    const marker = markerFile(indexBytes({ data, repairs, files: written }))
    await withFile(storage.create(folder, MARKER), (file) => {
      writeWhole(file, marker, 0)
      finishFile(file, marker.length)
    })
    return data
  }

  async #read(
    storage: KeptStorage,
    { folder, index }: NonNullable<Look['kept']>,
    control: TaskControl<LoadProgress>,
  ): Promise<KeptContents | 'damaged'> {
    const onPiece = createCounter(control, 'reopening', index.data.bytes, index.data.rowCount)
    await onPiece(0)
    const files: LoadedFile[] = []
    for (const { table, detailsBytes: last, checksums } of index.files) {
      const lengths = sectionBytes(table)
      if (lengths === null || files.some(({ role }) => role === table.role)) return 'damaged'
      const sections = await withFile(storage.open(folder, table.role), (file) =>
        readSections(file, [...lengths, last], checksums, onPiece),
      )
      if (sections === null) return 'damaged'
      const details = sections.at(-1)!
      const image = tableImageOf(table, sections)
      const parts = readDetails(table.role, new Uint8Array(details, 0, last))
      if (image === null || parts?.parts.length !== image.sources.length) return 'damaged'
      files.push({ role: table.role, table: tableOf(image, decodeBytes), ...parts })
    }
    if (files.length === 0) return 'damaged'
    return { files, repairs: index.repairs, fingerprint: index.data.fingerprint }
  }
}

function fileBytes(table: KeptFile['table'], last: number): number {
  return [...(sectionBytes(table) ?? []), last].reduce((sum, bytes) => sum + paddedBytes(bytes), 0)
}
