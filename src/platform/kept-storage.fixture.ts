import type { KeptStorage, StoredFile } from './kept-storage.ts'

/** A storage in memory that fails as real ones do. */
export interface FakeStorage extends KeptStorage {
  /** Contents by `folder/file`, to look at and to spoil. */
  readonly contents: Map<string, Uint8Array<ArrayBuffer>>
  /** Bytes that there is room for, and how a write over it fails. */
  quota: { readonly bytes: number; readonly fails: 'throws' | 'bogus-count' | 'short-count' } | null
  /** Set by a test: called before every write, with its number from 1. */
  onWrite: (count: number) => void
  /** Files opened and not closed. */
  readonly openCount: () => number
}

/** A storage as an origin has one; several shelves may share it, as tabs do. */
export function fakeStorage(): FakeStorage {
  const contents = new Map<string, Uint8Array<ArrayBuffer>>()
  let shared = 0
  let exclusive = false
  let writes = 0
  let open = 0

  const used = () => [...contents.values()].reduce((sum, file) => sum + file.length, 0)
  const openFile = (path: string): StoredFile => {
    open += 1
    const bytes = () => contents.get(path) ?? new Uint8Array()
    return {
      write: (data, at) => {
        writes += 1
        fake.onWrite(writes)
        const before = bytes()
        const grown = Math.max(before.length, at + data.length) - before.length
        const room = fake.quota === null ? Infinity : fake.quota.bytes - used()
        if (grown > room && fake.quota?.fails === 'throws') throw new DOMException('no room', 'QuotaExceededError')
        const written = grown > room ? Math.max(0, room - (at - before.length)) : data.length
        const after = new Uint8Array(Math.max(before.length, at + written))
        after.set(before)
        after.set(data.subarray(0, written), at)
        contents.set(path, after)
        if (grown <= room) return data.length
        return fake.quota?.fails === 'bogus-count' ? 4294967288 : written
      },
      read: (into, at) => {
        const from = bytes().subarray(at, at + into.length)
        into.set(from)
        return from.length
      },
      size: () => bytes().length,
      flush: () => undefined,
      close: () => {
        open -= 1
      },
    }
  }

  const fake: FakeStorage = {
    contents,
    quota: null,
    onWrite: () => undefined,
    openCount: () => open,
    folders: () => Promise.resolve([...new Set([...contents.keys()].map((path) => path.split('/')[0]!))]),
    files: (folder) =>
      Promise.resolve(
        [...contents.keys()].filter((path) => path.startsWith(`${folder}/`)).map((path) => path.split('/')[1]!),
      ),
    open: (folder, file) =>
      contents.has(`${folder}/${file}`)
        ? Promise.resolve(openFile(`${folder}/${file}`))
        : Promise.reject(new DOMException('not there', 'NotFoundError')),
    create: (folder, file) => {
      contents.set(`${folder}/${file}`, new Uint8Array())
      return Promise.resolve(openFile(`${folder}/${file}`))
    },
    removeFolder: (folder) => {
      for (const path of contents.keys()) if (path.startsWith(`${folder}/`)) contents.delete(path)
      return Promise.resolve()
    },
    removeAll: () => {
      contents.clear()
      return Promise.resolve()
    },
    lock: async (mode, patienceMs, task) => {
      const deadline = performance.now() + patienceMs
      while (exclusive || (mode === 'exclusive' && shared > 0)) {
        if (performance.now() >= deadline) return 'busy'
        await new Promise((resolve) => setTimeout(resolve, 1))
      }
      if (mode === 'shared') shared += 1
      else exclusive = true
      try {
        return await task()
      } finally {
        if (mode === 'shared') shared -= 1
        else exclusive = false
      }
    },
  }
  return fake
}
