import { createContext, use } from 'react'
import type { ClientListStore } from '../state/client-list-store.ts'
import type { ClientStore } from '../state/client-store.ts'
import type { DatasetStore } from '../state/dataset-store.ts'
import type { DictionaryStore } from '../state/dictionary-store.ts'
import type { ExportStore } from '../state/export-store.ts'
import type { KeptStore } from '../state/kept-store.ts'
import type { ModelStore } from '../state/model-store.ts'
import type { OverviewStore } from '../state/overview-store.ts'
import type { QualityStore } from '../state/quality-store.ts'
import type { ProblemsStore } from '../state/problems-store.ts'
import type { RecommendationStore } from '../state/recommendation-store.ts'
import type { RefineStore } from '../state/refine-store.ts'
import type { RouteStore } from '../state/route-store.ts'
import type { RowBrowserStore } from '../state/row-browser-store.ts'
import type { SettingsStore } from '../state/settings-store.ts'

/** Every store of the page, one per concern. Read one with zustand's `useStore(stores.route, select)`. */
export interface Stores {
  readonly route: RouteStore
  readonly settings: SettingsStore
  readonly dataset: DatasetStore
  readonly kept: KeptStore
  readonly problems: ProblemsStore
  readonly quality: QualityStore
  readonly rowBrowser: RowBrowserStore
  readonly dictionary: DictionaryStore
  readonly overview: OverviewStore
  readonly clientList: ClientListStore
  readonly client: ClientStore
  readonly recommendation: RecommendationStore
  readonly model: ModelStore
  readonly refine: RefineStore
  readonly exports: ExportStore
}

/** Filled once by `main.tsx`; tests give their own. */
export const StoresContext = createContext<Stores | null>(null)

/** The stores of the page. */
export function useStores(): Stores {
  const stores = use(StoresContext)
  if (stores === null) throw new Error('No stores: render inside StoresContext')
  return stores
}
