import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import datasetWorkerUrl from '../workers/dataset.worker.ts?worker&url'
import ingestWorkerUrl from '../workers/ingest.worker.ts?worker&url'
import modelWorkerUrl from '../workers/model.worker.ts?worker&url'
import trainingWorkerUrl from '../workers/training.worker.ts?worker&url'
import { App, prefetchScreens } from './App.tsx'
import { probeCapabilities } from './engine/capabilities.ts'
import { createWorker } from './engine/create-worker.ts'
import { createDatasetEngine } from './engine/dataset-engine.ts'
import { createIngestLanes } from './engine/ingest-lanes.ts'
import { createModelEngine } from './engine/model-engine.ts'
import { SupervisedWorker } from './engine/supervised-worker.ts'
import { createTrainingHelpers } from './engine/training-helpers.ts'
import { isLanguage } from './i18n/translate.ts'
import { joinStores } from './join-stores.ts'
import type { DatasetApi } from './protocol/dataset-api.ts'
import { installDomainErrorTransfer } from './protocol/domain-error-transfer.ts'
import type { ModelApi } from './protocol/model-api.ts'
import { browserAddress, languageOfAddress, writeLanguage } from './state/browser-location.ts'
import { createChoiceMemory } from './state/choice-memory.ts'
import { createClientListStore } from './state/client-list-store.ts'
import { createClientStore } from './state/client-store.ts'
import { createDatasetStore } from './state/dataset-store.ts'
import { createDictionaryStore } from './state/dictionary-store.ts'
import { createExportStore } from './state/export-store.ts'
import { createKeptStore } from './state/kept-store.ts'
import { browserIdleHost, createWhenIdle } from './state/idle-watch.ts'
import { createModelStore } from './state/model-store.ts'
import { createOverviewStore } from './state/overview-store.ts'
import { createProblemsStore } from './state/problems-store.ts'
import { createQualityStore } from './state/quality-store.ts'
import { createRecommendationStore } from './state/recommendation-store.ts'
import { createRefineStore } from './state/refine-store.ts'
import { createRouteStore } from './state/route-store.ts'
import { createRowBrowserStore } from './state/row-browser-store.ts'
import { createSettingsStore, type Theme } from './state/settings-store.ts'
import { createVisitMemory } from './state/visit-memory.ts'
import './styles/tokens.css'
import './styles/base.css'
import { saveFile } from './ui/save-file.ts'
import { StoresContext, type Stores } from './views/stores.ts'

/** How the page looks: it outlives "Forget everything", since it says nothing of any data. */
const THEME_KEY = 'recscope:theme'

function storedTheme(): Theme {
  try {
    const theme = localStorage.getItem(THEME_KEY)
    return theme === 'light' || theme === 'dark' ? theme : 'system'
  } catch {
    // Storage is closed in some browsers: the system's theme it is.
    return 'system'
  }
}

function applyTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme
  try {
    if (theme === 'system') localStorage.removeItem(THEME_KEY)
    else localStorage.setItem(THEME_KEY, theme)
  } catch {
    // Storage is closed: the choice holds until the tab is closed.
  }
}

function createStores(): Stores {
  const capabilities = probeCapabilities()
  const start = (url: string, name: string) => () => createWorker(url, name, capabilities)
  const datasetWorker = new SupervisedWorker<DatasetApi>('dataset', start(datasetWorkerUrl, 'dataset'))
  const modelWorker = new SupervisedWorker<ModelApi>('model', start(modelWorkerUrl, 'model'))
  const ingestLanes = createIngestLanes({
    capabilities,
    startWorker: start(ingestWorkerUrl, 'ingest'),
  })
  const datasetEngine = createDatasetEngine(datasetWorker, ingestLanes)
  const trainingHelpers = createTrainingHelpers({
    capabilities,
    startWorker: start(trainingWorkerUrl, 'training'),
  })
  const modelEngine = createModelEngine(modelWorker, trainingHelpers, capabilities)
  // Workers start with the page: the first file finds them ready, also when the network is cut after the page has come.
  for (const worker of [datasetWorker, modelWorker]) void worker.call((api) => api.ping()).catch(() => undefined)
  const now = () => performance.now()
  const wanted = languageOfAddress()
  const spoken = navigator.language.startsWith('ko') ? 'ko' : 'en'
  return {
    route: createRouteStore(browserAddress),
    settings: createSettingsStore({
      language: isLanguage(wanted) ? wanted : spoken,
      theme: storedTheme(),
      applyLanguage: (language) => {
        document.documentElement.lang = language
        if (languageOfAddress() !== language && (languageOfAddress() !== null || language !== spoken))
          writeLanguage(language)
      },
      applyTheme,
    }),
    dataset: createDatasetStore({
      engine: datasetEngine,
      now,
      saveFile,
      memory: createChoiceMemory(() => localStorage),
    }),
    kept: createKeptStore({
      engine: datasetEngine,
      now,
      visit: createVisitMemory(() => sessionStorage, 'recscope:kept-declined'),
    }),
    problems: createProblemsStore(datasetEngine),
    quality: createQualityStore(datasetEngine),
    rowBrowser: createRowBrowserStore(datasetEngine),
    dictionary: createDictionaryStore(datasetEngine),
    overview: createOverviewStore(datasetEngine),
    clientList: createClientListStore(datasetEngine),
    client: createClientStore(datasetEngine),
    recommendation: createRecommendationStore(datasetEngine, modelEngine),
    model: createModelStore({ datasetEngine, modelEngine, now }),
    refine: createRefineStore({ datasetEngine, modelEngine, now, whenIdle: createWhenIdle(browserIdleHost) }),
    exports: createExportStore({ datasetEngine, modelEngine, now, appVersion: __APP_VERSION__, saveFile }),
  }
}

installDomainErrorTransfer()
const stores = createStores()
joinStores(stores)
const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <StoresContext value={stores}>
      <App />
    </StoresContext>
  </StrictMode>,
)
// The model worker has nothing to do before the first load.
setTimeout(() => {
  void stores.model.getState().calibrate()
}, 1_000)
// Two seconds after the page stands, one script at a time: by then a person looks at it and nothing else is fetched.
setTimeout(() => {
  prefetchScreens((task) => {
    if ('requestIdleCallback' in window) requestIdleCallback(task)
    else setTimeout(task)
  })
}, 2_000)
