import { act, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { settled } from '../../state/fake-engines.fixture.ts'
import { purchase } from './history.fixture.ts'
import { DomainError } from '../../core/domain-error.ts'
import { ClientView } from './ClientView.tsx'
import {
  CLIENTS,
  LIST,
  openedStores,
  MODEL,
  withHistory,
  withList,
  show,
  recommendations,
} from './opened-client.fixture.tsx'

beforeEach(() => {
  // happy-dom has no layout: give every element the size of a list pane.
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600)
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(240)
})
afterEach(() => {
  vi.restoreAllMocks()
})

describe('the Client screen without a client', () => {
  it('says how to begin, and offers the first of the list', async () => {
    const stores = openedStores('#/client')
    await show(stores, <ClientView />)
    fireEvent.click(screen.getByRole('button', { name: 'Client 46289' }))
    expect(stores.route.getState().view.id).toBe('46289')
  })

  it('leads to the files when nothing is loaded', async () => {
    const stores = openedStores('#/client')
    stores.dataset.setState({ summary: null })
    await show(stores, <ClientView />)
    fireEvent.click(screen.getByRole('button', { name: 'Go to Data' }))
    expect(stores.route.getState().view.screen).toBe('data')
  })
})

describe('the list of clients', () => {
  it('counts every client, although few rows exist', async () => {
    await show(openedStores('#/client/46288'), <ClientView />)
    const grid = screen.getByRole('grid', { name: 'Clients' })
    expect(grid.getAttribute('aria-rowcount')).toBe(String(CLIENTS + 1))
    expect(within(grid).getAllByRole('row').length).toBeLessThan(60)
    expect(within(grid).getByRole('row', { selected: true }).textContent).toContain('46288')
  })

  it('is walked and opened with the keyboard alone', async () => {
    const stores = openedStores('#/client/46288')
    await show(stores, <ClientView />)
    const grid = screen.getByRole('grid', { name: 'Clients' })
    fireEvent.keyDown(grid, { key: 'ArrowDown' })
    fireEvent.keyDown(grid, { key: 'ArrowDown' })
    const active = grid.getAttribute('aria-activedescendant') ?? ''
    expect(document.getElementById(active)?.getAttribute('aria-rowindex')).toBe('4')
    fireEvent.keyDown(grid, { key: 'Enter' })
    expect(stores.route.getState().view.id).toBe('46290')
  })

  it('follows the text while it is composed, and keeps Enter for afterwards', async () => {
    const stores = openedStores('#/client')
    await show(stores, <ClientView />)
    const search = screen.getByRole('textbox', { name: 'Search clients' })
    fireEvent.compositionStart(search)
    fireEvent.change(search, { target: { value: '4630' } })
    await act(settled)
    expect(screen.getByRole('grid').getAttribute('aria-rowcount')).toBe('11')
    fireEvent.keyDown(search, { key: 'Enter', isComposing: true })
    expect(stores.route.getState().view.id).toBeNull()
    fireEvent.keyDown(search, { key: 'Enter' })
    expect(stores.route.getState().view.id).toBe('46300')
  })

  it('sorts by a column head and says so', async () => {
    const stores = openedStores('#/client')
    await show(stores, <ClientView />)
    const head = (name: RegExp) => screen.getByRole('columnheader', { name })
    expect(head(/Searches/).getAttribute('aria-sort')).toBe('descending')
    fireEvent.click(within(head(/Lines/)).getByRole('button'))
    await act(settled)
    expect(head(/Lines/).getAttribute('aria-sort')).toBe('descending')
    expect(stores.clientList.getState().sort).toEqual({ key: 'lineCount', descending: true })
  })
})

describe('the page of a client', () => {
  it('shows searches and the purchase tree under their stable names', async () => {
    const stores = openedStores('#/client/46288')
    withHistory(stores)
    await show(stores, <ClientView />)
    expect(screen.getByRole('heading', { level: 1, name: 'Client 46288' })).toBeTruthy()
    expect(within(screen.getByRole('region', { name: 'Searches' })).getByText('커텐').lang).toBe('ko')
    const purchases = screen.getByRole('region', { name: 'Purchases by category' })
    expect(purchases.textContent).toContain('0778')
    expect(purchases.textContent).toContain('without a name')
    fireEvent.click(within(purchases).getByRole('button', { name: 'Window' }))
    expect(purchases.textContent).not.toContain('Curtains')
  })

  it('begins the tree of a heavy buyer with some thirty lines, and opens the rest by buttons', async () => {
    const stores = openedStores('#/client/46288')
    const groups = Array.from({ length: 20 }, (_, at) =>
      purchase(`Group ${String(at)}`, {
        level: 1,
        amount: 1000 - at,
        children: Array.from({ length: 10 }, (__, place) => purchase(`${String(at)}-${String(place)}`)),
      }),
    )
    withHistory(stores, { purchases: groups })
    await show(stores, <ClientView />)
    const tree = within(screen.getByRole('region', { name: 'Purchases by category' }))
    const lines = () => tree.getAllByRole('listitem').length
    // Eight groups, two of them open: each with five of ten codes and the button for the others.
    expect(lines()).toBe(8 + 2 * 6)
    fireEvent.click(tree.getAllByRole('button', { name: '5 more' })[0]!)
    expect(lines()).toBe(8 + 2 * 6 + 5)
    fireEvent.click(tree.getByRole('button', { name: 'Group 7' }))
    expect(lines()).toBe(8 + 3 * 6 + 5)
    fireEvent.click(tree.getByRole('button', { name: 'Show all 200 categories' }))
    expect(lines()).toBe(20 + 200)
    fireEvent.click(tree.getByRole('button', { name: 'Show fewer' }))
    expect(lines()).toBe(8 + 2 * 6)
  })

  it('keeps the name and the past of a client together while the next one is on its way', async () => {
    const stores = openedStores('#/client/46288')
    withHistory(stores)
    await show(stores, <ClientView />)
    act(() => {
      stores.route.getState().open('client', '46289')
    })
    expect(screen.getByRole('heading', { level: 1, name: 'Client 46288' })).toBeTruthy()
    act(() => {
      stores.client.setState({ clientId: '46289', history: { phase: 'loading' } })
    })
    expect(screen.getByRole('heading', { level: 1, name: 'Client 46289' })).toBeTruthy()
    expect(screen.queryByText('커텐')).toBeNull()
  })

  it('says that something was bought although no category is known', async () => {
    const stores = openedStores('#/client/46288')
    withHistory(stores, { purchases: [], lineCount: 0, onlinePurchaseCount: 3 })
    await show(stores, <ClientView />)
    expect(screen.getByText(/category unknown.*\(3\)/)).toBeTruthy()
  })

  it('turns the activity chart into a table of the same days', async () => {
    const stores = openedStores('#/client/46288')
    withHistory(stores)
    await show(stores, <ClientView />)
    const activity = screen.getByRole('region', { name: 'Activity' })
    fireEvent.click(within(activity).getByRole('button', { name: 'Table' }))
    expect(
      within(activity)
        .getAllByRole('row')
        .map((row) => row.textContent),
    ).toEqual(['DaySearchesViewsCart addsLinesAmount', '3 Jul 201912000', '4 Jul 20192012' + '48,000'])
  })

  it('says which client is not there', async () => {
    const stores = openedStores('#/client/007')
    const error = new DomainError('unknown-client', 'none', { clientId: '007' })
    stores.client.setState({ clientId: '007', history: { phase: 'failed', error } })
    await show(stores, <ClientView />)
    expect(screen.getByRole('alert').textContent).toContain('No client 007')
  })

  it('says that a link was made on other data', async () => {
    const stores = openedStores('#/client/46288?data=other')
    withHistory(stores)
    await show(stores, <ClientView />)
    expect(screen.getByText(/made on other data/).closest('[role="note"]')).not.toBeNull()
  })
})

describe('the recommended categories', () => {
  it('stand in a table with fixed columns, score and sums', async () => {
    const stores = openedStores('#/client/46288')
    withHistory(stores)
    withList(stores, LIST)
    await show(stores, <ClientView />)
    const table = within(recommendations()).getByRole('table', { name: 'Recommended categories' })
    const heads = within(table).getAllByRole('columnheader')
    expect(heads.map((head) => head.textContent)).toEqual(['Rank', 'Code', 'Category', 'Score', 'Why'])
    const [, row] = within(table).getAllByRole('row')
    expect(row?.textContent).toMatch(/^10777Curtainsbought ×1Interior › Window0\.842/)
    expect(within(table).getByRole('img', { name: 'words +0.19, purchases +0.65' })).toBeTruthy()
    expect(recommendations().textContent).not.toContain('%')
    expect(screen.getByText('Route: from purchases and words')).toBeTruthy()
  })

  it('open to every share, the rest, and their sum', async () => {
    const stores = openedStores('#/client/46288')
    withHistory(stores)
    withList(stores, LIST)
    await show(stores, <ClientView />)
    const button = within(recommendations()).getByRole('button', { name: 'All reasons for Curtains' })
    fireEvent.click(button)
    expect(button.getAttribute('aria-expanded')).toBe('true')
    const texts = within(recommendations())
      .getAllByRole('listitem')
      .map((item) => item.textContent)
    expect(texts).toContain('■ words 커텐 ×2Evidence weight 3.25Share +0.200')
    expect(texts).toContain('4 other entries\u22120.008')
    expect(texts).toContain('sums to the score0.842')
  })

  it('give the count of clients as the score of a popular list', async () => {
    const stores = openedStores('#/client/46288?model=popular')
    withHistory(stores)
    const [item] = LIST.items
    withList(stores, {
      ...LIST,
      route: 'popular',
      items: [{ ...item!, score: 8420, explanation: { kind: 'popularity', score: 8420, clients: 8420 } }],
    })
    await show(stores, <ClientView />)
    expect(recommendations().textContent).toContain('clients who bought it: 8,420')
    expect(within(recommendations()).queryByRole('img')).toBeNull()
  })

  it('say in words where a model has no reasons', async () => {
    const stores = openedStores('#/client/46288')
    withHistory(stores)
    const [item] = LIST.items
    withList(stores, { ...LIST, items: [{ ...item!, score: 1.25, explanation: { kind: 'not-defined', score: 1.25 } }] })
    await show(stores, <ClientView />)
    expect(recommendations().textContent).toContain('1.250not defined: the score of this model does not split')
    expect(recommendations().textContent).not.toContain('= score')
    expect(within(recommendations()).queryByRole('img')).toBeNull()
  })

  it('put the switches into the address, and say what is hidden', async () => {
    const stores = openedStores('#/client/46288?repeat=new')
    withHistory(stores)
    withList(stores, LIST, 'new')
    await show(stores, <ClientView />)
    expect(screen.getByText('3 bought before are hidden')).toBeTruthy()
    const options = () => [...stores.route.getState().view.options]
    fireEvent.click(screen.getByRole('button', { name: 'Repeat' }))
    expect(options()).toEqual([['repeat', 'repeat']])
    fireEvent.click(screen.getByRole('button', { name: 'Both' }))
    fireEvent.change(screen.getByRole('combobox', { name: 'Model' }), { target: { value: 'popular' } })
    expect(options()).toEqual([['model', 'popular']])
  })

  it('say that the model is training, how far it is, and can stop it', async () => {
    const stores = openedStores('#/client/46288')
    withHistory(stores)
    const cancelTraining = vi.fn()
    const view = {
      stage: 'training',
      share: 0.36,
      done: 5.4,
      total: 15,
      unit: 'iterations' as const,
      perSecond: 1,
      secondsLeft: 9.6,
    }
    stores.model.setState({ training: { phase: 'running', view, losses: [] }, cancelTraining })
    await show(stores, <ClientView />)
    const group = within(recommendations()).getByRole('group', { name: 'Training' })
    expect(within(group).getByRole('progressbar', { name: 'Training' }).getAttribute('aria-valuenow')).toBe('36')
    expect(group.textContent).toContain('iteration 5 of 15')
    fireEvent.click(within(group).getByRole('button', { name: 'Cancel' }))
    expect(cancelTraining).toHaveBeenCalledOnce()
  })

  it('offer to train after a failure, and when the model is of other data', async () => {
    const stores = openedStores('#/client/46288')
    withHistory(stores)
    const train = vi.fn(() => Promise.resolve())
    const error = new DomainError('out-of-memory', 'no')
    stores.model.setState({ training: { phase: 'failed', error }, train })
    await show(stores, <ClientView />)
    fireEvent.click(within(recommendations()).getByRole('button', { name: 'Train' }))
    expect(train).toHaveBeenCalledOnce()
    act(() => {
      withList(stores, LIST)
      stores.model.setState({ model: { ...MODEL, dataFingerprint: 'other' }, training: { phase: 'idle' } })
    })
    expect(recommendations().textContent).toContain('made from other data')
    expect(recommendations().querySelector('.stale')).not.toBeNull()
  })
})
