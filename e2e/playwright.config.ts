import { defineConfig } from '@playwright/test'
import { PAGE_OPTIONS } from './support/page-options.ts'

const browser = process.env['CHROMIUM_PATH']
if (browser === undefined || browser === '') throw new Error('Start the end-to-end tests with: npm run e2e')
const port = process.env['RECSCOPE_E2E_PORT'] ?? '4190'

/** A sub-path, as on a shared host: an absolute address anywhere in the build would break every test. */
const base = '/some/sub/path/'

export default defineConfig({
  testDir: '.',
  outputDir: '../test-results/e2e',
  // Two cores are shared with the browser and its workers; more than one test at a time would measure the queue.
  workers: 1,
  fullyParallel: false,
  forbidOnly: process.env['CI'] !== undefined,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [
    ['list'],
    ['json', { outputFile: process.env['RECSCOPE_E2E_REPORT'] ?? '../test-results/playwright.json' }],
  ],
  use: {
    baseURL: `http://127.0.0.1:${port}${base}`,
    browserName: 'chromium',
    headless: true,
    ...PAGE_OPTIONS,
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: browser,
      args: [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        // The browser's own form filling asks a server of its maker; the proxy of the egress test would see it.
        '--disable-features=AutofillServerCommunication,OptimizationHints',
      ],
    },
  },
  webServer: {
    command: `node scripts/serve.mjs --port ${port} --base ${base}`,
    cwd: '..',
    url: `http://127.0.0.1:${port}${base}`,
    reuseExistingServer: false,
    timeout: 20_000,
  },
})
