import { readFile } from 'node:fs/promises'
import { expect, type Locator, type Page } from '@playwright/test'
import { SMALL_FILES, type MemoryFile } from './fixtures.ts'

export type FileRole = 'actions' | 'transactions' | 'demographics' | 'products'
export const FILE_ROLES: readonly FileRole[] = ['actions', 'transactions', 'demographics', 'products']
export type TaskName = 'Loading files' | 'Training' | 'Evaluating' | 'Refining settings'

/** Long enough for the demo to be generated, read and trained on a slow machine. */
const LOAD_MS = 90_000

/** The page as a person finds it: by role and accessible name, in English. The names do not change. */
export class App {
  readonly page: Page
  readonly tryDemoButton: Locator
  readonly fileInput: Locator
  readonly searchClients: Locator
  readonly clients: Locator
  readonly recommended: Locator
  readonly trainButton: Locator
  readonly metrics: Locator
  readonly exportButton: Locator

  constructor(page: Page) {
    this.page = page
    this.tryDemoButton = page.getByRole('button', { name: 'Try with demo data', exact: true })
    this.fileInput = page.getByLabel('Choose CSV files', { exact: true })
    this.searchClients = page.getByLabel('Search clients', { exact: true })
    this.clients = page.getByRole('grid', { name: 'Clients', exact: true })
    this.recommended = page.getByRole('table', { name: 'Recommended categories', exact: true })
    this.trainButton = page.getByRole('button', { name: 'Train', exact: true })
    this.metrics = page.getByRole('table', { name: 'Metrics', exact: true })
    this.exportButton = page.getByRole('button', { name: 'Export', exact: true })
  }

  /** Open the page; with another fragment only, the loaded data stays. */
  async open(fragment = '#/data', language: 'en' | 'ko' = 'en'): Promise<void> {
    await this.page.goto(`?lang=${language}${fragment}`)
  }

  region(name: string): Locator {
    return this.page.getByRole('region', { name, exact: true })
  }

  fileRegion(role: FileRole): Locator {
    return this.region(`File ${role}`)
  }

  clientHeading(clientId: string): Locator {
    return this.page.getByRole('heading', { name: `Client ${clientId}`, exact: true })
  }

  progress(name: TaskName): Locator {
    return this.page.getByRole('progressbar', { name, exact: true })
  }

  cancel(name: TaskName): Locator {
    return this.page.getByRole('group', { name, exact: true }).getByRole('button', { name: 'Cancel', exact: true })
  }

  /** Rows of the client list that stand in the document; the list is virtual. */
  clientRows(): Locator {
    return this.clients.getByRole('row').filter({ has: this.page.getByRole('gridcell') })
  }

  async choose(files: readonly string[] | readonly MemoryFile[]): Promise<void> {
    await this.fileInput.setInputFiles(files)
  }

  /** Wait until a file stands there with its rows. */
  async expectRows(role: FileRole, rowCount: number): Promise<void> {
    await expect(this.fileRegion(role)).toContainText(`${rowCount.toLocaleString('en-US')} rows`, { timeout: LOAD_MS })
  }

  /** Cards count rows while they are read, too: all is there when the bar is gone. */
  async expectLoaded(): Promise<void> {
    for (const role of FILE_ROLES) await expect(this.fileRegion(role)).toContainText(/\d rows/, { timeout: LOAD_MS })
    await expect(this.progress('Loading files')).toBeHidden({ timeout: LOAD_MS })
  }

  async loadSmallFiles(): Promise<void> {
    await this.open('#/data')
    await this.choose(Object.values(SMALL_FILES))
    await this.expectLoaded()
  }

  async loadDemo(): Promise<void> {
    await this.open('#/data')
    await this.tryDemoButton.click()
    await this.expectLoaded()
  }

  /** Wait for the model that is trained by itself after a load: the first client gets a list. */
  async expectTrained(): Promise<void> {
    await this.open('#/client')
    await this.clientRows().first().click()
    await expect(this.recommended.getByRole('row').nth(1)).toBeVisible({ timeout: LOAD_MS })
  }

  /** Choose an item of the export menu and take the file that comes. */
  async download(item: string): Promise<{ readonly name: string; readonly content: Buffer }> {
    await this.exportButton.click()
    const [file] = await Promise.all([
      this.page.waitForEvent('download', { timeout: 60_000 }),
      this.page.getByRole('menuitem', { name: item, exact: true }).click(),
    ])
    return { name: file.suggestedFilename(), content: await readFile(await file.path()) }
  }

  /** Cells of one column of a table, top to bottom, as shown. */
  async column(table: Locator, header: string): Promise<readonly string[]> {
    const headers = await table.getByRole('columnheader').allInnerTexts()
    const position = headers.findIndex((text) => text.trim().toLowerCase().startsWith(header.toLowerCase()))
    expect(position, `column ${header} among ${headers.join(', ')}`).toBeGreaterThanOrEqual(0)
    // In one go: a table may have hundreds of rows.
    return table
      .locator('tbody tr')
      .evaluateAll((rows, place) => rows.map((row) => (row.children[place] as HTMLElement).innerText.trim()), position)
  }
}
