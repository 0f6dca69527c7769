import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { ensureInstall, ROOT, runTool } from './ensure-install.mjs'
import { findBrowser } from './find-browser.mjs'

ensureInstall()
if (!existsSync(join(ROOT, 'dist', 'index.html'))) {
  console.error('There is no built page; run "npm run build" first.')
  process.exit(1)
}
let browser
try {
  browser = await findBrowser()
} catch (error) {
  console.error(error.message)
  process.exit(1)
}
console.log(`End-to-end tests with ${browser}`)

const report = process.env.RECSCOPE_E2E_REPORT ?? join(ROOT, 'test-results', 'playwright.json')
mkdirSync(join(ROOT, 'test-results'), { recursive: true })
rmSync(report, { force: true })
process.exit(
  runTool('@playwright/test/cli.js', ['test', '--config', 'e2e/playwright.config.ts', ...process.argv.slice(2)], {
    CHROMIUM_PATH: browser,
    RECSCOPE_E2E_PORT: String(await freePort()),
    RECSCOPE_E2E_REPORT: report,
  }),
)

function freePort() {
  return new Promise((done, failed) => {
    const probe = createServer().once('error', failed)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => done(port))
    })
  })
}
