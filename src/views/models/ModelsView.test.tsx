// @vitest-environment happy-dom
import { cleanup, configure, fireEvent, render, screen, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { DomainError } from '../../core/domain-error.ts'
import type { DatasetSummary } from '../../protocol/dataset-report.ts'
import { fakeDatasetEngine, fakeModelEngine } from '../../state/fake-engines.fixture.ts'
import { DEFAULT_EVIDENCE } from '../../core/signals/default-evidence.ts'
import type { ModelState } from '../../state/model-store.ts'
import { createRefineStore } from '../../state/refine-store.ts'
import { createRouteStore } from '../../state/route-store.ts'
import { createSettingsStore } from '../../state/settings-store.ts'
import { StoresContext, type Stores } from '../stores.ts'
import { alsFixture, evaluationFixture, lossesFixture, modelFixture, summaryFixture } from './models.fixture.ts'
import { ModelsView } from './ModelsView.tsx'

// Nothing on this screen is hidden; asking the style of every ancestor takes most of the time.
configure({ defaultHidden: true })

// Drawing has its own tests and is slow; here only the names of the pictures matter.
vi.mock('../../charts/LineSeries.tsx', () => ({
  LineSeries: ({ label }: { readonly label: string }) => <div role="img" aria-label={label} />,
}))
vi.mock('../../charts/MetricBars.tsx', () => ({
  MetricBars: ({ label }: { readonly label: string }) => <div role="img" aria-label={label} />,
}))

interface Scene {
  readonly state?: Partial<ModelState>
  readonly summary?: DatasetSummary | null
  readonly language?: 'en' | 'ko'
  readonly hash?: string
}

function show({ state = {}, summary = summaryFixture(), language = 'en', hash = '#/models' }: Scene = {}) {
  const calls = { train: vi.fn(() => Promise.resolve()), cancelTraining: vi.fn(), cancelEvaluation: vi.fn() }
  const model = createStore<ModelState>()((set) => ({
    evidence: DEFAULT_EVIDENCE,
    als: null,
    training: { phase: 'idle' },
    model: modelFixture(),
    evaluating: { phase: 'idle' },
    evaluation: evaluationFixture(),
    setEvidence: (change) => {
      set((before) => ({ evidence: { ...before.evidence, ...change } }))
    },
    setAls: (als) => {
      set({ als })
    },
    threads: null,
    automaticThreads: 2,
    placeFor: (chosen) => ({ threads: chosen ?? 1, sharesMemory: true }),
    lostHelpers: 0,
    setThreads: (threads) => {
      set({ threads })
    },
    memoryLimitBytes: 2 ** 31,
    rates: null,
    calibrate: () => Promise.resolve(),
    dataChanged: () => undefined,
    ...calls,
    ...state,
  }))
  const address = { hash }
  const route = createRouteStore({
    read: () => address.hash,
    write: (written) => {
      address.hash = written
    },
    onChange: () => undefined,
  })
  const ignore = () => undefined
  const settings = createSettingsStore({ language, theme: 'light', applyLanguage: ignore, applyTheme: ignore })
  const dataset = createStore(() => ({ summary }))
  const refine = createRefineStore({
    datasetEngine: fakeDatasetEngine({}),
    modelEngine: fakeModelEngine({}),
    now: () => 0,
    whenIdle: () => ignore,
  })
  // Only the stores that this screen reads.
  const stores = { route, settings, dataset, model, refine } as unknown as Stores
  render(
    <StoresContext value={stores}>
      <ModelsView />
    </StoresContext>,
  )
  return { ...calls, model, address }
}

const train = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Train' })
const bodyRows = () => [...screen.getByRole('table', { name: 'Metrics' }).querySelectorAll('tbody tr')]
const cells = (row: Element) => [...row.querySelectorAll('td')].map((cell) => cell.textContent)
const field = (name: string) => screen.getByRole<HTMLInputElement>('textbox', { name })
const type = (name: string, value: string) => fireEvent.change(field(name), { target: { value } })

describe('the verdict', () => {
  it('says in one sentence who is better, and what that rests on', () => {
    show()
    expect(screen.getByText(/clearly better than plain popularity: NDCG@10 0\.201 against 0\.142/)).toBeTruthy()
    const note = screen.getByText(/Difference \+0\.059, 95 % interval \+0\.046 to \+0\.072/).textContent
    expect(note).toContain('1,842 clients with a purchase in 17 Sep')
    expect(note).toContain('30 Sep')
    expect(note).toContain('of 72,399')
    expect(note).toContain('Paired bootstrap, 1,000 resamples of clients')
    expect(note).toContain('says nothing about the rest')
  })

  it('names the purchases that no model could have hit, when there are some', () => {
    show({ state: { evaluation: { ...evaluationFixture(), linesWithoutColumn: 1_234 } } })
    expect(screen.getByText(/no model can rank them: 1,234 purchase lines/)).toBeTruthy()
  })

  it('says it plainly, in the bad tone and with advice, when ALS does not beat popularity', () => {
    show({ state: { evaluation: evaluationFixture({ word: 'worse', als: 0.118, difference: -0.024 }) } })
    expect(screen.getByText(/does not beat popularity/).className).toContain('bad')
    expect(screen.getByText(/stronger regularization/)).toBeTruthy()
  })

  it('is dimmed and labelled when the data is another now', () => {
    show({ summary: summaryFixture({ fingerprint: 'newer' }) })
    expect(screen.getAllByText(/Made from other data/)).toHaveLength(2)
    expect(screen.getByText(/clearly better/).closest('.stale')).not.toBeNull()
  })
})

const MODEL_NAMES = [
  'ALS',
  'Popular',
  'Recent popular',
  'Popular in segment',
  'Own most frequent',
  'Own frequent, then popular',
  'Item-kNN, cosine',
  'Item-kNN, TF-IDF',
  'Item-kNN, BM25',
  'EASE',
  'BPR',
]

describe('the table Metrics', () => {
  const showAll = () => {
    fireEvent.click(screen.getByRole('button', { name: 'All 11 models' }))
  }

  it('has the agreed columns and shows every metric at every K at first, of one press more of all models', () => {
    const { address } = show()
    const metrics = ['MAP', 'MAP (ml_metrics)', 'NDCG', 'Recall', 'Precision', 'Hit rate', 'Coverage']
    const heads = within(screen.getByRole('table', { name: 'Metrics' })).getAllByRole('columnheader')
    expect(heads.map((head) => head.textContent)).toEqual(['Model', 'Metric', 'K', 'Value', 'Low', 'High', 'Clients'])
    const expectRowsOf = (names: readonly string[]) => {
      expect(bodyRows().map((row) => cells(row).slice(0, 3).join(' '))).toEqual(
        metrics.flatMap((metric) =>
          [1, 3, 5, 10, 20].flatMap((k) => names.map((model) => `${model} ${metric} ${String(k)}`)),
        ),
      )
    }
    expectRowsOf(['ALS', 'Popular'])
    showAll()
    expectRowsOf(MODEL_NAMES)
    expect(address.hash).toBe('#/models?models=all')
  })

  it('names the model with the highest figure, whichever it is', () => {
    show()
    expect(screen.getByText(/^Highest NDCG@10 of all 11 models judged on these days: .+, 0\.\d{3}\.$/)).toBeTruthy()
  })

  it('has a word for every model that was left out', () => {
    const leftOut = [
      { model: 'ease', reason: 'too-many-categories', count: 3001, most: 2500 },
      { model: 'bpr', reason: 'too-many-entries', count: 651_230, most: 100_000 },
    ] as const
    show({ state: { evaluation: { ...evaluationFixture(), leftOut } } })
    expect(screen.getByText('EASE is left out: it takes at most 2,500 categories, and there are 3,001.')).toBeTruthy()
    expect(screen.getByText(/^BPR is left out: it takes at most 100,000 matrix entries, .+ 651,230\.$/)).toBeTruthy()
  })

  it('follows the switches, which stand in the fragment', () => {
    const { address } = show()
    showAll()
    const metric = within(screen.getByRole('group', { name: 'Metric' }))
    fireEvent.click(metric.getByRole('button', { name: 'MAP' }))
    fireEvent.click(within(screen.getByRole('group', { name: 'K' })).getByRole('button', { name: '10' }))
    expect(address.hash).toBe('#/models?models=all&metric=map&k=10')
    expect(bodyRows().map((row) => cells(row)[1])).toEqual(
      ['MAP', 'MAP (ml_metrics)'].flatMap((name) => MODEL_NAMES.map(() => name)),
    )
    expect(bodyRows().map((row) => cells(row)[6])).toEqual(
      ['1,842', '72,399'].flatMap((count) => MODEL_NAMES.map(() => count)),
    )
    expect(screen.getByText(/mapk of the library ml_metrics/)).toBeTruthy()
    fireEvent.click(metric.getByRole('button', { name: 'All' }))
    expect(address.hash).toBe('#/models?models=all&k=10')
  })

  it('marks a missing interval with an en dash and says why', () => {
    show({ hash: '#/models?metric=coverage' })
    for (const row of bodyRows()) expect(cells(row).slice(4, 6)).toEqual(['–', '–'])
    expect(screen.getByText(/a resampled coverage is always too low/)).toBeTruthy()
  })

  it('sorts by a column, largest first, turns round, and goes back', () => {
    show()
    const column = (at: number) => bodyRows().map((row) => Number(cells(row)[at]))
    const before = column(3)
    const click = () => fireEvent.click(screen.getByRole('button', { name: 'Value' }))
    const state = () => screen.getByRole('columnheader', { name: 'Value' }).getAttribute('aria-sort')
    expect(state()).toBe('none')
    click()
    expect(state()).toBe('descending')
    expect(column(3)).toEqual([...before].sort((a, b) => b - a))
    click()
    expect(state()).toBe('ascending')
    expect(column(3)).toEqual([...before].sort((a, b) => a - b))
    click()
    expect(state()).toBe('none')
    expect(column(3)).toEqual(before)
  })

  it('has a picture beside it that says what, of whom, when', () => {
    show()
    const name = 'NDCG by K with 95 % intervals: ALS and popular, 1,842 clients, 17 Sept 2019 to 30 Sept 2019'
    expect(
      screen.getByRole('img', { name: (label) => label.replaceAll('Sept', 'Sep') === name.replaceAll('Sept', 'Sep') }),
    ).toBeTruthy()
    expect(screen.getByText('NDCG: ALS stands above popular at 5 of 5 list lengths')).toBeTruthy()
    expect(screen.getByText(/The chart shows NDCG; the table has every metric/)).toBeTruthy()
    expect(screen.queryByText(/the other models are in the table/)).toBeNull()
    fireEvent.click(screen.getByRole('button', { name: 'All 11 models' }))
    expect(screen.getByText(/the other models are in the table/)).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'NDCG' }))
    fireEvent.click(within(screen.getByRole('group', { name: 'K' })).getByRole('button', { name: '5' }))
    expect(screen.getByRole('img', { name: /^NDCG at 5 with 95 % intervals/ })).toBeTruthy()
    expect(screen.getByText('NDCG at K = 5: ALS 0.162, popular 0.114')).toBeTruthy()
  })

  it('gives way to a sentence instead of a chart under ten clients', () => {
    show({ state: { evaluation: { ...evaluationFixture({ word: 'too-few-clients' }), clientsWithTruth: 9 } } })
    expect(screen.getByText(/Under 10 clients: no chart/)).toBeTruthy()
    expect(bodyRows()).toHaveLength(7 * 5 * 2)
  })
})

describe('the settings', () => {
  it('show what Recscope chose, and change nothing until Train', () => {
    const { model, train: run } = show()
    expect(field('Factors').value).toBe('64')
    expect(screen.getByText('Chosen by Recscope from the size of the data.')).toBeTruthy()
    type('Factors', '128')
    expect(run).not.toHaveBeenCalled()
    expect(model.getState().als).toEqual({ ...alsFixture, factors: 128 })
    expect(screen.getByText('Settings changed: press Train.')).toBeTruthy()
    fireEvent.click(train())
    expect(run).toHaveBeenCalledTimes(1)
  })

  it('go back to the automatic choice, and back to what made the model', () => {
    const { model } = show()
    type('Regularization λ', '5')
    fireEvent.click(screen.getByRole('button', { name: 'Back to automatic' }))
    expect(model.getState().als).toBeNull()
    expect(field('Regularization λ').value).toBe('100')
    type('Search weight', '0')
    fireEvent.click(screen.getByRole('button', { name: 'Undo changes' }))
    expect(model.getState().evidence).toEqual(DEFAULT_EVIDENCE)
    expect(field('Search weight').value).toBe('0.25')
  })

  it('keep a text that cannot be used, say why, and refuse to train with the focus on it', () => {
    const { model, train: run } = show()
    type('Factors', 'many')
    expect(field('Factors').value).toBe('many')
    expect(field('Factors').getAttribute('aria-invalid')).toBe('true')
    expect(screen.getByText(/Not a number/)).toBeTruthy()
    fireEvent.click(train())
    expect(run).not.toHaveBeenCalled()
    expect(model.getState().als).toBeNull()
    expect(document.activeElement).toBe(field('Factors'))
    expect(screen.getByRole('alert').textContent).toContain('Factors')
  })

  it('choose rules: each shows its number and its formula, and what is hidden stops no training', () => {
    const { model, train: run } = show()
    const choose = (group: string, rule: string) =>
      fireEvent.click(within(screen.getByRole('group', { name: group })).getByRole('button', { name: rule }))
    expect(screen.queryByRole('textbox', { name: 'Log scale ε' })).toBeNull()
    expect(screen.queryByRole('textbox', { name: 'Exponent ν' })).toBeNull()
    choose('Confidence rule', '1 + α·log')
    type('Log scale ε', '0.5')
    choose('Regularization rule', 'Scaled')
    type('Exponent ν', '0.75')
    expect(model.getState().als?.objective).toEqual({
      ...alsFixture.objective,
      confidence: 'log',
      epsilon: 0.5,
      regularizationRule: 'scaled',
      exponent: 0.75,
    })
    expect(screen.getByText('c = 1 + α·log(1 + r/ε)')).toBeTruthy()
    expect(screen.getByText('λ_u = λ·(n_u + w0·N)^ν')).toBeTruthy()
    expect(screen.getByText(/Revisiting the Performance of iALS/)).toBeTruthy()
    type('Exponent ν', '2')
    fireEvent.click(train())
    expect(run).not.toHaveBeenCalled()
    choose('Regularization rule', 'Spark')
    expect(screen.getByText('λ_u = λ·n_u')).toBeTruthy()
    fireEvent.click(train())
    expect(run).toHaveBeenCalledTimes(1)
  })

  it('turn decay off and on again', () => {
    const { model } = show()
    fireEvent.click(screen.getByRole('checkbox', { name: 'No decay' }))
    expect(model.getState().evidence.halfLifeDays).toBeNull()
    expect(field('Half-life').disabled).toBe(true)
    fireEvent.click(screen.getByRole('checkbox', { name: 'No decay' }))
    expect(model.getState().evidence.halfLifeDays).toBe(30)
  })

  it('turn damping and families on and off, and say what became of rare words', () => {
    const { model } = show()
    expect(field('Keyword damping K1').disabled).toBe(true)
    fireEvent.click(screen.getByRole('checkbox', { name: 'Damp' }))
    expect(model.getState().evidence.bm25).toEqual({ k1: 100, b: 0.8 })
    type('Keyword damping B', '0.5')
    expect(model.getState().evidence.bm25).toEqual({ k1: 100, b: 0.5 })
    type('Keyword damping B', '2')
    expect(field('Keyword damping B').getAttribute('aria-invalid')).toBe('true')
    fireEvent.click(screen.getByRole('checkbox', { name: 'Damp' }))
    expect(model.getState().evidence).toEqual(DEFAULT_EVIDENCE)
    fireEvent.click(within(screen.getByRole('group', { name: 'Keyword families' })).getByText('All'))
    expect(model.getState().evidence.families).toBe('all')
    expect(screen.getByText(/4,321 words \(5,008 searches\) folded into families, 61,009 words/)).toBeTruthy()
  })

  it('can be set by hand when the first training has failed', () => {
    const error = new DomainError('singular-system', 'client row 12')
    const { model } = show({ state: { model: null, evaluation: null, training: { phase: 'failed', error } } })
    expect(screen.getByRole('alert').textContent).toContain('client row 12')
    expect(field('Regularization λ').value).toBe('')
    type('Regularization λ', '200')
    expect(model.getState().als?.objective.lambda).toBe(200)
    expect(field('Factors').value).not.toBe('')
  })
})

describe('the presets', () => {
  const preset = (name: string) => screen.getByRole('button', { name })
  const isPressed = (name: string) => preset(name).getAttribute('aria-pressed') === 'true'

  it('are taken with one click, and any other number makes them settings by hand', () => {
    const { model, train: trainCall } = show({ state: { evidence: { ...DEFAULT_EVIDENCE, level: 2 } } })
    expect(isPressed('Best default')).toBe(true)
    expect(screen.getByText('How this was chosen')).toBeTruthy()
    fireEvent.click(preset('Seed recipe'))
    expect(isPressed('Seed recipe')).toBe(true)
    expect(field('Factors').value).toBe('20')
    expect(field('Regularization λ').value).toBe('0.1')
    expect(screen.getByText(/20 factors memorise/)).toBeTruthy()
    expect(model.getState().evidence).toMatchObject({ level: 2, quantity: 'none', halfLifeDays: null, mu: 0 })
    type('Factors', 'many')
    expect(isPressed('Seed recipe')).toBe(false)
    expect(screen.getByText('By hand')).toBeTruthy()
    fireEvent.click(preset('Best default'))
    expect(field('Factors').value).toBe('64')
    expect(model.getState()).toMatchObject({ als: null, evidence: { ...DEFAULT_EVIDENCE, level: 2 } })
    expect(trainCall).not.toHaveBeenCalled()
  })

  it('name their weaknesses in Korean too', () => {
    show({ language: 'ko' })
    fireEvent.click(preset('원본 레시피'))
    expect(screen.getByText(/약점/)).toBeTruthy()
  })
})

describe('the estimate', () => {
  it('counts the threads that the training will have', () => {
    show({ state: { threads: 2 } })
    expect(screen.getByText(/^about/).textContent).toMatch(/^about 6 to 11 s, /)
  })

  it('stands beside Train and follows the form', () => {
    show()
    const estimate = () => screen.getByText(/^about/).textContent
    const before = estimate()
    expect(before).toMatch(/^about 11 to 18 s, [\d.]+ MB$/)
    type('Factors', '256')
    expect(estimate()).not.toBe(before)
  })

  it('is a wide guess before the first training, and narrower once this device was calibrated', () => {
    const rangeWith = (rates: ModelState['rates']) => {
      show({ state: { model: null, evaluation: null, rates } })
      type('Factors', '256')
      type('Iterations', '400')
      const [low, high] = screen
        .getByText(/^about .* MB$/)
        .textContent.match(/\d+/g)!
        .map(Number)
      cleanup()
      return { low: low!, high: high! }
    }
    const guessed = rangeWith(null)
    const calibrated = rangeWith({ kernel: 12_000_000, exact: 1_200_000 })
    expect(guessed.low).toBeLessThan(calibrated.low)
    expect(calibrated.low).toBeLessThan(calibrated.high)
    expect(calibrated.high).toBeLessThan(guessed.high)
  })

  it.each(['en', 'ko'] as const)('refuses what is too large and says what to do: %s', (language) => {
    const { train: trainCall } = show({ language, state: { memoryLimitBytes: 50_000_000 } })
    fireEvent.click(screen.getByRole('button', { name: language === 'en' ? 'Train' : '학습' }))
    expect(trainCall).not.toHaveBeenCalled()
    expect(screen.getByRole('alert').textContent).toMatch(language === 'en' ? /50 MB.*fewer factors/ : /50MB.*요인/)
  })
})

describe('about this model', () => {
  const facts = () => within(screen.getByRole('region', { name: 'About this model' }))

  it('names the rules, and the entries that count less than a missing one when there are some', () => {
    const { summary } = modelFixture()
    const objective = { ...alsFixture.objective, confidence: 'implicit', alpha: 0.4 } as const
    const settings = { ...alsFixture, objective }
    show({ state: { model: modelFixture({ summary: { ...summary, settings, belowUnobservedCount: 12_345 } }) } })
    expect(facts().getByText('c = α·r')).toBeTruthy()
    expect(facts().getByText('λ_u = λ')).toBeTruthy()
    expect(facts().getByText(/^12,345 of 651,230 entries count less than a missing one/)).toBeTruthy()
  })

  it('says nothing of such entries when there are none', () => {
    show()
    expect(facts().queryByText(/count less than a missing one/)).toBeNull()
  })
})

describe('a run', () => {
  const view = {
    stage: 'training',
    share: 0.4,
    done: 6.4,
    total: 15,
    unit: 'iterations',
    perSecond: 1,
    secondsLeft: 8.2,
  } as const

  it('shows a bar with iterations, loss and time left, and can be cancelled', () => {
    const { cancelTraining } = show({
      state: { model: null, evaluation: null, training: { phase: 'running', view, losses: lossesFixture.slice(0, 6) } },
    })
    const group = within(screen.getByRole('group', { name: 'Training' }))
    expect(group.getByRole('progressbar', { name: 'Training' }).getAttribute('aria-valuenow')).toBe('40')
    expect(group.getByText('6 of 15 iterations')).toBeTruthy()
    expect(group.getByText('about 9 s left')).toBeTruthy()
    fireEvent.click(group.getByRole('button', { name: 'Cancel' }))
    expect(cancelTraining).toHaveBeenCalledTimes(1)
  })

  it('is called Evaluating while it judges', () => {
    const running = { phase: 'running', view: { ...view, unit: 'clients' }, losses: [] } as const
    const { cancelEvaluation } = show({ state: { evaluation: null, evaluating: running } })
    const group = within(screen.getByRole('group', { name: 'Evaluating' }))
    expect(group.getByRole('progressbar', { name: 'Evaluating' })).toBeTruthy()
    fireEvent.click(group.getByRole('button', { name: 'Cancel' }))
    expect(cancelEvaluation).toHaveBeenCalledTimes(1)
  })

  it('has a table of its losses beside the chart', () => {
    show()
    fireEvent.click(screen.getByRole('button', { name: 'Table' }))
    const rows = within(screen.getByRole('table', { name: 'Loss by iteration' })).getAllByRole('row')
    expect(rows).toHaveLength(1 + lossesFixture.length)
    expect(screen.getByText(/has settled: the last of 15 iterations/)).toBeTruthy()
  })

  it('that was cancelled says what still works', () => {
    show({ state: { training: { phase: 'cancelled' } } })
    expect(screen.getByText(/Training was cancelled/).textContent).toContain('The model from before still recommends')
  })
})

describe('without what it needs', () => {
  it('sends the analyst to Data when nothing is loaded', () => {
    const { address } = show({ summary: null, state: { model: null, evaluation: null } })
    expect(train().disabled).toBe(true)
    fireEvent.click(screen.getByRole('button', { name: 'Go to Data' }))
    expect(address.hash).toBe('#/data')
  })

  it('says which files would bring something to learn from', () => {
    show({ summary: summaryFixture({ off: ['recommendations'] }), state: { model: null, evaluation: null } })
    expect(train().disabled).toBe(true)
    expect(screen.getByText(/Not loaded: actions, transactions, products/)).toBeTruthy()
  })

  it('says that judging needs purchases, or a longer period', () => {
    show({ summary: summaryFixture({ off: ['purchases'] }), state: { evaluation: null } })
    expect(screen.getByText(/Judging needs purchases with a date/)).toBeTruthy()
    expect(train().disabled).toBe(false)
  })

  it('says how long a period must be', () => {
    const error = new DomainError('bad-setting', 'no', { setting: 'days', value: 14, periodDays: 10 })
    show({ state: { evaluation: null, evaluating: { phase: 'failed', error } } })
    expect(screen.getByText(/covers 10 days\. Judging holds out the last 14/)).toBeTruthy()
  })
})

it('speaks Korean without a word of English left in its sentences', () => {
  show({ language: 'ko' })
  expect(screen.getByRole('heading', { name: '모델' })).toBeTruthy()
  expect(screen.getByRole('button', { name: '학습' })).toBeTruthy()
  expect(screen.getByText(/뚜렷하게 더 잘 맞힙니다/)).toBeTruthy()
  const walker = document.createTreeWalker(document.body, 4)
  const words: string[] = []
  while (walker.nextNode() !== null) words.push(...(walker.currentNode.nodeValue?.match(/[A-Za-z]{4,}/g) ?? []))
  expect(words).toContain('NDCG')
  const names = [
    'NDCG',
    'EASE',
    'Exact',
    'Fast',
    'Parity',
    'Recscope',
    'implicit',
    'typescript',
    'float',
    'Koren',
    'Spark',
    'Volinsky',
    'metrics',
    'mapk',
  ]
  const source = ['Collaborative', 'Filtering', 'Implicit', 'Feedback', 'Datasets', 'ICDM']
  expect(words.filter((word) => ![...names, ...source].includes(word))).toEqual([])
})
