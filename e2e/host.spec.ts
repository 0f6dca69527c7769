import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { expect } from '@playwright/test'
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
  expect(policy).not.toMatch(/unsafe|\*|https?:/)
})

test('needs at most 130 kB of compressed script before the first press of a button', async ({ app }) => {
  const sizes = new Map<string, number>()
  app.page.on('response', async (response) => {
    const path = new URL(response.url()).pathname
    if (!path.endsWith('.js') || path.includes('.worker-')) return
    sizes.set(path, gzipSync(await response.body()).length)
  })
  await app.open('#/data')
  await expect(app.tryDemoButton).toBeVisible()
  await app.page.waitForLoadState('networkidle')
  const total = [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0)
  expect(sizes.size).toBeGreaterThan(0)
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
