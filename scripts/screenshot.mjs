import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ensureInstall, ROOT, runTool } from './ensure-install.mjs'
import { findBrowser } from './find-browser.mjs'
import { securityHeaders, serve } from './static-server.mjs'

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: join(ROOT, 'docs', 'client.png') },
    screen: { type: 'string', default: '#/client' },
    theme: { type: 'string', default: 'light' },
    width: { type: 'string', default: '1440' },
    height: { type: 'string', default: '900' },
    'skip-build': { type: 'boolean', default: false },
  },
})
const PATIENCE_MS = 120_000

ensureInstall()
if (!values['skip-build'] && runTool('vite/bin/vite.js', ['build', '--logLevel', 'warn']) !== 0) process.exit(1)
const { chromium } = await import('@playwright/test')
const root = join(ROOT, 'dist')
const server = await serve({ root, headers: securityHeaders(root) })
const browser = await chromium.launch({
  executablePath: await findBrowser(),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
})
try {
  const page = await browser.newPage({
    baseURL: server.url,
    viewport: { width: Number(values.width), height: Number(values.height) },
    colorScheme: values.theme,
    reducedMotion: 'reduce',
    deviceScaleFactor: 2,
  })
  page.setDefaultTimeout(PATIENCE_MS)
  await page.goto('?lang=en#/data')
  await page.getByRole('button', { name: 'Try with demo data' }).click()
  await page
    .getByRole('region', { name: 'File products' })
    .getByText(/\d rows/)
    .waitFor()
  await page.goto('?lang=en#/client')
  await page.getByRole('grid', { name: 'Clients' }).getByRole('row').nth(1).click()
  await page.getByRole('table', { name: 'Recommended categories' }).getByRole('row').nth(1).waitFor()
  if (values.screen !== '#/client') await page.goto(`?lang=en${values.screen}`)
  await page.waitForLoadState('networkidle')
  await page.screenshot({ path: values.out, animations: 'disabled' })
  console.log(values.out)
} finally {
  await browser.close()
  await server.close()
}
