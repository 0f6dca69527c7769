import path from 'node:path'
import asc from 'assemblyscript/asc'

const FOLDER = 'src/kernel'
const PREFIX = 'kernel:'

/** Ends of a name that make another build of the same source: with relaxed SIMD, and for a memory that several threads share. */
const VARIANTS = {
  relaxed: ['--enable', 'relaxed-simd'],
  shared: ['--enable', 'threads', '--sharedMemory', '--initialMemory', '1', '--maximumMemory', '65536'],
}

const sourceOf = (root, name) => path.join(root, FOLDER, `${name.split('.')[0]}.assembly.ts`)

/** Compile a kernel. @returns the bytes of the WebAssembly module */
async function compileKernel(root, name) {
  let binary = null
  const source = sourceOf(root, name)
  const options = ['-O3', '--converge', '--noAssert', '--runtime', 'stub', '--importMemory', '--enable', 'simd']
  for (const variant of name.split('.').slice(1)) options.push(...VARIANTS[variant])
  const { error, stderr } = await asc.main(
    [path.relative(process.cwd(), source), '-o', `${name}.wasm`, ...options, '--use', 'abort='],
    {
      writeFile: (_, contents) => {
        binary = contents
      },
    },
  )
  if (error !== null || binary === null) throw new Error(`Kernel ${name} does not compile:\n${stderr.toString()}`)
  return binary
}

/**
 * Vite plugin: `import { wasm } from 'kernel:<name>'` gives the bytes of a kernel, compiled from `src/kernel/<name>.assembly.ts`.
 * They stand in the script: no request that may fail, and a page that is one file has them too.
 */
export function kernelPlugin() {
  let root = process.cwd()
  return {
    name: 'recscope:kernel',
    configResolved: (config) => {
      root = config.root
    },
    resolveId: (id) => (id.startsWith(PREFIX) ? `\0${id}` : null),
    async load(id) {
      if (!id.startsWith(`\0${PREFIX}`)) return null
      const name = id.slice(PREFIX.length + 1)
      this.addWatchFile(sourceOf(root, name))
      const text = Buffer.from(await compileKernel(root, name)).toString('base64')
      return `export const wasm = Uint8Array.from(atob('${text}'), (letter) => letter.charCodeAt(0))\n`
    },
  }
}
