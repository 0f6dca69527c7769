import AxeBuilder from '@axe-core/playwright'
import { expect, type Locator } from '@playwright/test'
import type { App } from './support/app.ts'
import { SMALL_FACTS } from './support/fixtures.ts'
import { test } from './support/test.ts'

const browser = (app: App): Locator => app.region('Rows')
const table = (app: App): Locator => browser(app).getByRole('table', { name: 'Rows of Actions', exact: true })
const count = (app: App): Locator => browser(app).getByRole('status').first()

/** The texts of one column of the page that is shown. */
async function column(app: App, name: string): Promise<readonly string[]> {
  const heads = await table(app).getByRole('columnheader').allInnerTexts()
  const place = heads.findIndex((text) => text.trim().startsWith(name))
  return table(app)
    .locator(`tbody tr > :nth-child(${String(place + 1)})`)
    .allInnerTexts()
}

/** The rows of the actions as they are first seen: an address that is there already would leave what was typed before. */
async function openActions(app: App): Promise<void> {
  await app.open('#/data')
  await app.open('#/data?rows=actions')
}

test('shows the rows of a table, filtered, sorted and through the lens, and keeps all that in the address', async ({
  small,
}) => {
  await small.open('#/data')
  await browser(small).getByRole('button', { name: 'Actions', exact: true }).click()
  await expect(count(small)).toHaveText(`${String(SMALL_FACTS.rows.actions)} rows`)

  await browser(small).getByRole('button', { name: 'Searches only' }).click()
  await expect(count(small)).toHaveText(
    `${String(SMALL_FACTS.searchCount)} of ${String(SMALL_FACTS.rows.actions)} rows`,
  )
  expect(new Set(await column(small, 'action_type'))).toEqual(new Set(['0 search']))

  await browser(small).getByRole('textbox', { name: 'clnt_id contains' }).fill('7')
  await expect(small.page).toHaveURL(/clnt_id\.contains=7/)
  await table(small).getByRole('button', { name: 'clnt_id' }).click()
  await expect(table(small).getByRole('columnheader', { name: 'clnt_id' })).toHaveAttribute('aria-sort', 'ascending')
  const ids = await column(small, 'clnt_id')
  expect(ids.every((id) => id.includes('7'))).toBe(true)
  expect(ids[0]).toBe('7')
  await expect(small.page).toHaveURL(/#\/data\?.*rows=actions.*lens=searches.*sort=clnt_id/)

  await small.page.goBack()
  await expect(table(small).getByRole('columnheader', { name: 'clnt_id' })).toHaveAttribute('aria-sort', 'none')
  await small.page.goForward()
  await expect(table(small).getByRole('columnheader', { name: 'clnt_id' })).toHaveAttribute('aria-sort', 'ascending')
  await browser(small).getByRole('button', { name: 'Clear filters' }).click()
  await expect(count(small)).toHaveText(`${String(SMALL_FACTS.rows.actions)} rows`)
})

test('filters numbers, days and times by bounds, and says what it cannot read', async ({ small }) => {
  await openActions(small)
  await browser(small).getByRole('textbox', { name: 'hit_tm at least' }).fill('23:00')
  await expect(count(small)).toContainText(' of 659 rows')
  expect((await column(small, 'hit_tm')).every((time) => time >= '23:00')).toBe(true)
  await browser(small).getByRole('textbox', { name: 'sess_dt at most' }).fill('2019-99-01')
  await expect(browser(small)).toContainText('“2019-99-01” is no date')
})

test('is turned and sorted with the keyboard alone', async ({ small }) => {
  await openActions(small)
  await expect(count(small)).toHaveText('659 rows')
  const pages = browser(small).getByRole('navigation', { name: 'Pages of rows' })
  await pages.getByRole('button', { name: 'Next' }).focus()
  await small.page.keyboard.press('Enter')
  await expect(pages).toContainText('51 – 100 of 659')
  await pages.getByRole('button', { name: 'Last' }).focus()
  await small.page.keyboard.press('Space')
  await expect(pages).toContainText('651 – 659 of 659')
  await expect(pages.getByRole('button', { name: 'Last' })).toBeFocused()
  await pages.getByRole('textbox', { name: 'Go to row' }).fill('217')
  await small.page.keyboard.press('Enter')
  await expect(pages).toContainText('201 – 250 of 659')
  await table(small).getByRole('button', { name: 'sess_dt' }).focus()
  await small.page.keyboard.press('Enter')
  await expect(pages).toContainText('1 – 50 of 659')
  const days = await column(small, 'sess_dt')
  expect([...days].sort()).toEqual(days)
})

test('the dictionary tells meanings before a file is loaded, and counts after', async ({ app }) => {
  await app.open('#/data?dictionary=transactions')
  const dictionary = app.region('Data dictionary')
  await expect(dictionary.getByRole('row', { name: /^buy_am/ })).toContainText('Amount of the whole line')
  await app.loadSmallFiles()
  await app.open('#/data?dictionary=actions')
  await expect(dictionary.getByRole('row', { name: /^sech_kwd/ })).toContainText(String(SMALL_FACTS.keywordCount))
  const codes = dictionary.getByRole('table', { name: 'Action codes' })
  await expect(codes.getByRole('row', { name: /^0 search/ })).toContainText(String(SMALL_FACTS.searchCount))
  await expect(codes.getByRole('row', { name: /^8 payment option/ })).toContainText('0')
})

test('both fit a narrow page and pass axe, light and dark', async ({ app }) => {
  test.setTimeout(90_000)
  await app.page.setViewportSize({ width: 390, height: 844 })
  await app.loadSmallFiles()
  await app.open('#/data?rows=actions&dictionary=actions&sech_kwd.equals=&sess_dt.at-least=x')
  await expect(table(app)).toBeVisible()
  await expect(app.region('Data dictionary').getByRole('table', { name: 'Action codes' })).toBeVisible()
  const overflow = await app.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(overflow).toBeLessThanOrEqual(0)
  for (const colorScheme of ['light', 'dark'] as const) {
    await app.page.emulateMedia({ colorScheme })
    await app.page.waitForTimeout(250)
    const { violations } = await new AxeBuilder({ page: app.page }).analyze()
    expect(violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))).toEqual([])
  }
})
