/** What is needed of the browser's locks. */
export type RequestLock = (name: string, whileHeld: () => Promise<void>) => Promise<unknown>

const requestLock: RequestLock = async (name, whileHeld) => {
  await navigator.locks.request(name, whileHeld)
}

/** `WorkerLife.holdLife` in the browser. */
export function holdLife(name: string, request = requestLock): Promise<boolean> {
  return new Promise((resolve) => {
    const held = request(name, () => {
      resolve(true)
      return new Promise(() => undefined)
    })
    held.catch(() => {
      resolve(false)
    })
  })
}
