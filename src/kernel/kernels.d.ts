/**
 * The built kernels: `kernel:<name>` is compiled from `src/kernel/<name>.assembly.ts` by `scripts/kernel-plugin.mjs`;
 * `<name>.relaxed` is the same source with relaxed SIMD, `<name>.shared` for a memory that threads share. `wasm` is a WebAssembly
 * module.
 */
declare module 'kernel:plain-rows' {
  export const wasm: Uint8Array<ArrayBuffer>
}
declare module 'kernel:als' {
  export const wasm: Uint8Array<ArrayBuffer>
}
declare module 'kernel:als.relaxed' {
  export const wasm: Uint8Array<ArrayBuffer>
}
declare module 'kernel:als.shared' {
  export const wasm: Uint8Array<ArrayBuffer>
}
declare module 'kernel:als.relaxed.shared' {
  export const wasm: Uint8Array<ArrayBuffer>
}
declare module 'kernel:als-exact' {
  export const wasm: Uint8Array<ArrayBuffer>
}
declare module 'kernel:als-exact.shared' {
  export const wasm: Uint8Array<ArrayBuffer>
}
declare module 'kernel:top-k' {
  export const wasm: Uint8Array<ArrayBuffer>
}
