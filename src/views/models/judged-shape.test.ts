import { describe, expect, it } from 'vitest'
import { DomainError } from '../../core/domain-error.ts'
import { asDay } from '../../core/positions.ts'
import { DEFAULT_EVIDENCE } from '../../core/signals/default-evidence.ts'
import { lastDaysFold } from '../../core/split/last-days-fold.ts'
import type { RunPhase } from '../../state/model-store.ts'
import { evaluationFreshness, hindranceOf, modelFreshness } from './judged-shape.ts'
import { alsFixture, evaluationFixture, modelFixture, summaryFixture } from './models.fixture.ts'

const IDLE: RunPhase = { phase: 'idle' }
const RUNNING: RunPhase = { phase: 'running', view: null, losses: [] }

const foldError = (): DomainError => {
  try {
    lastDaysFold({ startDay: asDay(100), endDay: asDay(110) })
  } catch (error) {
    if (error instanceof DomainError) return error
  }
  throw new Error('a fold of 10 days must be refused')
}

describe('freshness', () => {
  it('is current for the data and the settings that made the model', () => {
    expect(modelFreshness(modelFixture(), summaryFixture())).toBe('current')
    expect(evaluationFreshness(evaluationFixture(), modelFixture(), summaryFixture())).toBe('current')
    expect(evaluationFreshness(evaluationFixture(), null, null)).toBe('current')
  })

  it('tells other data from other settings', () => {
    const newer = summaryFixture({ fingerprint: 'other' })
    expect(modelFreshness(modelFixture(), newer)).toBe('other-data')
    expect(evaluationFreshness(evaluationFixture(), modelFixture(), newer)).toBe('other-data')
    const { summary } = modelFixture()
    const smaller = modelFixture({ summary: { ...summary, settings: { ...alsFixture, factors: 8 } } })
    expect(evaluationFreshness(evaluationFixture(), smaller, summaryFixture())).toBe('other-settings')
    const wordless = modelFixture({ evidence: { ...DEFAULT_EVIDENCE, mu: 0 } })
    expect(evaluationFreshness(evaluationFixture(), wordless, summaryFixture())).toBe('other-settings')
  })
})

describe('hindranceOf', () => {
  it('names missing purchases before anything else', () => {
    const state = { training: RUNNING, evaluating: IDLE }
    expect(hindranceOf(summaryFixture({ off: ['purchases'] }), state)).toEqual({ kind: 'no-purchases' })
    expect(hindranceOf(summaryFixture({ period: null }), state)).toEqual({ kind: 'no-purchases' })
  })

  it('knows the refusal of a period that is too short for the fold', () => {
    const evaluating: RunPhase = { phase: 'failed', error: foldError() }
    expect(hindranceOf(summaryFixture(), { training: IDLE, evaluating })).toEqual({
      kind: 'short-period',
      days: 10,
      needed: 14,
    })
  })

  it('passes other failures on, and tells waiting from cancelled from nothing', () => {
    const error = new DomainError('singular-system', 'row 3')
    const summary = summaryFixture()
    expect(hindranceOf(summary, { training: IDLE, evaluating: { phase: 'failed', error } })).toEqual({
      kind: 'failed',
      error,
    })
    expect(hindranceOf(summary, { training: IDLE, evaluating: { phase: 'cancelled' } })).toEqual({ kind: 'cancelled' })
    expect(hindranceOf(summary, { training: RUNNING, evaluating: IDLE })).toEqual({ kind: 'waiting' })
    expect(hindranceOf(summary, { training: IDLE, evaluating: RUNNING })).toEqual({ kind: 'waiting' })
    expect(hindranceOf(summary, { training: IDLE, evaluating: IDLE })).toEqual({ kind: 'none' })
  })
})
