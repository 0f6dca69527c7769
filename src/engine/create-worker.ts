import type { Capabilities } from './capabilities.ts'
import { createLifeLock } from './life-lock.ts'
import type { WorkerHandle } from './supervised-worker.ts'

/** The part of Trusted Types that is used here; the compiler's DOM library does not have it yet. */
interface TrustedTypesHost {
  readonly trustedTypes?: {
    readonly createPolicy: (
      name: string,
      rules: { readonly createScriptURL: (url: string) => string },
    ) => { readonly createScriptURL: (url: string) => string }
  }
}

/** Refuse a script address outside this page's own origin. */
function ownOriginOnly(url: string): string {
  const resolved = new URL(url, document.baseURI)
  if (resolved.origin !== new URL(document.baseURI).origin) throw new TypeError(`Worker outside this origin: ${url}`)
  return resolved.href
}

const policy = (globalThis as TrustedTypesHost).trustedTypes?.createPolicy('recscope#worker', {
  createScriptURL: ownOriginOnly,
})

/**
 * Start a module worker: the only place on the page that does, through its one Trusted Types policy.
 *
 * @param url address of the built worker script, same origin
 * @throws TypeError when the address is on another origin
 */
export function createWorker(url: string, name: string, { hasLocks }: Pick<Capabilities, 'hasLocks'>): WorkerHandle {
  const address = policy === undefined ? ownOriginOnly(url) : policy.createScriptURL(url)
  const worker = new Worker(address, { type: 'module', name })
  return {
    endpoint: worker,
    life: hasLocks ? createLifeLock(name) : null,
    onFailure: (listener) => {
      worker.addEventListener('error', (event) => {
        listener(event.message === '' ? 'the worker script could not be loaded' : event.message)
      })
      worker.addEventListener('messageerror', () => {
        listener('a message could not be read')
      })
    },
    terminate: () => {
      worker.terminate()
    },
  }
}
