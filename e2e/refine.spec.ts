import AxeBuilder from '@axe-core/playwright'
import { expect } from '@playwright/test'
import { test } from './support/test.ts'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

test('refines Best default on earlier days, gives way to a training, and only offers what it finds', async ({
  app,
}) => {
  test.setTimeout(240_000)
  const { page } = app
  await app.loadDemo()
  await app.open('#/models')
  await expect(app.metrics).toBeVisible({ timeout: 60_000 })
  const section = app.region('Refinement')
  const now = section.getByRole('button', { name: 'Refine now', exact: true })

  await now.click()
  await expect(app.progress('Refining settings')).toBeVisible()
  await app.cancel('Refining settings').click()
  await expect(section).toContainText('Nothing has changed')

  // A training goes first; lists are there while settings are tried.
  await now.click()
  await expect(section).toContainText(/settings \d of 8/)
  await app.trainButton.click()
  await expect(app.progress('Refining settings')).toBeHidden()
  await expect(now).toBeVisible({ timeout: 90_000 })
  await now.click()
  await expect(section).toContainText(/settings \d of 8/)
  await app.open('#/client')
  await app.clientRows().nth(1).click()
  await expect(app.recommended.getByRole('row').nth(1)).toBeVisible()
  await app.open('#/models')

  const tried = page.getByRole('table', { name: 'Settings tried', exact: true })
  await expect(tried).toBeVisible({ timeout: 120_000 })
  const settings = await app.column(tried, 'Settings')
  expect(settings[0]).toBe('Best default')
  expect(new Set(settings).size).toBe(8)
  for (const figure of await app.column(tried, 'NDCG@10')) expect(Number(figure)).toBeGreaterThan(0)
  await expect(section).toContainText('No later day was looked at')

  await page.setViewportSize({ width: 390, height: 844 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual(
    [],
  )

  const offered = section.getByRole('button', { name: 'Use them', exact: true })
  const isBetter = await offered.isVisible()
  await expect(section).toContainText(isBetter ? 'better than Best default by' : 'No combination is clearly better')
  if (isBetter) {
    await offered.click()
    await expect(section).toContainText('These settings are taken')
    await expect(app.progress('Training')).toBeHidden({ timeout: 90_000 })
    await expect(app.progress('Evaluating')).toBeHidden({ timeout: 90_000 })
  }
})
