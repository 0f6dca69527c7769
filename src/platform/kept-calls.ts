import type { TaskControl } from '../core/task-control.ts'
import type { DatasetApi, LoadProgress } from '../protocol/dataset-api.ts'
import type { KeptShelf } from './kept-shelf.ts'
import type { LoadedData, LoadedFiles } from './loaded-data.ts'
import type { TaskRuns } from './task-runs.ts'

/** What the calls about kept data work on. */
export interface KeptCallsHost {
  readonly shelf: KeptShelf
  readonly data: LoadedData
  readonly runs: TaskRuns
  readonly createControl: (
    onProgress: (progress: LoadProgress) => void | Promise<void>,
    isCancelled: () => boolean,
  ) => TaskControl<LoadProgress>
}

/** The calls of `DatasetApi` that are about data kept on this device. */
export function createKeptCalls({
  shelf,
  data,
  runs,
  createControl,
}: KeptCallsHost): Pick<DatasetApi, 'keep' | 'keptState' | 'reopen' | 'forgetKept'> {
  return {
    keep: async (runId, days, onProgress) => {
      const { files, repairs, summary } = data.current()
      const contents = { files: [...files.values()], repairs, fingerprint: summary.fingerprint }
      return runs.run(runId, (isCancelled) => shelf.keep(contents, days, createControl(onProgress, isCancelled)))
    },
    keptState: () => shelf.look(),
    reopen: (runId, onProgress) =>
      runs.run(runId, async (isCancelled) => {
        const control = createControl(onProgress, isCancelled)
        const startMs = performance.now()
        const { files, repairs } = await shelf.reopen(control)
        const readAtMs = performance.now()
        const putIn = (before: LoadedFiles): LoadedFiles =>
          new Map([...before, ...files.map((file) => [file.role, file] as const)])
        const { summary } = await data.change(putIn, control, repairs)
        return {
          summary,
          loadedRoles: files.map(({ role }) => role),
          refusals: [],
          replaced: [],
          sources: [],
          readMs: readAtMs - startMs,
          indexMs: performance.now() - readAtMs,
        }
      }),
    forgetKept: () => shelf.forget(),
  }
}
