import type { ByteSource, ByteStream } from '../core/ingest/table-reader.ts'
import type { LoadProgress } from '../protocol/dataset-api.ts'
import { createByteTableReader } from './byte-table-reader.ts'
import { createDatasetService, type DatasetServiceHost } from './dataset-service.ts'
import { openSources } from './open-sources.ts'

/** A service that reads in small blocks and reports every tick, so that tests see each step. */
export const serviceOf = (host: Partial<DatasetServiceHost> = {}) =>
  createDatasetService({
    reader: createByteTableReader(64),
    openSources,
    createControl: (tick, isCancelled) => ({ tick, isCancelled }),
    makeDemoFiles: () => Promise.resolve([]),
    ...host,
  })

export const file = (name: string, content: BlobPart): File => new File([content], name)

export const peopleCsv = (ids: readonly (string | number)[]): string =>
  `clnt_id,clnt_gender,clnt_age\n${ids.map((id) => `${id},F,30\n`).join('')}`

export const quiet = (): void => undefined

/** A disk that answers so many reads and then never again. */
export function hangingSource(source: ByteSource, reads: number): ByteSource & { readonly closed: () => boolean } {
  let isClosed = false
  let left = reads
  return {
    name: source.name,
    sizeBytes: source.sizeBytes,
    packing: source.packing,
    open: (): ByteStream => {
      const stream = source.open()
      return {
        read: (room) => {
          left -= 1
          return left < 0 ? new Promise(() => undefined) : stream.read(room)
        },
        diskBytes: () => stream.diskBytes(),
        close: () => {
          isClosed = true
          return stream.close()
        },
      }
    },
    closed: () => isClosed,
  }
}

/** Ticks in which files were read. */
export const isReading = ({ stage }: LoadProgress): boolean => stage === 'reading'
