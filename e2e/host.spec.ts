import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { expect, type Response } from '@playwright/test'
import { serve } from '../scripts/static-server.mjs'
import { App } from './support/app.ts'
import { PAGE_OPTIONS } from './support/page-options.ts'
import { test } from './support/test.ts'

const DIST = fileURLToPath(new URL('../dist', import.meta.url))

for (const base of ['/', '/deep/er/'])
  test(`works on a plain static host, without any header, under ${base}`, async ({ browser }) => {
    const host = await serve({ root: DIST, base })
    const context = await browser.newContext({ ...PAGE_OPTIONS, baseURL: host.url })
    const page = await context.newPage()
    const failures: string[] = []
    page.on('response', (response) => {
      if (response.status() >= 400) failures.push(response.url())
    })
    page.on('console', (message) => {
      if (message.type() === 'error') failures.push(message.text())
    })
    const app = new App(page)
    await app.loadSmallFiles()
    await app.expectTrained()
    expect(failures).toEqual([])
    await context.close()
    await host.close()
  })

test('breaks none of its own policy during a visit with all screens', async ({ app }) => {
  const broken: string[] = []
  app.page.on('console', (message) => {
    if (/Content Security Policy|Trusted ?Type/i.test(message.text())) broken.push(message.text())
  })
  await app.loadSmallFiles()
  await app.expectTrained()
  for (const screen of ['overview', 'models', 'data']) {
    await app.open(`#/${screen}`)
    await app.page.waitForLoadState('networkidle')
  }
  expect(broken).toEqual([])
})

test('carries the policy in the page itself, for hosts that send no headers', async ({ app }) => {
  await app.open()
  const policy = await app.page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content')
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("connect-src 'self'")
  expect(policy).toContain("require-trusted-types-for 'script'")
  // The kernels are compiled; no text is ever run as script.
  expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval';")
  expect(policy?.replace("'wasm-unsafe-eval'", '')).not.toMatch(/unsafe|\*|https?:/)
})

test('needs at most 130 kB of compressed script before the first press of a button', async ({ app }) => {
  const scripts: Response[] = []
  app.page.on('response', (response) => {
    const path = new URL(response.url()).pathname
    // Workers have a thread of their own; their scripts do not stand between a person and the page.
    if (path.endsWith('.js') && !/\.worker-|demo-files-/.test(path)) scripts.push(response)
  })
  await app.open('#/data')
  await expect(app.tryDemoButton).toBeVisible()
  // From here on the page answers; the other screens are fetched ahead two seconds later.
  const sizes = await Promise.all([...scripts].map(async (script) => gzipSync(await script.body()).length))
  const total = sizes.reduce((sum, bytes) => sum + bytes, 0)
  expect(sizes.length).toBeGreaterThan(1)
  expect(total).toBeLessThanOrEqual(130_000)
})

test('is left alone by a cut-off or strange address', async ({ app }) => {
  for (const fragment of [
    '',
    '#',
    '#/',
    '#/nowhere',
    '#/client/%E0%A4%A',
    '#/client/%uD83D?x=%',
    '#////',
    '#/data?=&=&a',
  ])
    await test.step(fragment, async () => {
      await app.open(fragment)
      await expect(app.page.getByRole('main')).toContainText(/\S/)
    })
})
