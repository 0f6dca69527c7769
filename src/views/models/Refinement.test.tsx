// @vitest-environment happy-dom
import { act, configure, fireEvent, render, screen, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { DomainError } from '../../core/domain-error.ts'
import { refinedSettings } from '../../core/models/refine/refine-grid.ts'
import type { AlsSettings } from '../../core/models/recipe.ts'
import { asDay } from '../../core/positions.ts'
import { DEFAULT_EVIDENCE } from '../../core/signals/default-evidence.ts'
import { fakeStores } from '../../fake-stores.fixture.ts'
import { evidenceMessages } from '../../i18n/messages/evidence.ts'
import { modelsMessages } from '../../i18n/messages/models.ts'
import { presetsMessages } from '../../i18n/messages/presets.ts'
import { addMessages } from '../../i18n/translate.ts'
import { fakeDatasetEngine, fakeModelEngine } from '../../state/fake-engines.fixture.ts'
import type { RefineOutlook } from '../../state/refine-outlook.ts'
import type { RefineResult, RefineState } from '../../state/refine-store.ts'
import { refinementFixture } from '../../state/refine.fixture.ts'
import { StoresContext } from '../stores.ts'
import { modelFixture } from './models.fixture.ts'
import { Refinement } from './Refinement.tsx'
import { useSettingsDraft } from './use-settings-draft.ts'

addMessages(modelsMessages)
addMessages(evidenceMessages)
addMessages(presetsMessages)
configure({ defaultHidden: true })

/** Judged on 5 to 18 August 2019. */
const FOLD = {
  training: { startDay: asDay(18_078), endDay: asDay(18_113) },
  test: { startDay: asDay(18_113), endDay: asDay(18_127) },
}
const SIZE = { clientCount: 72_399, columnCount: 24_668, entryCount: 651_230 }
const ALPHA_2 = { lambda: 1, alpha: 2, factors: 1 }

const possible = (estimateMs: number, startsAlone = true): RefineOutlook => ({
  kind: 'possible',
  subject: {
    key: 'a',
    dataFingerprint: 'f',
    evidence: DEFAULT_EVIDENCE,
    size: SIZE,
    fold: FOLD,
    estimateMs,
    spread: 1,
    startsAlone,
  },
})

const resultOf = (isBetter: boolean): RefineResult => ({
  ...refinementFixture(FOLD, isBetter),
  key: 'a',
  dataFingerprint: 'f',
  evidence: DEFAULT_EVIDENCE,
  offer: isBetter ? refinedSettings(SIZE, ALPHA_2) : null,
})

function Screen() {
  return <Refinement draft={useSettingsDraft()} />
}

function show(state: Partial<RefineState>, als: AlsSettings | null = null, language: 'en' | 'ko' = 'en') {
  const stores = fakeStores({
    datasetEngine: fakeDatasetEngine({}),
    modelEngine: fakeModelEngine({}),
    hash: '#/models',
  })
  const calls = { refineNow: vi.fn(() => Promise.resolve()), cancel: vi.fn() }
  const train = vi.fn(() => Promise.resolve())
  stores.settings.getState().setLanguage(language)
  stores.model.setState({ als, model: modelFixture(), train })
  stores.refine.setState({ outlook: possible(20_000), ...calls, ...state })
  render(
    <StoresContext value={stores}>
      <Screen />
    </StoresContext>,
  )
  return { ...calls, train, model: stores.model }
}

const rowsOf = (name: string) =>
  [...screen.getByRole('table', { name }).querySelectorAll('tbody tr')].map((row) =>
    [...row.querySelectorAll('td')].map((cell) => cell.textContent),
  )

describe('Refinement', () => {
  it('says in one line when it will begin, and begins when asked', () => {
    const { refineNow } = show({})
    expect(screen.getByText(/idle for 20 seconds; about 20 s/)).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Refine now' }))
    expect(refineNow).toHaveBeenCalledOnce()
  })

  it('leaves what takes long to the button', () => {
    show({ outlook: possible(400_000, false) })
    expect(screen.getByText(/about 7 min\. It does not begin by itself/)).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Refine now' })).toBeTruthy()
  })

  it('says why there is none for a short period', () => {
    show({ outlook: { kind: 'short-period', days: 42, needed: 43 } })
    expect(screen.getByText(/covers 42 days, and trying settings needs 43/)).toBeTruthy()
    expect(screen.queryByRole('button')).toBeNull()
  })

  it('shows how far it is, and stops', () => {
    const view = { stage: 'refining', share: 0.4, done: 32, total: 80, unit: 'iterations', perSecond: 2 } as const
    const run = { phase: 'running', view: { ...view, secondsLeft: 24, candidate: 2, candidates: 8 } } as const
    const { cancel } = show({ run, result: resultOf(true) })
    const group = screen.getByRole('group', { name: 'Refining settings' })
    const bar = within(group).getByRole('progressbar', { name: 'Refining settings' })
    expect(bar.getAttribute('aria-valuenow')).toBe('40')
    expect(group.textContent).toContain('settings 3 of 8')
    expect(group.textContent).toContain('24 s')
    fireEvent.click(within(group).getByRole('button', { name: 'Cancel' }))
    expect(cancel).toHaveBeenCalledOnce()
  })

  it('says that it was cancelled, or how it failed', () => {
    show({ run: { phase: 'cancelled' } })
    expect(screen.getByRole('note').textContent).toContain('Nothing has changed')
    expect(screen.getByRole('button', { name: 'Refine now' })).toBeTruthy()
    const error = new DomainError('too-large', 'no room', { bytes: 3e9, limitBytes: 1e9 })
    show({ run: { phase: 'failed', error } })
    expect(screen.getAllByRole('note')[1]!.textContent).toMatch(/Best default stays.*3000/)
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('offers settings that are clearly better, scaled to all days, and trains with them', () => {
    const { model, train } = show({ result: resultOf(true) })
    const offered = refinedSettings(SIZE, ALPHA_2)
    expect(
      screen.getByText(
        'α 2: better than Best default by 0.0120 NDCG@10, 95 % interval 0.0040 to 0.0200, on 812 clients who bought in 5 Aug 2019 to 18 Aug 2019.',
      ),
    ).toBeTruthy()
    expect(screen.getByText(/No later day was looked at/).textContent).toContain('5 Aug 2019 to 18 Aug 2019')
    const rows = rowsOf('Settings tried')
    expect(rows).toHaveLength(8)
    expect(rows[0]).toEqual(['Best default', '0.2000', '–', '–', '–'])
    expect(rows[1]).toEqual(['α 2', '0.2120', '+0.0120', '+0.0040 to +0.0200', '+0.0010 (\u22120.0070 to +0.0090)'])
    expect(model.getState().als).toBeNull()
    fireEvent.click(screen.getByRole('button', { name: 'Use them' }))
    expect(model.getState().als).toEqual(offered)
    expect(train).toHaveBeenCalledOnce()
    expect(screen.getByText(/These settings are taken/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Use them' })).toBeNull()
    act(() => {
      model.getState().setAls(null)
    })
    expect(screen.getByRole('button', { name: 'Use them' })).toBeTruthy()
  })

  it('offers nothing where nothing is clearly better, or where too few bought', () => {
    show({ result: resultOf(false) })
    expect(screen.getByText(/No combination is clearly better than Best default on 5 Aug 2019/)).toBeTruthy()
    expect(screen.queryByRole('button')).toBeNull()
    const few = resultOf(false)
    const tried = few.tried.map((one) =>
      one.difference === null ? one : { ...one, difference: { ...one.difference, word: 'too-few-clients' as const } },
    )
    show({ result: { ...few, tried, clientsWithTruth: 31 } })
    expect(screen.getByText(/Too few clients to compare settings: 31/)).toBeTruthy()
  })

  it('does not offer settings for evidence that they were not tried with', () => {
    const { model } = show({ result: resultOf(true) })
    act(() => {
      model.getState().setEvidence({ mu: 2 })
    })
    expect(screen.queryByRole('button', { name: 'Use them' })).toBeNull()
    expect(screen.getByText(/press Train, and it is refined anew/)).toBeTruthy()
  })

  it('is not there for settings by hand', () => {
    show({ result: resultOf(true) }, refinedSettings(SIZE, { lambda: 2, alpha: 2, factors: 1 }))
    expect(screen.queryByRole('heading', { name: 'Refinement' })).toBeNull()
  })

  it('speaks Korean', () => {
    show({ result: resultOf(true) }, null, 'ko')
    expect(screen.getByRole('heading', { name: '설정 다듬기' })).toBeTruthy()
    expect(screen.getByRole('button', { name: '이 설정 쓰기' })).toBeTruthy()
    expect(screen.getByText(/고객 812명에서 최적 기본값보다 NDCG@10이 0.0120 높습니다/)).toBeTruthy()
  })
})
