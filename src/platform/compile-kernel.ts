const compiled = new WeakMap<Uint8Array<ArrayBuffer>, WebAssembly.Module | null>()

/** A kernel, compiled once; `null` where the browser has no WebAssembly with these vectors or the host's policy forbids it. */
export function compileKernel(wasm: Uint8Array<ArrayBuffer>): WebAssembly.Module | null {
  let module = compiled.get(wasm)
  if (module === undefined) {
    try {
      module = WebAssembly.validate(wasm) ? new WebAssembly.Module(wasm) : null
    } catch {
      module = null
    }
    compiled.set(wasm, module)
  }
  return module
}
