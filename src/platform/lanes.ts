import { proxy, wrap, type Remote } from 'comlink'
import type { IngestPlan } from '../core/ingest/plan-ingest.ts'
import type { OnBlock, TableReading } from '../core/ingest/table-reader.ts'
import { tableOf } from '../core/tables/table-image.ts'
import type { LaneApi } from '../protocol/ingest-api.ts'
import { decodeBytes } from './decode-bytes.ts'
import { orStop } from './stoppable.ts'

/** One source to read. */
interface LaneJob {
  readonly file: File
  readonly sourceName: string
  readonly plan: IngestPlan
}

/** The worker behind a lane died, or does not answer any more: its file can be read elsewhere. */
export class LaneLost extends Error {}

/** A place where one file at a time is read, in another worker. */
export class Lane {
  readonly #api: Remote<LaneApi>
  readonly #lost = new AbortController()
  #open = 0
  #lastRunId = 0

  constructor(port: MessagePort) {
    this.#api = wrap<LaneApi>(port)
  }

  /** Also after a cancel, until the other side has really stopped. */
  get isBusy(): boolean {
    return this.#open > 0
  }

  /**
   * Read a file there; its columns are moved here.
   * @throws LaneLost
   * @throws DomainError like the reader, and `cancelled` as soon as the signal fires
   */
  async read({ file, sourceName, plan }: LaneJob, onBlock: OnBlock, signal: AbortSignal): Promise<TableReading> {
    this.#lastRunId += 1
    const runId = this.#lastRunId
    const tell = proxy(async (diskBytes: number, rows: number) => {
      await onBlock(diskBytes, rows)
    })
    const stop = () => {
      void (this.#api.cancel as (id: number) => Promise<void>)(runId).catch(() => undefined)
    }
    signal.addEventListener('abort', stop, { once: true })
    this.#open += 1
    const answer = this.#api.read(runId, file, sourceName, plan, tell).finally(() => {
      this.#open -= 1
      signal.removeEventListener('abort', stop)
    })
    const lost = new Promise<never>((_, reject) => {
      const give = () => {
        reject(new LaneLost(sourceName))
      }
      if (this.#lost.signal.aborted) give()
      else this.#lost.signal.addEventListener('abort', give, { once: true })
    })
    const { image, ...rest } = await orStop(signal, Promise.race([answer, lost]))
    return { ...rest, table: tableOf(image, decodeBytes) }
  }

  /** Its worker is gone: what is read there ends with `LaneLost`. */
  lose(): void {
    this.#lost.abort()
  }
}

/** The lanes that the page lent. */
export class Lanes {
  readonly #lanes = new Map<number, Lane>()

  add(laneId: number, port: MessagePort): void {
    this.#lanes.set(laneId, new Lane(port))
  }

  lose(laneId: number): void {
    this.#lanes.get(laneId)?.lose()
    this.#lanes.delete(laneId)
  }

  get count(): number {
    return this.#lanes.size
  }

  /** A lane that reads nothing right now. */
  idle(): Lane | null {
    for (const lane of this.#lanes.values()) if (!lane.isBusy) return lane
    return null
  }
}
