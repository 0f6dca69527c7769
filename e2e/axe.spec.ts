import AxeBuilder from '@axe-core/playwright'
import { expect } from '@playwright/test'
import type { App } from './support/app.ts'
import { memoryFile, SMALL_FACTS } from './support/fixtures.ts'
import { test } from './support/test.ts'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const SCREENS = ['#/data', '#/overview', '#/client', `#/client/${SMALL_FACTS.clients.both}`, '#/models']
const LANGUAGES = ['en', 'ko'] as const
const SCHEMES = ['light', 'dark'] as const

/** Every violation, by rule and place, so that a failure can be read. */
async function violations(app: App): Promise<readonly string[]> {
  const { violations: found } = await new AxeBuilder({ page: app.page }).withTags(TAGS).analyze()
  return found.flatMap(({ id, impact, nodes }) =>
    nodes.map(({ target }) => `${impact ?? ''} ${id}: ${target.join(' ')}`),
  )
}

async function settled(app: App): Promise<void> {
  await app.page.waitForLoadState('networkidle')
  await expect(app.page.getByRole('main')).toBeVisible()
  // Colours move for a moment after a change of the scheme.
  await app.page.waitForTimeout(250)
}

for (const language of LANGUAGES)
  test(`axe finds nothing on any screen with data, light and dark (${language})`, async ({ app }) => {
    test.setTimeout(180_000)
    await app.loadSmallFiles()
    await app.expectTrained()
    // The language is switched on the page: another query would load it anew, without the files.
    if (language === 'ko') await app.page.getByRole('button', { name: /Switch to Korean/ }).click()
    await expect(app.page.locator('html')).toHaveAttribute('lang', language)
    for (const scheme of SCHEMES) {
      await app.page.emulateMedia({ colorScheme: scheme })
      for (const screen of SCREENS) {
        await app.page.evaluate((hash) => {
          window.location.hash = hash
        }, screen)
        await settled(app)
        expect.soft(await violations(app), `${screen}, ${scheme}, ${language}`).toEqual([])
      }
    }
  })

for (const scheme of SCHEMES)
  test(`axe finds nothing on empty screens and on a refusal (${scheme})`, async ({ app }) => {
    test.setTimeout(120_000)
    await app.page.emulateMedia({ colorScheme: scheme })
    for (const language of LANGUAGES)
      for (const screen of ['#/data', '#/overview', '#/client', '#/models']) {
        await app.open(screen, language)
        await settled(app)
        expect.soft(await violations(app), `${screen} without data, ${language}`).toEqual([])
      }
    await app.open('#/data')
    await app.choose([memoryFile('recipes.csv', 'name,grams\nflour,200\n')])
    await expect(app.page.getByRole('alert').filter({ hasText: 'recipes.csv' })).toBeVisible()
    expect(await violations(app)).toEqual([])
  })

test('axe would notice', async ({ app }) => {
  await app.open('#/data')
  await settled(app)
  await app.page.evaluate(() => document.querySelector('main')?.append(document.createElement('img')))
  expect((await violations(app)).some((one) => one.includes('image-alt'))).toBe(true)
})
