/** What this device can do, asked once on the page and handed on as data, so that tests can say something else. */
export interface Capabilities {
  /** Threads that run at the same time, at least 1. */
  readonly cores: number
}

/** Ask the browser. */
export function probeCapabilities(): Capabilities {
  return { cores: Math.max(1, navigator.hardwareConcurrency) }
}
