import { expect } from '@playwright/test'
import { test } from './support/test.ts'

test('trains, shows how far it is, and judges itself on days it has not seen', async ({ demo }) => {
  test.setTimeout(150_000)
  await demo.open('#/models')
  await demo.trainButton.click()
  await expect(demo.progress('Training').or(demo.progress('Evaluating')).first()).toBeVisible()
  await expect(demo.progress('Training')).toBeHidden({ timeout: 90_000 })
  await expect(demo.progress('Evaluating')).toBeHidden({ timeout: 90_000 })
  await expect(demo.metrics.getByRole('columnheader')).toContainText([
    'Model',
    'Metric',
    'K',
    'Value',
    'Low',
    'High',
    'Clients',
  ])
  const models = new Set(await demo.column(demo.metrics, 'Model'))
  expect(models).toEqual(new Set(['ALS', 'Popular']))
  const metrics = (await demo.column(demo.metrics, 'Metric')).join(' ')
  for (const name of ['MAP', 'NDCG', 'Recall', 'Precision', 'Hit rate', 'Coverage']) expect(metrics).toContain(name)
  expect(new Set(await demo.column(demo.metrics, 'K'))).toEqual(new Set(['1', '3', '5', '10', '20']))
  for (const value of await demo.column(demo.metrics, 'Value')) expect(Number(value.replace('%', ''))).not.toBeNaN()
  await demo.page.getByRole('button', { name: 'All 11 models' }).click()
  expect(new Set(await demo.column(demo.metrics, 'Model')).size).toBe(11)
  await expect(demo.page.getByText(/Highest NDCG@10 of all 11 models/)).toBeVisible()
})

test('keeps the old model when a training is stopped', async ({ demo }) => {
  test.setTimeout(120_000)
  await demo.open('#/models')
  await expect(demo.metrics).toBeVisible({ timeout: 60_000 })
  await demo.trainButton.click()
  await demo.cancel('Training').click()
  await expect(demo.progress('Training')).toBeHidden()
  await demo.open('#/client')
  await demo.clientRows().nth(1).click()
  await expect(demo.recommended.getByRole('row').nth(1)).toBeVisible()
})

test('says so when too few clients bought in the last days to judge', async ({ small }) => {
  await small.open('#/models')
  await expect(small.page.getByRole('main')).toContainText(/too few/i, { timeout: 60_000 })
})

test('gives the same figures with two workers as with one', async ({ demo }) => {
  test.setTimeout(240_000)
  await demo.open('#/models')
  await expect(demo.metrics).toBeVisible({ timeout: 60_000 })
  // Long enough that a second worker has started before the end.
  await demo.page.getByLabel('Factors', { exact: true }).fill('96')
  await demo.page.getByLabel('Iterations', { exact: true }).fill('40')
  const about = demo.page.getByRole('region', { name: 'About this model' })
  const trainedWith = async (workers: string, fact: string) => {
    await demo.page.getByLabel('Workers', { exact: true }).selectOption(workers)
    await demo.trainButton.click()
    await expect(demo.progress('Training').or(demo.progress('Evaluating')).first()).toBeVisible()
    await expect(demo.progress('Training')).toBeHidden({ timeout: 90_000 })
    await expect(demo.progress('Evaluating')).toBeHidden({ timeout: 90_000 })
    await expect(about.getByText(fact, { exact: true })).toBeVisible()
    return demo.column(demo.metrics, 'Value')
  }
  const alone = await trainedWith('1', '1')
  expect(await trainedWith('2', '2, shared memory')).toEqual(alone)
})
