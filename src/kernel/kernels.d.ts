/** The built kernels: `kernel:<name>` is compiled from `src/kernel/<name>.assembly.ts` by `scripts/kernel-plugin.mjs`. */
declare module 'kernel:plain-rows' {
  /** A WebAssembly module. */
  export const wasm: Uint8Array<ArrayBuffer>
}
