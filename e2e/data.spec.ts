import { expect } from '@playwright/test'
import { FILE_ROLES } from './support/app.ts'
import { memoryFile, renamed, SMALL_FACTS, SMALL_FILES } from './support/fixtures.ts'
import { blockMainThread, recordLongTasks, takeLongTasks } from './support/long-tasks.ts'
import { test } from './support/test.ts'

const PNG = Buffer.from('89504e470d0a1a0a0000000d4948445200000001000000010806000000', 'hex')

test('the demo stands with four files after one press of a key', async ({ app }) => {
  test.setTimeout(120_000)
  await app.open('#/data')
  await app.tryDemoButton.focus()
  await app.page.keyboard.press('Enter')
  for (const role of FILE_ROLES) await expect(app.fileRegion(role)).toContainText(/\d rows/, { timeout: 90_000 })
})

test('takes the four files together, in any order and under any name', async ({ app }) => {
  await app.open('#/data')
  await app.choose([
    renamed('products', 'x.csv'),
    renamed('demographics', '고객.csv'),
    renamed('transactions', 'actions.csv'),
    renamed('actions', 'download (3).txt.csv'),
  ])
  for (const role of FILE_ROLES) await app.expectRows(role, SMALL_FACTS.rows[role])
  await expect(app.fileRegion('transactions')).toContainText('actions.csv')
})

test('takes them dropped on the page', async ({ app }) => {
  await app.open('#/data')
  await expect(app.tryDemoButton).toBeVisible()
  const session = await app.page.context().newCDPSession(app.page)
  const drag = (type: 'dragEnter' | 'dragOver' | 'drop') =>
    session.send('Input.dispatchDragEvent', {
      type,
      x: 600,
      y: 300,
      data: { items: [], files: Object.values(SMALL_FILES), dragOperationsMask: 1 },
    })
  await drag('dragEnter')
  await drag('dragOver')
  await drag('drop')
  for (const role of FILE_ROLES) await app.expectRows(role, SMALL_FACTS.rows[role])
})

test('counts the rows that it could not use, and says where they are', async ({ small }) => {
  await small.open('#/data')
  await expect(small.fileRegion('actions')).toContainText('659 rows')
  const report = small.region('Quality report')
  await expect(report).toContainText('sess_dt')
  await expect(report).toContainText('20191345')
  await expect(report).toContainText('12')
})

test('joins padded codes with plain ones', async ({ small }) => {
  await small.open('#/client/1')
  await expect(small.region('Purchases by category')).toContainText('Foods')
})

test('keeps what is loaded when a wrong file comes, and says what is wrong with it', async ({ app }) => {
  await app.loadSmallFiles()
  await app.choose([memoryFile('holiday.png', PNG, 'image/png')])
  await expect(app.page.getByRole('alert').filter({ hasText: 'holiday.png' })).toBeVisible()
  for (const role of FILE_ROLES) await app.expectRows(role, SMALL_FACTS.rows[role])
})

const wrong: readonly (readonly [string, string | Buffer, RegExp])[] = [
  ['empty.csv', '', /empty/i],
  ['picture.csv', PNG, /image|PNG/i],
  ['book.xlsx', Buffer.from('504b030414000600080000002100', 'hex'), /spreadsheet|xlsx|excel|archive|zip/i],
  ['recipes.csv', 'name,grams\nflour,200\n', /column/i],
  ['short.csv', 'clnt_id,trans_id,trans_seq,buy_am,buy_ct\n1,2,1,3,1\n', /pd_c/],
]
for (const [name, content, says] of wrong)
  test(`refuses ${name} with words that name it`, async ({ app }) => {
    await app.open('#/data')
    await app.choose([memoryFile(name, content)])
    const message = app.page.getByRole('alert').filter({ hasText: name })
    await expect(message).toBeVisible()
    await expect(message).toContainText(says)
    await expect(app.tryDemoButton).toBeEnabled()
  })

test('reads a file without its optional columns and names them', async ({ app }) => {
  await app.open('#/data')
  await app.choose([memoryFile('lean.csv', 'clnt_id,pd_c,de_dt\n1,0347,20190801\n')])
  await app.expectRows('transactions', 1)
  await expect(app.fileRegion('transactions')).toContainText('buy_am')
})

test('works with any of the four files alone', async ({ app }) => {
  await app.open('#/data')
  await app.choose([SMALL_FILES.transactions])
  await app.expectRows('transactions', SMALL_FACTS.rows.transactions)
  await app.open('#/client/1')
  await expect(app.clientHeading('1')).toBeVisible()
})

test('puts a later file in the place of the earlier one', async ({ app }) => {
  await app.loadSmallFiles()
  await app.choose([memoryFile('again.csv', 'clnt_id,clnt_gender,clnt_age\n1,F,30\n2,M,40\n')])
  await app.expectRows('demographics', 2)
  await app.expectRows('actions', SMALL_FACTS.rows.actions)
})

test('stops a load on request and keeps the page ready', async ({ app }) => {
  test.setTimeout(120_000)
  await app.open('#/data')
  await app.tryDemoButton.click()
  await app.cancel('Loading files').click()
  await expect(app.progress('Loading files')).toBeHidden()
  for (const role of FILE_ROLES) await expect(app.fileRegion(role).getByText(/\d rows/)).toBeHidden()
  await app.choose([SMALL_FILES.demographics])
  await app.expectRows('demographics', SMALL_FACTS.rows.demographics)
})

test('speaks Korean when the address says so', async ({ app }) => {
  await app.open('#/data', 'ko')
  await expect(app.page.locator('html')).toHaveAttribute('lang', 'ko')
  await expect(app.page.getByRole('button', { name: /데모/ })).toBeVisible()
})

test('never holds the main thread for 50 ms while it loads and trains', async ({ app }) => {
  test.setTimeout(150_000)
  await recordLongTasks(app.page)
  await app.open('#/data')
  await expect(app.tryDemoButton).toBeVisible()
  await blockMainThread(app.page, 60)
  const control = await takeLongTasks(app.page)
  expect(control.some((durationMs) => durationMs >= 55)).toBe(true)

  await app.tryDemoButton.click()
  for (const role of FILE_ROLES) await expect(app.fileRegion(role)).toContainText(/\d rows/, { timeout: 90_000 })
  await expect(app.progress('Training')).toBeHidden({ timeout: 90_000 })
  expect(await takeLongTasks(app.page)).toEqual([])
})
