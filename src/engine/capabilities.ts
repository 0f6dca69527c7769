/** What this device can do, asked once on the page and handed on as data, so that tests can say something else. */
export interface Capabilities {
  /** Threads that run at the same time, at least 1. */
  readonly cores: number
  /** Whether workers may share memory: the host sent the headers for it. */
  readonly isIsolated: boolean
  /** Whether workers can hold locks, which tell the page at once when one is gone. Not on a page that came by plain http. */
  readonly hasLocks: boolean
  /** Memory of the device; what most have where the browser does not say. */
  readonly memoryBytes: number
}

const USUAL_GIGABYTES = 4

/** Ask the browser. */
export function probeCapabilities(): Capabilities {
  // Memory in steps up to 8, only in browsers built on Chromium.
  const { deviceMemory = USUAL_GIGABYTES } = navigator as { readonly deviceMemory?: number }
  return {
    cores: Math.max(1, navigator.hardwareConcurrency),
    isIsolated: globalThis.crossOriginIsolated,
    hasLocks: 'locks' in navigator,
    memoryBytes: deviceMemory * 2 ** 30,
  }
}
