import { act, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Explanation } from '../../core/explain/recommendation.ts'
import { settled } from '../../state/fake-engines.fixture.ts'
import type { FittingPhase } from '../../state/model-fits.ts'
import { ClientView } from './ClientView.tsx'
import { LIST, MODEL, openedStores, recommendations, show, withHistory, withList } from './opened-client.fixture.tsx'

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600)
})
afterEach(() => {
  vi.restoreAllMocks()
})

const running: FittingPhase = {
  phase: 'running',
  model: 'ease',
  view: { stage: 'fitting', share: 0.4, done: 4, total: 10, unit: 'clients', perSecond: 1, secondsLeft: 2.5 },
}

describe('the model switch of a client', () => {
  it('offers every model of the training by its name, and says which are left out and why', async () => {
    const stores = openedStores('#/client/46288')
    withHistory(stores)
    withList(stores, LIST)
    await show(stores, <ClientView />)
    const control = screen.getByRole('combobox', { name: 'Model' })
    const options = within(control).getAllByRole<HTMLOptionElement>('option')
    expect(options.map(({ textContent, disabled }) => [textContent, disabled])).toEqual([
      ['ALS', false],
      ['Popular', false],
      ['EASE', false],
      ['BPR (left out)', true],
    ])
    expect(recommendations().textContent).toContain(
      'BPR is left out: it takes at most 100,000 matrix entries, and there are 651,230.',
    )
    fireEvent.change(control, { target: { value: 'ease' } })
    expect([...stores.route.getState().view.options]).toEqual([['model', 'ease']])
    fireEvent.change(control, { target: { value: 'als' } })
    expect([...stores.route.getState().view.options]).toEqual([])
  })

  it('shows the fit that the list waits for, and stops it', async () => {
    const stores = openedStores('#/client/46288?model=ease')
    withHistory(stores)
    const cancelFit = vi.fn()
    stores.model.setState({ model: MODEL })
    stores.recommendation.setState({ recommendations: { phase: 'loading' }, fitting: running, cancelFit })
    await show(stores, <ClientView />)
    const group = within(screen.getByRole('group', { name: 'Fitting EASE' }))
    expect(group.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('40')
    expect(group.getByText('about 3 s left')).toBeTruthy()
    fireEvent.click(group.getByRole('button', { name: 'Cancel' }))
    expect(cancelFit).toHaveBeenCalledOnce()
    // The past stays to be looked at meanwhile.
    expect(screen.getByRole('region', { name: 'Searches' })).toBeTruthy()
  })

  it('offers to fit after all, or ALS, once the fit was stopped', async () => {
    const stores = openedStores('#/client/46288?model=ease')
    withHistory(stores)
    const fit = vi.fn(() => Promise.resolve())
    stores.model.setState({ model: MODEL })
    stores.recommendation.setState({ fitting: { phase: 'cancelled', model: 'ease' }, fit })
    await show(stores, <ClientView />)
    expect(recommendations().textContent).toContain('EASE was not fitted: cancelled.')
    fireEvent.click(screen.getByRole('button', { name: 'Fit it' }))
    expect(fit).toHaveBeenCalledOnce()
    fireEvent.click(screen.getByRole('button', { name: 'Back to ALS' }))
    expect(stores.route.getState().view.options.has('model')).toBe(false)
    act(() => {
      stores.settings.getState().setLanguage('ko')
    })
    expect(screen.getByText('취소하여 맞추지 않은 모델: EASE.')).toBeTruthy()
    await act(settled)
  })

  it('waits for nothing where a link names a model that is left out', async () => {
    const stores = openedStores('#/client/46288?model=bpr')
    withHistory(stores)
    stores.model.setState({ model: MODEL })
    await show(stores, <ClientView />)
    expect(recommendations().textContent).toContain('BPR is left out')
    expect(screen.queryByText('Ranking categories')).toBeNull()
  })

  it('has a score in figures also where a list is filled up, and a legend for scores in no unit', async () => {
    const stores = openedStores('#/client/46288')
    withHistory(stores)
    const [item] = LIST.items
    const scored = (score: number, explanation: Explanation) => {
      withList(stores, { ...LIST, items: [{ ...item!, score, explanation }] })
    }
    scored(0.0001, { kind: 'popularity', score: 0.0001, clients: 12 })
    await show(stores, <ClientView />)
    expect(recommendations().textContent).toContain('<0.001clients who bought it: 12')
    act(() => {
      scored(12.25, { kind: 'popularity', score: 12.25, clients: 8 })
    })
    await act(settled)
    expect(recommendations().textContent).toContain('12.250clients who bought it: 8')
    act(() => {
      scored(-0.5, { kind: 'not-defined', score: -0.5 })
    })
    await act(settled)
    expect(recommendations().textContent).toContain('score: good for the order alone')
    expect(recommendations().textContent).toContain('\u22120.500not defined')
  })
})
