import { readdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build } from 'vite'
import { kernelPlugin } from '../scripts/kernel-plugin.mjs'
import { buildPage } from './support.ts'

const harnessHtml = (hasInput: boolean) => `<!doctype html>
<meta charset="UTF-8" />
<title>Harness</title>
${hasInput ? '<input type="file" multiple />' : ''}
<script type="module" src="./harness.js"></script>
`

/** Build a script and a page around it into the folder `bench` of a site: same server, same headers as the page that people get. */
export async function buildHarness(site: string, entry: string, hasInput: boolean): Promise<void> {
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
      rolldownOptions: { input: resolve(entry), output: { entryFileNames: 'harness.js' } },
    },
  })
  writeFileSync(join(outDir, 'harness.html'), harnessHtml(hasInput))
}

/**
 * Build the page, and beside it the harness that drives its workers without it.
 *
 * @returns address of the dataset worker's script from the harness
 */
export async function buildSite(site: string): Promise<string> {
  buildPage(site)
  await buildHarness(site, 'bench/ingest/harness.ts', true)
  const worker = readdirSync(join(site, 'assets')).find((name) => /^dataset\.worker-.*\.js$/.test(name))
  if (worker === undefined) throw new Error('The built page has no dataset worker')
  return `../assets/${worker}`
}
