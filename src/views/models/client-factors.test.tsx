import { fireEvent, render, screen, within } from '@testing-library/react'
import { expect, it } from 'vitest'
import { fakeStores } from '../../fake-stores.fixture.ts'
import { fakeDatasetEngine, fakeModelEngine } from '../../state/fake-engines.fixture.ts'
import { StoresContext } from '../stores.ts'
import { alsFixture, modelFixture, summaryFixture } from './models.fixture.ts'
import { ModelsView } from './ModelsView.tsx'

/** The Models screen beside a model of these settings. */
function show(settings = alsFixture) {
  const stores = fakeStores({
    datasetEngine: fakeDatasetEngine({}),
    modelEngine: fakeModelEngine({}),
    hash: '#/models',
  })
  stores.dataset.setState({ summary: summaryFixture() })
  const { summary } = modelFixture()
  stores.model.setState({ model: modelFixture({ summary: { ...summary, settings } }) })
  render(
    <StoresContext value={stores}>
      <ModelsView />
    </StoresContext>,
  )
  return stores.model
}

it('can be chosen with parity alone', () => {
  const factors = () => screen.queryByRole('group', { name: 'Client factors' })
  const choose = (solver: string) => {
    fireEvent.click(within(screen.getByRole('group', { name: 'Solver' })).getByText(solver))
  }
  const model = show()
  expect(factors()).toBeNull()
  choose('Parity')
  expect(model.getState().als).toMatchObject({ solver: 'parity', clientFactors: 'refitted' })
  fireEvent.click(within(factors()!).getByText('Raw'))
  expect(model.getState().als).toMatchObject({ solver: 'parity', clientFactors: 'raw' })
  choose('Exact')
  expect(factors()).toBeNull()
  expect(model.getState().als).toMatchObject({ solver: 'exact', clientFactors: 'refitted' })
  fireEvent.click(screen.getByRole('button', { name: 'Seed recipe' }))
  expect(within(factors()!).getByRole('button', { pressed: true }).textContent).toBe('Raw')
  fireEvent.click(within(factors()!).getByText('Refitted'))
  expect(screen.getByRole('button', { name: 'Seed recipe' }).getAttribute('aria-pressed')).toBe('false')
})

it.each(['refitted', 'raw'] as const)('stand among the facts of the model: %s', (clientFactors) => {
  show({ ...alsFixture, solver: 'parity', clientFactors })
  const facts = within(screen.getByRole('region', { name: 'About this model' }))
  const value = facts.getByText('Lists come from').nextElementSibling?.textContent
  expect(value).toMatch(clientFactors === 'raw' ? /^raw client factors of the training/ : /^clients refitted exactly/)
})
