import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, expect, type Page } from '@playwright/test'
import { App, FILE_ROLES } from './support/app.ts'
import { deviceStorage, spoil, type Damage } from './support/device-storage.ts'
import { memoryFile, SMALL_FACTS } from './support/fixtures.ts'
import { PAGE_OPTIONS } from './support/page-options.ts'
import { test } from './support/test.ts'

const button = (app: App, name: string) => app.page.getByRole('button', { name, exact: true })
const question = (app: App) => app.region('Keep these files')

async function keepSmallFiles(app: App): Promise<void> {
  await app.loadSmallFiles()
  await question(app).getByRole('button', { name: 'Keep', exact: true }).click()
  await expect(app.page.getByRole('status').filter({ hasText: 'Kept on this device' })).toBeVisible()
}

async function reload(app: App): Promise<void> {
  await app.page.goto('about:blank')
  await app.open('#/data')
}

async function expectAllRows(app: App): Promise<void> {
  for (const role of FILE_ROLES) await app.expectRows(role, SMALL_FACTS.rows[role])
}

test('opens what was kept without the files, and gives the same list to the same client', async ({ app }) => {
  test.setTimeout(120_000)
  await keepSmallFiles(app)
  await app.expectTrained()
  const client = new URL(app.page.url()).hash.split('?')[0] ?? ''
  const codes = await app.column(app.recommended, 'Code')
  expect(codes.length).toBeGreaterThan(0)

  await reload(app)
  await button(app, 'Reopen kept files').click()
  await expectAllRows(app)
  await expect(question(app)).toBeHidden()
  await app.open(client)
  await expect(app.recommended.getByRole('row').nth(1)).toBeVisible({ timeout: 90_000 })
  expect(await app.column(app.recommended, 'Code')).toEqual(codes)
})

test('opens what was kept by itself when a link asks for a client', async ({ app }) => {
  await keepSmallFiles(app)
  await app.page.goto('about:blank')
  await app.open('#/client/1')
  await expect(app.clientHeading('1')).toBeVisible()
  await expect(app.region('Purchases by category')).toContainText('Foods')
})

const damages: readonly (readonly [string, string, Damage, RegExp, boolean])[] = [
  ['a changed byte in the rows', 'actions', 'flip', /damaged/, true],
  ['rows that were cut off', 'transactions', 'cut', /damaged/, true],
  ['rows that are gone', 'products', 'remove', /damaged/, true],
  ['a changed byte in the marker', 'commit', 'flip', /damaged/, false],
  ['a missing marker', 'commit', 'remove', /not finished/, false],
]
for (const [what, file, damage, says, onOpening] of damages)
  test(`tells ${what} and deletes what is left`, async ({ app }) => {
    await keepSmallFiles(app)
    await app.page.goto('about:blank')
    await app.open('#/data')
    await expect(button(app, 'Reopen kept files')).toBeVisible()
    await spoil(app.page, file, damage)
    if (onOpening) await button(app, 'Reopen kept files').click()
    else await reload(app)
    await expect(app.page.getByText(says).first()).toBeVisible()
    await expect(button(app, 'Reopen kept files')).toBeHidden()
    await expect.poll(async () => (await deviceStorage(app.page)).files).toEqual([])
    await expect(app.fileRegion('actions').getByText(/\d rows/)).toBeHidden()
  })

test('asks once, takes no for an answer, and never asks about the demo', async ({ app }) => {
  test.setTimeout(120_000)
  await app.loadDemo()
  await expect(app.region('Memory and storage')).toContainText('Nothing is kept')
  await expect(question(app)).toBeHidden()
  await app.choose([memoryFile('own.csv', 'clnt_id,clnt_gender,clnt_age\n1,F,30\n')])
  await app.expectRows('demographics', 1)
  await button(app, 'Not now').click()
  await expect(question(app)).toBeHidden()
  await app.page.reload()
  await app.loadSmallFiles()
  await expect(app.region('Memory and storage')).toContainText('Nothing is kept')
  await expect(question(app)).toBeHidden()
  expect((await deviceStorage(app.page)).files).toEqual([])
})

test('offers to put other data in the place of what is kept', async ({ app }) => {
  await keepSmallFiles(app)
  await app.choose([memoryFile('own.csv', 'clnt_id,clnt_gender,clnt_age\n1,F,30\n')])
  await app.expectRows('demographics', 1)
  await button(app, 'Dismiss').first().click()
  await question(app).getByRole('button', { name: 'Replace what is kept' }).click()
  await expect(app.page.getByRole('status').filter({ hasText: 'Kept on this device' })).toBeVisible()
  await reload(app)
  await button(app, 'Reopen kept files').click()
  await app.expectRows('demographics', 1)
  await app.expectRows('actions', SMALL_FACTS.rows.actions)
})

/** Hold the lock of the storage in another tab until that tab is closed. */
async function tabThatKeeps(app: App): Promise<Page> {
  const page = await app.page.context().newPage()
  await page.goto(app.page.url())
  await page.evaluate(
    () =>
      new Promise<void>((entered) => {
        void navigator.locks.request('recscope-kept', { mode: 'exclusive' }, () => {
          entered()
          return new Promise(() => undefined)
        })
      }),
  )
  return page
}

test('does not disturb another tab that is keeping files, and goes on when that is done', async ({ app }) => {
  await app.loadSmallFiles()
  await expect(question(app)).toBeVisible()
  const other = await tabThatKeeps(app)
  await question(app).getByRole('button', { name: 'Keep', exact: true }).click()
  await expect(app.page.getByText('Another tab is keeping')).toBeVisible()
  await other.close()
  await button(app, 'Dismiss').click()
  await question(app).getByRole('button', { name: 'Keep', exact: true }).click()
  await expect(app.page.getByRole('status').filter({ hasText: 'Kept on this device' })).toBeVisible()
})

test('opens the same kept files in two tabs', async ({ app }) => {
  await keepSmallFiles(app)
  const tabs = [app, new App(await app.page.context().newPage())]
  for (const tab of tabs) await reload(tab)
  await Promise.all(tabs.map((tab) => button(tab, 'Reopen kept files').click()))
  for (const tab of tabs) await expectAllRows(tab)
})

/** Let the disk be full, try to keep, and look that nothing is lost and nothing half-written is left. */
async function expectFullDiskIsTold(app: App): Promise<void> {
  await app.loadSmallFiles()
  await expect(question(app)).toBeVisible()
  const session = await app.page.context().newCDPSession(app.page)
  const { origin } = new URL(app.page.url())
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 2_000 })
  await question(app).getByRole('button', { name: 'Keep', exact: true }).click()
  await expect(app.page.getByRole('alert').filter({ hasText: 'Nothing was kept' })).toBeVisible()
  expect((await deviceStorage(app.page)).files).toEqual([])
  await expectAllRows(app)
  await session.send('Storage.overrideQuotaForOrigin', { origin })
  await button(app, 'Dismiss').click()
  await question(app).getByRole('button', { name: 'Keep', exact: true }).click()
  await expect(app.page.getByRole('status').filter({ hasText: 'Kept on this device' })).toBeVisible()
}

test('goes on in memory when there is no room, in a private window', async ({ app }) => {
  await expectFullDiskIsTold(app)
})

test('goes on in memory when there is no room, in a profile on the disk', async ({ baseURL, launchOptions }) => {
  const folder = mkdtempSync(join(tmpdir(), 'recscope-profile-'))
  const context = await chromium.launchPersistentContext(folder, {
    ...launchOptions,
    ...PAGE_OPTIONS,
    baseURL: baseURL ?? '',
  })
  try {
    await expectFullDiskIsTold(new App(await context.newPage()))
  } finally {
    await context.close()
    rmSync(folder, { recursive: true, force: true })
  }
})

test('leaves nothing behind when everything is forgotten', async ({ app }) => {
  await keepSmallFiles(app)
  await app.page.evaluate(() => {
    localStorage.setItem('recscope:theme', 'dark')
    localStorage.setItem('recscope:choice:0123', '{"delimiter":";"}')
  })
  expect((await deviceStorage(app.page)).files).toContain('recscope-kept/save-1/commit')
  await button(app, 'Forget everything').click()
  await button(app, 'Yes, forget').click()
  await expect(app.page.getByText('Everything was forgotten')).toBeVisible()
  expect(await deviceStorage(app.page)).toEqual({
    files: [],
    databases: [],
    caches: [],
    localKeys: ['recscope:theme'],
    sessionKeys: [],
  })
  expect(new URL(app.page.url()).hash).toBe('#/data')
  await reload(app)
  await expect(app.tryDemoButton).toBeVisible()
  await expect(button(app, 'Reopen kept files')).toBeHidden()
})
