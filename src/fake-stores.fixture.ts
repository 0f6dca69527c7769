import type { DatasetEngine } from './engine/dataset-engine.ts'
import type { ModelEngine } from './engine/model-engine.ts'
import { createClientListStore } from './state/client-list-store.ts'
import { createClientStore } from './state/client-store.ts'
import { createDatasetStore } from './state/dataset-store.ts'
import { createDictionaryStore } from './state/dictionary-store.ts'
import { createExportStore } from './state/export-store.ts'
import { createKeptStore } from './state/kept-store.ts'
import { createModelStore } from './state/model-store.ts'
import { createOverviewStore } from './state/overview-store.ts'
import { createProblemsStore } from './state/problems-store.ts'
import { createQualityStore } from './state/quality-store.ts'
import { createRecommendationStore } from './state/recommendation-store.ts'
import { createRefineStore } from './state/refine-store.ts'
import { createRouteStore } from './state/route-store.ts'
import { createRowBrowserStore } from './state/row-browser-store.ts'
import { createSettingsStore } from './state/settings-store.ts'
import type { Stores } from './views/stores.ts'

interface FakeStoresHost {
  readonly datasetEngine: DatasetEngine
  readonly modelEngine: ModelEngine
  /** The fragment that the page is opened with. */
  readonly hash: string
  readonly onSave?: (name: string) => void
}

/** Every store of the page over fake engines, with an address of their own and no clock. */
export function fakeStores({ datasetEngine, modelEngine, hash, onSave }: FakeStoresHost): Stores {
  let address = hash
  const now = () => 0
  const saveFile = (name: string) => onSave?.(name)
  const nothing = () => undefined
  const memory = { recall: () => ({}), remember: nothing, forget: nothing }
  return {
    route: createRouteStore({
      read: () => address,
      write: (next) => {
        address = next
      },
      onChange: nothing,
    }),
    settings: createSettingsStore({ language: 'en', theme: 'light', applyLanguage: nothing, applyTheme: nothing }),
    dataset: createDatasetStore({ engine: datasetEngine, now, saveFile, memory }),
    problems: createProblemsStore(datasetEngine),
    quality: createQualityStore(datasetEngine),
    kept: createKeptStore({ engine: datasetEngine, now, visit: { isSet: () => false, set: nothing } }),
    rowBrowser: createRowBrowserStore(datasetEngine),
    dictionary: createDictionaryStore(datasetEngine),
    overview: createOverviewStore(datasetEngine),
    clientList: createClientListStore(datasetEngine),
    client: createClientStore(datasetEngine),
    recommendation: createRecommendationStore(datasetEngine, modelEngine),
    model: createModelStore({ datasetEngine, modelEngine, now }),
    refine: createRefineStore({ datasetEngine, modelEngine, now, whenIdle: () => nothing }),
    exports: createExportStore({ datasetEngine, modelEngine, now, appVersion: '0', saveFile }),
  }
}
