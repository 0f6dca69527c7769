import type { KeptStorage, StoredFile } from './kept-storage.ts'

/** Hosts of static pages share one origin between projects: every name carries this one's. */
const NAME = 'recscope-kept'

/** As browsers have it that let many read at once; others leave the options aside, and readers shut each other out. */
interface ModalFileHandle {
  readonly createSyncAccessHandle: (options: {
    readonly mode: 'read-only' | 'readwrite'
  }) => Promise<FileSystemSyncAccessHandle>
}

async function openHandle(file: ModalFileHandle, mode: 'read-only' | 'readwrite'): Promise<StoredFile> {
  const handle = await file.createSyncAccessHandle({ mode })
  return {
    write: (bytes, at) => handle.write(bytes, { at }),
    read: (into, at) => handle.read(into, { at }),
    size: () => handle.getSize(),
    flush: () => {
      handle.flush()
    },
    close: () => {
      handle.close()
    },
  }
}

const isNotFound = (error: unknown): boolean => error instanceof DOMException && error.name === 'NotFoundError'

/** Names in a folder; none when it is not there. */
async function namesIn(folder: () => Promise<FileSystemDirectoryHandle>): Promise<readonly string[]> {
  try {
    const names: string[] = []
    for await (const name of (await folder()).keys()) names.push(name)
    return names
  } catch (error) {
    if (isNotFound(error)) return []
    throw error
  }
}

async function removeFrom(folder: () => Promise<FileSystemDirectoryHandle>, name: string): Promise<void> {
  try {
    await (await folder()).removeEntry(name, { recursive: true })
  } catch (error) {
    if (!isNotFound(error)) throw error
  }
}

/** The origin-private file system, in a worker; `null` where the browser lacks it or the locks that keep two tabs apart. */
export function opfsStorage(): KeptStorage | null {
  // Old browsers have less than the types say.
  const { storage, locks } = navigator as Partial<Pick<WorkerNavigator, 'storage' | 'locks'>>
  if (storage === undefined || locks === undefined || typeof FileSystemFileHandle === 'undefined') return null
  if (!('createSyncAccessHandle' in FileSystemFileHandle.prototype) || !('getDirectory' in storage)) return null
  const root = () => storage.getDirectory()
  const base = async (create: boolean) => (await root()).getDirectoryHandle(NAME, { create })
  return {
    folders: () => namesIn(() => base(false)),
    files: (folder) => namesIn(async () => (await base(false)).getDirectoryHandle(folder)),
    open: async (folder, file) => {
      const inside = await (await base(false)).getDirectoryHandle(folder)
      return openHandle(await inside.getFileHandle(file), 'read-only')
    },
    create: async (folder, file) => {
      const inside = await (await base(true)).getDirectoryHandle(folder, { create: true })
      return openHandle(await inside.getFileHandle(file, { create: true }), 'readwrite')
    },
    removeFolder: (folder) => removeFrom(() => base(false), folder),
    removeAll: () => removeFrom(root, NAME),
    lock: async (mode, patienceMs, task) => {
      const wait = patienceMs === 0 ? { ifAvailable: true } : { signal: AbortSignal.timeout(patienceMs) }
      try {
        return await locks.request(NAME, { mode, ...wait }, (lock) => (lock === null ? 'busy' : task()))
      } catch (error) {
        // The only timer is that of the wait: no task ends this way.
        if (error instanceof DOMException && error.name === 'TimeoutError') return 'busy'
        throw error
      }
    },
  }
}
