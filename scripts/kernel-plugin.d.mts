import type { Plugin } from 'vite'

/** Vite plugin: `import { wasm } from 'kernel:<name>'` gives the bytes of a kernel, compiled from its source. */
export function kernelPlugin(): Plugin
