/** What this device can do, asked once on the page and handed on as data, so that tests can say something else. */
export interface Capabilities {
  /** Threads that run at the same time, at least 1. */
  readonly cores: number
  /** Memory of the device; what most have where the browser does not say. */
  readonly memoryBytes: number
}

const USUAL_GIGABYTES = 4

/** Ask the browser. */
export function probeCapabilities(): Capabilities {
  // In steps up to 8, only in browsers built on Chromium.
  const { deviceMemory = USUAL_GIGABYTES } = navigator as { readonly deviceMemory?: number }
  return { cores: Math.max(1, navigator.hardwareConcurrency), memoryBytes: deviceMemory * 2 ** 30 }
}
