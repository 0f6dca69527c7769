import type { ReactNode } from 'react'
import { act, render, screen } from '@testing-library/react'
import { asClientIndex, asColumnIndex, asDay } from '../../core/positions.ts'
import { fakeDatasetEngine, fakeModelEngine, settled } from '../../state/fake-engines.fixture.ts'
import { clientHistory, JULY_1 } from './history.fixture.ts'
import type { RecommendationList } from '../../core/explain/recommendation.ts'
import type { ClientRow } from '../../protocol/client-history.ts'
import type { DatasetSummary } from '../../protocol/dataset-report.ts'
import type { ModelState } from '../../state/model-store.ts'
import { DEFAULT_EVIDENCE } from '../../core/signals/default-evidence.ts'
import { fakeStores } from '../../fake-stores.fixture.ts'
import { StoresContext, type Stores } from '../stores.ts'

/** Clients of the fake shop. */
export const CLIENTS = 250

const rowAt = (index: number): ClientRow => ({
  client: asClientIndex(index),
  clientId: String(46_288 + index),
  gender: index === 0 ? 'F' : 'unknown',
  age: index === 0 ? '40' : 'unknown',
  searchCount: CLIENTS - index,
  lineCount: 0,
  amount: 0,
  lastDay: null,
})

const SUMMARY: DatasetSummary = {
  version: 1,
  fingerprint: 'this',
  files: [],
  clientCount: CLIENTS,
  productJoin: null,
  period: { firstDay: asDay(JULY_1), lastDay: asDay(JULY_1 + 91) },
  farDays: null,
  repairs: { dropDuplicateLines: false, emptyOutlierAmounts: false },
  off: [],
}

/** One category, explained. */
export const LIST: RecommendationList = {
  route: 'purchases-and-words',
  hiddenCount: 3,
  items: [
    {
      rank: 1,
      column: asColumnIndex(0),
      score: 0.842,
      repeat: true,
      explanation: {
        kind: 'additive',
        score: 0.842,
        words: 0.192,
        purchases: 0.65,
        shares: [
          { column: asColumnIndex(0), block: 'purchase', weight: 2, share: 0.65 },
          { column: asColumnIndex(9), block: 'word', weight: 3.25, share: 0.2 },
        ],
        rest: -0.008,
        restCount: 4,
      },
    },
  ],
}

/** Stores of a loaded shop. */
export function openedStores(hash: string): Stores {
  const datasetEngine = fakeDatasetEngine({
    clients: ({ start, end, text }) => {
      const rows = Array.from({ length: CLIENTS }, (_, at) => rowAt(at)).filter((row) => row.clientId.includes(text))
      return Promise.resolve({ total: rows.length, start, rows: rows.slice(start, end), version: 1 })
    },
  })
  const stores = fakeStores({ datasetEngine, modelEngine: fakeModelEngine({}), hash })
  stores.dataset.setState({ summary: SUMMARY })
  stores.clientList.getState().refresh()
  return stores
}

/** A trained model, as far as the views look at it. */
export const MODEL = {
  evidenceId: 1,
  evidence: DEFAULT_EVIDENCE,
  dataFingerprint: 'this',
  summary: {
    models: [
      { id: 'als', leftOut: null },
      { id: 'popular', leftOut: null },
      { id: 'ease', leftOut: null },
      { id: 'bpr', leftOut: { reason: 'too-many-entries', count: 651_230, most: 100_000 } },
    ],
  },
} as unknown as NonNullable<ModelState['model']>

/** Give client 46288 a past. */
export const withHistory = (stores: Stores, change = {}) => {
  stores.client.setState({ clientId: '46288', history: { phase: 'ready', value: clientHistory(change) } })
}

/** Give client 46288 a list. */
export const withList = (stores: Stores, list: RecommendationList, repeat: 'both' | 'new' = 'both') => {
  stores.model.setState({ model: MODEL })
  const labels = new Map([
    [0, { kind: 'category' as const, code: '0777', path: ['Interior', 'Window', 'Curtains'] }],
    [9, { kind: 'keyword' as const, code: '커텐', path: [] }],
  ])
  stores.recommendation.setState({
    recommendations: {
      phase: 'ready',
      value: {
        clientId: '46288',
        words: [],
        way: { kind: 'client', near: '', blend: 0.5 },
        near: null,
        model: 'als',
        options: { k: 10, repeat },
        list,
        labels,
      },
    },
  })
}

/** Draw a view over these stores. */
export async function show(stores: Stores, view: ReactNode) {
  const shown = render(<StoresContext value={stores}>{view}</StoresContext>)
  await act(settled)
  return shown
}

/** The region of the list. */
export const recommendations = () => screen.getByRole('region', { name: 'Recommended categories' })
