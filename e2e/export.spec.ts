import { expect } from '@playwright/test'
import Papa from 'papaparse'
import { SMALL_FACTS } from './support/fixtures.ts'
import { test } from './support/test.ts'

test('writes the recommendations of all clients for a spreadsheet', async ({ small }) => {
  await small.open('#/models')
  const { name, content } = await small.download('Recommendations (CSV)')
  expect(name).toMatch(/\.csv$/)
  expect([...content.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  const text = content.toString('utf8').slice(1)
  const rows = Papa.parse<readonly string[]>(text, { skipEmptyLines: true }).data
  const header = rows[0]!.map((cell) => cell.toLowerCase())
  const clientAt = header.findIndex((cell) => cell.startsWith('client') || cell === 'clnt_id')
  expect(clientAt).toBeGreaterThanOrEqual(0)
  const body = rows.slice(1)
  for (const row of body) expect(row.length).toBe(header.length)
  expect(new Set(body.map((row) => row[clientAt])).size).toBe(SMALL_FACTS.clientCount)
  // The recipe stands in the last column of the first row, so that the file stays a plain table.
  for (const fact of ['app: Recscope', 'data: ', 'lambda: ', 'seed: ']) expect(body[0]?.at(-1)).toContain(fact)
  const isNumber = (cell: string): boolean => /^-?\d+(\.\d+)?(e-?\d+)?$/i.test(cell)
  expect(rows.flat().filter((cell) => /^[=+\-@\t\r＝＋－＠]/.test(cell) && !isNumber(cell))).toEqual([])
  // One category is called `=SUM(A1:A9)`: it must be there, made harmless.
  expect(text).toContain("'=SUM(A1:A9)")
})

test('writes the metrics as JSON', async ({ small }) => {
  await small.open('#/models')
  const { name, content } = await small.download('Metrics (JSON)')
  expect(name).toMatch(/\.json$/)
  const written = content.toString('utf8')
  expect(() => JSON.parse(written) as unknown).not.toThrow()
  for (const word of ['NDCG', 'MAP', 'popular', 'als']) expect(written).toContain(word)
})

test('offers the export by keyboard', async ({ small }) => {
  await small.open('#/models')
  await small.exportButton.focus()
  await small.page.keyboard.press('Enter')
  await expect(small.page.getByRole('menuitem', { name: 'Recommendations (CSV)' })).toBeVisible()
  await small.page.keyboard.press('Escape')
  await expect(small.page.getByRole('menuitem', { name: 'Recommendations (CSV)' })).toBeHidden()
  await expect(small.exportButton).toBeFocused()
})
