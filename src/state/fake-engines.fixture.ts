import { DomainError } from '../core/domain-error.ts'
import type { DatasetEngine } from '../engine/dataset-engine.ts'
import type { ModelEngine } from '../engine/model-engine.ts'

const refuse = () => Promise.reject(new DomainError('unexpected', 'this test did not expect that call'))

/** A dataset engine that refuses every call but those a test gives. */
export function fakeDatasetEngine(given: Partial<DatasetEngine>): DatasetEngine {
  return {
    load: refuse,
    setEncoding: refuse,
    demoFiles: refuse,
    clients: refuse,
    history: refuse,
    overview: refuse,
    issuesCsv: refuse,
    issuesJson: refuse,
    issues: refuse,
    tableRows: refuse,
    columnProfiles: refuse,
    quality: refuse,
    setRepairs: refuse,
    keep: refuse,
    keptState: () => Promise.resolve({ state: 'none' }),
    reopen: refuse,
    forgetKept: () => Promise.resolve({ state: 'none' }),
    evidence: refuse,
    holdEvidence: () => Promise.resolve(),
    truth: refuse,
    draftRow: refuse,
    columnLabels: refuse,
    findColumn: refuse,
    suggestColumns: refuse,
    wordsRow: refuse,
    familyRow: () =>
      Promise.resolve({
        row: { columns: new Uint32Array(), values: new Float32Array() },
        words: [],
        throughFamily: false,
      }),
    familyRows: (_, start, end) =>
      Promise.resolve({
        rows: end - start,
        cols: 0,
        rowPtr: new Uint32Array(end - start + 1),
        colIdx: new Uint32Array(),
        values: new Float32Array(),
      }),
    formatRecommendations: refuse,
    forget: () => Promise.resolve(),
    onLost: () => () => undefined,
    ...given,
  }
}

/** A model engine that refuses every call but those a test gives. */
export function fakeModelEngine(given: Partial<ModelEngine>): ModelEngine {
  return {
    memoryLimitBytes: 2 ** 31,
    defaultSettings: refuse,
    calibrate: () => Promise.resolve(null),
    train: refuse,
    evaluate: refuse,
    fitModel: () => Promise.resolve(),
    refine: refuse,
    recommend: refuse,
    recommendRange: refuse,
    automaticThreads: 1,
    placeFor: (chosen) => ({ threads: chosen ?? 1, sharesMemory: false }),
    setThreads: () => undefined,
    onHelperLost: () => () => undefined,
    forget: () => Promise.resolve(),
    onLost: () => () => undefined,
    ...given,
  }
}

/** A promise that settles when the test says so. */
export function deferred<T>() {
  let resolve: (value: T) => void = () => undefined
  let reject: (error: unknown) => void = () => undefined
  const promise = new Promise<T>((onResolve, onReject) => {
    resolve = onResolve
    reject = onReject
  })
  return { promise, resolve, reject }
}

/** Let everything that is ready run. */
export const settled = () => new Promise((resolve) => setTimeout(resolve))
