import type { Page } from '@playwright/test'

/** Everything that a page of this origin has left on the device. */
export interface DeviceStorage {
  /** Paths in the origin-private file system, folders too. */
  readonly files: readonly string[]
  readonly databases: readonly string[]
  readonly caches: readonly string[]
  readonly localKeys: readonly string[]
  readonly sessionKeys: readonly string[]
}

/** Look into every storage that a page has. */
export function deviceStorage(page: Page): Promise<DeviceStorage> {
  return page.evaluate(async () => {
    const walk = async (folder: FileSystemDirectoryHandle, path: string): Promise<string[]> => {
      const found: string[] = []
      for await (const [name, handle] of folder.entries()) {
        found.push(path + name)
        if (handle instanceof FileSystemDirectoryHandle) found.push(...(await walk(handle, `${path}${name}/`)))
      }
      return found.sort()
    }
    return {
      files: await walk(await navigator.storage.getDirectory(), ''),
      databases: (await indexedDB.databases()).map(({ name }) => name ?? ''),
      caches: await caches.keys(),
      localKeys: Object.keys(localStorage),
      sessionKeys: Object.keys(sessionStorage),
    }
  })
}

/** What a disk or a dying tab may do to a kept file. */
export type Damage = 'flip' | 'cut' | 'remove'

/** Spoil one of the kept files, `commit` or that of a role. */
export async function spoil(page: Page, file: string, damage: Damage): Promise<void> {
  await page.evaluate(
    async ({ file: name, damage: how }) => {
      const root = await (await navigator.storage.getDirectory()).getDirectoryHandle('recscope-kept')
      for await (const folder of root.values()) {
        if (!(folder instanceof FileSystemDirectoryHandle)) continue
        if (how === 'remove') {
          await folder.removeEntry(name)
          continue
        }
        const handle = await folder.getFileHandle(name)
        const bytes = new Uint8Array(await (await handle.getFile()).arrayBuffer())
        const at = Math.floor(bytes.length / 2)
        const writable = await handle.createWritable({ keepExistingData: true })
        if (how === 'cut') await writable.truncate(at)
        else await writable.write({ type: 'write', position: at, data: Uint8Array.of((bytes[at] ?? 0) ^ 1) })
        await writable.close()
      }
    },
    { file, damage },
  )
}
