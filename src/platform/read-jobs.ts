import type { IngestPlan } from '../core/ingest/plan-ingest.ts'
import type { ByteSource, TableReader, TableReading } from '../core/ingest/table-reader.ts'
import { checkpoint, type TaskControl } from '../core/task-control.ts'
import type { LoadProgress } from '../protocol/dataset-api.ts'
import { LaneLost, type Lane, type Lanes } from './lanes.ts'
import { orStop, stoppableSource, stopReason } from './stoppable.ts'
import { watched, type Watchdog } from './watchdog.ts'

/** One source that will be read: how, and the file it comes from. */
export interface ReadJob {
  readonly file: File
  readonly source: ByteSource
  readonly plan: IngestPlan
}

/** Where files are read, and how long that may stand still. */
export interface ReadPlaces {
  readonly reader: TableReader
  /** Lent by the page; none is fine. */
  readonly lanes: Lanes
  /** A load in which no file moves for so long ends. Milliseconds. */
  readonly stallMs: number
}

/** Files that share the worker when it has no lane beside it: while one waits for the disk another is parsed. */
const FILES_AT_ONCE = 4

/** How far one job is. What is shown never goes back, also when a file has to be read again. */
interface Slot {
  readonly job: ReadJob
  done: number
  rows: number
  /** Bytes in this attempt. */
  bytes: number
  isDone: boolean
}

/** The files of one load while they are read. */
class Reading<R> {
  readonly #slots: readonly Slot[]
  readonly #total: number
  readonly #places: ReadPlaces
  readonly #control: TaskControl<LoadProgress>
  readonly #attempt: (job: ReadJob, read: () => Promise<TableReading>) => Promise<R>
  /** Fires when one file fails: then none is read on. */
  readonly #stop = new AbortController()
  /** Fires then, and when the load is cancelled or stalls. */
  readonly #signal: AbortSignal
  readonly #watchdog: Watchdog

  constructor(
    slots: readonly Slot[],
    places: ReadPlaces,
    attempt: (job: ReadJob, read: () => Promise<TableReading>) => Promise<R>,
    control: TaskControl<LoadProgress>,
    signal: AbortSignal,
    watchdog: Watchdog,
  ) {
    this.#slots = slots
    this.#total = slots.reduce((sum, { job }) => sum + job.source.sizeBytes, 0)
    this.#places = places
    this.#attempt = attempt
    this.#control = control
    this.#signal = AbortSignal.any([signal, this.#stop.signal])
    this.#watchdog = watchdog
  }

  async run(): Promise<ReadonlyMap<ReadJob, R>> {
    const results = new Map<ReadJob, R>()
    const queue = [...this.#slots].sort((a, b) => b.job.source.sizeBytes - a.job.source.sizeBytes)
    const running = new Set<Promise<void>>()
    const { lanes } = this.#places
    let here = 0

    const start = (slot: Slot, lane: Lane | null) => {
      if (lane === null) here += 1
      const read = async () => {
        const reading = await (lane === null ? this.#readHere(slot) : this.#readThere(slot, lane))
        slot.rows = reading.table.rowCount
        return reading
      }
      const task = this.#attempt(slot.job, read)
        .then(
          async (result) => {
            results.set(slot.job, result)
            await this.#finish(slot)
          },
          (error: unknown) => {
            if (!(error instanceof LaneLost)) throw error
            slot.bytes = 0
            queue.unshift(slot)
          },
        )
        .catch((error: unknown) => {
          this.#stop.abort(error)
        })
        .finally(() => {
          if (lane === null) here -= 1
          running.delete(task)
        })
      running.add(task)
    }

    while (queue.length > 0 || running.size > 0) {
      const next = this.#signal.aborted ? undefined : queue[0]
      // The largest comes first and stays here, so that its columns never move.
      const isFree = here < (lanes.count === 0 ? FILES_AT_ONCE : 1)
      const lane = isFree ? null : lanes.idle()
      if (next !== undefined && (isFree || lane !== null)) {
        queue.shift()
        start(next, lane)
      } else if (running.size > 0) await Promise.race(running)
      else break
    }
    if (this.#signal.aborted) throw stopReason(this.#signal)
    return results
  }

  #readHere(slot: Slot): Promise<TableReading> {
    const { source, plan } = slot.job
    const tell = (bytes: number, rows: number) => this.#moved(slot, bytes, rows)
    return orStop(this.#signal, this.#places.reader(stoppableSource(source, this.#signal), plan, tell))
  }

  #readThere(slot: Slot, lane: Lane): Promise<TableReading> {
    const { file, source, plan } = slot.job
    const tell = (bytes: number, rows: number) => this.#moved(slot, bytes, rows)
    return lane.read({ file, sourceName: source.name, plan }, tell, this.#signal)
  }

  #finish(slot: Slot): Promise<void> {
    slot.isDone = true
    return this.#moved(slot, slot.job.source.sizeBytes, slot.rows)
  }

  async #moved(slot: Slot, bytes: number, rows: number): Promise<void> {
    if (this.#signal.aborted) throw stopReason(this.#signal)
    if (bytes > slot.bytes || rows > slot.rows || slot.isDone) this.#watchdog.moved()
    slot.bytes = bytes
    // A file may have grown since it was dropped.
    slot.done = Math.min(slot.job.source.sizeBytes, Math.max(slot.done, bytes))
    slot.rows = Math.max(slot.rows, rows)
    const pause = checkpoint(this.#control, {
      stage: 'reading',
      done: this.#slots.reduce((sum, { done }) => sum + done, 0),
      total: this.#total,
      unit: 'bytes',
      files: this.#slots.map(({ job: { source, plan }, ...state }) => ({
        role: plan.role,
        fileName: source.name,
        rows: state.rows,
        done: state.done,
        total: source.sizeBytes,
      })),
      rowsInAll: this.#slots.reduce((sum, each) => sum + each.rows, 0),
    })
    await this.#watchdog.hold(pause)
  }
}

/**
 * Read files side by side: in the lanes that are lent and here, or all here in turns. A file whose lane is lost is read again elsewhere.
 *
 * @param attempt runs one reading, and turns the failures that only concern its file into a result
 * @throws DomainError `cancelled`; `stalled` when no file moves any more; whatever `attempt` lets through. No tick follows.
 */
export function readJobs<R>(
  jobs: readonly ReadJob[],
  places: ReadPlaces,
  attempt: (job: ReadJob, read: () => Promise<TableReading>) => Promise<R>,
  control: TaskControl<LoadProgress>,
  signal: AbortSignal,
): Promise<ReadonlyMap<ReadJob, R>> {
  const slots = jobs.map((job): Slot => ({ job, done: 0, rows: 0, bytes: 0, isDone: false }))
  const whereStuck = () => {
    const stuck = slots.find(({ isDone }) => !isDone)
    return { fileName: stuck?.job.source.name ?? '', bytes: stuck?.bytes ?? 0 }
  }
  return watched(places.stallMs, signal, whereStuck, (either, watchdog) =>
    new Reading(slots, places, attempt, control, either, watchdog).run(),
  )
}
