import { describe, expect, it } from 'vitest'
import { DomainError } from '../core/domain-error.ts'
import { NO_REPAIRS } from '../core/quality/repairs.ts'
import type { DatasetSummary } from '../protocol/dataset-report.ts'
import type { QualityReport } from '../protocol/quality-report.ts'
import { deferred, settled } from './fake-engines.fixture.ts'
import { createQualityStore } from './quality-store.ts'

const report = (version: number): QualityReport => ({ version, findings: [] })
const summary = (version: number) => ({ version }) as DatasetSummary
const DROP = { ...NO_REPAIRS, dropDuplicateLines: true }

/** A store whose engine answers when the test says so. */
function withEngine() {
  const checks: { readonly answer: ReturnType<typeof deferred<QualityReport>>; readonly signal: AbortSignal }[] = []
  const repairs: ReturnType<typeof deferred<DatasetSummary>>[] = []
  const store = createQualityStore({
    quality: (signal) => {
      const answer = deferred<QualityReport>()
      checks.push({ answer, signal })
      return answer.promise
    },
    setRepairs: () => {
      const answer = deferred<DatasetSummary>()
      repairs.push(answer)
      return answer.promise
    },
  })
  return { store, checks, repairs }
}

describe('the quality store', () => {
  it('asks once a version, and stops the question before', async () => {
    const { store, checks } = withEngine()
    void store.getState().show(1)
    void store.getState().show(1)
    expect(checks).toHaveLength(1)
    void store.getState().show(2)
    expect(checks[0]?.signal.aborted).toBe(true)
    checks[0]?.answer.resolve(report(1))
    await settled()
    expect(store.getState().report.phase).toBe('loading')
    checks[1]?.answer.resolve(report(2))
    await settled()
    expect(store.getState().report).toEqual({ phase: 'ready', value: report(2) })
  })

  it('says what failed and asks again', async () => {
    const { store, checks } = withEngine()
    void store.getState().show(1)
    checks[0]?.answer.reject(new DomainError('worker-lost', 'x'))
    await settled()
    expect(store.getState().report).toMatchObject({ phase: 'failed', error: { code: 'worker-lost' } })
    void store.getState().retry()
    checks[1]?.answer.resolve(report(1))
    await settled()
    expect(store.getState().report.phase).toBe('ready')
  })

  it('keeps the report from before a repair until the repaired data is checked', async () => {
    const { store, checks, repairs } = withEngine()
    void store.getState().show(1)
    checks[0]?.answer.resolve(report(1))
    await settled()
    void store.getState().repair(DROP)
    void store.getState().repair(NO_REPAIRS)
    expect(repairs).toHaveLength(1)
    expect(store.getState().repairing).toEqual(DROP)
    repairs[0]?.resolve(summary(2))
    await settled()
    expect(store.getState().repaired).toEqual(summary(2))
    void store.getState().show(2)
    expect(store.getState().report).toEqual({ phase: 'ready', value: report(1) })
    checks[1]?.answer.resolve(report(2))
    await settled()
    expect(store.getState()).toMatchObject({ report: { value: report(2) }, repairing: null })
  })

  it('does not keep the report of other data', async () => {
    const { store, checks, repairs } = withEngine()
    void store.getState().show(1)
    checks[0]?.answer.resolve(report(1))
    await settled()
    void store.getState().repair(DROP)
    repairs[0]?.resolve(summary(2))
    await settled()
    void store.getState().show(3)
    expect(store.getState()).toMatchObject({ report: { phase: 'loading' }, repairing: null })
  })

  it('leaves the report as it is when a repair fails, and says so', async () => {
    const { store, checks, repairs } = withEngine()
    void store.getState().show(1)
    checks[0]?.answer.resolve(report(1))
    await settled()
    void store.getState().repair(DROP)
    repairs[0]?.reject(new DomainError('out-of-memory', 'x'))
    await settled()
    expect(store.getState()).toMatchObject({
      report: { phase: 'ready' },
      repairing: null,
      repairError: { code: 'out-of-memory' },
    })
  })

  it('brings nothing back after it was cleared', async () => {
    const { store, checks, repairs } = withEngine()
    void store.getState().show(1)
    void store.getState().repair(DROP)
    store.getState().clear()
    expect(checks[0]?.signal.aborted).toBe(true)
    checks[0]?.answer.resolve(report(1))
    repairs[0]?.resolve(summary(2))
    await settled()
    expect(store.getState()).toMatchObject({ report: { phase: 'none' }, repaired: null, repairing: null })
  })
})
