import path from 'node:path'
import { fileURLToPath } from 'node:url'
import asc from 'assemblyscript/asc'

const folder = fileURLToPath(new URL('../src/kernel/', import.meta.url))
const PREFIX = 'kernel:'

/** Compile `src/kernel/<name>.assembly.ts`. @returns the bytes of the WebAssembly module */
async function compileKernel(name) {
  let binary = null
  const source = path.join(folder, `${name}.assembly.ts`)
  const options = ['-O3', '--converge', '--noAssert', '--runtime', 'stub', '--importMemory', '--enable', 'simd']
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
 * Vite plugin: `import { wasm } from 'kernel:<name>'` gives the bytes of a kernel, compiled from its source.
 * They stand in the script: no request that may fail, and a page that is one file has them too.
 */
export function kernelPlugin() {
  const built = new Map()
  return {
    name: 'recscope:kernel',
    resolveId: (id) => (id.startsWith(PREFIX) ? `\0${id}` : null),
    async load(id) {
      if (!id.startsWith(`\0${PREFIX}`)) return null
      const name = id.slice(PREFIX.length + 1)
      this.addWatchFile(path.join(folder, `${name}.assembly.ts`))
      const text = built.get(name) ?? Buffer.from(await compileKernel(name)).toString('base64')
      built.set(name, text)
      return `export const wasm = Uint8Array.from(atob('${text}'), (letter) => letter.charCodeAt(0))\n`
    },
  }
}
