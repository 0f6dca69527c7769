import { proxy, wrap, type Remote } from 'comlink'
import type { DatasetApi } from '../../src/protocol/dataset-api.ts'
import type { LoadOutcome } from '../../src/protocol/dataset-report.ts'
import { installDomainErrorTransfer } from '../../src/protocol/domain-error-transfer.ts'
import type { PeersApi } from './peers.worker.ts'
import peersUrl from './peers.worker.ts?worker&url'

/** Milliseconds by the page's clock from the call to the answer, by the worker's clock in two parts, and the rows that are there then. */
export interface LoadTimes {
  readonly ms: number
  readonly readMs: number
  readonly indexMs: number
  readonly rows: number
}

/**
 * A page that shows nothing: it starts workers as the real page does and hands them the files of its one input.
 * `datasetUrl` is the built script of the dataset worker, from the page that people get.
 */
export interface Harness {
  readonly bareRead: () => Promise<{ readonly ms: number; readonly bytes: number }>
  readonly papaParse: () => Promise<{ readonly ms: number; readonly rows: number }>
  readonly load: (datasetUrl: string) => Promise<LoadTimes>
  /** Keep what `load` put into its worker on this device. */
  readonly keep: () => Promise<{ readonly ms: number; readonly bytes: number }>
  readonly reopen: (datasetUrl: string) => Promise<LoadTimes>
}

/** The part of Trusted Types that is used here; the compiler's DOM library does not have it yet. */
interface TrustedTypesHost {
  readonly trustedTypes?: {
    readonly createPolicy: (
      name: string,
      rules: { readonly createScriptURL: (url: string) => string },
    ) => { readonly createScriptURL: (url: string) => string }
  }
}

// The name that the policy of the page allows.
const policy = (globalThis as TrustedTypesHost).trustedTypes?.createPolicy('recscope#worker', {
  createScriptURL: (url) => url,
})
const silent = proxy(() => undefined)

/** Call a new worker; a worker that fails as a whole rejects, since it would never answer. */
function ask<Api, T>(url: string, call: (api: Remote<Api>) => Promise<T>): Promise<T> {
  const worker = new Worker(policy?.createScriptURL(url) ?? url, { type: 'module' })
  return new Promise((resolve, reject) => {
    worker.addEventListener('error', (event) => {
      reject(new Error(`${url}: ${event.message}`))
    })
    call(wrap<Api>(worker)).then(resolve, reject)
  })
}

/** As on the page: by the time that a person has found the files, the worker has warmed itself up. Milliseconds. */
const WARM_MS = 2_500

const settle = () => new Promise((resolve) => setTimeout(resolve, WARM_MS))

const chosenFiles = (): File[] => [...(document.querySelector('input')?.files ?? [])]

function firstFile(): File {
  const [file] = chosenFiles()
  if (file === undefined) throw new Error('No file was chosen')
  return file
}

async function timed(load: () => Promise<LoadOutcome>): Promise<LoadTimes> {
  const start = performance.now()
  const { summary, refusals, readMs, indexMs } = await load()
  const ms = performance.now() - start
  if (summary === null || refusals.length > 0) throw new Error(`Refused: ${JSON.stringify(refusals)}`)
  return { ms, readMs, indexMs, rows: summary.files.reduce((sum, file) => sum + file.rowCount, 0) }
}

let loadedIn: Remote<DatasetApi> | null = null

const harness: Harness = {
  bareRead: () => ask<PeersApi, { ms: number; bytes: number }>(peersUrl, (api) => api.bareRead(firstFile())),
  papaParse: () => ask<PeersApi, { ms: number; rows: number }>(peersUrl, (api) => api.papaParse(firstFile())),
  load: (datasetUrl) =>
    ask<DatasetApi, LoadTimes>(datasetUrl, async (api) => {
      await api.ping()
      await settle()
      loadedIn = api
      return timed(() => api.load(1, chosenFiles(), {}, silent))
    }),
  keep: async () => {
    if (loadedIn === null) throw new Error('Nothing is loaded')
    const start = performance.now()
    const kept = await loadedIn.keep(2, 1, silent)
    if (kept.state !== 'kept') throw new Error(`Not kept: ${kept.state}`)
    return { ms: performance.now() - start, bytes: kept.data.bytes }
  },
  reopen: (datasetUrl) =>
    ask<DatasetApi, LoadTimes>(datasetUrl, async (api) => {
      await api.ping()
      await settle()
      return timed(() => api.reopen(1, silent))
    }),
}

installDomainErrorTransfer()
Object.assign(globalThis, { harness })
