import { fileURLToPath } from 'node:url'
import { expect } from '@playwright/test'
import { securityHeaders, serve } from '../scripts/static-server.mjs'
import { App, FILE_ROLES } from './support/app.ts'
import { watchEgress } from './support/egress.ts'
import { memoryFile, renamed, SMALL_FACTS, smallText } from './support/fixtures.ts'
import { startLoggingProxy } from './support/logging-proxy.ts'
import { PAGE_OPTIONS } from './support/page-options.ts'
import { startSink } from './support/sink.ts'
import { test } from './support/test.ts'

const DIST = fileURLToPath(new URL('../dist', import.meta.url))
const LEAK = fileURLToPath(new URL('./support/leak', import.meta.url))

test.describe('the guard notices a page that leaks', () => {
  test('in requests of the page and of its worker, in beacons and in websockets', async ({ browser }) => {
    const sink = await startSink()
    const leaking = await serve({ root: LEAK })
    const context = await browser.newContext()
    const egress = watchEgress(context, new URL(leaking.url).origin)
    const page = await context.newPage()
    await page.goto(`${leaking.url}#${sink.host}`)
    await expect(page.locator('body')).toHaveAttribute('data-done', 'true')

    // All of it arrived, so that the guard had something to notice.
    const ways = ['/page-fetch', '/image', '/beacon', '/page-socket', '/worker-fetch', '/worker-import']
    for (const way of ways) expect(sink.paths).toContain(way)
    const seen = egress.strangers.map((address) => new URL(address).pathname)
    for (const way of ways) expect(seen).toContain(way)
    expect(egress.mentions('canary-7f3a')).toBe(true)

    await context.close()
    await Promise.all([leaking.close(), sink.close()])
  })

  test('in the log of the proxy', async ({ browser }) => {
    const [sink, proxy, leaking] = await Promise.all([startSink(), startLoggingProxy(), serve({ root: LEAK })])
    const context = await browser.newContext({ proxy: { server: proxy.server, bypass: '<-loopback>' } })
    const page = await context.newPage()
    await page.goto(`${leaking.url}#${sink.host}`)
    await expect(page.locator('body')).toHaveAttribute('data-done', 'true')
    const strange = proxy.log.filter((entry) => entry.includes(sink.host))
    expect(strange).toContain(`http://${sink.host}/worker-fetch`)
    expect(strange).toContain(`CONNECT ${sink.host}`)
    await context.close()
    await Promise.all([leaking.close(), proxy.close(), sink.close()])
  })
})

test('the headers of the page keep even a page that leaks from sending anything', async ({ browser }) => {
  const sink = await startSink()
  const headers = securityHeaders(DIST)
  // The page of the control uses no policy for its worker address; everything else is the built page's own.
  const policy = headers['Content-Security-Policy'] ?? ''
  const withoutTrustedTypes = policy.replace(/; require-trusted-types-for[^;]*; trusted-types[^;]*/, '')
  expect(withoutTrustedTypes).not.toBe(policy)
  const leaking = await serve({ root: LEAK, headers: { ...headers, 'Content-Security-Policy': withoutTrustedTypes } })
  const page = await browser.newPage()
  await page.goto(`${leaking.url}#${sink.host}`)
  await expect(page.locator('body')).toHaveAttribute('data-done', 'true')
  expect(sink.paths).toEqual([])
  await page.close()
  await Promise.all([leaking.close(), sink.close()])
})

test('a whole visit sends nothing of the files, neither past the browser nor past a proxy', async ({
  browser,
  baseURL,
}) => {
  test.setTimeout(120_000)
  const client = 'canaryclient4d1b'
  const keyword = 'canaryword9c2e'
  const files = [
    memoryFile(
      'a.csv',
      smallText('actions')
        .replaceAll(/^(\d+),1,/gm, `$1,${client},`)
        .replaceAll('우유', keyword),
    ),
    memoryFile('b.csv', smallText('transactions').replaceAll(/^([^,]*),([^,]*),1,/gm, `$1,$2,${client},`)),
    memoryFile('c.csv', smallText('demographics').replace(/^1,/m, `${client},`)),
    renamed('products', 'd.csv'),
  ]
  const proxy = await startLoggingProxy()
  const context = await browser.newContext({
    ...PAGE_OPTIONS,
    baseURL: baseURL ?? '',
    proxy: { server: proxy.server, bypass: '<-loopback>' },
  })
  const { origin } = new URL(baseURL ?? '')
  const egress = watchEgress(context, origin)
  const app = new App(await context.newPage())

  await app.open('#/data')
  await app.choose(files)
  for (const role of FILE_ROLES) await app.expectRows(role, SMALL_FACTS.rows[role])
  await app.expectTrained()
  await app.open(`#/client/${client}`)
  await expect(app.clientHeading(client)).toBeVisible()
  await expect(app.region('Searches')).toContainText(/\S/)
  await app.open('#/overview')
  await expect(app.page.getByText(keyword).first()).toBeVisible()
  await app.open('#/models')
  await app.trainButton.click()
  await expect(app.metrics).toBeVisible({ timeout: 60_000 })

  expect(egress.strangers).toEqual([])
  expect(egress.requestCount()).toBeGreaterThan(3)
  expect(egress.mentions(client)).toBe(false)
  expect(egress.mentions(keyword)).toBe(false)
  expect(proxy.log.length).toBeGreaterThan(3)
  expect(proxy.log.filter((entry) => !entry.startsWith(`${origin}/`))).toEqual([])
  expect(proxy.log.filter((entry) => entry.includes(client) || entry.includes(keyword))).toEqual([])
  await context.close()
  await proxy.close()
})

test('works with the network cut once the page is there, and shows the same', async ({ app, small }) => {
  test.setTimeout(120_000)
  const lastScript = app.page.waitForResponse(/ExportMenu-[^/]*\.js$/)
  await app.open('#/data')
  await expect(app.tryDemoButton).toBeVisible()
  // The page fetches its other screens ahead; once the last one is there, it needs nobody.
  await (await lastScript).finished()
  await app.page.waitForLoadState('networkidle')
  await app.page.context().setOffline(true)
  await app.choose(FILE_ROLES.map((role) => renamed(role, `${role}.csv`)))
  for (const role of FILE_ROLES) await app.expectRows(role, SMALL_FACTS.rows[role])
  await app.expectTrained()
  const { both } = SMALL_FACTS.clients
  for (const one of [app, small]) {
    await one.open(`#/client/${both}`)
    await expect(one.clientHeading(both)).toBeVisible()
    await expect(one.recommended.getByRole('row').nth(1)).toBeVisible()
  }
  expect(await app.recommended.innerText()).toBe(await small.recommended.innerText())
})
