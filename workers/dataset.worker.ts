import { expose } from 'comlink'
import { createByteTableReader } from '../src/platform/byte-table-reader.ts'
import { createDatasetService } from '../src/platform/dataset-service.ts'
import { openSources } from '../src/platform/open-sources.ts'
import { opfsStorage } from '../src/platform/opfs-storage.ts'
import { createSmallTableReader } from '../src/platform/small-table-reader.ts'
import { warmUp } from '../src/platform/warm-up.ts'
import { installDomainErrorTransfer } from '../src/protocol/domain-error-transfer.ts'

/** The generator brings its word lists: fetched behind the worker's own script, so that the first file does not wait for it. */
const demo = import('../src/platform/demo-files.ts').then(({ makeDemoFiles }) => makeDemoFiles)
// A failed fetch shows where the demo is asked for.
demo.catch(() => undefined)

/** After the page has drawn itself; the analyst still looks for the files. */
const WARM_UP_AFTER_MS = 600

const reader = createSmallTableReader(createByteTableReader())
const busy = new AbortController()

installDomainErrorTransfer()
expose(
  createDatasetService({
    reader,
    openSources: (file) => {
      busy.abort()
      return openSources(file)
    },
    keptStorage: opfsStorage(),
    makeDemoFiles: async (control) => (await demo)(control),
  }),
)
setTimeout(() => {
  void warmUp({ reader, openSources }, busy.signal)
}, WARM_UP_AFTER_MS)
