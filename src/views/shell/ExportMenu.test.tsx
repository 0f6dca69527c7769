import { act, fireEvent, render, screen } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { fakeStores } from '../../fake-stores.fixture.ts'
import { clientMessages } from '../../i18n/messages/client.ts'
import { addMessages } from '../../i18n/translate.ts'
import { fakeDatasetEngine, fakeModelEngine, settled } from '../../state/fake-engines.fixture.ts'
import type { ModelState } from '../../state/model-store.ts'
import type { NamedRecommendations } from '../../state/recommendation-store.ts'
import { StoresContext } from '../stores.ts'
import { ExportMenu } from './ExportMenu.tsx'

addMessages(clientMessages)

const MODEL = { evidenceId: 1 } as unknown as NonNullable<ModelState['model']>
const SHOWN: NamedRecommendations = {
  clientId: '7',
  words: [],
  way: { kind: 'client', near: '', blend: 0.5 },
  near: null,
  model: 'als',
  options: { k: 10, repeat: 'both' },
  list: { route: 'words', items: [], hiddenCount: 0 },
  labels: new Map(),
}
const NEAR: NamedRecommendations['near'] = {
  text: '우 유',
  by: 'family',
  found: { column: 9, label: { kind: 'keyword', code: '우유', path: [] } },
}

/** The items of the opened menu, and what the second one writes. */
async function opened(shown: NamedRecommendations | null) {
  const stores = fakeStores({
    datasetEngine: fakeDatasetEngine({}),
    modelEngine: fakeModelEngine({}),
    hash: '#/client/7',
  })
  const saveRecommendations = vi.fn(() => Promise.resolve())
  stores.model.setState({ model: MODEL })
  stores.exports.setState({ saveRecommendations })
  if (shown !== null) stores.recommendation.setState({ recommendations: { phase: 'ready', value: shown } })
  const { unmount } = render(
    <StoresContext value={stores}>
      <ExportMenu />
    </StoresContext>,
  )
  fireEvent.click(screen.getByRole('button', { name: 'Export' }))
  await act(settled)
  const items = screen.getAllByRole('menuitem')
  const names = items.map(({ textContent }) => textContent)
  fireEvent.click(items.at(-1)!)
  await act(settled)
  unmount()
  return { names, choice: saveRecommendations.mock.calls[0]?.slice(1) }
}

describe('the export menu', () => {
  it('offers the list of the screen for all clients where that is made in another way', async () => {
    const usual = 'Recommendations (CSV)'
    expect((await opened(null)).names).toEqual([usual])
    expect((await opened(SHOWN)).names).toEqual([usual])
    // A word that nobody knows: there is nothing to be near.
    const lost: NamedRecommendations = {
      ...SHOWN,
      way: { kind: 'query', near: 'qq', blend: 0.5 },
      near: { text: 'qq', by: 'none', found: null },
    }
    expect((await opened(lost)).names).toEqual([usual])
    const ease = await opened({ ...SHOWN, model: 'ease' })
    expect(ease.names).toEqual([usual, 'All clients as shown: EASE (CSV)'])
    expect(ease.choice).toMatchObject([{ model: 'ease', way: { kind: 'client' } }])
    const query = await opened({ ...SHOWN, way: { kind: 'query', near: '우 유', blend: 0.5 }, near: NEAR })
    expect(query.names[1]).toBe('All clients as shown: ALS, near “우유” (CSV)')
    const blend = await opened({ ...SHOWN, way: { kind: 'blend', near: '우 유', blend: 0.25 }, near: NEAR })
    expect(blend.names[1]).toBe('All clients as shown: ALS, blend with “우유” 0.25 (CSV)')
    expect(blend.choice).toEqual([{ model: 'als', way: { kind: 'blend', near: '우 유', blend: 0.25 } }])
  })
})
