import { readFileSync } from 'node:fs'
import { constants, deflateRawSync, gzipSync } from 'node:zlib'
import { expect } from '@playwright/test'
import { zipSync } from 'fflate'
import type { App } from './support/app.ts'
import { FILE_ROLES } from './support/app.ts'
import { memoryFile, SMALL_FACTS, SMALL_FILES, smallText } from './support/fixtures.ts'
import { test } from './support/test.ts'

const PNG = Buffer.from('89504e470d0a1a0a0000000d4948445200000001000000010806000000', 'hex')

const packed = (name: string, content: Buffer) => memoryFile(name, content, 'application/octet-stream')

/** The letters of the test in CP949, which node cannot encode. 똠 is not in KS X 1001, on which CP949 builds. */
const CP949: Readonly<Record<string, number>> = {
  우: 0xbfec,
  유: 0xc0af,
  식: 0xbdc4,
  품: 0xc7b0,
  똠: 0x8c63,
  방: 0xb9e6,
  각: 0xb0a2,
  하: 0xc7cf,
}

const inCp949 = (text: string): Buffer =>
  Buffer.from(
    Array.from(text).flatMap((letter) => {
      const code = CP949[letter] ?? letter.charCodeAt(0)
      expect(code <= 0x7f || letter in CP949, `${letter} is in the table`).toBe(true)
      return code > 0xff ? [code >> 8, code & 255] : [code]
    }),
  )

const KOREAN = 'pd_c,clac_nm1,clac_nm2,clac_nm3\n11,식품,우유,우유\n12,식품,똠방각하,우유\n'

async function refusal(app: App, name: string) {
  const message = app.page.getByRole('alert').filter({ hasText: name })
  await expect(message).toBeVisible()
  return message
}

/** The cells of the first rows, as the card shows them. */
async function expectKorean(app: App): Promise<void> {
  await app.expectRows('products', 2)
  const card = app.fileRegion('products')
  await card.getByText('First rows', { exact: true }).click()
  for (const cell of ['식품', '똠방각하']) await expect(card.getByRole('cell', { name: cell }).first()).toBeVisible()
}

test('reads gzip files in place, whatever their names, and one that was put together from two', async ({ app }) => {
  await app.open('#/data')
  const half = smallText('actions').indexOf('\n', 5000) + 1
  const parts = [smallText('actions').slice(0, half), smallText('actions').slice(half)]
  await app.choose([
    packed('actions.csv.gz', Buffer.concat(parts.map((part) => gzipSync(part)))),
    ...(['transactions', 'demographics'] as const).map((role) =>
      packed(`${role}.csv.gz`, gzipSync(readFileSync(SMALL_FILES[role]))),
    ),
    packed('products.csv', gzipSync(readFileSync(SMALL_FILES.products))),
  ])
  for (const role of FILE_ROLES) await app.expectRows(role, SMALL_FACTS.rows[role])
})

test('reads the tables inside a zip, and passes over the rest', async ({ app }) => {
  await app.open('#/data')
  const tables = FILE_ROLES.map((role, index) => {
    const bytes = new Uint8Array(readFileSync(SMALL_FILES[role]))
    return [`data/${role}.csv`, [bytes, { level: index % 2 === 0 ? 6 : 0 }]] as const
  })
  const zip = zipSync({
    ...Object.fromEntries(tables),
    'data/photo.png': PNG,
    '__MACOSX/data/._actions.csv': new Uint8Array([0, 5, 22, 7]),
  })
  await app.choose([packed('shop.zip', Buffer.from(zip))])
  for (const role of FILE_ROLES) await app.expectRows(role, SMALL_FACTS.rows[role])
  await expect(app.fileRegion('products')).toContainText('shop.zip/data/products.csv')
  await expect(app.page.getByRole('alert')).toHaveCount(0)
})

test('refuses a damaged gzip file, and a picture in a zip that is named like a table', async ({ app }) => {
  await app.loadSmallFiles()
  const whole = gzipSync(readFileSync(SMALL_FILES.transactions))
  await app.choose([packed('cut.csv.gz', whole.subarray(0, whole.length - 20))])
  await expect(await refusal(app, 'cut.csv.gz')).toContainText(/damaged|cut off/i)

  const flipped = Buffer.from(whole)
  flipped[whole.length - 6] = (flipped[whole.length - 6] ?? 0) ^ 1
  await app.choose([packed('flipped.csv.gz', flipped)])
  await expect(await refusal(app, 'flipped.csv.gz')).toContainText(/damaged|cut off/i)

  await app.choose([packed('pictures.zip', Buffer.from(zipSync({ 'actions.csv': PNG })))])
  await expect(await refusal(app, 'pictures.zip/actions.csv')).toContainText('PNG image')

  await app.choose([packed('photos.zip', Buffer.from(zipSync({ 'a.png': PNG })))])
  await expect(await refusal(app, 'photos.zip')).toContainText(/no table/i)
  for (const role of FILE_ROLES) await app.expectRows(role, SMALL_FACTS.rows[role])
})

test('stops a gigabyte packed into a megabyte, and stays usable', async ({ app }) => {
  await app.open('#/data')
  const row = '1,F,30\n'.repeat(150_000)
  const block = deflateRawSync(row, { finishFlush: constants.Z_SYNC_FLUSH })
  const head = deflateRawSync('clnt_id,clnt_gender,clnt_age\n', { finishFlush: constants.Z_SYNC_FLUSH })
  const start = gzipSync('').subarray(0, 10)
  const bomb = Buffer.concat([start, head, ...Array.from({ length: 1024 }, () => block), Buffer.from([3, 0])])
  expect(bomb.length).toBeLessThan(5_000_000)
  await app.choose([packed('bomb.csv.gz', bomb)])
  await expect(app.page.getByRole('alert').filter({ hasText: 'bomb.csv.gz' })).toContainText(/stopped/i, {
    timeout: 45_000,
  })
  await app.choose([SMALL_FILES.demographics])
  await app.expectRows('demographics', SMALL_FACTS.rows.demographics)
})

test('reads Korean in CP949, also letters beyond KS X 1001', async ({ app }) => {
  await app.open('#/data')
  await app.choose([memoryFile('products.csv', inCp949(KOREAN))])
  await expect(app.fileRegion('products')).toContainText('CP949')
  await expectKorean(app)
})

for (const encoding of ['UTF-16 LE', 'UTF-16 BE'])
  test(`reads ${encoding}`, async ({ app }) => {
    await app.open('#/data')
    const bytes = Buffer.from(`\ufeff${KOREAN}`, 'utf16le')
    if (encoding === 'UTF-16 BE') bytes.swap16()
    await app.choose([memoryFile('products.csv', bytes)])
    await expect(app.fileRegion('products')).toContainText(encoding)
    await expectKorean(app)
  })
