import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { joinRowBrowser } from './join-row-browser.ts'
import { createRouteStore } from './state/route-store.ts'
import { createRowBrowserStore } from './state/row-browser-store.ts'
import type { Stores } from './views/stores.ts'

/** A page on an address, with the entries of its history. */
function setUp(hash: string) {
  const entries = [hash]
  let listener: () => void = () => undefined
  const route = createRouteStore({
    read: () => entries.at(-1) ?? '',
    write: (next, mode) => {
      if (mode === 'replace') entries.pop()
      entries.push(next)
    },
    onChange: (onChange) => {
      listener = onChange
    },
  })
  const rowBrowser = createRowBrowserStore({ tableRows: () => new Promise(() => undefined) })
  const dataset = createStore(() => ({ summary: null }))
  joinRowBrowser({ route, rowBrowser, dataset } as unknown as Stores)
  const back = () => {
    entries.pop()
    listener()
  }
  const view = () => rowBrowser.getState().view
  return { entries, back, view, route, rowBrowser }
}

describe('the row browser and the address', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('opens what a link names', () => {
    const { view, entries } = setUp('#/data?rows=actions&lens=searches')
    expect(view()).toMatchObject({ role: 'actions', lens: 'searches' })
    expect(entries).toHaveLength(1)
  })

  it('makes an entry of each choice, and goes back with it', () => {
    const { rowBrowser, entries, back, view } = setUp('#/data')
    rowBrowser.getState().open('transactions')
    rowBrowser.getState().sortBy('buy_am')
    expect(entries).toEqual(['#/data', '#/data?rows=transactions', '#/data?rows=transactions&sort=buy_am'])
    back()
    expect(view()).toMatchObject({ role: 'transactions', sort: null })
    back()
    expect(view().role).toBeNull()
  })

  it('lets the address wait for the end of typing, and makes no entry of it', () => {
    const { rowBrowser, entries } = setUp('#/data?rows=actions')
    rowBrowser.getState().setText('sech_kwd', 'contains', 'a')
    vi.advanceTimersByTime(200)
    rowBrowser.getState().setText('sech_kwd', 'contains', 'ab')
    vi.advanceTimersByTime(200)
    expect(entries).toEqual(['#/data?rows=actions'])
    vi.advanceTimersByTime(200)
    expect(entries).toEqual(['#/data?rows=actions&sech_kwd.contains=ab'])
  })

  it('keeps what is being typed when another part of the screen writes into the address', () => {
    const { rowBrowser, route, view, entries } = setUp('#/data?rows=actions')
    rowBrowser.getState().setText('sech_kwd', 'contains', 'a')
    route.getState().setOption('dictionary', 'products')
    expect(view().filters).toHaveLength(1)
    vi.advanceTimersByTime(400)
    expect(entries).toEqual(['#/data?dictionary=products&rows=actions&sech_kwd.contains=a'])
  })

  it('leaves the address of another screen alone', () => {
    const { rowBrowser, route, entries } = setUp('#/data?rows=actions')
    rowBrowser.getState().setText('sech_kwd', 'contains', 'a')
    route.getState().open('client')
    vi.advanceTimersByTime(400)
    expect(entries.at(-1)).toBe('#/client')
  })
})
