import type { Capabilities } from './capabilities.ts'
import { LentWorkers, type Borrower } from './lent-workers.ts'
import type { WorkerHandle } from './supervised-worker.ts'

/** Three files beside the largest one. */
const MOST_LANES = 3

/** The dataset worker parses too, and the browser needs a core to serve the files: on two cores a second parser makes nothing faster. */
const CORES_TAKEN = 2

/** What the lanes need from outside. */
interface IngestLanesHost {
  readonly capabilities: Pick<Capabilities, 'cores'>
  readonly startWorker: () => WorkerHandle
}

/** Workers that read files for the dataset worker. */
export interface IngestLanes {
  /** Start what is missing, and lend it. */
  readonly lend: (borrower: Borrower) => void
  /** Stop all: the borrower is gone. */
  readonly stop: () => void
}

/** Lanes for reading files, as many as pay on this device. */
export function createIngestLanes({ capabilities, startWorker }: IngestLanesHost): IngestLanes {
  // Shorter than the time after which a load that does not move is given up: its file is then read elsewhere.
  const patience = { pingEveryMs: 1_000, silentAfterMs: 10_000 }
  const workers = new LentWorkers({ name: 'ingest', startWorker, patience, replaces: false })
  return {
    lend: (borrower) => {
      workers.lend(borrower, Math.max(0, Math.min(MOST_LANES, capabilities.cores - CORES_TAKEN)))
    },
    stop: () => {
      workers.stop()
    },
  }
}
