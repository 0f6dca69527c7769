import { expose } from 'comlink'
import Papa from 'papaparse'

const BLOCK_BYTES = 1024 * 1024

/** What the page's own reader is compared with, in a worker of the same kind. Each answers with the milliseconds it took. */
export interface PeersApi {
  /** Read the bytes into one buffer again and again, and do nothing with them: the floor of any reader. */
  readonly bareRead: (file: File) => Promise<{ readonly ms: number; readonly bytes: number }>
  /** PapaParse with rows as arrays, in chunks; nothing is stored and no cell is turned into a value. */
  readonly papaParse: (file: File) => Promise<{ readonly ms: number; readonly rows: number }>
}

async function bareRead(file: File): Promise<{ ms: number; bytes: number }> {
  const start = performance.now()
  const reader = file.stream().getReader({ mode: 'byob' })
  let room = new Uint8Array(BLOCK_BYTES)
  let bytes = 0
  for (;;) {
    const { done, value } = await reader.read(room)
    if (done) return { ms: performance.now() - start, bytes }
    bytes += value.length
    room = new Uint8Array(value.buffer, 0, BLOCK_BYTES)
  }
}

const papaParse = (file: File): Promise<{ ms: number; rows: number }> =>
  new Promise((resolve, reject) => {
    const start = performance.now()
    let rows = 0
    Papa.parse<string[], File>(file, {
      delimiter: ',',
      encoding: 'utf-8',
      skipEmptyLines: true,
      chunk: ({ data }) => {
        rows += data.length
      },
      complete: () => {
        // The header is a row like any other here.
        resolve({ ms: performance.now() - start, rows: rows - 1 })
      },
      error: reject,
    })
  })

const api: PeersApi = { bareRead, papaParse }
expose(api)
