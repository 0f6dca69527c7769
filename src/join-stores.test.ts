import { expect, it } from 'vitest'
import { joinStores } from './join-stores.ts'
import { createClientListStore } from './state/client-list-store.ts'
import { createClientStore } from './state/client-store.ts'
import { createDatasetStore } from './state/dataset-store.ts'
import { createExportStore, type ExportRecipe } from './state/export-store.ts'
import { deferred, fakeDatasetEngine, fakeModelEngine } from './state/fake-engines.fixture.ts'
import { createModelStore } from './state/model-store.ts'
import { createOverviewStore } from './state/overview-store.ts'
import { createRecommendationStore } from './state/recommendation-store.ts'
import { createRouteStore } from './state/route-store.ts'
import { createSettingsStore } from './state/settings-store.ts'
import type { Stores } from './views/stores.ts'

it('gives up a file of recommendations when another model takes over while it is written', async () => {
  const lists = deferred<readonly []>()
  const saved: string[] = []
  const now = () => 0
  const saveFile = (name: string) => saved.push(name)
  const datasetEngine = fakeDatasetEngine({ formatRecommendations: () => Promise.resolve(new Uint8Array(1)) })
  const modelEngine = fakeModelEngine({ recommendRange: () => lists.promise })
  const applied = () => undefined
  const stores: Stores = {
    route: createRouteStore({ read: () => '#/models', write: applied, onChange: applied }),
    settings: createSettingsStore({ language: 'en', theme: 'light', applyLanguage: applied, applyTheme: applied }),
    dataset: createDatasetStore({ engine: datasetEngine, now, saveFile }),
    overview: createOverviewStore(datasetEngine),
    clientList: createClientListStore(datasetEngine),
    client: createClientStore(datasetEngine),
    recommendation: createRecommendationStore(datasetEngine, modelEngine),
    model: createModelStore({ datasetEngine, modelEngine, now }),
    exports: createExportStore({ datasetEngine, modelEngine, now, appVersion: '0', saveFile }),
  }
  joinStores(stores)
  const model = { evidenceId: 1, evidence: {}, summary: { clientCount: 5, settings: {} }, dataFingerprint: 'a' }
  const recipe = model as unknown as ExportRecipe
  const writing = stores.exports.getState().saveRecommendations(recipe, { k: 10, repeat: 'both' })
  stores.model.setState({ model: { ...recipe, automatic: true } })
  lists.resolve([])
  await writing
  expect(saved).toEqual([])
  expect(stores.exports.getState().writing).toMatchObject({ phase: 'failed', error: { code: 'model-changed' } })
})
