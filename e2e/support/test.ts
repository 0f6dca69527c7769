import { test as base, expect } from '@playwright/test'
import { App } from './app.ts'
import { watchEgress, type EgressWatch } from './egress.ts'
import { PAGE_OPTIONS } from './page-options.ts'

interface LoadedPage {
  readonly app: App
  readonly egress: EgressWatch
  /** Errors that reached the page's console or nobody. */
  readonly errors: string[]
}

interface EachTest {
  readonly app: App
  /** A page with demo data and a trained model, shared by the tests of a file: they move on it, and change nothing. */
  readonly demo: App
  /** The same with the four small files. */
  readonly small: App
}

interface EachWorker {
  readonly demoPage: LoadedPage
  readonly smallPage: LoadedPage
}

const originOf = (address: string | undefined): string => new URL(address ?? 'http://unset.invalid').origin

/** Playwright's own test, with the page object, and with the guard on every page: no test may send or break anything. */
export const test = base.extend<EachTest, EachWorker>({
  app: async ({ page, context, baseURL }, use) => {
    const egress = watchEgress(context, originOf(baseURL))
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(String(error)))
    await use(new App(page))
    expect(egress.strangers, 'requests to another origin').toEqual([])
    expect(errors, 'errors that nobody caught').toEqual([])
  },
  demoPage: [
    async ({ browser }, use, { project }) => {
      const page = await browser.newPage({ ...PAGE_OPTIONS, baseURL: project.use.baseURL ?? '' })
      const loaded = guarded(new App(page), project.use.baseURL)
      await loaded.app.loadDemo()
      await loaded.app.expectTrained()
      await use(loaded)
      await page.close()
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  smallPage: [
    async ({ browser }, use, { project }) => {
      const page = await browser.newPage({ ...PAGE_OPTIONS, baseURL: project.use.baseURL ?? '' })
      const loaded = guarded(new App(page), project.use.baseURL)
      await loaded.app.loadSmallFiles()
      await loaded.app.expectTrained()
      await use(loaded)
      await page.close()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  demo: async ({ demoPage }, use) => {
    await use(demoPage.app)
    expectClean(demoPage)
  },
  small: async ({ smallPage }, use) => {
    await use(smallPage.app)
    expectClean(smallPage)
  },
})

function guarded(app: App, baseURL: string | undefined): LoadedPage {
  const errors: string[] = []
  app.page.on('pageerror', (error) => errors.push(String(error)))
  return { app, egress: watchEgress(app.page.context(), originOf(baseURL)), errors }
}

function expectClean({ egress, errors }: LoadedPage): void {
  expect(egress.strangers, 'requests to another origin').toEqual([])
  expect(errors.splice(0), 'errors that nobody caught').toEqual([])
}
