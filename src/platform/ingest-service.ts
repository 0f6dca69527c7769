import { transfer } from 'comlink'
import { DomainError } from '../core/domain-error.ts'
import type { TableReader } from '../core/ingest/table-reader.ts'
import { buffersOf, imageOf } from '../core/tables/table-image.ts'
import { checkpoint, type TaskProgress } from '../core/task-control.ts'
import type { LaneApi } from '../protocol/ingest-api.ts'
import type { OpenSources } from './load-files.ts'
import { createPacedControl } from './paced-control.ts'
import { orStop, stoppableSource } from './stoppable.ts'
import { TaskRuns } from './task-runs.ts'

/** What reading files needs from outside. */
interface IngestHost {
  readonly reader: TableReader
  readonly openSources: OpenSources
}

interface LaneProgress extends TaskProgress {
  readonly rows: number
}

/** A lane: the same reading as in the dataset worker, in another one. */
export function createLane({ reader, openSources }: IngestHost): LaneApi {
  const runs = new TaskRuns()
  return {
    read: (runId, file, sourceName, plan, onProgress) =>
      runs.run(runId, async (isCancelled, signal) => {
        const opened = await orStop(signal, openSources(file))
        const source = 'refusal' in opened ? undefined : opened.sources.find(({ name }) => name === sourceName)
        if (source === undefined)
          throw new DomainError('file-unreadable', `${sourceName} is gone`, { fileName: sourceName })
        const control = createPacedControl<LaneProgress>(({ done, rows }) => onProgress(done, rows), isCancelled)
        const total = source.sizeBytes
        const { table, ...rest } = await reader(stoppableSource(source, signal), plan, (done, rows) =>
          checkpoint(control, { stage: 'reading', done, total, unit: 'bytes', rows }),
        )
        const image = imageOf(table)
        return transfer({ ...rest, image }, buffersOf(image))
      }),
    cancel: (runId) => {
      runs.cancel(runId)
    },
  }
}
