import { expect } from '@playwright/test'
import { SMALL_FACTS } from './support/fixtures.ts'
import { test } from './support/test.ts'

test('shows the data set at a glance', async ({ small }) => {
  await small.open('#/overview')
  const main = small.page.getByRole('main')
  await expect(main).toContainText(String(SMALL_FACTS.clientCount))
  await expect(main).toContainText(String(SMALL_FACTS.searchCount))
  // The most searched words and the most bought categories, from the files.
  await expect(main).toContainText('우유')
  await expect(main).toContainText('Milk')
})

test('names what is missing when only one file is there', async ({ app }) => {
  await app.open('#/data')
  const content = 'clnt_id,clnt_gender,clnt_age\n1,F,30\n2,M,40\n'
  await app.choose([{ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(content) }])
  await app.expectRows('demographics', 2)
  await app.open('#/overview')
  await expect(app.page.getByRole('main')).toContainText('2')
  await expect(app.page.getByRole('main')).toContainText(/transactions|purchases/i)
})

test('gives every chart a name', async ({ demo }) => {
  test.setTimeout(120_000)
  const main = demo.page.getByRole('main')
  const charts = main.getByRole('figure').or(main.getByRole('img'))
  const expectNames = async () => {
    await expect(charts.first()).toBeVisible()
    for (const chart of await charts.all()) await expect(chart).toHaveAccessibleName(/\S/)
  }
  await demo.open('#/overview')
  await expectNames()
  await demo.open('#/client')
  await demo.clientRows().first().click()
  await expect(demo.recommended.getByRole('row').nth(1)).toBeVisible({ timeout: 60_000 })
  await expectNames()
  await demo.region('Purchases by category').getByRole('button', { name: 'Chart' }).click()
  await expectNames()
  await demo.open('#/models')
  await expect(demo.metrics).toBeVisible({ timeout: 60_000 })
  await expectNames()
})
