import type { Remote } from 'comlink'
import { DomainError } from '../core/domain-error.ts'
import type { WorkerLife } from '../protocol/worker-life.ts'
import type { SupervisedWorker } from './supervised-worker.ts'

/** A worker API whose long calls are named by a run id. */
export interface CancellableApi extends WorkerLife {
  readonly cancel: (runId: number) => void
}

let lastRunId = 0

/**
 * A long call that an `AbortSignal` stops.
 *
 * What cancel really does: the worker is asked to stop and does so at its next pause; the promise then rejects with
 * `cancelled`. The worker and what it holds stay.
 */
export function cancellableCall<Api extends CancellableApi, T>(
  worker: SupervisedWorker<Api>,
  signal: AbortSignal,
  ask: (api: Remote<Api>, runId: number) => Promise<T>,
): Promise<T> {
  if (signal.aborted) return Promise.reject(new DomainError('cancelled', 'Cancelled before it began'))
  lastRunId += 1
  const runId = lastRunId
  const stop = () => {
    void worker.call((api) => (api.cancel as (id: number) => Promise<void>)(runId)).catch(() => undefined)
  }
  signal.addEventListener('abort', stop, { once: true })
  return worker
    .call((api) => ask(api, runId))
    .finally(() => {
      signal.removeEventListener('abort', stop)
    })
}
