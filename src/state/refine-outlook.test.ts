import { describe, expect, it } from 'vitest'
import { asDay } from '../core/positions.ts'
import { DEFAULT_EVIDENCE } from '../core/signals/default-evidence.ts'
import { modelFixture, summaryFixture } from '../views/models/models.fixture.ts'
import { refineOutlook } from './refine-outlook.ts'

const idle = { phase: 'idle' } as const
const busy = { phase: 'running', view: null, losses: [] } as const
const summary = summaryFixture()
const model = modelFixture()
const state = { als: null, rates: null, training: idle, evaluating: idle, model }
const periodOf = (days: number) => ({ firstDay: asDay(100), lastDay: asDay(100 + days - 1) })

describe('refineOutlook', () => {
  it('is about the model of the loaded data and the first of the rolling folds', () => {
    const outlook = refineOutlook(summary, state)
    if (outlook.kind !== 'possible') throw new Error(outlook.kind)
    const { fold, size, dataFingerprint, evidence, startsAlone, estimateMs } = outlook.subject
    const end = summary.period!.lastDay + 1
    expect(fold).toEqual({
      training: { startDay: summary.period!.firstDay, endDay: end - 42 },
      test: { startDay: end - 42, endDay: end - 28 },
    })
    expect(size).toEqual({ clientCount: 72_399, columnCount: 24_668, entryCount: 651_230 })
    expect({ dataFingerprint, evidence }).toEqual({ dataFingerprint: summary.fingerprint, evidence: DEFAULT_EVIDENCE })
    expect(startsAlone).toBe(estimateMs <= 120_000)
  })

  it('does not begin by itself what would take more than two minutes, on one thread', () => {
    const outlookOf = (trainingMs: number, threads: number) => {
      const crew = { threads, lost: 0, transport: 'moved' } as const
      return refineOutlook(summary, {
        ...state,
        model: modelFixture({ summary: { ...model.summary, trainingMs, crew } }),
      })
    }
    const estimateOf = (trainingMs: number, threads = 1) => {
      const outlook = outlookOf(trainingMs, threads)
      return outlook.kind === 'possible' ? outlook.subject : null
    }
    const quick = estimateOf(1_000)!
    const factor = 120_000 / quick.estimateMs
    expect(quick.startsAlone).toBe(true)
    expect(estimateOf(1_000 * factor * 1.01)!.startsAlone).toBe(false)
    expect(estimateOf(1_000 * factor * 0.6, 2)!.startsAlone).toBe(false)
  })

  it('has one key for the same evidence in another order, and another for other data or evidence', () => {
    const keyOf = (evidence = DEFAULT_EVIDENCE, dataFingerprint = summary.fingerprint) => {
      const trained = modelFixture({ evidence, dataFingerprint })
      const outlook = refineOutlook(summaryFixture({ fingerprint: dataFingerprint }), { ...state, model: trained })
      return outlook.kind === 'possible' ? outlook.subject.key : outlook.kind
    }
    const reversed = Object.fromEntries(
      Object.entries(DEFAULT_EVIDENCE).reverse(),
    ) as unknown as typeof DEFAULT_EVIDENCE
    expect(keyOf(reversed)).toBe(keyOf())
    expect(keyOf({ ...DEFAULT_EVIDENCE, mu: 1 })).not.toBe(keyOf())
    expect(keyOf({ ...DEFAULT_EVIDENCE, bm25: { k1: 100, b: 0.8 } })).not.toBe(keyOf())
    expect(keyOf(DEFAULT_EVIDENCE, 'other')).not.toBe(keyOf())
  })

  it('waits while something runs or the model is of other data', () => {
    const later = { kind: 'later' }
    expect(refineOutlook(null, state)).toEqual(later)
    expect(refineOutlook(summary, { ...state, model: null })).toEqual(later)
    expect(refineOutlook(summary, { ...state, training: busy })).toEqual(later)
    expect(refineOutlook(summary, { ...state, evaluating: busy })).toEqual(later)
    expect(refineOutlook(summaryFixture({ fingerprint: 'newer' }), state)).toEqual(later)
  })

  it('leaves settings by hand alone', () => {
    expect(refineOutlook(summary, { ...state, als: model.summary.settings })).toEqual({ kind: 'by-hand' })
    expect(refineOutlook(summary, { ...state, model: modelFixture({ automatic: false }) })).toEqual({ kind: 'by-hand' })
  })

  it('says why data without enough days or without purchases is not refined', () => {
    expect(refineOutlook(summaryFixture({ period: periodOf(42) }), state)).toEqual({
      kind: 'short-period',
      days: 42,
      needed: 43,
    })
    expect(refineOutlook(summaryFixture({ period: periodOf(43) }), state).kind).toBe('possible')
    expect(refineOutlook(summaryFixture({ period: null }), state)).toEqual({ kind: 'no-purchases' })
    expect(refineOutlook(summaryFixture({ off: ['purchases'] }), state)).toEqual({ kind: 'no-purchases' })
  })
})
