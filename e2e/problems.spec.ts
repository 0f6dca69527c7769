import { expect, type Locator } from '@playwright/test'
import type { App } from './support/app.ts'
import { memoryFile, SMALL_FACTS, smallText } from './support/fixtures.ts'
import { test } from './support/test.ts'

const HEADER = 'clnt_id,trans_id,trans_seq,biz_unit,pd_c,de_dt,de_tm,buy_am,buy_ct'

/** Nine lines, of which each after the first two has a fault of its own. */
const DIRTY = [
  HEADER,
  '1,100,1,A03,0347,20190801,10:05,5990,1',
  '2,101,1,A03,0347,2019-08-02,1105,3000,2',
  '3,102,1,A03,0347,20191345,11:05,1000,1',
  '4,103,1,A03,0347,20190803,11:05',
  '5,104,1,A03,0347,20190803,11:05,1000,1,surplus',
  ',105,1,A03,0347,20190803,11:05,1000,1',
  '7,106,1,A03,0347,20190803,99:99,1000,1',
  '8,107,1,A03,0347,20190803,11:05,much,1',
  '',
].join('\n')

const problems = (app: App): Locator => app.region('Problems')
const rulesOf = (app: App, file: string): Locator =>
  problems(app).getByRole('table', { name: `Rules for Transactions: ${file}`, exact: true })

async function openDirty(app: App): Promise<void> {
  await app.open('#/data')
  await app.choose([memoryFile('dirty.csv', DIRTY)])
  await app.expectRows('transactions', 4)
}

test('tells every row and cell that could not be used, with its place, and why', async ({ app }) => {
  await openDirty(app)
  const list = problems(app).getByRole('table', { name: 'Problem rows', exact: true })
  const expected: readonly (readonly [string, string, string])[] = [
    ['4', 'Date cannot be read', '20191345'],
    ['5', 'Row with too few fields', '4,103,1,A03,0347,20190803,11:05'],
    ['6', 'Row with too many fields', 'surplus'],
    ['7', 'Row without an id', ',105,1,A03'],
    ['8', 'Cell is not a time', '99:99'],
    ['9', 'Cell is not a number', 'much'],
  ]
  for (const [line, kind, text] of expected) {
    const row = list.getByRole('row').filter({ hasText: kind })
    await expect(row).toHaveCount(1)
    await expect(row.getByRole('button')).toHaveText(line)
    await expect(row).toContainText(text)
  }
  await expect(list.getByRole('row')).toHaveCount(expected.length + 1)
})

test('finds problems by word and by kind', async ({ app }) => {
  await openDirty(app)
  const list = problems(app).getByRole('table', { name: 'Problem rows', exact: true })
  await problems(app).getByLabel('Search problems').fill('MUCH')
  await expect(list.getByRole('row')).toHaveCount(2)
  await problems(app).getByLabel('Search problems').fill('')
  await problems(app).getByLabel('Kind', { exact: true }).selectOption({ label: 'Row without an id' })
  await expect(list.getByRole('row')).toHaveCount(2)
  await expect(list).toContainText(',105,1,A03')
})

test('reads the file again under another rule, and back', async ({ app }) => {
  await openDirty(app)
  const rule = (kind: string) => problems(app).getByLabel(`Rule for “${kind}” in dirty.csv`)
  await rule('Row with too many fields').selectOption('keep')
  await rule('Row with too few fields').selectOption('missing')
  await expect(rulesOf(app, 'dirty.csv')).toContainText('1 rows left out → 1 rows kept, surplus fields dropped')
  await problems(app).getByRole('button', { name: 'Apply rules to dirty.csv' }).click()
  await app.expectRows('transactions', 6)

  await rule('Cell is not a number').selectOption('block')
  await problems(app).getByRole('button', { name: 'Apply rules to dirty.csv' }).click()
  const refusal = app.page.getByRole('alert').filter({ hasText: 'dirty.csv' })
  await expect(refusal).toContainText('“Cell is not a number”: first met in line 9')
  await app.expectRows('transactions', 6)
  await refusal.getByRole('button', { name: 'Instead: Keep as missing' }).click()
  await expect(refusal).toBeHidden()
  await app.expectRows('transactions', 6)
})

test('mends a cell and a row, and keeps the fixes as a list', async ({ app }) => {
  await openDirty(app)
  await problems(app).getByRole('button', { name: 'Date cannot be read: dirty.csv, line 4' }).click()
  await expect(problems(app).locator('mark')).toHaveText('20191345')
  await problems(app).getByLabel('New value of de_dt').fill('20190813')
  await problems(app).getByRole('button', { name: 'Add fix' }).click()
  await problems(app).getByRole('button', { name: 'Row with too few fields: dirty.csv, line 5' }).click()
  await problems(app)
    .getByLabel('New row, as it should stand in the file')
    .fill('4,103,1,A03,0347,20190803,11:05,1000,1')
  await problems(app).getByRole('button', { name: 'Add fix' }).click()
  await problems(app).getByRole('button', { name: 'Apply 2 fixes' }).click()
  await app.expectRows('transactions', 6)
  await expect(problems(app)).toContainText('dirty.csv: 2 applied, 0 did not find their cell.')

  const download = app.page.waitForEvent('download')
  await problems(app).getByRole('button', { name: 'Export fixes (JSON)' }).click()
  const path = await (await download).path()
  await problems(app)
    .getByRole('button', { name: /^Remove fix: dirty\.csv/ })
    .first()
    .click()
  await problems(app).getByRole('button', { name: 'Apply 1 fix' }).click()
  await app.expectRows('transactions', 5)
  await problems(app).getByLabel('Import fixes').setInputFiles(path)
  await problems(app).getByRole('button', { name: 'Apply 2 fixes' }).click()
  await app.expectRows('transactions', 6)

  await problems(app)
    .getByLabel('Import fixes')
    .setInputFiles([memoryFile('list.json', '{"a": 1}', 'application/json')])
  await expect(app.page.getByRole('alert').filter({ hasText: 'Not taken' })).toBeVisible()
})

test('reads a file with Korean column names as the analyst says, and remembers it', async ({ app }) => {
  const korean = (clients: readonly string[]) =>
    ['고객번호,성별,나이대', ...clients.map((id) => `${id},F,30`), ''].join('\n')
  await app.open('#/data')
  await app.choose([memoryFile('고객.csv', korean(['1', '2', '3']))])
  await app.page.getByRole('button', { name: 'Read 고객.csv as…' }).click()
  const form = app.region('Columns of 고객.csv')
  await form.getByLabel('What it holds').selectOption({ label: 'Demographics' })
  await form.getByRole('button', { name: 'Read the file this way' }).click()
  await expect(form.getByLabel('clnt_id (needed)')).toBeFocused()
  await form.getByLabel('clnt_id (needed)').selectOption({ label: '1: 고객번호' })
  await form.getByLabel('clnt_age').selectOption({ label: '3: 나이대' })
  await form.getByRole('button', { name: 'Read the file this way' }).click()
  await app.expectRows('demographics', 3)
  await expect(app.page.getByRole('alert')).toHaveCount(0)

  await app.choose([memoryFile('고객-8월.csv', korean(['4', '5']))])
  await app.expectRows('demographics', 2)
  await expect(app.page.getByRole('note').filter({ hasText: '고객-8월.csv took the place of 고객.csv.' })).toBeVisible()
})

test('puts two files of one role one after the other, or uses one of them', async ({ app }) => {
  const [header = '', ...lines] = smallText('transactions').trimEnd().split('\n')
  const part = (some: readonly string[]) => [header, ...some, ''].join('\n')
  const july = lines.slice(0, 100)
  const august = lines.slice(100)
  await app.open('#/data')
  await app.choose([memoryFile('july.csv', part(july)), memoryFile('august.csv', part(august))])
  await app.expectRows('transactions', july.length)
  await app.page.getByRole('button', { name: 'Append to july.csv' }).click()
  await app.expectRows('transactions', SMALL_FACTS.rows.transactions)
  await expect(app.fileRegion('transactions')).toContainText('july.csv, august.csv')

  await app.choose([memoryFile('again.csv', part(august))])
  await app.expectRows('transactions', august.length)
})

test('shows the texts of a file in another encoding at once', async ({ app }) => {
  // “우유” in CP949; as UTF-8 it is broken.
  const milk = Buffer.from([0xbf, 0xec, 0xc0, 0xaf])
  const csv = Buffer.concat([
    Buffer.from('pd_c,clac_nm1,clac_nm2,clac_nm3\n0347,'),
    milk,
    Buffer.from(','),
    milk,
    Buffer.from(','),
    milk,
    Buffer.from('\n'),
  ])
  await app.open('#/data')
  await app.choose([memoryFile('products.csv', csv), memoryFile('t.csv', `${HEADER}\n1,1,1,A,0347,20190801,,1,1\n`)])
  await app.expectRows('products', 1)
  const encoding = app.fileRegion('products').getByLabel('Encoding of File products')
  await expect(encoding).toHaveValue('euc-kr')
  await encoding.selectOption('utf-8')
  await expect(encoding).toHaveValue('utf-8')
  await app.open('#/client/1')
  await expect(app.region('Purchases by category')).not.toContainText('우유')
  await app.open('#/data')
  await encoding.selectOption('euc-kr')
  await expect(encoding).toHaveValue('euc-kr')
  await app.open('#/client/1')
  await expect(app.region('Purchases by category')).toContainText('우유')
})

test('links to a part of the screen, and goes there', async ({ app }) => {
  await openDirty(app)
  await app.page.getByRole('navigation', { name: 'On this screen' }).getByRole('link', { name: 'Problems' }).click()
  await expect(app.page).toHaveURL(/#\/data\?.*part=problems/)
  await expect(problems(app).getByRole('heading', { name: 'Problems', exact: true })).toBeInViewport()
})
