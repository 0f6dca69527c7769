/** What this device can do, asked once on the page and handed on as data, so that tests can say something else. */
export interface Capabilities {
  /** Threads that run at the same time, at least 1. */
  readonly cores: number
  /** Whether workers may share memory: the host sent the headers for it. */
  readonly isIsolated: boolean
}

/** Ask the browser. */
export function probeCapabilities(): Capabilities {
  return { cores: Math.max(1, navigator.hardwareConcurrency), isIsolated: globalThis.crossOriginIsolated }
}
