// Runs a TypeScript program of this project in node: node scripts/run-ts.mjs <entry.ts> [arguments]
// Node 20 reads no TypeScript, so the entry is bundled by vite first; nothing is written to standard output here.
import { existsSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const [entry, ...rest] = process.argv.slice(2)

function fail(message) {
  process.stderr.write(`${message}\n`)
  process.exit(2)
}

if (entry === undefined) fail('Usage: node scripts/run-ts.mjs <entry.ts> [arguments]')
const source = path.resolve(entry)
if (!existsSync(source)) fail(`No such program: ${entry}`)

const missing = () => fail('vite is missing: run "npm ci" first.')
const { build } = await import('vite').catch(missing)
const { kernelPlugin } = await import('./kernel-plugin.mjs').catch(missing)
const outDir = path.join(root, 'node_modules', '.cache', 'recscope')
// The process id keeps two runs at the same time from reading each other's half-written bundle.
const fileName = `${path.basename(source, path.extname(source))}-${process.pid}.mjs`
await build({
  root,
  configFile: false,
  logLevel: 'error',
  publicDir: false,
  plugins: [kernelPlugin()],
  build: {
    ssr: source,
    target: 'node20',
    minify: false,
    outDir,
    emptyOutDir: false,
    rollupOptions: { output: { entryFileNames: fileName, format: 'es' } },
  },
})

const bundle = path.join(outDir, fileName)
process.argv = [process.argv[0], source, ...rest]
try {
  await import(pathToFileURL(bundle).href)
} finally {
  const { rmSync } = await import('node:fs')
  rmSync(bundle, { force: true })
}
