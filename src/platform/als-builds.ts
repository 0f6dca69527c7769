import { wasm as relaxedWasm } from 'kernel:als.relaxed'
import { wasm as sharedRelaxedWasm } from 'kernel:als.relaxed.shared'
import { wasm as sharedWasm } from 'kernel:als.shared'
import { wasm } from 'kernel:als'

/** A build of the kernel, as it is named in recipes. With shared memory it gives the same bits, so that is no other name. */
export type AlsBuild = 'wasm-simd' | 'wasm-relaxed-simd'

/** Whether the memory of an instance is its own, or that of several threads. */
export type MemoryKind = 'own' | 'shared'

/** Best first. */
const BUILDS: Readonly<Record<AlsBuild, Readonly<Record<MemoryKind, Uint8Array<ArrayBuffer>>>>> = {
  'wasm-relaxed-simd': { own: relaxedWasm, shared: sharedRelaxedWasm },
  'wasm-simd': { own: wasm, shared: sharedWasm },
}

const compiled = new Map<string, WebAssembly.Module | null>()

/** The compiled module, `null` where it does not run: no such vectors, no WebAssembly, or a policy that forbids it. */
export function moduleOf(build: AlsBuild, kind: MemoryKind): WebAssembly.Module | null {
  const key = `${build} ${kind}`
  let module = compiled.get(key)
  if (module === undefined) {
    const bytes = BUILDS[build][kind]
    try {
      module = WebAssembly.validate(bytes) ? new WebAssembly.Module(bytes) : null
    } catch {
      module = null
    }
    compiled.set(key, module)
  }
  return module
}

/** The best build that runs here, `null` without any. */
export function bestBuild(): AlsBuild | null {
  return (Object.keys(BUILDS) as AlsBuild[]).find((build) => moduleOf(build, 'own') !== null) ?? null
}
