import { act, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { settled } from '../../state/fake-engines.fixture.ts'
import type { RecommendationList } from '../../core/explain/recommendation.ts'
import { asColumnIndex } from '../../core/positions.ts'
import { ClientView } from './ClientView.tsx'
import { WhatIfView } from './WhatIfView.tsx'
import { LIST, openedStores, MODEL, withHistory, withList, show, recommendations } from './opened-client.fixture.tsx'

beforeEach(() => {
  // happy-dom has no layout: give every element the size of a list pane.
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600)
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(240)
})
afterEach(() => {
  vi.restoreAllMocks()
})

describe('the ways of a list', () => {
  it('stand in the address: near a typed word on Enter, not while it is composed, and with a slider', async () => {
    const stores = openedStores('#/client/46288')
    withHistory(stores)
    withList(stores, LIST)
    await show(stores, <ClientView />)
    const address = () => Object.fromEntries(stores.route.getState().view.options)
    const ways = within(screen.getByRole('group', { name: 'Way' }))
    expect(ways.getByRole('button', { pressed: true }).textContent).toBe('For this client')
    expect(recommendations().textContent).toContain('From purchases and words.')
    fireEvent.click(ways.getByRole('button', { name: 'Blend' }))
    const near = screen.getByRole('combobox', { name: 'Word or category' })
    fireEvent.change(near, { target: { value: '우유' } })
    fireEvent.keyDown(near, { key: 'Enter', isComposing: true })
    expect(address()).toEqual({ way: 'blend' })
    fireEvent.keyDown(near, { key: 'Enter' })
    expect(address()).toEqual({ way: 'blend', near: '우유' })
    const slider = screen.getByRole('slider', { name: 'Weight of the word or category' })
    expect(slider.getAttribute('aria-valuetext')).toBe('client 0.50, word or category 0.50')
    fireEvent.change(slider, { target: { value: '0.25' } })
    expect(address()).toEqual({ way: 'blend', near: '우유', blend: '0.25' })
    fireEvent.click(ways.getByRole('button', { name: 'For this client' }))
    expect(screen.queryByRole('combobox', { name: 'Word or category' })).toBeNull()
    await act(settled)
  })

  it('suggest words after every letter, also inside a composition, and pick one by keyboard', async () => {
    const stores = openedStores('#/client/46288?way=query')
    withHistory(stores)
    withList(stores, LIST)
    const asked: string[] = []
    stores.recommendation.setState({
      suggest: (_, text) => {
        asked.push(text)
        const label = { kind: 'keyword' as const, code: '우유', path: [] }
        stores.recommendation.setState({ suggestions: [{ column: 9, label }] })
        return Promise.resolve()
      },
    })
    await show(stores, <ClientView />)
    const near = screen.getByRole('combobox', { name: 'Word or category' })
    fireEvent.focus(near)
    fireEvent.compositionStart(near)
    for (const value of ['ㅇ', '우', '웅']) {
      fireEvent.compositionUpdate(near, { data: value })
      fireEvent.change(near, { target: { value } })
    }
    expect(asked).toEqual(['', 'ㅇ', '우', '웅'])
    await act(settled)
    fireEvent.click(screen.getByRole('option', { name: /우유/ }))
    await act(settled)
    expect(stores.route.getState().view.options.get('near')).toBe('우유')
  })

  it('are closed for the popular list, with the reason', async () => {
    const stores = openedStores('#/client/46288?model=popular&way=query&near=x')
    withHistory(stores)
    withList(stores, LIST)
    await show(stores, <ClientView />)
    const ways = screen.getByRole('group', { name: 'Way', description: /Only ALS knows/ })
    for (const button of within(ways).getAllByRole('button')) expect(button).toHaveProperty('disabled', true)
    expect(screen.queryByRole('combobox', { name: 'Word or category' })).toBeNull()
  })

  it('give a query one bar, and a blend its part beside the others', async () => {
    const stores = openedStores('#/client/46288?way=blend&near=커텐')
    withHistory(stores)
    const [item] = LIST.items
    if (item?.explanation.kind !== 'additive') throw new Error('not additive')
    const query = { column: asColumnIndex(9), similarity: 0.75, share: 1.5 }
    withList(stores, { ...LIST, items: [{ ...item, explanation: { ...item.explanation, query } }] })
    await show(stores, <ClientView />)
    const bar = within(recommendations()).getByRole('img', { name: /nearness/ })
    expect(bar.getAttribute('aria-label')).toBe('nearness +1.50, words +0.19, purchases +0.65')
    expect(recommendations().textContent).toContain('near “커텐')
    const alone = { ...item.explanation, purchases: 0, words: 0, shares: [], rest: 0, restCount: 0, query }
    act(() => {
      withList(stores, { ...LIST, route: 'query', items: [{ ...item, explanation: alone }] })
    })
    await act(settled)
    expect(within(recommendations()).getByRole('img', { name: 'nearness +1.50' })).toBeTruthy()
  })
})

describe('a list from raw factors', () => {
  const fromRaw = (rawDifference: number): RecommendationList => {
    const [item] = LIST.items
    if (item?.explanation.kind !== 'additive') throw new Error('not additive')
    const score = 0.842 + rawDifference
    return { ...LIST, items: [{ ...item, score, explanation: { ...item.explanation, score, rawDifference } }] }
  }

  it('names the difference as a part of its own, and says whose the reasons are', async () => {
    const stores = openedStores('#/client/46288')
    withHistory(stores)
    withList(stores, fromRaw(0.125))
    await show(stores, <ClientView />)
    const list = within(recommendations())
    expect(list.getByRole('img', { name: 'words +0.19, purchases +0.65, raw minus refitted +0.13' })).toBeTruthy()
    expect(recommendations().textContent).toContain('▨ raw − refitted = score')
    expect(recommendations().textContent).toMatch(/Scores come from the raw factors .* those of the refitted client\./)

    fireEvent.click(list.getByRole('button', { name: 'All reasons for Curtains' }))
    const lines = list.getAllByRole('listitem').map((line) => line.textContent)
    expect(lines).toContain('▨ Raw factors of the training minus refitted clientShare +0.125')
    expect(lines).toContain('sums to the score0.967')
    expect(list.getByText(/^These are the reasons of the client refitted exactly/)).toBeTruthy()
  })

  it('shows a difference below zero, and none where the list is of the refitted client', async () => {
    const stores = openedStores('#/client/46288')
    withHistory(stores)
    withList(stores, fromRaw(-0.125))
    await show(stores, <ClientView />)
    expect(within(recommendations()).getByRole('img', { name: /raw minus refitted \u22120\.13$/ })).toBeTruthy()
    act(() => {
      withList(stores, LIST)
    })
    await act(settled)
    expect(recommendations().textContent).not.toMatch(/raw|refitted/)
  })
})

describe('a client of whom only rare words are known', () => {
  it('has a list by the nearest known word families, which the card names word by word', async () => {
    const stores = openedStores('#/client/46288')
    withHistory(stores)
    withList(stores, { ...LIST, route: 'word-family' })
    const slice = stores.recommendation.getState().recommendations
    if (slice.phase !== 'ready') throw new Error('no list')
    const nearest = { column: 9, label: { kind: 'keyword' as const, code: '커튼', path: [] } }
    const words = [
      { text: 'qq', by: 'none' as const, found: null },
      { text: '커텐', by: 'near' as const, found: nearest },
      ...Array.from({ length: 12 }, (_, at) => ({ text: `x${String(at)}`, by: 'none' as const, found: null })),
    ]
    stores.recommendation.setState({ recommendations: { phase: 'ready', value: { ...slice.value, words } } })
    await show(stores, <ClientView />)
    const meaning = within(screen.getByRole('list', { name: 'What each word stands for' })).getAllByRole('listitem')
    expect(meaning.map(({ textContent }) => textContent).filter((text) => !text.startsWith('x'))).toEqual([
      '커텐: too rare to learn from; nearest known: “커튼”',
      'qq: too rare to learn from, and nothing known is near it',
      'other words: 4',
    ])
    expect(recommendations().textContent).toContain('What the model knows of this client says too little.')
    expect(screen.getByText('Route: nearest known word family')).toBeTruthy()
  })
})

describe('a client made of words', () => {
  it('says what each word stands for, and what would be recommended', async () => {
    const stores = openedStores('#/what-if?words=우유, 암 막커튼,qq')
    stores.model.setState({ model: MODEL })
    const named = (code: string) => ({ column: 9, label: { kind: 'keyword' as const, code, path: [] } })
    stores.recommendation.setState({
      recommendations: {
        phase: 'ready',
        value: {
          clientId: null,
          words: [
            { text: '우유', by: 'exact', found: named('우유') },
            { text: '암 막커튼', by: 'family', found: named('암막커튼') },
            { text: 'qq', by: 'none', found: null },
          ],
          way: { kind: 'client', near: '', blend: 0.5 },
          near: null,
          model: 'als',
          options: { k: 10, repeat: 'both' },
          list: { ...LIST, route: 'words' },
          labels: new Map(),
        },
      },
    })
    await show(stores, <WhatIfView />)
    expect(screen.getByRole('heading', { level: 1, name: 'What if' })).toBeTruthy()
    const meaning = within(screen.getByRole('list', { name: 'What each word stands for' })).getAllByRole('listitem')
    expect(meaning.map(({ textContent }) => textContent)).toEqual([
      '우유: known',
      '암 막커튼: not in the data; nearest: “암막커튼”',
      'qq: not in the data, and nothing near it is',
    ])
    expect(recommendations().textContent).toContain('From words alone')
    fireEvent.change(screen.getByRole('textbox', { name: 'Words, separated by commas' }), { target: { value: '' } })
    expect(screen.getByText(/Type one or more words/)).toBeTruthy()
    expect(stores.route.getState().view.options.has('words')).toBe(false)
  })

  it('leads to the files when nothing is loaded', async () => {
    const stores = openedStores('#/what-if?words=x')
    stores.dataset.setState({ summary: null })
    await show(stores, <WhatIfView />)
    fireEvent.click(screen.getByRole('button', { name: 'Go to Data' }))
    expect(stores.route.getState().view.screen).toBe('data')
  })
})
