import { wasm as relaxedWasm } from 'kernel:als.relaxed'
import { wasm as sharedRelaxedWasm } from 'kernel:als.relaxed.shared'
import { wasm as sharedWasm } from 'kernel:als.shared'
import { wasm as sharedExactWasm } from 'kernel:als-exact.shared'
import { wasm as exactWasm } from 'kernel:als-exact'
import { wasm } from 'kernel:als'
import { compileKernel } from './compile-kernel.ts'

/** A build of the float32 kernel, as it is named in recipes. With shared memory it gives the same bits, so that is no other name. */
export type AlsBuild = 'wasm-simd' | 'wasm-relaxed-simd'

/** The float64 kernel of the exact solver. */
export type ExactBuild = 'wasm-float64'

export type KernelBuild = AlsBuild | ExactBuild

/** Whether the memory of an instance is its own, or that of several threads. */
export type MemoryKind = 'own' | 'shared'

const BUILDS: Readonly<Record<KernelBuild, Readonly<Record<MemoryKind, Uint8Array<ArrayBuffer>>>>> = {
  'wasm-relaxed-simd': { own: relaxedWasm, shared: sharedRelaxedWasm },
  'wasm-simd': { own: wasm, shared: sharedWasm },
  'wasm-float64': { own: exactWasm, shared: sharedExactWasm },
}

const BEST_FIRST: readonly AlsBuild[] = ['wasm-relaxed-simd', 'wasm-simd']

/** The compiled module, `null` where it does not run. */
export const moduleOf = (build: KernelBuild, kind: MemoryKind): WebAssembly.Module | null =>
  compileKernel(BUILDS[build][kind])

/** The best float32 build that runs here, `null` without any. */
export function bestBuild(): AlsBuild | null {
  return BEST_FIRST.find((build) => moduleOf(build, 'own') !== null) ?? null
}

/** The float64 build where it runs. */
export function exactBuild(): ExactBuild | null {
  return moduleOf('wasm-float64', 'own') === null ? null : 'wasm-float64'
}
