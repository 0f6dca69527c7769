/** One open file. Positions and lengths are bytes. */
export interface StoredFile {
  /** How many bytes it says it wrote: over quota this may be any number, without an error. */
  readonly write: (bytes: Uint8Array<ArrayBuffer>, at: number) => number
  readonly read: (into: Uint8Array<ArrayBuffer>, at: number) => number
  readonly size: () => number
  readonly flush: () => void
  readonly close: () => void
}

/** A folder of folders of files that outlives the page: what kept data is written to. Every call may throw. */
export interface KeptStorage {
  /** Names of the folders; none when nothing was ever written. */
  readonly folders: () => Promise<readonly string[]>
  /** Names of the files of a folder. */
  readonly files: (folder: string) => Promise<readonly string[]>
  /** Open a file that is there, for many readers at once. */
  readonly open: (folder: string, file: string) => Promise<StoredFile>
  /** Make a new file, and its folder where there is none. */
  readonly create: (folder: string, file: string) => Promise<StoredFile>
  readonly removeFolder: (folder: string) => Promise<void>
  /** Remove all folders, and the one around them. */
  readonly removeAll: () => Promise<void>
  /**
   * Run a task while no other tab writes (`shared`), or none reads or writes (`exclusive`).
   *
   * @param patienceMs how long to wait for the others; 0 asks once
   * @returns `'busy'` when they did not finish
   */
  readonly lock: <T>(mode: 'shared' | 'exclusive', patienceMs: number, task: () => Promise<T>) => Promise<T | 'busy'>
}
