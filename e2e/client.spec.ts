import { expect } from '@playwright/test'
import { SMALL_FACTS } from './support/fixtures.ts'
import { test } from './support/test.ts'

const { clients } = SMALL_FACTS

test('lists every client, only as many rows in the document as one sees', async ({ demo }) => {
  await demo.open('#/client')
  await expect(demo.clientRows().first()).toBeVisible()
  const total = Number(await demo.clients.getAttribute('aria-rowcount'))
  expect(total).toBeGreaterThan(2500)
  expect(await demo.clientRows().count()).toBeLessThan(120)
})

test('finds clients by any part of their id', async ({ small }) => {
  await small.open('#/client')
  await small.searchClients.fill('7')
  const { clientsWithSeven } = SMALL_FACTS
  await expect(small.clientRows()).toHaveCount(clientsWithSeven.length)
  for (const clientId of clientsWithSeven)
    await expect(small.clientRows().filter({ has: small.page.getByText(clientId, { exact: true }) })).toHaveCount(1)
  await small.searchClients.fill('no such client')
  await expect(small.clientRows()).toHaveCount(0)
  await small.searchClients.fill('')
  await expect(small.clientRows().first()).toBeVisible()
})

test('sorts by any column, both ways', async ({ small }) => {
  await small.open('#/client')
  const headers = small.clients.getByRole('columnheader')
  const sortable = headers.filter({ has: small.page.getByRole('button') })
  await expect(sortable.first()).toBeVisible()
  const last = sortable.last()
  await last.getByRole('button').click()
  const sorted = small.clients.locator('[aria-sort="ascending"], [aria-sort="descending"]')
  await expect(sorted).toHaveCount(1)
  const first = await last.getAttribute('aria-sort')
  await last.getByRole('button').click()
  await expect(last).not.toHaveAttribute('aria-sort', first ?? '')
  await expect(sorted).toHaveCount(1)
})

test('opens a client with the keyboard alone', async ({ small }) => {
  await small.open('#/client')
  await small.searchClients.focus()
  await small.page.keyboard.type(clients.searched)
  await expect(small.clientRows().first()).toContainText(clients.searched)
  const isInGrid = () => small.clients.evaluate((grid) => grid.contains(document.activeElement))
  for (let press = 0; press < 20 && !(await isInGrid()); press++) await small.page.keyboard.press('Tab')
  expect(await isInGrid()).toBe(true)
  for (let press = 0; press < 3; press++) {
    await small.page.keyboard.press('ArrowDown')
    await small.page.keyboard.press('Enter')
    if (await small.clientHeading(clients.searched).isVisible()) break
  }
  await expect(small.clientHeading(clients.searched)).toBeVisible()
  await expect.poll(() => new URL(small.page.url()).hash).toContain(`/client/${clients.searched}`)
  await small.searchClients.fill('')
})

test('shows searches and purchases beside the recommended categories', async ({ small }) => {
  await small.open(`#/client/${clients.both}`)
  await expect(small.clientHeading(clients.both)).toBeVisible()
  await expect(small.region('Searches')).toContainText(/[가-힣]|coffee/)
  await expect(small.region('Purchases by category')).toContainText('Foods')
  await expect(small.region('Recommended categories')).toBeVisible()
  await expect(small.recommended.getByRole('columnheader')).toContainText(['Rank', 'Code', 'Category', 'Score', 'Why'])
  const ranks = await small.column(small.recommended, 'Rank')
  expect(ranks.length).toBeGreaterThanOrEqual(5)
  expect(ranks).toEqual(ranks.map((_, index) => String(index + 1)))
  const codes = await small.column(small.recommended, 'Code')
  expect(new Set(codes).size).toBe(codes.length)
  for (const code of codes) expect(code).toMatch(/^\d{4}$/)
  const scores = (await small.column(small.recommended, 'Score')).map((text) => Number(text.replace('−', '-')))
  expect(scores).toEqual([...scores].sort((a, b) => b - a))
  for (const score of scores) expect(score).not.toBeNaN()
})

test('recommends to a client who only searched from the words', async ({ small }) => {
  await small.open(`#/client/${clients.searched}`)
  await expect(small.clientHeading(clients.searched)).toBeVisible()
  await expect(small.recommended.getByRole('row').nth(1)).toBeVisible()
  await expect(small.region('Recommended categories')).toContainText(/word/i)
})

test('recommends popular categories to a client of whom nothing is known', async ({ small }) => {
  await small.open(`#/client/${clients.nothing}`)
  await expect(small.clientHeading(clients.nothing)).toBeVisible()
  await expect(small.recommended.getByRole('row').nth(1)).toBeVisible()
  await expect(small.region('Recommended categories')).toContainText(/popular/i)
})

test('tells client 7 from client 007', async ({ small }) => {
  await small.open('#/client/007')
  await expect(small.clientHeading('007')).toBeVisible()
  await small.open('#/client/7')
  await expect(small.clientHeading('7')).toBeVisible()
})

test('says so when the address names a client that is not in the data', async ({ small }) => {
  await small.open('#/client/nobody-here')
  await expect(small.page.getByText(/nobody-here/).first()).toBeVisible()
  await small.open('#/client')
})

test('goes back and forward between clients', async ({ small }) => {
  await small.open('#/client/1')
  await expect(small.clientHeading('1')).toBeVisible()
  await small.open('#/client/2')
  await expect(small.clientHeading('2')).toBeVisible()
  await small.page.goBack()
  await expect(small.clientHeading('1')).toBeVisible()
  await small.page.goForward()
  await expect(small.clientHeading('2')).toBeVisible()
})

test('shows text of the files as text', async ({ small }) => {
  await small.open('#/client/2')
  await expect(small.region('Searches').getByText('<img src=x onerror=alert(1)>').first()).toBeVisible()
})

test('tells where to begin when nothing is loaded', async ({ app }) => {
  for (const screen of ['overview', 'client', 'models']) {
    await app.open(`#/${screen}`)
    await expect(app.page.getByRole('main')).toContainText(/\S/)
    await expect(app.clients).toBeHidden()
    await expect(app.metrics).toBeHidden()
  }
})

test('ranks near a word instead of for the client, keeps that in the address, and says what is unseen', async ({
  small,
}) => {
  await small.open(`#/client/${clients.both}`)
  const region = small.region('Recommended categories')
  await expect(small.recommended.getByRole('row').nth(1)).toBeVisible()
  await region.getByRole('group', { name: 'Way' }).getByRole('button', { name: 'Near a word or category' }).click()
  const near = region.getByRole('combobox', { name: 'Word or category' })
  await near.fill('no-such-word-at-all-0')
  await near.press('Enter')
  await expect(region).toContainText(/not in the data/)
  const [code = ''] = await small.column(small.recommended, 'Code')
  await near.fill(code)
  await near.press('Enter')
  await expect(region).toContainText(/Categories near/)
  expect(await small.column(small.recommended, 'Code')).not.toContain(code)
  await expect.poll(() => new URL(small.page.url()).hash).toContain('way=query')
})

test('recommends to a client made of words alone', async ({ small }) => {
  await small.open('#/what-if?words=no-such-word-at-all-0')
  await expect(small.page.getByRole('heading', { name: 'What if' })).toBeVisible()
  await expect(small.page.getByRole('list', { name: 'What each word stands for' })).toContainText('nothing near it')
  await expect(small.region('Recommended categories')).toContainText(/popular/i)
})
