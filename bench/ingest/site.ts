import { readdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build } from 'vite'
import { kernelPlugin } from '../../scripts/kernel-plugin.mjs'
import { buildPage } from '../support.ts'

const HARNESS_HTML = `<!doctype html>
<meta charset="UTF-8" />
<title>Ingest harness</title>
<input type="file" multiple />
<script type="module" src="./harness.js"></script>
`

/**
 * Build the page, and beside it, in the folder `bench`, the harness that drives its workers without it: same server, same headers.
 *
 * @returns address of the dataset worker's script from the harness
 */
export async function buildSite(site: string): Promise<string> {
  buildPage(site)
  const outDir = join(site, 'bench')
  await build({
    configFile: false,
    root: resolve('.'),
    base: './',
    publicDir: false,
    logLevel: 'warn',
    plugins: [kernelPlugin()],
    worker: { format: 'es', plugins: () => [kernelPlugin()] },
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2023',
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      rolldownOptions: { input: resolve('bench/ingest/harness.ts'), output: { entryFileNames: 'harness.js' } },
    },
  })
  writeFileSync(join(outDir, 'harness.html'), HARNESS_HTML)
  const worker = readdirSync(join(site, 'assets')).find((name) => /^dataset\.worker-.*\.js$/.test(name))
  if (worker === undefined) throw new Error('The built page has no dataset worker')
  return `../assets/${worker}`
}
