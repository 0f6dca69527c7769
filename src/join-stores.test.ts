import { expect, it } from 'vitest'
import { tallyFixture } from './core/signals/evidence-tally.fixture.ts'
import { fakeStores } from './fake-stores.fixture.ts'
import { joinStores } from './join-stores.ts'
import { deferred, fakeDatasetEngine, fakeModelEngine } from './state/fake-engines.fixture.ts'
import { USUAL_EXPORT, type ExportRecipe } from './state/export-store.ts'

it('gives up a file of recommendations when another model takes over while it is written', async () => {
  const lists = deferred<readonly []>()
  const saved: string[] = []
  const datasetEngine = fakeDatasetEngine({ formatRecommendations: () => Promise.resolve(new Uint8Array(1)) })
  const modelEngine = fakeModelEngine({ recommendRange: () => lists.promise })
  const onSave = (name: string) => saved.push(name)
  const stores = fakeStores({ datasetEngine, modelEngine, hash: '#/models', onSave })
  joinStores(stores)
  const model = {
    evidenceId: 1,
    evidence: {},
    summary: { clientCount: 5, settings: {}, models: [] },
    dataFingerprint: 'a',
  }
  const recipe = model as unknown as ExportRecipe
  const writing = stores.exports.getState().saveRecommendations(recipe, USUAL_EXPORT)
  stores.model.setState({ model: { ...recipe, automatic: true, tally: tallyFixture } })
  lists.resolve([])
  await writing
  expect(saved).toEqual([])
  expect(stores.exports.getState().writing).toMatchObject({ phase: 'failed', error: { code: 'model-changed' } })
})
